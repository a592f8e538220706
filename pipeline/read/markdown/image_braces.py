"""What an author says of an image in braces behind it: `{width=320}`, `{decorative}`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

WIDTH = re.compile(r"(\d{1,4})(?:px)?|(\d{1,3})%")
KNOWN = ("width", "decorative")

_ONE = r"""(?:[.#][\w:-]+|[A-Za-z][\w:-]*(?:=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}=]+))?)"""
BRACES = re.compile(rf"\{{[ \t]*{_ONE}(?:[ \t]+{_ONE})*[ \t]*\}}")
ATTRIBUTE = re.compile(_ONE)


def image_braces(state: StateInline, silent: bool) -> bool:
    """Take braces right behind an image for what they say of it; other braces are text."""
    if silent or state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    image = state.tokens[-1]
    found = BRACES.match(state.src, state.pos, state.posMax)
    if image.type != "image" or image.meta or not found:
        return False
    image.meta = _told(found[0], image)
    state.pos = found.end()
    return True


def _told(braces: str, image: Token) -> dict[str, Any]:
    """What the braces say; `wrong` is what is wrong with them, and what to do."""
    told: dict[str, Any] = {"braces": braces}
    for written in ATTRIBUTE.findall(braces[1:-1]):
        name, _, value = written.partition("=")
        value = value.strip("\"'")
        if name == "width" and _is_width(value):
            told["width"] = value.removesuffix("px")
        elif name == "decorative" and not value:
            told["decorative"] = True
        elif name == "width":
            return told | {"wrong": (f"{written} is no width", "width=320 is px, width=50% a part")}
        else:
            near = get_close_matches(name, KNOWN, n=1)
            meant = f"did you mean {near[0]}? " if near else ""
            hint = f"{meant}an image has {{width=320}} and {{decorative}}; write \\{{ for a brace"
            return told | {"wrong": (f"an image has no {written}", hint)}
    if told.get("decorative") and image.content.strip():
        hint = "take the words or {decorative} out: an image that only decorates says nothing"
        return told | {"wrong": ("a decorative image has words that nobody would hear", hint)}
    return told


def _is_width(value: str) -> bool:
    found = WIDTH.fullmatch(value)
    return found is not None and 0 < int(found[1] or found[2]) <= (100 if found[2] else 9999)
