"""Plain text → paragraphs: the file's manner first, one line each or wrapped, then its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from pipeline import words
from pipeline.model import Lines

WRAPPED_WIDTH = range(50, 121)  # lines wrapped by hand or by a mail program are this wide
NARROW_WIDTH = range(28, 50)  # columns and telephones are this wide, but verses are too
WRAPPED_SHARE = 0.8  # of the long lines with a line below that must be full in wrapped text
OPEN_SHARE = 0.5  # of those full lines that must stop in the middle of a sentence
LONG_SHARE = 0.6  # of the width that makes a line long
OUTLIERS = 20  # one line in so many may be wider than the text is wrapped to
RAGGED_LEAST = 3  # lines that go on in lower case, at least, where lines are ragged
RAGGED_OPEN = 0.4  # of the long lines with a line below that must go on so
RAGGED_SHARE = 0.75  # of the width that a line has at least that is not a paragraph's last
GOES_ON_SHARE = 0.4  # the same where the sentence goes on in lower case
HANGING = 4  # columns that a full line may lack in scripts that break anywhere but before signs

ENDS = re.compile(r"[.!;:,…。！，、；：؛،।۔][\"'”’»)\]*_]*$")
URL = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}’”]")
_SENTENCE_ENDS = re.compile(r"[.!?:…。！？：؟।۔][\"'”’»」』）)\]*_]*$")
_ITEM = re.compile(r"(?P<sign>[-*+•‣◦▪·–]|\d{1,3}[.)])\s+(?=\S)")
_GAP = re.compile(r"\S\s{3,}\S")
_WORDS = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"([^\W\d_]{1,40})-$")
_WIDE_SIGN = re.compile("[\u3000-\u303f\uff01-\uff65]")
_RULE = re.compile(r"[\s*_=~–—-]{3,}|\s*(?:[*•·⁂]\s*){3,}|⁂")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines that belong together, as one line; `level` is a heading's, 0 for others.

    A list's item has its `sign` (`-`, `1.`) and the column that it stands at.
    """

    text: str
    lines: Lines
    level: int = 0
    sign: str = ""
    column: int = 0
    rule: bool = False


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a wrapped text is set: its width, and whether blank lines part its paragraphs."""

    width: int
    spaced: bool


def paragraphs(lines: Sequence[str]) -> list[Paragraph]:
    """The paragraphs of a text: of joined lines where it is wrapped, else a line each."""
    manner = _manner(lines)
    runs = _wrapped_runs(lines, manner) if manner else _single_runs(lines)
    known = frozenset(_WORDS.findall("\n".join(lines).casefold())) if manner else frozenset()
    return [_paragraph([lines[at] for at in run], run[0] + 1, known) for run in runs]


def _single_runs(lines: Sequence[str]) -> Iterator[range]:
    return (range(at, at + 1) for at, line in enumerate(lines) if line.strip())


def _wrapped_runs(lines: Sequence[str], manner: _Manner) -> Iterator[range]:
    """Runs of lines that make a paragraph, or an item and what hangs below it."""
    start = hanging = 0
    for at, line in enumerate(lines):
        if at == start:
            item = _ITEM.match(line.strip())
            hanging = _column(line) + len(item[0]) if item else 0
        if not line.strip():
            start = at + 1
            continue
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if not _runs_on(line, following, manner, hanging):
            yield range(start, at + 1)
            start = at + 1


def _runs_on(line: str, following: str, manner: _Manner, hanging: int) -> bool:
    """Whether a paragraph goes on in the following line.

    It does where the line is full. Lines from proportional type are ragged, so it does too where
    a sentence goes on in lower case, and where blank lines part the paragraphs and this line is
    a long one.
    """
    below = following.strip()
    if not below or _ITEM.match(below) or _RULE.fullmatch(below) or _RULE.fullmatch(line.strip()):
        return False
    if _is_full(line, below, manner.width) or 0 < hanging <= _column(following):
        return True
    share = words.width(line.rstrip()) / manner.width
    if _goes_on(line.rstrip(), below):
        return share >= GOES_ON_SHARE
    return manner.spaced and share >= RAGGED_SHARE


def _goes_on(above: str, below: str) -> bool:
    """Whether a sentence stands open at a line's end, and goes on below in lower case."""
    return not _SENTENCE_ENDS.search(above) and below[0].islower()


def _column(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _paragraph(lines: Sequence[str], number: int, known: AbstractSet[str]) -> Paragraph:
    at = Lines(number, number + len(lines) - 1)
    text = _joined([line.strip() for line in lines], known)
    if _RULE.fullmatch(text):
        return Paragraph(text, at, rule=True)
    item = _ITEM.match(text)
    if item:
        return Paragraph(text[item.end() :], at, sign=item["sign"], column=_column(lines[0]))
    return Paragraph(text, at)


def _joined(lines: Sequence[str], known: AbstractSet[str]) -> str:
    """Lines as one: with spaces between them where the script has spaces.

    A word that was broken with a hyphen is made whole where the text has it elsewhere; else it
    keeps its hyphen, which may be its own.
    """
    parts = [lines[0]]
    for above, below in pairwise(lines):
        broken, rest = _BROKEN.search(above), _WORDS.match(below)
        if broken and rest and rest[0].islower():
            if f"{broken[1]}{rest[0]}".casefold() in known:
                parts[-1] = parts[-1].removesuffix("-")
        elif not (_unspaced(above[-1]) and _unspaced(below[0])):
            parts.append(" ")
        parts.append(below)
    return "".join(parts)


def _unspaced(character: str) -> bool:
    """Whether no space stands beside a character: a letter or sign of such a script."""
    return words.unspaced(character) or bool(_WIDE_SIGN.match(character))


def _is_full(line: str, below: str, width: int) -> bool:
    """Whether the first word of the line below would not have fitted on this one."""
    taken = words.width(line.rstrip())
    if _unspaced(below[0]):
        return taken + HANGING >= width
    return taken + 1 + words.width(below.split(maxsplit=1)[0]) > width


def _width(lines: Sequence[str]) -> int:
    """The width that lines are filled to: that of the widest but a few.

    Lines that hold a link, which cannot be broken, and lines with gaps, which are set in columns
    as running heads are, tell nothing of it.
    """
    widths = sorted(
        words.width(line.rstrip())
        for line in lines
        if line.strip() and "://" not in line and not _GAP.search(line.strip())
    )
    return widths[-1 - len(widths) // OUTLIERS] if widths else 0


def _manner(lines: Sequence[str]) -> _Manner | None:
    """How the text is wrapped, None if each of its lines is a paragraph.

    Where it is wrapped, long lines with one below are mostly full, and many stop in the middle of
    a sentence; or so many sentences go on in lower case below that nothing else can be meant. The
    widest line is always full, so one line alone proves nothing.
    """
    width = _width(lines)
    if width not in WRAPPED_WIDTH and width not in NARROW_WIDTH:
        return None
    pairs = [
        (above.rstrip(), below.strip())
        for above, below in pairwise(lines)
        if words.width(above.rstrip()) >= LONG_SHARE * width
        and below.strip()
        and not _ITEM.match(below.strip())
    ]
    full = [pair for pair in pairs if _is_full(*pair, width)]
    open_ = [below for above, below in full if not _SENTENCE_ENDS.search(above)]
    filled = (
        len(full) >= max(1, WRAPPED_SHARE * len(pairs))
        and len(open_) >= OPEN_SHARE * len(full)
        and (len(open_) > 1 or any(below[0].islower() for below in open_))
    )
    going_on = sum(_goes_on(*pair) for pair in pairs)
    ragged = going_on >= RAGGED_LEAST and going_on >= RAGGED_OPEN * len(pairs)
    spaced = _is_spaced(lines)
    wrapped = ragged and spaced if width in NARROW_WIDTH else filled or ragged
    return _Manner(width, spaced) if wrapped else None


def _is_spaced(lines: Sequence[str]) -> bool:
    """Whether blank lines part paragraphs of several lines."""
    text = "\n".join(line.strip() for line in lines)
    groups = [group.count("\n") + 1 for group in re.split(r"\n{2,}", text.strip("\n"))]
    return len(groups) >= 2 and sum(size > 1 for size in groups) >= len(groups) / 3
