"""Why each break of a split is where it is, and what the runner-up would have been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Block
from pipeline.plan.breaks import Break
from pipeline.plan.costs import Costs
from pipeline.plan.split import Split, cheapest_of

TRIED = 40_000  # parts × places up to which splits into one part less and more are looked for


class Weighed(NamedTuple):
    """What some parts cost: by their lengths, by the breaks, by the abbreviations parted."""

    lengths: float
    breaks: float
    abbreviations: float

    @property
    def total(self) -> float:
        """All of it."""
        return sum(self)


@dataclass(frozen=True, slots=True)
class Runner:
    """Another way: the block that a part would begin with, None for no break at all.

    `words` are the lengths that this gives: of the parts on both sides, or of all parts.
    `more` is what it costs more than what was chosen.
    """

    block: Block | None
    words: tuple[int, ...]
    more: Weighed


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a part begins with a block.

    `place` says how the text coheres there, None where the author's settings put the break there.
    `words` are those of the parts on both sides.
    """

    block: Block
    place: Break | None
    words: tuple[int, int]
    runner: Runner | None = None


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reason of each break, and the best split into one part less and into one more."""

    breaks: tuple[Reason, ...]
    fewer: Runner | None = None
    further: Runner | None = None


def given(blocks: Sequence[Block], starts: Sequence[int]) -> Reasons:
    """Of breaks that the author's settings gave there is no more to say."""
    ends = [*starts, len(blocks)]
    lengths = [sum(block.words for block in blocks[a:b]) for a, b in pairwise(ends)]
    both = pairwise(lengths)
    return Reasons(
        tuple(Reason(blocks[at], None, words) for at, words in zip(starts[1:], both, strict=True))
    )


def found(blocks: Sequence[Block], chosen: Split, *, free: bool) -> Reasons:
    """The reasons of a split that was found; `free` says that nobody asked for a number."""
    costs, path = chosen
    ends = [*path, len(costs.starts) - 1]
    reasons = tuple(_reason(blocks, costs, *ends[at - 1 : at + 2]) for at in range(1, len(path)))
    forced = any(place.forced for place in costs.places)
    if not free or forced or len(path) * len(costs.starts) > TRIED:
        return Reasons(reasons)
    fewer = _into(costs, path, len(path) - 1) if len(path) > 1 else None
    further = _into(costs, path, len(path) + 1) if len(path) <= len(costs.places) else None
    return Reasons(reasons, fewer, further)


def _reason(blocks: Sequence[Block], costs: Costs, before: int, here: int, after: int) -> Reason:
    place = costs.places[here - 1]
    words = costs.length(before, here), costs.length(here, after)
    runner = None if place.forced else _runner(blocks, costs, before, here, after)
    return Reason(blocks[place.index], place, words, runner)


def _runner(
    blocks: Sequence[Block], costs: Costs, before: int, here: int, after: int
) -> Runner | None:
    """The best other place between the breaks on both sides, or none at all there."""
    chosen = _weighed(costs, (before, here, after))
    others = [(before, other, after) for other in range(before + 1, after) if other != here]
    best = min([(before, after), *others], key=lambda path: _weighed(costs, path).total)
    block = blocks[costs.starts[best[1]]] if len(best) > 2 else None
    return Runner(block, _words(costs, best), _less(_weighed(costs, best), chosen))


def _into(costs: Costs, path: Sequence[int], parts: int) -> Runner | None:
    """The best split into so many parts."""
    other = cheapest_of(costs, parts)
    if not other:
        return None
    end = len(costs.starts) - 1
    more = _less(_weighed(costs, [*other, end]), _weighed(costs, [*path, end]))
    return Runner(None, _words(costs, [*other, end]), more)


def _words(costs: Costs, path: Sequence[int]) -> tuple[int, ...]:
    return tuple(costs.length(first, last) for first, last in pairwise(path))


def _weighed(costs: Costs, path: Sequence[int]) -> Weighed:
    """What the parts between some places cost."""
    parts = list(pairwise(path))
    lengths = sum(costs.of_length(first, last) for first, last in parts)
    abbreviations = sum(costs.of_abbreviations(first, last) for first, last in parts)
    total = sum(costs.part(first, last) for first, last in parts)
    return Weighed(lengths, total - lengths - abbreviations, abbreviations)


def _less(one: Weighed, other: Weighed) -> Weighed:
    return Weighed(*(a - b for a, b in zip(one, other, strict=True)))
