"""What changes the meaning of words without being one: a line through them, a list's numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token

BEFORE = 3  # words before the sign of a note that tell its place
_STRUCK = re.compile(r"(?is)<(s|strike|del)\b[^>]*>(.*?)</\1\s*>")
_TAG = re.compile(r"<[^>]*>")
_OPENS = re.compile(r"(?i)<(?:s|strike|del)\b")
_CLOSES = re.compile(r"(?i)</(?:s|strike|del)\s*>")


class Sign(NamedTuple):
    """A sign: what it is called, and its words."""

    label: str
    text: str


def signs(tokens: Sequence[Token]) -> Iterator[Sign]:
    """The signs in a block or a note that its words alone do not tell."""
    for token in tokens:
        if token.type == "ordered_list_open":
            yield Sign("first number of a list", str(token.attrs.get("start", 1)))
        elif token.type == "callout_open" and not token.meta.get("titled"):
            yield Sign("kind of a box", str(token.meta.get("sort", "")))
        elif token.type == "list_item_open" and token.meta.get("task"):
            yield Sign("task", str(token.meta["task"]))
        elif token.type == "html_block":
            for found in _STRUCK.finditer(token.content):
                yield Sign("struck-out words", _TAG.sub(" ", found[2]))
        yield from _in_line(token.children or ())


def _in_line(children: Sequence[Token]) -> Iterator[Sign]:
    """Those in a run of text: what is struck out, and behind which words a note is told of."""
    said: list[str] = []
    struck: list[int] = []
    for token in children:
        if token.type == "s_open" or (token.type == "html_inline" and _OPENS.match(token.content)):
            struck.append(len(said))
        elif struck and (
            token.type == "s_close"
            or (token.type == "html_inline" and _CLOSES.match(token.content))
        ):
            yield Sign("struck-out words", "".join(said[struck.pop() :]))
        elif token.type == "footnote_ref":
            yield Sign("place of a note", " ".join("".join(said).split()[-BEFORE:]))
        elif token.type in ("text", "code_inline"):
            said.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            said.append(" ")
