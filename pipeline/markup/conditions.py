"""Conditional comments, as Outlook for Windows reads them and nobody else does.

Microsoft's syntax: `<!--[if …]>…<![endif]-->` hides from all others, `<!--[if …]><!-->…
<!--<![endif]-->` and `<![if …]>…<![endif]>` do not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

OUTLOOK = 16
"""The version that Outlook 2016 to 2024 for Windows gives for `mso`."""

_OPENED = re.compile(
    r"<!(?P<comment>--)?\s*\[if\s*(?P<expression>[^\]]*)\]>(?P<shown>\s*<!(?:--\s*)?-->|-->)?",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"(?:<!--\s*)?<!\[endif\](?:--)?>", re.IGNORECASE)
_TOKEN = re.compile(r"\s*(?:(?P<sign>[!&|()])|(?P<word>\w+(?:\.\d+)?))")
_COMPARED = {"gt", "gte", "lt", "lte"}


class Condition(NamedTuple):
    """An opened conditional comment: where, its expression, and who reads what is in it."""

    start: int
    expression: str
    others: bool
    outlook: bool


def opened(text: str, start: int) -> Condition | None:
    """The condition that a comment or declaration opens, None if it opens none."""
    found = _OPENED.match(text)
    if not found:
        return None
    others = bool(found["shown"]) or not found["comment"]
    expression = found["expression"].strip()
    return Condition(start, expression, others, holds(expression))


def is_closing(text: str) -> bool:
    """Whether a comment or declaration closes a condition."""
    return bool(_CLOSED.match(text))


def holds(expression: str) -> bool:
    """Whether a condition holds for Outlook for Windows; what cannot be read does not."""
    tokens = [found["sign"] or found["word"].lower() for found in _TOKEN.finditer(expression)]
    try:
        value, rest = _either(tokens)
    except (IndexError, ValueError):
        return False
    return value and not rest


def _either(tokens: list[str]) -> tuple[bool, list[str]]:
    value, rest = _both(tokens)
    while rest and rest[0] == "|":
        other, rest = _both(rest[1:])
        value = value or other
    return value, rest


def _both(tokens: list[str]) -> tuple[bool, list[str]]:
    value, rest = _one(tokens)
    while rest and rest[0] == "&":
        other, rest = _one(rest[1:])
        value = value and other
    return value, rest


def _one(tokens: list[str]) -> tuple[bool, list[str]]:
    first, *rest = tokens
    if first == "!":
        value, rest = _one(rest)
        return not value, rest
    if first == "(":
        value, rest = _either(rest)
        return value, rest[1:]
    if first in _COMPARED:
        return _compared(first, rest[0], rest[1]), rest[2:]
    if rest and re.fullmatch(r"\d+(?:\.\d+)?", rest[0]):
        return _compared("is", first, rest[0]), rest[1:]
    return first in ("mso", "true", "vml"), rest


def _compared(how: str, what: str, number: str) -> bool:
    if what != "mso":
        return False
    version = float(number)
    return {
        "gt": version < OUTLOOK,
        "gte": version <= OUTLOOK,
        "lt": version > OUTLOOK,
        "lte": version >= OUTLOOK,
        "is": version == OUTLOOK,
    }[how]
