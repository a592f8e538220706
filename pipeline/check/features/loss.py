"""What readers lose where a mail program does not do what a mail asks of it."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Harm(IntEnum):
    """How much a reader loses."""

    NONE = 0
    """Nothing: there is a fallback, or the mail asks for it on purpose where it works."""
    LOOK = 1
    """An ornament: round corners, a shadow, a font."""
    LAYOUT = 2
    """Things stand in the wrong place, in the wrong size, or show that should not."""
    CONTENT = 3
    """Something cannot be read or is not there."""


class Loss(NamedTuple):
    """What is lost at most: how bad, what a reader sees (a clause), what to write instead."""

    harm: Harm
    sees: str
    instead: str
