"""Where an article may be broken, and what breaking it there costs."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import Block
from pipeline.plan import bonds, weights
from pipeline.plan.cohesion import likeness, shifts

LINE = 7  # the level of a line in bold or under a divider, below all headings
TEXT = 8  # that of any other block


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a part may begin: the index of its first block, and what breaking costs.

    `level` is a heading's, LINE or TEXT. `alike` says of a heading how much the sections on its
    two sides share, of other places how little the subject shifts there: 0 is best, 1 worst;
    `measured` is false where nothing was compared, since the section is to stay whole.
    """

    index: int
    cost: float
    forced: bool = False
    level: int = TEXT
    alike: float = 1.0
    measured: bool = True
    introduces: bool = False


def breaks(
    blocks: Sequence[Block], wished: tuple[int, int], within: Container[int] = ()
) -> list[Break]:
    """The places at which an article may be broken, in order; the start is not among them.

    `within` holds the blocks that go on a list which the one before them began.
    """
    heads = [index for index, block in enumerate(blocks) if block.kind == "heading"]
    top = min((blocks[index].level for index in heads), default=LINE)
    found: list[Break] = []
    for first, end in pairwise(sorted({0, *heads, len(blocks)})):
        if first:
            found += _at(blocks, first, top, wished)
        found += _inside(blocks, first, end, top, wished, within)
    return found


def _at(blocks: Sequence[Block], index: int, top: int, wished: tuple[int, int]) -> Iterator[Break]:
    """The place at a heading, if a part may begin there."""
    block = blocks[index]
    if block.forced:
        yield Break(index, 0.0, forced=True, level=block.level)
    elif bonds.parted(blocks, index):
        alike = likeness(_section_before(blocks, index), _section_after(blocks, index))
        introduces = _introduced(blocks, index, wished[0])
        cost = (
            weights.COHESION * alike
            + weights.DEEPER * (block.level - top)
            + weights.INTRODUCES * introduces
        )
        yield Break(index, cost, level=block.level, alike=alike, introduces=introduces)


def _introduced(blocks: Sequence[Block], index: int, least: int) -> bool:
    """Whether what stands above a heading is short and introduces it: nothing but its opening."""
    words = 0
    for at in range(index - 1, -1, -1):
        before = blocks[at]
        words += before.words
        if before.kind == "heading":
            return before.level < blocks[index].level and words < least
        if words >= least:
            return False
    return True


def _inside(
    blocks: Sequence[Block],
    first: int,
    end: int,
    top: int,
    wished: tuple[int, int],
    within: Container[int],
) -> Iterator[Break]:
    """The places inside a section: hardly ever taken unless it is over the wished maximum."""
    places = [
        index
        for index in range(first + 1, end)
        if blocks[index].forced or index in within or bonds.parted(blocks, index)
    ]
    if not places:
        return
    section = blocks[first:end]
    long = sum(block.words for block in section) > wished[1]
    moved = shifts([block.text for block in section]) if long else []
    for index in places:
        block, before = blocks[index], blocks[index - 1]
        if block.forced:
            yield Break(index, 0.0, forced=True)
        elif bonds.announces(block) or before.kind == "divider":
            cost = weights.DEEPER * (LINE - top) + (0 if long else weights.UNWANTED)
            alike = 1.0 - moved[index - first - 1] if long else 1.0
            yield Break(
                index, cost + weights.COHESION * alike, level=LINE, alike=alike, measured=long
            )
        else:
            alike = 1.0 - moved[index - first - 1] if long else 1.0
            cost = weights.INSIDE + weights.SHIFT * alike + (0 if long else weights.UNWANTED)
            cost += weights.HEADED * (top < LINE)
            leaning = index in within or bonds.leans(blocks, index)
            yield Break(index, cost + weights.LEANS * leaning, alike=alike, measured=long)


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
