"""A note on a fact: what a mail program does in part, and which uses that hits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from pipeline.check.features.use import Use

Applies: TypeAlias = Callable[[Use], bool]
"""Whether a use is hit."""

GMAIL_ACCOUNTS = "gmail-other-accounts"
"""Gmail's apps with an account of another provider: they drop style blocks, and more."""
SAMSUNG_ACCOUNTS = "samsung-microsoft-accounts"
"""Samsung Email with an account at Microsoft (Outlook.com, Hotmail, Live)."""
OUTLOOK_ACCOUNTS = "outlook-mac-other-accounts"
"""Outlook for Mac with an account of another provider."""

SCOPES: Mapping[str, str] = {
    GMAIL_ACCOUNTS: "in Gmail's apps with an account of another provider",
    SAMSUNG_ACCOUNTS: "in Samsung Email with an account at Microsoft",
    OUTLOOK_ACCOUNTS: "in Outlook for Mac with an account of another provider",
}
"""Some of a program's readers, by what sets them apart: to be told once, not for each use."""


class Note(NamedTuple):
    """A note: what happens, in our words, and whether it happens to a use.

    `text` is a sentence in lower case without its full stop, of which the program is not the
    subject. `sure` is False where no machine can tell: such a note is quiet. With a `scope` it
    holds for some of the program's readers only.
    """

    text: str
    applies: Applies
    sure: bool = True
    scope: str = ""


Key: TypeAlias = tuple[str, int]
"""A feature and the number of one of its notes."""

Notes: TypeAlias = Mapping[Key, Note]
"""Notes in the order in which they are read."""


def always(use: Use) -> bool:  # noqa: ARG001
    """For what hits every use."""
    return True


def never(use: Use) -> bool:  # noqa: ARG001
    """For what is no drawback, or none that a mail can be blamed for."""
    return False


def fine(text: str) -> Note:
    """A note that takes nothing away from a yes."""
    return Note(text, never)


def unsure(text: str, applies: Applies = always) -> Note:
    """A note that no machine can judge, of the uses that it may hit."""
    return Note(text, applies, sure=False)


def lost_with(scope: str) -> Note:
    """What works but for some of the program's readers."""
    return Note(f"it does not work {SCOPES[scope]}", always, scope=scope)
