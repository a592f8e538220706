"""A plain text's manner: one line a paragraph, or wrapped, evenly or raggedly, at some width."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline import words
from pipeline.read.plain.line_forms import GAP, ITEM, SENTENCE_ENDS, column
from pipeline.read.plain.pages import goes_on

WRAPPED_WIDTH = range(50, 121)  # lines wrapped by hand or by a mail program are this wide
WIDE = range(121, 400)  # and some are this wide, but paragraphs are too
NARROW_WIDTH = range(28, 50)  # columns and telephones are this wide, but verses are too
WIDE_PAIRS = 4  # full lines at least that tell of so wide a manner
WRAPPED_SHARE = 0.8  # of the long lines with a line below that must be full in wrapped text
OPEN_SHARE = 0.5  # of those full lines that must stop in the middle of a sentence
LONG_SHARE = 0.6  # of the width that makes a line long
OUTLIERS = 20  # one line in so many may be wider than the text is wrapped to
RAGGED_LEAST = 3  # lines that go on in lower case, at least, where lines are ragged
RAGGED_OPEN = 0.4  # of the long lines with a line below that must go on so
HANGING = 4  # columns that a full line may lack in scripts that break anywhere but before signs
INDENTS = 2  # first lines at least that must be indented where that parts paragraphs
INDENTS_SHARE = 0.8  # of the lines above an indented one that must end a sentence

_WIDE_SIGN = re.compile("[\u3000-\u303f\uff01-\uff65]")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a wrapped text is set.

    Its width; whether blank lines part its paragraphs; the column of its lines where indented
    first lines part them, -1 where they do not; the widest that a wrapped line may be.
    """

    width: int
    spaced: bool
    indented: int = -1
    widest: int = 10**9


def manner_of(lines: Sequence[str]) -> Manner | None:
    """How the text is wrapped, None if each of its lines is a paragraph.

    Where some paragraphs are a line each and others are wrapped, the long lines tell nothing.
    """
    found = _manner(lines)
    widest = WRAPPED_WIDTH.stop - 1
    if found or not any(words.width(line.rstrip()) > widest for line in lines):
        return found
    short = [
        "" if len(line) > widest and words.width(line.rstrip()) > widest else line for line in lines
    ]
    found = _manner(short)
    if not found or found.width not in WRAPPED_WIDTH:
        return None
    return Manner(found.width, found.spaced, found.indented, widest)


def is_full(line: str, below: str, width: int) -> bool:
    """Whether the first word of the line below would not have fitted on this one."""
    taken = words.width(line.rstrip())
    if unspaced(below[0]):
        return taken + HANGING >= width
    return taken + 1 + words.width(below.split(maxsplit=1)[0]) > width


def unspaced(character: str) -> bool:
    """Whether no space stands beside a character: a letter or sign of such a script."""
    return words.unspaced(character) or bool(_WIDE_SIGN.match(character))


def _width(lines: Sequence[str]) -> int:
    """The width that lines are filled to: that of the widest but a few.

    Lines that hold a link, which cannot be broken, and lines with gaps, which are set in columns
    as running heads are, tell nothing of it.
    """
    widths = sorted(
        words.width(line.rstrip())
        for line in lines
        if line.strip() and "://" not in line and not GAP.search(line.strip())
    )
    return widths[-1 - len(widths) // OUTLIERS] if widths else 0


def _manner(lines: Sequence[str]) -> Manner | None:
    """How the text is wrapped.

    Where it is, long lines with one below are mostly full, and many stop in the middle of a
    sentence; or so many sentences go on in lower case below that nothing else can be meant. The
    widest line is always full, so one line alone proves nothing.
    """
    width = _width(lines)
    if width not in WRAPPED_WIDTH and width not in NARROW_WIDTH and width not in WIDE:
        return None
    pairs = [
        (above.rstrip(), below.strip())
        for above, below in pairwise(lines)
        if words.width(above.rstrip()) >= LONG_SHARE * width
        and below.strip()
        and not ITEM.match(below.strip())
    ]
    full = [pair for pair in pairs if is_full(*pair, width)]
    open_ = [below for above, below in full if not SENTENCE_ENDS.search(above)]
    filled = (
        len(full) >= max(1, WRAPPED_SHARE * len(pairs))
        and len(open_) >= OPEN_SHARE * len(full)
        and (len(open_) > 1 or any(below[0].islower() for below in open_))
    )
    going_on = sum(goes_on(*pair) for pair in pairs)
    ragged = going_on >= RAGGED_LEAST and going_on >= RAGGED_OPEN * len(pairs)
    spaced = _is_spaced(lines)
    if width in WIDE:
        wrapped = filled and len(full) >= WIDE_PAIRS
    else:
        wrapped = ragged and spaced if width in NARROW_WIDTH else filled or ragged
    return Manner(width, spaced, _indented(lines)) if wrapped else None


def _is_spaced(lines: Sequence[str]) -> bool:
    """Whether blank lines part paragraphs of several lines."""
    text = "\n".join(line.strip() for line in lines)
    groups = [group.count("\n") + 1 for group in re.split(r"\n{2,}", text.strip("\n"))]
    return len(groups) >= 2 and sum(size > 1 for size in groups) >= len(groups) / 3


def _indented(lines: Sequence[str]) -> int:
    """The column of the lines where indented first lines part paragraphs, else -1."""
    filled = [line for line in lines if line.strip() and not ITEM.match(line.strip())]
    columns = Counter(map(column, filled))
    if not columns:
        return -1
    base = columns.most_common(1)[0][0]
    above = [
        one.rstrip()
        for one, below in pairwise(lines)
        if one.strip()
        and below.strip()
        and column(one) <= base
        and base + 1 < column(below) <= base + 12
        and not ITEM.match(below.strip())
    ]
    closed = sum(bool(SENTENCE_ENDS.search(line)) for line in above)
    return base if len(above) >= INDENTS and closed >= INDENTS_SHARE * len(above) else -1
