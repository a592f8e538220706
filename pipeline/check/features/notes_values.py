"""Notes on functions, units, variables and `!important`."""

from __future__ import annotations

import re

from pipeline.check.features import hits
from pipeline.check.features.note import (
    GMAIL_ACCOUNTS,
    SAMSUNG_ACCOUNTS,
    SCOPES,
    Note,
    Notes,
    always,
    fine,
    lost_with,
    never,
)
from pipeline.check.features.use import Use

_IMPORTANT = re.compile(r"(?P<before>.?)!\s*(?P<word>important)\b", re.IGNORECASE)


def importants(use: Use) -> list[tuple[str, str]]:
    """Each `!important` of a style attribute as written: what stands before it, the word."""
    text = use.element.get("style") if use.element else use.shown
    return [(one["before"], one["word"]) for one in _IMPORTANT.finditer(text)]


def shouted(use: Use) -> bool:
    """`!important` with a capital."""
    return any(word != "important" for _, word in importants(use))


def glued(use: Use) -> bool:
    """`!important` without a space before it."""
    return any(before and not before.isspace() for before, _ in importants(use))


_BY_ACCOUNT = ("css-function-clamp", "css-function-max", "css-function-min")

NOTES: Notes = {
    **{(one, 1): lost_with(GMAIL_ACCOUNTS) for one in _BY_ACCOUNT},
    **{(one, 2): lost_with(SAMSUNG_ACCOUNTS) for one in _BY_ACCOUNT},
    ("css-important", 1): Note("it is understood in small letters only", shouted),
    ("css-important", 2): Note(
        f"style blocks are dropped {SCOPES[GMAIL_ACCOUNTS]}", hits.block, scope=GMAIL_ACCOUNTS
    ),
    ("css-important", 4): Note("it needs a space before it", glued),
    ("css-important", 5): Note("in a style attribute it is ignored", hits.inline),
    ("css-important", 7): Note(
        "on background-image it needs a space before it",
        hits.both(hits.names("background-image"), glued),
    ),
    ("css-unit-calc", 1): lost_with(GMAIL_ACCOUNTS),
    ("css-unit-initial", 1): Note("Internet Explorer does not know it", never),
    ("css-unit-initial", 2): lost_with(GMAIL_ACCOUNTS),
    ("css-unit-vh", 2): Note("it is nought there", always),
    ("css-unit-vw", 1): fine("it counts the browser's window, not the mail"),
    ("css-variables", 1): Note("var() is understood, but no variable can be set", always),
    ("css-variables", 2): Note("var() is understood, but no variable can be set", always),
}
"""By feature and number."""
