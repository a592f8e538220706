"""Plain text → paragraphs: the file's manner first, one line each or wrapped, then its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipeline import words
from pipeline.model import Lines
from pipeline.read.plain.line_forms import (
    GAP,
    ITEM,
    LETTERED,
    MARKED,
    QUOTED,
    RULE,
    SENTENCE_ENDS,
    column,
)
from pipeline.read.plain.manner import Manner, is_full, manner_of, unspaced
from pipeline.read.plain.pages import goes_on
from pipeline.read.plain.verse import parted

RAGGED_SHARE = 0.75  # of the width that a line has at least that is not a paragraph's last
GOES_ON_SHARE = 0.4  # the same where the sentence goes on in lower case
NESTED = 8  # quotations within one another; deeper ones are words
HYPHENS = 3  # broken words that show a text to have been hyphenated

_WORDS = re.compile(r"[^\W\d_]+")
_WITHIN = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_BROKEN = re.compile(r"([^\W\d_]{1,40})[-\u2010]$")
_AT_END = re.compile(r"[^\W\d_]+[-\u2010][ \t]*\n\s*[^\W\d_]+")
_SPEAKER = re.compile(r"(?:[—―–]|--)\s*[^\W\d_]")
_FIGURES = re.compile(r">\s*(?:[\d=≥<$€£]|>>)")
# What keeps its hyphen in English whatever stands behind it.
_PREFIXES = frozenset(
    ("self", "well", "non", "long", "short", "high", "low", "full", "part", "half", "all", "cross")
)


class Line(NamedTuple):
    """A line of the file: its text, its number, whether the line above goes on in it."""

    text: str
    number: int
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines that belong together, as one line; `level` is a heading's, 0 for others.

    A list's item has its `sign` (`-`, `1.`) and the column that it stands at. `verse` are lines
    that keep their ends, `quoted` the paragraphs of a quotation. `inside` says that it belongs to
    the item above, and `tight` that it does so without a gap.
    """

    text: str
    lines: Lines
    level: int = 0
    sign: str = ""
    column: int = 0
    rule: bool = False
    verse: tuple[Line, ...] = ()
    quoted: tuple[Paragraph, ...] = ()
    inside: bool = False
    tight: bool = False


def paragraphs(lines: Sequence[Line], depth: int = 0) -> list[Paragraph]:
    """The paragraphs of a text: of joined lines where it is wrapped, else a line each."""
    texts = [line.text for line in lines]
    manner = manner_of(texts)
    base = min((column(text) for text in texts if text.strip()), default=0)
    known = _known(texts) if manner or any(line.glued for line in lines) else None
    found: list[Paragraph] = []
    for group in _groups(lines):
        if depth < NESTED and _is_quoted(group):
            found.append(_quotation(group, depth))
            continue
        deep = bool(found) and all(column(line.text) > base + 1 for line in group)
        apart = parted([line.text for line in group], manner, first=not found, deep=deep)
        for kept in apart:
            some = group[kept.start : kept.stop]
            found.append(_verse(some) if len(some) > 1 else _paragraph(some, known))
        if not apart:
            runs = _wrapped_runs(group, manner) if manner else _single_runs(group)
            found += [_paragraph(group[run.start : run.stop], known) for run in runs]
    return found


def _groups(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Lines with no blank one between; rules stand alone, and so do quotations."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or _parts(lines[at - 1].text, lines[at].text):
            if lines[start].text.strip():
                yield lines[start:at]
            start = at


def _parts(above: str, below: str) -> bool:
    return (
        not above.strip()
        or not below.strip()
        or bool(RULE.fullmatch(above.strip()) or RULE.fullmatch(below.strip()))
        or bool(QUOTED.match(above)) is not bool(QUOTED.match(below))
    )


def _is_quoted(group: Sequence[Line]) -> bool:
    """Whether lines are quoted as mails do it; figures behind the sign make it a comparison."""
    return bool(QUOTED.match(group[0].text)) and not all(
        _FIGURES.match(line.text.strip()) for line in group
    )


def _quotation(group: Sequence[Line], depth: int) -> Paragraph:
    inner = [line._replace(text=re.sub(r"^\s*> ?", "", line.text)) for line in group]
    found = tuple(paragraphs(inner, depth + 1))
    text = " ".join(one.text for one in found)
    return Paragraph(text, Lines(group[0].number, group[-1].number), quoted=found)


def _verse(group: Sequence[Line]) -> Paragraph:
    kept = tuple(line._replace(text=_spaced(line.text)) for line in group)
    at = Lines(group[0].number, group[-1].number)
    return Paragraph(" ".join(line.text for line in kept), at, verse=kept, column=_column(group))


def _spaced(text: str) -> str:
    """A line with single spaces, but wider ones where a gap parts the cells of a row."""
    cells = re.split(r"(?<=\S)(?:\s{3,}|\t+)(?=\S)", text.strip())
    return " \u00a0 ".join(" ".join(cell.split()) for cell in cells)


def _column(group: Sequence[Line]) -> int:
    return column(group[0].text)


def _single_runs(group: Sequence[Line]) -> Iterator[range]:
    """A line each, but for what hangs below an item and what a page has parted."""
    start = 0
    for at in range(1, len(group) + 1):
        if at == len(group) or not (group[at].glued or _hangs(group[start].text, group[at].text)):
            yield range(start, at)
            start = at


def _hangs(item: str, below: str) -> bool:
    """Whether a line belongs to the item above it, since it stands below the item's text."""
    sign = ITEM.match(item.strip())
    if not sign or ITEM.match(below.strip()) or LETTERED.match(below.strip()):
        return False
    return column(item) < column(below) <= column(item) + len(sign[0]) + 2


def _wrapped_runs(group: Sequence[Line], manner: Manner) -> Iterator[range]:
    """Runs of lines that make a paragraph, or an item and what hangs below it."""
    start = hanging = 0
    for at, line in enumerate(group):
        if at == start:
            item = ITEM.match(line.text.strip()) or LETTERED.match(line.text.strip())
            hanging = column(line.text) + len(item[0]) if item else 0
        below = group[at + 1] if at + 1 < len(group) else None
        if below is None or not (below.glued or _runs_on(line.text, below.text, manner, hanging)):
            yield range(start, at + 1)
            start = at + 1


def _runs_on(line: str, following: str, manner: Manner, hanging: int) -> bool:
    """Whether a paragraph goes on in the following line.

    It does where the line is full. Lines from proportional type are ragged, so it does too where
    a sentence goes on in lower case, and where blank lines part the paragraphs and this line is
    a long one.
    """
    below = following.strip()
    if _begins(line, following, manner, hanging):
        return False
    if is_full(line, below, manner.width) or 0 < hanging <= column(following):
        return not (LETTERED.match(below) and column(following) < hanging)
    share = words.width(line.rstrip()) / manner.width
    if goes_on(line, below):
        return share >= GOES_ON_SHARE and not LETTERED.match(below)
    return manner.spaced and share >= RAGGED_SHARE


def _begins(line: str, following: str, manner: Manner, hanging: int) -> bool:
    """Whether a line surely begins something of its own: an item, a row, a first line set in."""
    below = following.strip()
    return (
        bool(
            ITEM.match(below)
            or MARKED.match(below)
            or (GAP.search(line.strip()) and GAP.search(below))
        )
        or max(len(line), len(following)) > manner.widest
        or (0 <= manner.indented <= column(following) - 2 and not hanging)
        or bool(_SPEAKER.match(below) and SENTENCE_ENDS.search(line.rstrip()))
    )


def _paragraph(group: Sequence[Line], known: _Words | None) -> Paragraph:
    at = Lines(group[0].number, group[-1].number)
    text = _joined([line.text.strip() for line in group], known)
    if RULE.fullmatch(text):
        return Paragraph(text, at, rule=True)
    item = ITEM.match(text)
    start = _column(group)
    if item:
        return Paragraph(text[item.end() :], at, sign=item["sign"], column=start)
    return Paragraph(text, at, column=start)


class _Words(NamedTuple):
    """A text's words, those that hold a hyphen, and whether its lines break words at their end."""

    alone: AbstractSet[str]
    hyphened: AbstractSet[str]
    breaks: bool


def _known(texts: Sequence[str]) -> _Words:
    whole, breaks = _AT_END.subn("\n", "\n".join(texts).casefold())
    alone, hyphened = _WORDS.findall(whole), _WITHIN.findall(whole)
    return _Words(frozenset(alone), frozenset(hyphened), breaks >= HYPHENS)


def _joined(lines: Sequence[str], known: _Words | None) -> str:
    """Lines as one: with spaces between them where the script has spaces.

    A word that was broken with a hyphen is made whole where the text has it elsewhere, or where
    it breaks words often and has not both halves by themselves; else it keeps its hyphen, which
    may be its own.
    """
    parts = [lines[0]]
    for above, below in pairwise(lines):
        broken, rest = _BROKEN.search(above), _WORDS.match(below)
        if broken and rest and rest[0].islower():
            if known and _is_one(broken[1], rest[0], known):
                parts[-1] = parts[-1][:-1]
        elif not (unspaced(above[-1]) and unspaced(below[0])):
            parts.append(" ")
        parts.append(below)
    return "".join(parts)


def _is_one(first: str, second: str, known: _Words) -> bool:
    """Whether two halves are those of one word without a hyphen."""
    first, second = first.casefold(), second.casefold()
    if f"{first}{second}" in known.alone:
        return True
    if f"{first}-{second}" in known.hyphened or first in _PREFIXES:
        return False
    return known.breaks and not {first, second} <= known.alone
