"""Mailchimp's merge tags by its documentation: fields, and IF, ELSE and END:IF around text."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TAG = re.compile(r"\*\|(?:(IF|ELSE|END):(\w*)|(\w+))\|\*", re.ASCII)


def render(text: str, values: Mapping[str, str]) -> str:
    """The text for one contact. Raises ValueError for a `*|` that begins no tag."""
    out: list[str] = []
    showing = [True]
    end = 0
    for tag in _TAG.finditer(text):
        between = text[end : tag.start()]
        if "*|" in between:
            raise ValueError(between)
        out += [between] if all(showing) else []
        end = tag.end()
        word, of, name = tag.groups()
        if word == "IF":
            showing.append(bool(values.get(of)))
        elif word == "ELSE":
            showing[-1] = not showing[-1]
        elif word == "END":
            showing.pop()
        elif all(showing):
            out.append(values.get(name, ""))
    if "*|" in text[end:] or len(showing) != 1:
        raise ValueError(text[end:])
    return "".join((*out, text[end:]))
