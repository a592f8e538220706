"""Bars of parts' lengths, in characters that any terminal shows without colour.

A bar stands last on its line, behind the number that it shows, and a part outside of the wished
range is told in a word: who listens to the line misses nothing.
"""

from __future__ import annotations

from typing import NamedTuple

WIDTH = 18
FULL, WISHED = "█", "░"
_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


class Bars(NamedTuple):
    """Bars that can be compared: all to one scale, which reaches from 0 over the wished range."""

    low: int
    high: int
    longest: int

    def of(self, words: int) -> str:
        """A part's bar; the rest of the wished range stands lightly behind it."""
        scale = WIDTH / max(self.longest, round(1.2 * self.high), 1)
        eighths = max(1, round(8 * words * scale))
        bar = FULL * (eighths // 8) + _EIGHTHS[eighths % 8]
        low, high = round(self.low * scale), round(self.high * scale)
        rest = "".join(WISHED if low <= at < high else " " for at in range(len(bar), WIDTH))
        word = "short" if words < self.low else "long" if words > self.high else ""
        return f"{bar}{rest} {word}".rstrip()
