"""What paper left in a text: page numbers, and the running heads beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from pipeline.read.plain.line_forms import GAP, SENTENCE_ENDS

PAGE = "\f"  # where paper's pages part, if the file still tells
HEAD_WORDS = 14  # words that a running head has at most
BESIDE = 5  # lines around a page's number that may be a head's
LEAST = 3  # pages at least whose numbers tell by themselves; with heads beside them, two

_WORD = r"(?:page|seite|página|pagina|blz\.|pagina's?|صفحة)"
_NUMBER = rf"{_WORD}\s+\d{{1,4}}(?:\s*(?:of|von|de|di|van|من|/)\s*\d{{1,4}})?"
_ALONE = re.compile(rf"{_NUMBER}|[-–—]\s*\d{{1,4}}\s*[-–—]", re.IGNORECASE)
_WITHIN = re.compile(rf"(?:.{{1,80}}\W)?{_NUMBER}(?:\W.{{1,80}})?", re.IGNORECASE)
_BARE = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
_DIGITS = re.compile(r"\d+")


def page_marks(texts: Sequence[str]) -> set[int]:
    """The indices of the texts that only say which page it is.

    That is a page's number alone ("Page 3 of 9", "- 3 -"), or a line that comes at least twice
    and is the same but for the number of its page.
    """
    lines = [" ".join(text.split()) if len(text) <= 400 else text[:400] for text in texts]
    heads = {at: _DIGITS.sub("0", line) for at, line in enumerate(lines) if _names_page(line)}
    counts = Counter(heads.values())
    return {
        at
        for at, line in enumerate(lines)
        if _ALONE.fullmatch(line) or (at in heads and counts[heads[at]] > 1)
    }


def _names_page(line: str) -> bool:
    return len(line) <= 160 and bool(_WITHIN.fullmatch(line)) and not line.endswith((".", ","))


def furniture(lines: Sequence[str]) -> set[int]:
    """The indices of a file's lines that paper has put there.

    Beside `page_marks`, where the file tells its pages (form feeds), numbers and repeated lines
    at their edges; where it does not, numbers in a row that sentences run across, and the lines
    beside them that repeat.
    """
    marks = page_marks(lines)
    if any(PAGE in line for line in lines):
        return marks | _at_edges(lines, marks)
    return marks | _in_a_row(lines)


def _at_edges(lines: Sequence[str], marks: Collection[int]) -> set[int]:
    edges = list(_edges(lines, marks))
    numbers = {at for at in edges if _BARE.fullmatch(lines[at].strip())}
    heads = {at: _likeness(lines[at]) for at in edges if at not in numbers and _is_head(lines[at])}
    counts = Counter(heads.values())
    first = next((at for at, line in enumerate(lines) if line.strip() and at not in marks), -1)
    repeated = {
        at
        for at, like in heads.items()
        if counts[like] > 1 and (at != first or GAP.search(lines[at].strip()))
    }
    return (numbers if len(numbers) > 1 else set()) | repeated


def _edges(lines: Sequence[str], marks: Collection[int]) -> Iterator[int]:
    """The two first and the two last lines of each page, blank ones and marks left out."""
    pages: list[list[int]] = [[]]
    for at, line in enumerate(lines):
        if PAGE in line:
            pages.append([])
        if line.strip() and at not in marks:
            pages[-1].append(at)
    for page in pages:
        yield from dict.fromkeys((*page[:2], *page[-2:]))


def _in_a_row(lines: Sequence[str]) -> set[int]:
    """Numbers alone on their lines, one more each time, which sentences run across."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    places = [at for at, line in enumerate(filled) if re.fullmatch(r"\d{1,4}", lines[line].strip())]
    found: set[int] = set()
    run: list[int] = []
    for place in [*places, -1]:
        follows = (
            run
            and place >= 0
            and _value(lines, filled[place]) == (_value(lines, filled[run[-1]]) + 1)
        )
        if run and not follows:
            found |= _run_across(lines, filled, run)
            run = []
        run.append(place)
    return found


def _value(lines: Sequence[str], at: int) -> int:
    return int(lines[at].strip())


def _run_across(lines: Sequence[str], filled: Sequence[int], run: Sequence[int]) -> set[int]:
    """The numbers of a run, and the heads beside them, if sentences go on below most of them."""
    if len(run) < LEAST - 1:
        return set()
    beside = [at for place in run for at in (place - 1, place + 1) if 0 <= at < len(filled)]
    likes = Counter(_likeness(lines[filled[at]]) for at in beside if _is_head(lines[filled[at]]))
    heads = {at for at in beside if likes[_likeness(lines[filled[at]])] >= len(run) and at}
    gone = {*run, *heads}
    open_ = sum(_goes_across(lines, filled, place, gone) for place in run)
    enough = 2 * open_ >= len(run) if len(run) >= LEAST else heads and open_ == len(run)
    if not enough:
        return set()
    named = {_likeness(lines[filled[at]]) for at in heads}
    first = {0} if GAP.search(lines[filled[0]].strip()) else set()
    return {
        filled[at] for at in gone | {at for at in first if _likeness(lines[filled[at]]) in named}
    }


def _goes_across(
    lines: Sequence[str], filled: Sequence[int], place: int, gone: Collection[int]
) -> bool:
    above = next((at for at in range(place - 1, max(-1, place - BESIDE), -1) if at not in gone), -1)
    below = next(
        (at for at in range(place + 1, min(len(filled), place + BESIDE)) if at not in gone), -1
    )
    return min(above, below) >= 0 and goes_on(lines[filled[above]], lines[filled[below]])


def goes_on(above: str, below: str) -> bool:
    """Whether a sentence stands open at a line's end, and goes on below in lower case."""
    return not SENTENCE_ENDS.search(above.rstrip()) and below.lstrip()[:1].islower()


def _is_head(line: str) -> bool:
    text = line.strip()
    return len(text) <= 160 and 0 < len(text.split()) <= HEAD_WORDS and not text.endswith(".")


def _likeness(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split())).casefold()
