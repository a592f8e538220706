"""Where to break an article: one optimal partition of its blocks over a stated cost.

The cost of a partition is the sum of

- length: for each part ((words - target) / target)², the target being the geometric mean of the
  wished range; outside the range a part also pays MISSED and OUTSIDE × the share by which it
  misses it, so that neither a short introduction nor a short conclusion is left alone;
- broken cohesion: for each break at a heading COHESION × the likeness of the sections on its two
  sides, and DEEPER for each level below the article's top headings; INTRODUCES where all that
  stands above it is a short introduction to it;
- shifts: for each break inside a section INSIDE, with HEADED where the article has headings, and
  SHIFT × the share of the places around it at which the subject shifts more; LEANS where what
  follows leans on what stands before; UNWANTED unless the section is over the wished maximum,
  which leaves it to a number of parts asked for;
- crossing: CROSSING for a part that begins below a heading's level and goes on over a heading of
  that level: the end of one section with the beginning of the next;
- parted abbreviations: for each abbreviation PARTED × the share of its uses that stand in a part
  without its definition.

Inside the range length costs little, so that meaning decides. What must never be parted, a heading
from its text, "…:" from its list, an image from its caption, stands in `bonds`; only the author
may force a break there.

Very long articles are thinned first: of places that stand close together the cheapest is kept,
so that time grows with the article's length and no faster.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.model import Block
from pipeline.plan.breaks import Break, breaks
from pipeline.plan.costs import Costs

REACH = 4  # a part is never tried that is over so many times the wished maximum
MOST = 366  # parts that may be asked for: a letter a day for a year
MANY = 500  # places at most that are tried for a number of parts, unless it needs more


class UnbreakableError(ValueError):
    """An article cannot be broken into the parts asked for: the least and most that it can."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(least, most)
        self.least = least
        self.most = most


class Split(NamedTuple):
    """A partition: what parts and breaks cost, and the places at which its parts begin."""

    costs: Costs
    path: Sequence[int]

    @property
    def starts(self) -> list[int]:
        """The indices of the blocks at which the parts begin."""
        return [self.costs.starts[place] for place in self.path]


def partition(
    blocks: Sequence[Block],
    wished: tuple[int, int],
    *,
    parts: int | None = None,
    within: Container[int] = (),
) -> list[int]:
    """The indices of the blocks at which the parts of the cheapest partition begin.

    See `split`, which says what it cost.
    """
    return split(blocks, wished, parts=parts, within=within).starts


def split(
    blocks: Sequence[Block],
    wished: tuple[int, int],
    *,
    parts: int | None = None,
    within: Container[int] = (),
) -> Split:
    """The cheapest partition.

    `wished` is the range of words for a part. With `parts` there are just so many, about as
    long as each other; UnbreakableError tells how many the article can give. Breaks that the author
    forced are always among them, and without `parts` are all of them. `within` holds the blocks
    that go on a list which the one before them began.
    """
    if parts is not None:
        wished = _alike(blocks, parts)
    places = breaks(blocks, wished, within)
    forced = [at for at, place in enumerate(places, start=1) if place.forced]
    if parts is None:
        if forced:
            return Split(Costs(blocks, places, wished), [0, *forced])
        costs = Costs(blocks, _thinned_by_words(places, blocks, max(1, wished[0] // 5)), wished)
        return Split(costs, _cheapest(costs))
    least = len(forced) + 1
    most = max(least, min(MOST, len(places) + 1))
    if not least <= parts <= most:
        raise UnbreakableError(least, most)
    kept = _thinned(places, max(MANY, 2 * parts))
    costs = Costs(blocks, kept, wished)
    return Split(costs, cheapest_of(costs, parts))


def _alike(blocks: Sequence[Block], parts: int) -> tuple[int, int]:
    """The range of words for parts that are to be as long as each other."""
    total = sum(block.words for block in blocks)
    return max(1, round(0.6 * total / parts)), max(2, round(1.6 * total / parts))


def _thinned_by_words(
    places: Sequence[Break], blocks: Sequence[Block], step: int
) -> Sequence[Break]:
    """The places; of very many, the cheapest among those within `step` words."""
    if len(places) <= MANY:
        return places
    steps: dict[int, int] = {}
    words = 0
    for index, block in enumerate(blocks):
        steps[index] = words // step
        words += block.words
    groups = groupby(places, key=lambda place: steps[place.index])
    return [min(group, key=lambda place: place.cost) for _, group in groups]


def _thinned(places: Sequence[Break], most: int) -> list[Break]:
    """The places; of more than `most`, the forced ones and the cheapest of each few others."""
    size = math.ceil(len(places) / most) or 1
    return [
        place
        for start in range(0, len(places), size)
        for place in _forced_or_cheapest(places[start : start + size])
    ]


def _forced_or_cheapest(group: Sequence[Break]) -> Iterable[Break]:
    forced = [place for place in group if place.forced]
    free = [place for place in group if not place.forced]
    cheapest = [min(free, key=lambda place: place.cost)] if free else []
    return sorted([*forced, *cheapest], key=lambda place: place.index)


def _cheapest(costs: Costs) -> list[int]:
    """Dynamic programming over the places: the cheapest way to have reached each of them."""
    last = len(costs.starts) - 1
    best = [0.0] + [math.inf] * last
    came = [0] * (last + 1)
    for end in range(1, last + 1):
        for first in range(end - 1, -1, -1):
            if first < end - 1 and costs.length(first, end) > REACH * costs.high:
                break
            cost = best[first] + costs.part(first, end)
            if cost < best[end]:
                best[end], came[end] = cost, first
    path = [last]
    while path[-1]:
        path.append(came[path[-1]])
    return path[:0:-1]


def cheapest_of(costs: Costs, parts: int) -> list[int]:
    """The same with a fixed number of parts: one row of costs for each of them."""
    forced = [place.forced for place in costs.places]
    return (
        _rows(_ways(costs, forced, REACH * costs.high), parts)
        or _rows(_ways(costs, forced, math.inf), parts)
        or []
    )


def _ways(costs: Costs, forced: Sequence[bool], limit: float) -> list[list[tuple[int, float]]]:
    """For each place the parts that may end there: where they begin, what they cost.

    None of them reaches over a forced break; none of several places is longer than `limit`.
    """
    ways: list[list[tuple[int, float]]] = [[]]
    floor = 0
    for end in range(1, len(costs.starts)):
        here: list[tuple[int, float]] = []
        for first in range(end - 1, floor - 1, -1):
            if first < end - 1 and costs.length(first, end) > limit:
                break
            here.append((first, costs.part(first, end)))
        ways.append(here)
        if end <= len(forced) and forced[end - 1]:
            floor = end
    return ways


def _rows(ways: Sequence[Sequence[tuple[int, float]]], parts: int) -> list[int] | None:
    """The places of the cheapest way to the end in just so many parts, None if there is none."""
    row = [0.0] + [math.inf] * (len(ways) - 1)
    came: list[list[int]] = []
    for _ in range(parts):
        reached = [
            min(((row[first] + cost, first) for first, cost in here), default=(math.inf, 0))
            for here in ways
        ]
        row = [cost for cost, _ in reached]
        came.append([first for _, first in reached])
    if row[-1] == math.inf:
        return None
    path = [len(ways) - 1]
    for firsts in reversed(came):
        path.append(firsts[path[-1]])
    return path[:0:-1]
