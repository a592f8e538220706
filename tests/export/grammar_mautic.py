"""Mautic's tokens as its documentation and its token replacement read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote_plus

_FIELD = re.compile(r"(?:\{|%7B)contactfield=(.*?)(?:\}|%7D)", re.IGNORECASE)
_OTHER = re.compile(r"(?:\{|%7B)[a-z_]+(?:=[^}]*)?(?:\}|%7D)", re.IGNORECASE)
_FORMATS = ("label", "date", "time", "datetime")


def render(text: str, values: Mapping[str, str]) -> str:
    """The text for one contact. Raises ValueError for any other token."""
    tokens = {found[0]: _value(found[1], values) for found in _FIELD.finditer(text)}
    left = text
    for token in tokens:
        left = left.replace(token, " ")
    if found := _OTHER.search(left):
        raise ValueError(found[0])
    for token, value in tokens.items():
        text = text.replace(token, value)
    return text


def _value(inside: str, values: Mapping[str, str]) -> str:
    alias, *rest = inside.split("|")
    value = values.get(alias, "")
    if not rest:
        return value
    if rest[0] == "true":
        return quote_plus(value)
    if rest[0] in _FORMATS:
        raise ValueError(inside)
    return value if value not in ("", "0") else rest[0]
