"""What a part costs, and what a break: the words of `split` as numbers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.model import Block
from pipeline.plan.cohesion import likeness

COHESION = 0.45
PARTED = 0.4
OUTSIDE = 3.0
INSIDE = 1.0
DEEPER = 0.2
ABBREVIATIONS = 32  # of an article's, the most used count

_ABBREVIATION = re.compile(r"\b([A-Z][A-Z&]{1,7})s?\b")
_DEFINED = re.compile(r"\(([A-Z][A-Z&]{1,7})s?\)")
_LEADS_IN = re.compile(r"[:：]\s*$")
_STANDALONE = ("paragraph", "quote", "list", "heading", "divider")


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a part may begin: the index of its first block, and what breaking costs."""

    index: int
    cost: float
    forced: bool = False


def breaks(blocks: Sequence[Block]) -> list[Break]:
    """The places at which an article may be broken, in order; the start is not among them."""
    headings = [block.level for block in blocks if block.kind == "heading"]
    top = min(headings, default=0)
    found: list[Break] = []
    for index in range(1, len(blocks)):
        before, block = blocks[index - 1], blocks[index]
        if block.forced:
            found.append(Break(index, 0.0, forced=True))
        elif before.kind == "heading" or _LEADS_IN.search(before.text[-8:]):
            continue
        elif block.kind == "heading":
            alike = likeness(_section_before(blocks, index), _section_after(blocks, index))
            found.append(Break(index, COHESION * alike + DEEPER * (block.level - top)))
        elif block.kind in _STANDALONE and before.kind != "divider":
            found.append(Break(index, INSIDE))
    return found


class Costs:
    """The cost of a part between two of the places, and of the break that it begins with.

    The places are counted: 0 is the article's start, then come the breaks, then its end.
    """

    def __init__(
        self, blocks: Sequence[Block], places: Sequence[Break], wished: tuple[int, int]
    ) -> None:
        self.starts = [0, *(place.index for place in places), len(blocks)]
        self.low, self.high = wished
        self._target = math.sqrt(self.low * self.high)
        self._breaking = [0.0, *(place.cost for place in places), 0.0]
        words = list(accumulate((block.words for block in blocks), initial=0))
        self._words = [words[start] for start in self.starts]
        self._abbreviations = _abbreviations(blocks, self.starts)

    def length(self, first: int, last: int) -> int:
        """Words of the part from place `first` up to place `last`."""
        return self._words[last] - self._words[first]

    def part(self, first: int, last: int) -> float:
        """Cost of the part from place `first` up to place `last`, its first break included."""
        count = self.length(first, last)
        missed = max(0.0, (self.low - count) / self.low, (count - self.high) / self.high)
        cost = ((count - self._target) / self._target) ** 2 + OUTSIDE * missed
        for uses, definitions in self._abbreviations:
            if definitions[last] == definitions[first]:
                cost += PARTED * (uses[last] - uses[first]) / uses[-1]
        return cost + self._breaking[first]


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


def _section_before(blocks: Sequence[Block], index: int) -> str:
    """The text from the last heading before a place up to it."""
    start = index - 1
    while start > 0 and blocks[start].kind != "heading":
        start -= 1
    return " ".join(block.text for block in blocks[start:index])


def _section_after(blocks: Sequence[Block], index: int) -> str:
    """The text from a heading up to the next heading that has text above it."""
    end = index + 1
    while end < len(blocks) and blocks[end].kind == "heading":
        end += 1
    while end < len(blocks) and blocks[end].kind != "heading":
        end += 1
    return " ".join(block.text for block in blocks[index:end])
