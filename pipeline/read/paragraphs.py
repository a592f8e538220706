"""Plain text → paragraphs: the file's manner first, one line each or wrapped, then its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline import words
from pipeline.model import Lines

WRAPPED_WIDTH = range(50, 121)  # lines wrapped by hand or by a mail program are this wide
WRAPPED_SHARE = 0.8  # of the long lines with a line below that must be full in wrapped text
OPEN_SHARE = 0.5  # of those full lines that must stop in the middle of a sentence
LONG_SHARE = 0.6  # of the width that makes a line long
HANGING = 4  # columns that a full line may lack in scripts that break anywhere but before signs

ENDS = re.compile(r"[.!;:,…。！，、；：؛،।۔][\"'”’»)\]*_]*$")
URL = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}’”]")
_SENTENCE_ENDS = re.compile(r"[.!?:…。！？：؟।۔][\"'”’»」』）)\]*_]*$")
_ITEM = re.compile(r"(?P<sign>[-*+•‣◦▪·–]|\d{1,3}[.)])\s+(?=\S)")
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


def paragraphs(lines: Sequence[str]) -> list[Paragraph]:
    """The paragraphs of a text: of joined lines where it is wrapped, else a line each."""
    runs = _wrapped_runs(lines) if _is_wrapped(lines) else _single_runs(lines)
    return [_paragraph([lines[at] for at in run], run[0] + 1) for run in runs]


def _single_runs(lines: Sequence[str]) -> Iterator[range]:
    return (range(at, at + 1) for at, line in enumerate(lines) if line.strip())


def _wrapped_runs(lines: Sequence[str]) -> Iterator[range]:
    """Runs of lines: each line but a run's last is full, or an item's that hangs below it."""
    width = _width(lines)
    start = hanging = 0
    for at, line in enumerate(lines):
        if at == start:
            item = _ITEM.match(line.strip())
            hanging = _column(line) + len(item[0]) if item else 0
        if not line.strip():
            start = at + 1
            continue
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if not _runs_on(line, following, width, hanging):
            yield range(start, at + 1)
            start = at + 1


def _runs_on(line: str, following: str, width: int, hanging: int) -> bool:
    """Whether a paragraph goes on in the following line."""
    below = following.strip()
    if not below or _ITEM.match(below) or _RULE.fullmatch(below) or _RULE.fullmatch(line.strip()):
        return False
    return _is_full(line, below, width) or 0 < hanging <= _column(following)


def _column(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _paragraph(lines: Sequence[str], number: int) -> Paragraph:
    at = Lines(number, number + len(lines) - 1)
    text = _joined([line.strip() for line in lines])
    if _RULE.fullmatch(text):
        return Paragraph(text, at, rule=True)
    item = _ITEM.match(text)
    if item:
        return Paragraph(text[item.end() :], at, sign=item["sign"], column=_column(lines[0]))
    return Paragraph(text, at)


def _joined(lines: Sequence[str]) -> str:
    """Lines as one: with spaces between them where the script has spaces."""
    parts = [lines[0]]
    for above, below in pairwise(lines):
        parts += ["" if _unspaced(above[-1]) and _unspaced(below[0]) else " ", below]
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
    """The width of the widest line, those aside that hold a link, which cannot be broken."""
    return max((words.width(line.rstrip()) for line in lines if "://" not in line), default=0)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether paragraphs run over several lines.

    Then long lines with one below are mostly full, and many stop in the middle of a sentence.
    The widest line is always full, so one line alone proves nothing, unless what is below goes
    on in lower case.
    """
    width = _width(lines)
    if width not in WRAPPED_WIDTH:
        return False
    pairs = [
        (above.rstrip(), below.strip())
        for above, below in pairwise(lines)
        if words.width(above.rstrip()) >= LONG_SHARE * width
        and below.strip()
        and not _ITEM.match(below.strip())
    ]
    full = [pair for pair in pairs if _is_full(*pair, width)]
    open_ = [below for above, below in full if not _SENTENCE_ENDS.search(above)]
    return (
        len(full) >= max(1, WRAPPED_SHARE * len(pairs))
        and len(open_) >= OPEN_SHARE * len(full)
        and (len(open_) > 1 or any(below[0].islower() for below in open_))
    )
