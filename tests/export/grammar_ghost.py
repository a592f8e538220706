"""Ghost's way with a post's HTML: read and written anew, then names put in, in HTML and in text."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from html.parser import HTMLParser

_USE = re.compile(r"%%\{(.*?)\}%%")
_INSIDE = re.compile(r"(\w+?)(?:,? *(?:\"|&quot;)(.*?)(?:\"|&quot;))?", re.ASCII)
_OUTLOOK = {"\u2192": "&rarr;", "\u2013": "&ndash;", "\u201c": "&ldquo;", "\u201d": "&rdquo;"}
_KNOWN = ("first_name", "name", "email", "created_at", "status", "uuid")


class _Anew(HTMLParser):
    """HTML as a parser writes it again, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.html: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        shown = "".join(f' {name}="{html.escape(value or "")}"' for name, value in attrs)
        self.html.append(f"<{tag}{shown}>")

    def handle_endtag(self, tag: str) -> None:
        self.html.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.html.append(html.escape(data, quote=False))
        self.text.append(data)


def render(source: str, values: Mapping[str, str]) -> tuple[str, str]:
    """The HTML and the plain text that a member gets."""
    anew = _Anew()
    anew.feed(source)
    anew.close()
    made, text = "".join(anew.html), "".join(anew.text)
    replacements = [_replacement(use, values) for use in _USE.finditer(made)]
    for letter, name in _OUTLOOK.items():
        made = made.replace(letter, name)
    for token, value in filter(None, replacements):
        made = token.sub(lambda _, value=value: value, made)  # type: ignore[misc]
        text = token.sub(lambda _, value=value: value, text)  # type: ignore[misc]
    return made, text


def put(text: str, values: Mapping[str, str]) -> str:
    """A text that stays as it is but for the names in it."""
    for token, value in filter(None, [_replacement(use, values) for use in _USE.finditer(text)]):
        text = token.sub(lambda _, value=value: value, text)  # type: ignore[misc]
    return text


def _replacement(
    use: re.Match[str], values: Mapping[str, str]
) -> tuple[re.Pattern[str], str] | None:
    inside = _INSIDE.fullmatch(use[1])
    if inside is None or inside[1] not in _KNOWN:
        return None
    token = re.sub(r'"|\&quot;', '(?:"|&quot;)', re.escape(use[0]).replace("\\&quot;", "&quot;"))
    return re.compile(token), values.get(inside[1]) or inside[2] or ""
