"""Where to break an article: one optimal partition of its blocks over a stated cost.

The cost of a partition is the sum of

- length: for each part ((words - target) / target)², the target being the geometric mean of the
  wished range; outside the range a part also pays OUTSIDE × the share by which it misses it;
- broken cohesion: for each break COHESION × the likeness of the sections on its two sides;
- inside: for each break that is not at a heading, INSIDE; at a heading of a lower level than
  the article's top headings, DEEPER for each level;
- parted abbreviations: for each abbreviation PARTED × the share of its uses that stand in a part
  without its definition.

Inside the range length costs little, so that meaning decides. A heading never ends a part, and
what leads in ("…:") stays with what it leads to.
"""

from __future__ import annotations

import math
import re
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
REACH = 4  # a part is never tried that is over so many times the wished maximum

_DEFINED = re.compile(r"\(([A-Z][A-Z&]{1,7})s?\)")
_LEADS_IN = re.compile(r"[:：]\s*$")
_STANDALONE = ("paragraph", "quote", "list", "heading", "divider")


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a part may begin: the index of its first block, and what breaking costs."""

    index: int
    cost: float


def breaks(blocks: Sequence[Block]) -> list[Break]:
    """The places at which an article may be broken, in order; the start is not among them."""
    headings = [block.level for block in blocks if block.kind == "heading"]
    top = min(headings, default=0)
    found: list[Break] = []
    for index in range(1, len(blocks)):
        before, block = blocks[index - 1], blocks[index]
        if before.kind == "heading" or _LEADS_IN.search(before.text):
            continue
        if block.kind == "heading":
            alike = likeness(_section_before(blocks, index), _section_after(blocks, index))
            found.append(Break(index, COHESION * alike + DEEPER * (block.level - top)))
        elif block.kind in _STANDALONE and before.kind != "divider":
            found.append(Break(index, INSIDE))
    return found


def partition(
    blocks: Sequence[Block], wished: tuple[int, int], *, parts: int | None = None
) -> list[int]:
    """The indices of the blocks at which the parts of the cheapest partition begin.

    `wished` is the range of words for a part. With `parts` there are just so many, as long as
    each other; a ValueError tells the most that the article can give. Breaks that the author
    forced are always among them, and without `parts` are all of them.
    """
    forced = [index for index, block in enumerate(blocks) if block.forced and index]
    if forced and parts is None:
        return [0, *forced]
    places = breaks(blocks)
    known = {place.index for place in places}
    places += [Break(index, 0.0) for index in forced if index not in known]
    places.sort(key=lambda place: place.index)
    if parts is not None:
        if parts > len(places) + 1:
            raise ValueError(len(places) + 1)
        total = sum(block.words for block in blocks)
        wished = (max(1, round(0.6 * total / parts)), max(2, round(1.6 * total / parts)))
    return _cheapest(_Costs(blocks, places, wished, frozenset(forced)), parts)


class _Costs:
    """The cost of a part between two of the places, and of the break that it begins with."""

    def __init__(
        self,
        blocks: Sequence[Block],
        places: Sequence[Break],
        wished: tuple[int, int],
        forced: frozenset[int],
    ) -> None:
        self.starts = [0, *(place.index for place in places), len(blocks)]
        self.breaking = [0.0, *(place.cost for place in places), 0.0]
        self.low, self.high = wished
        self.target = math.sqrt(self.low * self.high)
        self.words = list(accumulate((block.words for block in blocks), initial=0))
        self.abbreviations = _abbreviations(blocks)
        self.forced = forced

    def length(self, first: int, last: int) -> int:
        """Words of the part from place `first` up to place `last`."""
        return self.words[self.starts[last]] - self.words[self.starts[first]]

    def part(self, first: int, last: int) -> float:
        """Cost of the part from place `first` up to place `last`, its first break included."""
        count = self.length(first, last)
        missed = max(0.0, (self.low - count) / self.low, (count - self.high) / self.high)
        cost = ((count - self.target) / self.target) ** 2 + OUTSIDE * missed
        for uses, definitions in self.abbreviations:
            start, end = self.starts[first], self.starts[last]
            if uses[-1] and definitions[end] == definitions[start]:
                cost += PARTED * (uses[end] - uses[start]) / uses[-1]
        return cost + self.breaking[first]

    def spans_forced(self, first: int, last: int) -> bool:
        """Whether a forced break lies inside the part."""
        start, end = self.starts[first], self.starts[last]
        return any(start < index < end for index in self.forced)


def _cheapest(costs: _Costs, parts: int | None) -> list[int]:
    """Dynamic programming over the places: the cheapest way to have reached each of them."""
    last = len(costs.starts) - 1
    if parts is None:
        best = [0.0] + [math.inf] * last
        came = [0] * (last + 1)
        for end in range(1, last + 1):
            best[end], came[end] = _reached(costs, best, end, bounded=True)
        path = [last]
        while path[-1]:
            path.append(came[path[-1]])
        return [costs.starts[place] for place in reversed(path[1:])]
    return _cheapest_of(costs, parts, last)


def _cheapest_of(costs: _Costs, parts: int, last: int) -> list[int]:
    """The same with a fixed number of parts: one row of costs for each of them."""
    row = [0.0] + [math.inf] * last
    came: list[list[int]] = []
    for _ in range(parts):
        reached = [_reached(costs, row, end, bounded=False) for end in range(last + 1)]
        row = [cost for cost, _ in reached]
        came.append([place for _, place in reached])
    path = [last]
    for places in reversed(came):
        path.append(places[path[-1]])
    return [costs.starts[place] for place in reversed(path[1:])]


def _reached(costs: _Costs, best: Sequence[float], end: int, *, bounded: bool) -> tuple[float, int]:
    """The least cost of reaching a place, and the place before it."""
    cheapest, came = math.inf, 0
    for first in range(end - 1, -1, -1):
        too_long = costs.length(first, end) > REACH * costs.high
        if bounded and too_long and cheapest < math.inf:
            break
        if best[first] == math.inf or costs.spans_forced(first, end):
            continue
        cost = best[first] + costs.part(first, end)
        if cost < cheapest:
            cheapest, came = cost, first
    return cheapest, came


def _abbreviations(blocks: Sequence[Block]) -> list[tuple[list[int], list[int]]]:
    """For each abbreviation that is defined: running counts of its uses and definitions."""
    names = {name for block in blocks for name in _DEFINED.findall(block.text)}
    found: list[tuple[list[int], list[int]]] = []
    for name in sorted(names):
        use = re.compile(rf"\b{re.escape(name)}s?\b")
        definition = re.compile(rf"\({re.escape(name)}s?\)")
        uses = accumulate((len(use.findall(b.text)) for b in blocks), initial=0)
        definitions = accumulate((len(definition.findall(b.text)) for b in blocks), initial=0)
        found.append((list(uses), list(definitions)))
    return found


def _section_before(blocks: Sequence[Block], index: int) -> str:
    """The text from the last heading before a place up to it."""
    start = index - 1
    while start > 0 and blocks[start].kind != "heading":
        start -= 1
    return " ".join(block.text for block in blocks[start:index])


def _section_after(blocks: Sequence[Block], index: int) -> str:
    """The text from a heading up to the next heading that has text above it."""
    end = index + 1
    while end < len(blocks) and (
        blocks[end].kind != "heading" or all(b.kind == "heading" for b in blocks[index:end])
    ):
        end += 1
    return " ".join(block.text for block in blocks[index:end])
