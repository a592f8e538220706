"""Mailjet's template language by its reference: contact data with a default, and conditions."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DATA = r"data:(?P<{}>\w+):\"(?P<{}>[^\"]*)\""
_TOKEN = re.compile(
    rf"\{{\{{{_DATA.format('name', 'default')}\}}\}}"
    rf"|\{{%\s*if\s+{_DATA.format('tested', 'instead')}\s*!=\s*\"\"\s*%\}}"
    r"|\{%\s*(?P<word>else|endif)\s*%\}|\[\[(?P<link>[A-Z_]+)\]\]",
    re.ASCII,
)
_OPENING = re.compile(r"\{\{|\{%|\{#|\[\[")


def render(text: str, values: Mapping[str, str]) -> str:
    """The text for one contact. Raises ValueError for an opening that begins nothing known."""
    out: list[str] = []
    showing = [True]
    position = 0
    while opening := _OPENING.search(text, position):
        token = _TOKEN.match(text, opening.start())
        if token is None:
            raise ValueError(text[opening.start() :])
        out += [text[position : opening.start()]] if all(showing) else []
        position = token.end()
        if token["tested"]:
            showing.append(bool(values.get(token["tested"]) or token["instead"]))
        elif token["word"] == "else":
            showing[-1] = not showing[-1]
        elif token["word"] == "endif":
            showing.pop()
        elif all(showing):
            out.append(token["link"] or values.get(token["name"]) or token["default"])
    return "".join((*out, text[position:]))
