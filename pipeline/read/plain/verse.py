"""Lines that keep their ends: verses, addresses, rows of a table, the names under a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline import words
from pipeline.read.clean.known import is_clutter
from pipeline.read.plain.line_forms import (
    ENDS,
    FULL_STOP,
    GAP,
    ITEM,
    begins_high,
    closes,
    is_short,
)
from pipeline.read.plain.manner import Manner, is_full

WIDEST = 64  # columns of a line that may be one of these, where lines are paragraphs
MOST_WORDS = 12  # words of such a line
MOST_LINES = 60  # of one stanza; more are notes of another kind
SHARE = 0.85  # of the width of wrapped text, likewise
HIGH = 0.7  # of the lines that begin in capitals, or with no letter, in wrapped text
CLOSED = 0.5  # of the lines but the last that end a sentence, at most
LOWER_CLOSED = 0.34  # the same where the first line may be a heading of the others
COLUMNS = 0.3  # of a wrapped text's lines that have gaps, where gaps only justify

_LABELLED = re.compile(r"[^\W\d_][\w/.-]{1,24}( [\w/.-]{1,24})?:\s+\S")
_FIGURE = re.compile(r"[\d½¼¾⅓⅔]|\W*(?:a|an|one|two|three|eine?|une?|una?) ")


def parted(
    lines: Sequence[str], manner: Manner | None, *, first: bool, deep: bool = False
) -> list[range]:
    """The lines of a group that keep their ends, together, and headings above them by themselves.

    Empty where they are prose. `first` says that no other text stands above the group, `deep`
    that it is set further in than the rest.
    """
    bare = [line.strip() for line in lines]
    if len(bare) < 2 or not all(map(_may, bare)):
        return []
    if _are_rows(bare) or _are_labelled(bare) or _keeps(bare, manner, deep=deep):
        start = _headed(bare, first=first)
        if start and len(bare) == 2:
            return []
        return [range(start), range(start, len(bare))] if start else [range(len(bare))]
    return []


def _may(line: str) -> bool:
    return not ITEM.match(line) and not is_clutter(line)


def _keeps(lines: Sequence[str], manner: Manner | None, *, deep: bool) -> bool:
    if len(lines) > MOST_LINES or not _are_short(lines, manner):
        return False
    if len(lines) == 2:
        return _are_two(lines[0], lines[1])
    above = lines[:-1]
    closed = sum(bool(FULL_STOP.search(line)) for line in above)
    most = LOWER_CLOSED if is_short(lines[0]) and _are_sentences(lines[1:]) else CLOSED
    if closed > most * len(above) and not deep:
        return False
    return manner is None or _are_apart(lines, manner)


def _are_short(lines: Sequence[str], manner: Manner | None) -> bool:
    widest = min(SHARE * manner.width, WIDEST) if manner else WIDEST
    return all(
        len(line) <= WIDEST and words.width(line) <= widest and words.count(line) <= MOST_WORDS
        for line in lines
    )


def _are_apart(lines: Sequence[str], manner: Manner) -> bool:
    """Whether lines of a wrapped text are not full, and begin each by itself."""
    full = any(is_full(one, below, manner.width) for one, below in pairwise(lines))
    high = sum(begins_high(line) or not line[0].isalpha() for line in lines[1:])
    return not full and high >= HIGH * (len(lines) - 1)


def _are_sentences(lines: Sequence[str]) -> bool:
    return 2 * sum(bool(FULL_STOP.search(line)) for line in lines) >= len(lines)


def _are_two(above: str, below: str) -> bool:
    """Whether two lines belong together and apart: verses, a letter's close, a short address.

    A heading above a sentence does not, nor do two headings.
    """
    if closes(above) or (below[0].islower() and not ENDS.search(above)):
        return True
    return above[-1] in ",;،，、"


def _are_rows(lines: Sequence[str]) -> bool:
    """Whether lines are set in columns: a gap in each, none of them long prose."""
    return all(GAP.search(line) and len(line) <= 2 * WIDEST for line in lines)


def _are_labelled(lines: Sequence[str]) -> bool:
    """Whether each line is a label and its value, as in a mail's head."""
    return all(_LABELLED.match(line) and len(line) <= WIDEST + 16 for line in lines)


def _headed(lines: Sequence[str], *, first: bool) -> int:
    """How many lines at the start are a heading, or a title, or lead in: none or one."""
    if len(lines) < 3 and not first:
        return 0
    above, below = lines[0], lines[1:]
    if first:
        return int(is_short(above) and not closes(above))
    figures = sum(bool(_FIGURE.match(line)) for line in below)
    listed = 2 * figures > len(below) and not _FIGURE.match(above)
    shouted = above.isupper() and not any(line.isupper() for line in below)
    return int(above.endswith((":", "：")) or (is_short(above, 6) and (listed or shouted)))
