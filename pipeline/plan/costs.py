"""What a part costs: the words of `split` as numbers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from pipeline.model import Block
from pipeline.plan import weights
from pipeline.plan.breaks import TEXT, Break

ABBREVIATIONS = 32  # of an article's, the most used count

_ABBREVIATION = re.compile(r"\b([A-Z][A-Z&]{1,7})s?\b")
_DEFINED = re.compile(r"\(([A-Z][A-Z&]{1,7})s?\)")


class Costs:
    """The cost of a part between two of the places, and of the break that it begins with.

    The places are counted: 0 is the article's start, then come the breaks, then its end.
    """

    def __init__(
        self, blocks: Sequence[Block], places: Sequence[Break], wished: tuple[int, int]
    ) -> None:
        self.places = places
        self.starts = [0, *(place.index for place in places), len(blocks)]
        self.low, self.high = wished
        self._target = math.sqrt(self.low * self.high)
        self._breaking = [0.0, *(place.cost for place in places), 0.0]
        words = list(accumulate((block.words for block in blocks), initial=0))
        self._words = [words[start] for start in self.starts]
        self._abbreviations = _abbreviations(blocks, self.starts)
        self._above = [len(blocks), *_above(blocks, places)]

    def length(self, first: int, last: int) -> int:
        """Words of the part from place `first` up to place `last`."""
        return self._words[last] - self._words[first]

    def part(self, first: int, last: int) -> float:
        """Cost of the part from place `first` up to place `last`, its first break included."""
        cost = self.of_length(first, last) + self.of_abbreviations(first, last)
        crosses = weights.CROSSING if self._above[first] < self.starts[last] else 0.0
        return cost + crosses + self._breaking[first]

    def of_length(self, first: int, last: int) -> float:
        """What the length of a part costs."""
        count = self._words[last] - self._words[first]
        cost = ((count - self._target) / self._target) ** 2
        if self.low <= count <= self.high:
            return cost
        missed = max((self.low - count) / self.low, (count - self.high) / self.high)
        return cost + weights.MISSED + weights.OUTSIDE * missed

    def of_abbreviations(self, first: int, last: int) -> float:
        """What it costs that a part uses abbreviations which are explained elsewhere."""
        cost = 0.0
        for uses, definitions in self._abbreviations:
            if definitions[last] == definitions[first]:
                cost += weights.PARTED * (uses[last] - uses[first]) / uses[-1]
        return cost


def _above(blocks: Sequence[Block], places: Sequence[Break]) -> list[int]:
    """For each place the next heading that stands above what begins there."""
    following: dict[int, int] = {}
    levels = {place.index: place.level for place in places}
    nearest = [len(blocks)] * (TEXT + 1)  # the next heading of each level or above
    for index in range(len(blocks) - 1, -1, -1):
        if index in levels:
            following[index] = nearest[levels[index] - 1]
        if blocks[index].kind == "heading":
            for level in range(blocks[index].level, TEXT + 1):
                nearest[level] = index
    return [following[place.index] for place in places]


def _abbreviations(
    blocks: Sequence[Block], starts: Sequence[int]
) -> list[tuple[list[int], list[int]]]:
    """For each abbreviation that is defined: uses and definitions before each of the places."""
    uses = [Counter(_ABBREVIATION.findall(block.text)) for block in blocks]
    definitions = [Counter(_DEFINED.findall(block.text)) for block in blocks]
    defined = set().union(*definitions)
    total: Counter[str] = Counter()
    for counts in uses:
        total.update({name: counts[name] for name in defined & counts.keys()})
    most = sorted(total, key=lambda name: (-total[name], name))[:ABBREVIATIONS]
    return [(_before(name, uses, starts), _before(name, definitions, starts)) for name in most]


def _before(name: str, counts: Sequence[Counter[str]], starts: Sequence[int]) -> list[int]:
    running = list(accumulate((one[name] for one in counts), initial=0))
    return [running[start] for start in starts]
