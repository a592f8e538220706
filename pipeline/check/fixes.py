"""What can be mended safely: changes laid over a text, those that do not touch each other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Change, Finding

_ATTRIBUTE = re.compile(r"""\s*([a-z-]+)=("[^"]*"|'[^']*')\s*""")


class Mended(NamedTuple):
    """A text with changes made, and the findings that they mend."""

    text: str
    done: tuple[Finding, ...]


def mended(text: str, findings: Iterable[Finding], file: str) -> Mended:
    """The text of a file with what mends the findings, each finding whole or not at all.

    A finding is left where its changes reach into another file, or touch what was changed for
    one before it: it is found again when the text is looked at anew.
    """
    taken: list[Change] = []
    done: list[Finding] = []
    for one in findings:
        own = sorted(set(one.changes), key=_start)
        ours = own and all(each.file == file for each in own)
        apart = not any(_touch(*pair) for pair in pairwise(own))
        if ours and apart and all(_fits(each, taken, len(text)) for each in own):
            for each in own:
                insort(taken, each, key=_start)
            done.append(one)
    return Mended(_laid_over(text, taken), tuple(done))


def _start(change: Change) -> int:
    return change.start


def _fits(one: Change, taken: Sequence[Change], length: int) -> bool:
    """Whether a change lies within the text, and apart from those taken, which are in order."""
    at = bisect_left(taken, one.start, key=_start)
    around = taken[max(0, at - 1) : bisect_right(taken, one.start, key=_start) + 1]
    within = 0 <= one.start <= one.end <= length
    return within and not any(_touch(one, other) for other in around)


def _touch(one: Change, other: Change) -> bool:
    """Whether two changes have characters in common, or the place of an insertion.

    Two attributes may be written into the same tag.
    """
    if one.start == other.start:
        return not _attribute(one) or _attribute(other) in ("", _attribute(one))
    return one.start < other.end and other.start < one.end


def _attribute(change: Change) -> str:
    """The name of the attribute that a change does nothing but insert, else ""."""
    written = _ATTRIBUTE.fullmatch(change.text) if change.start == change.end else None
    return written[1] if written else ""


def _laid_over(text: str, changes: Iterable[Change]) -> str:
    """The text with changes that lie apart, in order."""
    pieces: list[str] = []
    at = 0
    for one in changes:
        pieces += [text[at : one.start], one.text]
        at = one.end
    return "".join([*pieces, text[at:]])
