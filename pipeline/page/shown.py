"""A mail's text with a mark for each slot: what the page fills for the person that is chosen."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline import slots
from pipeline.model import Slot, Slotted, Where

_WIDE = re.compile("[\U00010000-\U0010ffff]")  # two units of UTF-16


@dataclass(slots=True)
class Marked:
    """Marks by their slots: the same slot has the same mark in all texts of a series."""

    prefix: str
    numbers: dict[Slot, int] = field(default_factory=dict)

    def mark(self, slot: Slot) -> str:
        """The mark of a slot."""
        number = self.numbers.setdefault(slot, len(self.numbers))
        return slots.mark_text(self.prefix, number)

    def text(self, slotted: Slotted) -> str:
        """A text with its marks."""
        pieces = [slotted.segments[0]]
        for slot, segment in zip(slotted.slots, slotted.segments[1:], strict=True):
            pieces += (self.mark(slot), segment)
        return "".join(pieces)


class Offsets:
    """From offsets in a text that was filled to those in the same text with marks.

    The first count characters, the second UTF-16 units, as a browser counts text.
    An offset within a value is that of its mark, so that what is cut there takes the whole mark.
    Where a value is empty, what begins there begins behind its mark, and what ends there ends
    before it: the mark is no part of what is cut beside it.
    """

    def __init__(
        self,
        slotted: Slotted,
        marks: Marked,
        values: Mapping[str, str],
        images: Mapping[str, str],
    ) -> None:
        filled = marked = len(slotted.segments[0])
        self._stretches: list[tuple[int, int, int, int]] = []
        for slot, segment in zip(slotted.slots, slotted.segments[1:], strict=True):
            source = images if slot.where is Where.IMAGE else values
            value = slots.encode(slots.value_of(slot.field, source), slot)
            mark = marks.mark(slot)
            self._stretches.append((filled, filled + len(value), marked, marked + len(mark)))
            filled += len(value) + len(segment)
            marked += len(mark) + len(segment)
        self._starts: Sequence[int] = [one[0] for one in self._stretches]
        self._wide = [found.start() for found in _WIDE.finditer(marks.text(slotted))]

    def __call__(self, offset: int, *, end: bool = False) -> int:
        """An offset with marks; `end` says that it is where something ends."""
        at = self._marked(offset, end=end)
        return at + bisect_left(self._wide, at)

    def _marked(self, offset: int, *, end: bool) -> int:
        index = bisect_right(self._starts, offset - end) - 1
        if index < 0:
            return offset
        start, stop, marked_start, marked_stop = self._stretches[index]
        if offset >= stop:
            return offset - stop + marked_stop
        return marked_stop if end and offset > start else marked_start

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch with marks; of an empty one, which only puts something there, one offset."""
        if start == end:
            return (self(start),) * 2
        return self(start), self(end, end=True)
