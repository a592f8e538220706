"""The headings of a Word file: those by style, and short lines that look like headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline import words
from pipeline.model import Lines
from pipeline.read.plain import headings as form
from pipeline.read.plain.paragraphs import Paragraph
from pipeline.read.word import ooxml
from pipeline.read.word.document import Document
from pipeline.read.word.looks import Look, body_size, look
from pipeline.read.word.roles import Role
from pipeline.read.word.texts import Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HEADING_WORDS = 14
HEADING_CHARACTERS = 90
TITLE_CHARACTERS = 160
HEADED = 2  # lines at most that head a text together: more are an address, a verse
LARGER = 1.2  # times the size of the text, from which a line stands out
DEEPEST = 6

_ENDS = re.compile(r"[.,;:。，；：、…،؛।۔!！]$|\.[\"”’»)]$")
_NO_HEADING = re.compile(r"@|https?://|www\.|[_.…]{3,}|\|")
_QUOTED = re.compile(r"[\[(].*[\])]|[\"“„«].*[\"”“»]|[—–-].*")
_DATE = re.compile(
    r"(?i)(\w+,? )?\d{1,2}(\.|st|nd|rd|th)? \w+,? \d{4}|\w+ \d{1,2},? \d{4}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
)
_GREETING = re.compile(
    r"(?i)(dear|hi|hello|hallo|liebe[rs]?|sehr geehrte[rs]?|bonjour|chère?s?|estimad[oa]s?)"
    r"\b.{0,40}"
)
_SENTENCE_WITHIN = re.compile(r"[^\W\d]{3,}[.!?]\s+\w|[。！？؟।۔]\s*\w")
_SIGN = re.compile(r"(\d{1,3}[.)]|[•◦▪‣●○■·*-])\s+(?=\S)")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)(?:[.)]\s*|\s+)(?=\S)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph that says something: its number, how it looks, where it stands, its neighbours.

    `cell` says that it stands in a table beside other cells, `place` what it shares with its
    neighbours.
    """

    number: int
    text: str
    role: Role
    look: Look
    place: Element | None
    cell: bool


def outlined(
    document: Document,
    sheet: Sheet,
    found: Sequence[Role],
    without: Collection[int] = (),
    named: str = "",
) -> list[Role]:
    """The roles of the paragraphs with the lines that look like headings as such, all levelled.

    `without` are the numbers of paragraphs that are left out, `named` is the title that the file
    says to have. Where nothing looks like a heading, the text's form tells, as in plain text.
    """
    lines = [one for one in _lines(document, sheet, found) if one.number not in without]
    settled = list(found)
    body = body_size(document, sheet)
    title = _title(lines, body, named)
    if title is not None:
        settled[lines[title].number - 1] = Role("title", 1)
        lines[title] = replace(lines[title], role=Role("title", 1))
    for at in _headings(lines, body, sheet):
        line = lines[at]
        settled[line.number - 1] = Role("heading", 0, line.role.item)
        lines[at] = replace(line, role=settled[line.number - 1])
    headings = [one for one in lines if one.role.kind in ("heading", "title")]
    for number, level in _levels(headings):
        settled[number - 1] = replace(settled[number - 1], level=level)
    if not any(one.role.kind == "heading" for one in headings):
        _by_form(lines, settled)
    return settled


def _by_form(lines: Sequence[_Line], settled: list[Role]) -> None:
    """Take for headings what would be one in plain text, each paragraph a line."""
    plain = [_as_plain(one) for one in lines]
    known = next((one.text for one in lines if one.role.kind == "title"), "")
    title, rest = (None, plain) if known else form.title(plain)
    if title is not None and title not in rest:
        settled[title.lines.first - 1] = Role("title", 1)
    for one in form.headed(rest, known or (title.text if title else "")):
        if one.level and settled[one.lines.first - 1].kind == "text":
            settled[one.lines.first - 1] = Role("heading", one.level)


def _as_plain(line: _Line) -> Paragraph:
    """A paragraph as one of plain text; what is surely no heading as an item of a list."""
    here = Lines(line.number, line.number)
    if line.role.kind != "text" or line.cell:
        return Paragraph(line.text, here, sign="-")
    sign = _SIGN.match(line.text)
    text = line.text[sign.end() :] if sign else line.text
    return Paragraph(text, here, sign=sign[1] if sign else "")


def _lines(document: Document, sheet: Sheet, found: Sequence[Role]) -> list[_Line]:
    lines: list[_Line] = []
    rows: dict[Element, bool] = {}
    notes = sheet.note_lines[0].first if sheet.note_lines else len(sheet.elements) + 1
    for number, paragraph in enumerate(sheet.elements[: notes - 1], start=1):
        text = sheet.text(number).strip()
        if text:
            short = len(text) <= TITLE_CHARACTERS
            seen = look(paragraph, document) if short else Look(bold=False, size=0)
            cell = _is_in_cell(paragraph, rows)
            place = paragraph.getparent()
            lines.append(_Line(number, text, found[number - 1], seen, place, cell))
    return lines


def _is_in_cell(paragraph: Element, beside: dict[Element, bool]) -> bool:
    """Whether a paragraph stands in a row of several cells, or in a text box.

    `beside` keeps what is known of rows.
    """
    for above in paragraph.iterancestors():
        kind = ooxml.name(above)
        if kind == "w:txbxContent":
            return True
        if kind == "w:tr":
            if above not in beside:
                beside[above] = sum(ooxml.name(one) == "w:tc" for one in above) > 1
            if beside[above]:
                return True
    return False


def _title(lines: Sequence[_Line], body: int, named: str) -> int | None:
    """The line that a document without a title by style begins with as its title, if it does.

    It is the one that the file says to have, or it is larger than all others, or it alone is bold
    and stands in the middle.
    """
    if len(lines) < 3 or any(one.role.kind == "title" for one in lines):
        return None
    first, rest = lines[0], lines[1:]
    if named and " ".join(first.text.split()).casefold() == named.casefold() and not first.cell:
        return 0
    larger = first.look.size >= LARGER * body and first.look.size > max(
        one.look.size for one in rest
    )
    apart = first.look.bold and first.look.centred
    alone = apart and not any(one.look.bold and one.look.centred for one in rest)
    plain = first.role.kind == "text" and not first.cell and not _is_no_heading(first.text)
    styled = any(one.role.level == 1 for one in rest)
    short = len(first.text) <= TITLE_CHARACTERS
    return 0 if (larger or alone) and plain and short and not styled else None


def _is_no_heading(text: str) -> bool:
    return bool(
        _ENDS.search(text)
        or _NO_HEADING.search(text)
        or _SENTENCE_WITHIN.search(text)
        or any(one.fullmatch(text) for one in (_QUOTED, _DATE, _GREETING))
        or not any(one.isalpha() for one in text)
        or next(one for one in text if one.isalnum()).islower()
    )


def _headings(lines: Sequence[_Line], body: int, sheet: Sheet) -> list[int]:
    """The lines that look like headings and have a text below them that does not."""
    found: list[int] = []
    run: list[int] = []
    for at, line in enumerate(lines):
        if _may_head(lines, at, body, sheet):
            run.append(at)
            continue
        stands_out = line.look.bold and line.role.kind == "text" and not line.cell
        if 0 < len(run) <= HEADED and not stands_out:
            found += run
        run = []
    return found


def _may_head(lines: Sequence[_Line], at: int, body: int, sheet: Sheet) -> bool:
    line = lines[at]
    stands_out = line.look.bold or line.look.size >= LARGER * body
    alone = line.role.kind == "text" or (line.role.kind == "item" and _is_alone(lines, at))
    return (
        stands_out
        and alone
        and not line.cell
        and len(line.text) <= HEADING_CHARACTERS
        and words.count(line.text) <= HEADING_WORDS
        and not _is_no_heading(line.text)
        and not _breaks(sheet.elements[line.number - 1])
    )


def _is_alone(lines: Sequence[_Line], at: int) -> bool:
    """Whether a numbered item has no item beside it in the same place: else it is one of a list."""
    item = lines[at].role.item
    near = [lines[one] for one in (at - 1, at + 1) if 0 <= one < len(lines)]
    beside = any(one.role.kind == "item" and one.place is lines[at].place for one in near)
    return item is not None and item.ordered and not beside


def _breaks(paragraph: Element) -> bool:
    return next(ooxml.every(paragraph, "w:br"), None) is not None


def _levels(headings: Sequence[_Line]) -> list[tuple[int, int]]:
    """The level of each heading: by its style, by its number, else below the one before it."""
    has_title = any(one.role.kind == "title" for one in headings)
    shift = _number_shift(headings)
    levels: list[tuple[int, int]] = []
    styled = numbered = 0
    for one in headings:
        depth = _depth(one)
        if one.role.kind == "title":
            level = styled = numbered = 0
        elif one.role.level:
            level = styled = one.role.level
            numbered = 0
        elif depth and shift is not None:
            level = numbered = depth + shift
        elif depth:
            level = numbered = styled + depth
        else:
            level = max(styled, numbered) + 1
        levels.append((one.number, level))
    titles = {one.number for one in headings if one.role.kind == "title"}
    used = sorted({level for number, level in levels if number not in titles})
    as_styled = any(one.role.level == 1 for one in headings if one.number not in titles)
    first = 1 if used[:1] == [1] and as_styled and not has_title else 2
    close = {level: min(DEEPEST, at) for at, level in enumerate(used, start=first)}
    return [(number, 1 if number in titles else close[level]) for number, level in levels]


def _number_shift(headings: Sequence[_Line]) -> int | None:
    """What lies between the numbers' depth and the level, as the styled headings have it."""
    found = Counter(
        one.role.level - _depth(one)
        for one in headings
        if one.role.level and _depth(one) and one.role.kind == "heading"
    )
    return found.most_common(1)[0][0] if found else None


def _depth(line: _Line) -> int:
    """How deep a heading's number is: 2 for 1.1; 0 for one without a number."""
    label = line.role.item.label if line.role.item else ""
    number = _NUMBERED.match(f"{label} {line.text}" if label else line.text)
    return number[1].removesuffix(".0").count(".") + 1 if number else 0
