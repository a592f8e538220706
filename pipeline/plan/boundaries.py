"""Where a series' parts begin, among all the places where they could, and the words that tell it.

A list over the wished maximum counts as a piece for each of its items, divided or not: so the same
place has the same number before and after a series is broken elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise

from pipeline.model import Series
from pipeline.plan.lists import Pieces, pieces
from pipeline.plan.openings import Openings


@dataclass(frozen=True)
class Boundaries:
    """The pieces of a series' article: places are numbers of pieces."""

    series: Series

    @cached_property
    def pieces(self) -> Pieces:
        """The blocks, very long lists item by item."""
        article = self.series.article
        return pieces(article.blocks, article.settings.series.words[1], divided=True)

    @cached_property
    def starts(self) -> list[int]:
        """Where each part begins."""
        blocks = accumulate((len(part.blocks) for part in self.series.parts[:-1]), initial=0)
        return [self.at(block) for block in blocks]

    def at(self, block: int) -> int:
        """The place before a block of the series' article."""
        return bisect_left(self.pieces.of, block)

    def is_forced(self, place: int) -> bool:
        """Whether the author asked for a break there."""
        return self.pieces.blocks[place].forced

    def tells(self, words: str, place: int, *, after: int) -> bool:
        """Whether some words tell a place from all between it and another."""
        return bool(words) and self._openings.first(words, after=after) == place

    def telling(self, place: int, *, after: int) -> str:
        """The fewest words that tell a place so. Raises UsageError where there are none."""
        return self._openings.telling(place, after=after)

    def short(self, place: int) -> str:
        """How people would call a place: a heading, or the first words."""
        return self._openings.short(place)

    def told(self, starts: Sequence[int]) -> list[str]:
        """The words for each start; nothing for the first. Raises UsageError as `telling` does."""
        return ["", *(self.telling(start, after=before) for before, start in pairwise(starts))]

    @cached_property
    def _openings(self) -> Openings:
        return Openings(replace(self.series.article, blocks=self.pieces.blocks))
