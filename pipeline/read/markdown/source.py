"""Markdown that a reader made, and where each of its lines came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import Place
from pipeline.model import Lines


@dataclass(frozen=True, slots=True)
class Source:
    """Markdown and where it came from: for each of its lines, the lines of the source file.

    `ats` are, for each of its lines, the characters of the source's own text before it, for a
    source whose lines may be very long (see `Block.at`).
    """

    file: str
    markdown: str
    spans: Sequence[Lines]
    shown: Sequence[str]
    ats: Sequence[int] = ()

    def lines(self, first: int, end: int) -> Lines:
        """The source lines of the Markdown lines `first` (from 0) up to `end` (not included)."""
        last = min(end, len(self.spans)) - 1
        while last > first and not self.shown_line(self.spans[last].last).strip():
            last -= 1
        return Lines(self.spans[first].first, self.spans[max(first, last)].last)

    def shown_line(self, number: int) -> str:
        """A line of the source file as it stands there, from 1."""
        return self.shown[number - 1] if 0 < number <= len(self.shown) else ""

    def place(self, number: int) -> Place:
        """The place of a line of the source file."""
        return Place(self.file, number, 0, self.shown_line(number))
