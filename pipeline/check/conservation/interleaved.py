"""The proof for sources in which what is kept and what is removed may share a line.

A saved page or a Word file has its own text, read independently of the reader that converted it.
That text must be the removals and the delivered words, each whole, in order and without overlap,
and nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from pipeline.words import essence

FOLLOWED = 64  # places that are followed from each end, where several would do
STEP = 512  # characters that are compared at once


class Parted(NamedTuple):
    """Where two texts part: the source's line, from 1, and what each goes on with."""

    line: int
    source: str
    delivered: str


def parted(text: str, removed: Sequence[str], delivered: str) -> Parted | None:
    """Where the source is not removals and delivered words; None if it is just these.

    `text` is the source's own by line, `removed` the removals' texts in their order.
    """
    lines = [essence(line) for line in text.split("\n")]
    source = "".join(lines)
    arrived = essence(delivered)
    reached, gone, farthest = {0}, 0, (0, 0)
    for cut in filter(None, map(essence, removed)):
        following: set[int] = set()
        for at in reached:
            end = at + _alike(source, at, arrived, at - gone)
            farthest = max(farthest, (end, end - gone))
            following.update(found + len(cut) for found in _places(source, cut, at, end))
        if not following:
            return _parted(lines, source, arrived, farthest)
        reached, gone = _ends(following), gone + len(cut)
    for at in reached:
        end = at + _alike(source, at, arrived, at - gone)
        if end == len(source) and end - gone == len(arrived):
            return None
        farthest = max(farthest, (end, end - gone))
    return _parted(lines, source, arrived, farthest)


def _alike(one: str, at: int, other: str, where: int) -> int:
    """How many characters two texts have in common from a place on in each."""
    same = 0
    while one[at + same : at + same + STEP] == other[where + same : where + same + STEP]:
        if at + same >= len(one):
            return len(one) - at
        same += STEP
    while (
        at + same < len(one)
        and one[at + same : at + same + 1] == other[where + same : where + same + 1]
    ):
        same += 1
    return same


def _places(source: str, cut: str, start: int, end: int) -> list[int]:
    """Where a text stands that begins from `start` up to `end`, both included."""
    found: list[int] = []
    at = source.find(cut, start, end + len(cut))
    while at >= 0:
        found.append(at)
        at = source.find(cut, at + 1, end + len(cut))
    return found


def _ends(places: set[int]) -> set[int]:
    if len(places) <= 2 * FOLLOWED:
        return places
    inorder = sorted(places)
    return {*inorder[:FOLLOWED], *inorder[-FOLLOWED:]}


def _parted(lines: Sequence[str], source: str, arrived: str, farthest: tuple[int, int]) -> Parted:
    at, where = farthest
    starts = list(accumulate(map(len, lines), initial=0))[:-1]
    line = min(len(lines), bisect_right(starts, at)) or 1
    return Parted(line, source[at:], arrived[where:])
