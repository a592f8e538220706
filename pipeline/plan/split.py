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
what leads in ("…:") stays with what it leads to, unless the author forced a break there.

Very long articles are thinned first: of places that stand close together the cheapest is kept,
so that time grows with the article's length and no faster.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.model import Block
from pipeline.plan.costs import Break, Costs, breaks

REACH = 4  # a part is never tried that is over so many times the wished maximum
MOST = 366  # parts that may be asked for: a letter a day for a year
MANY = 500  # places at most that are tried for a number of parts, unless it needs more


class UnbreakableError(ValueError):
    """An article cannot be broken into the parts asked for: the least and most that it can."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(least, most)
        self.least = least
        self.most = most


def partition(
    blocks: Sequence[Block], wished: tuple[int, int], *, parts: int | None = None
) -> list[int]:
    """The indices of the blocks at which the parts of the cheapest partition begin.

    `wished` is the range of words for a part. With `parts` there are just so many, about as
    long as each other; UnbreakableError tells how many the article can give. Breaks that the author
    forced are always among them, and without `parts` are all of them.
    """
    places = breaks(blocks)
    forced = [place.index for place in places if place.forced]
    if parts is None:
        if forced:
            return [0, *forced]
        kept = _thinned_by_words(places, blocks, max(1, wished[0] // 5))
        return _cheapest(Costs(blocks, kept, wished))
    least = len(forced) + 1
    most = max(least, min(MOST, len(places) + 1))
    if not least <= parts <= most:
        raise UnbreakableError(least, most)
    total = sum(block.words for block in blocks)
    alike = (max(1, round(0.6 * total / parts)), max(2, round(1.6 * total / parts)))
    kept = _thinned(places, max(MANY, 2 * parts))
    return _cheapest_of(Costs(blocks, kept, alike), [place.forced for place in kept], parts)


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
    return [costs.starts[place] for place in reversed(path[1:])]


def _cheapest_of(costs: Costs, forced: Sequence[bool], parts: int) -> list[int]:
    """The same with a fixed number of parts: one row of costs for each of them."""
    return (
        _rows(costs, _ways(costs, forced, REACH * costs.high), parts)
        or _rows(costs, _ways(costs, forced, math.inf), parts)
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


def _rows(
    costs: Costs, ways: Sequence[Sequence[tuple[int, float]]], parts: int
) -> list[int] | None:
    """The starts of the cheapest way to the end in just so many parts, None if there is none."""
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
    return [costs.starts[place] for place in reversed(path[1:])]
