"""What mail clients in dark mode make of a mail's colours for the day.

An approximation: no client publishes what it does. The formulas are those that people who
measured screenshots have published, in LCh: a light ground of lightness L becomes
50 - (L - 50) x 0.75, dark words are mirrored at the middle, and both lose a fifth of their
chroma. Clients that invert in full do the opposite to dark grounds and light words as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.colour.lab import Lch, from_lch, to_lch

MIDDLE = 50.0
_DEPTH = 0.75  # how far from the middle a ground is afterwards, of how far it was
_CHROMA = 0.8


class Inversion(StrEnum):
    """How a client treats the colours of a mail in dark mode."""

    NONE = "none"  # as the mail says, by its own rules for the dark or not
    PARTIAL = "partial"  # light grounds are darkened, dark words lightened, the rest is kept
    FULL = "full"  # everything is turned round: dark grounds become light


class Client(NamedTuple):
    """A mail client: its name as people know it, and what it does in dark mode."""

    name: str
    inversion: Inversion


class Pair(NamedTuple):
    """Words and the ground that they stand on, as `#RRGGBB`."""

    foreground: str
    background: str


CLIENTS: Mapping[str, Client] = {
    "gmail-web": Client("Gmail on the web", Inversion.NONE),
    "apple-mail": Client("Apple Mail", Inversion.NONE),
    "gmail-android": Client("Gmail on Android", Inversion.PARTIAL),
    "outlook-com": Client("Outlook.com", Inversion.PARTIAL),
    "gmail-ios": Client("Gmail on iOS", Inversion.FULL),
    "outlook-windows": Client("Outlook for Windows", Inversion.FULL),
}
"""The clients whose dark mode is known, by the names that checks and the preview use."""


def inverted(client: str, foreground: str, background: str) -> Pair:
    """Words and their ground, as a client of `CLIENTS` shows them in dark mode.

    Raises KeyError for another client, ValueError for what is no colour `#RRGGBB`.
    """
    return inverted_by(CLIENTS[client].inversion, foreground, background)


@lru_cache(maxsize=4096)
def inverted_by(inversion: Inversion, foreground: str, background: str) -> Pair:
    """Words and their ground after an inversion."""
    if inversion is Inversion.NONE:
        return Pair(foreground, background)
    words, ground = to_lch(foreground), to_lch(background)
    full = inversion is Inversion.FULL
    turned_words = full or words.lightness < MIDDLE
    turned_ground = full or ground.lightness >= MIDDLE
    return Pair(
        _turned(words, 1.0) if turned_words else foreground,
        _turned(ground, _DEPTH) if turned_ground else background,
    )


def _turned(colour: Lch, depth: float) -> str:
    """A colour mirrored at the middle, nearer to it by `depth`, and paler."""
    lightness = MIDDLE - (colour.lightness - MIDDLE) * depth
    return from_lch(Lch(lightness, colour.chroma * _CHROMA, colour.hue))
