"""Plain text has no markup, so its form must speak: its title, its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from pipeline import words
from pipeline.read.clean.frame import menu
from pipeline.read.clean.known import is_no_heading, is_path
from pipeline.read.plain.line_forms import (
    ENDS,
    HEADING_CHARACTERS,
    LETTERED,
    begins_high,
    closes,
)
from pipeline.read.plain.other_kinds import (
    LABEL,
    RELEASE,
    is_no_line_of_prose,
    is_of_another_kind,
)
from pipeline.read.plain.pages import page_marks
from pipeline.read.plain.paragraphs import Paragraph
from pipeline.read.plain.underlines import signed

HEADING_WORDS = 14
TITLE_WORDS = 30
MENU_WITHIN = 8  # paragraphs that a page's menu may be
OUTLINE = 3  # numbered headings that make an outline
HEADED = 2  # headings at most that stand above a text together: more are an address, a verse

# What names a division of a book, and may end in a full stop; some have numbers in them.
_DIVISION = re.compile(
    r"(?i)(chapter|part|book|section|act|scene|letter|appendix|kapitel|teil|buch|abschnitt|anhang"
    r"|chapitre|partie|livre|capítulo|parte|libro|capitolo|hoofdstuk)\s+"
    r"(\d{1,3}|[ivxlc]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|the \w+|eins|zwei"
    r"|drei|un|deux|trois|uno|dos|tres|premi(er|ère))\b(?P<rest>\W*.{0,80})"
)
_ROMAN = re.compile(r"[IVXLC]{1,7}\.?")
_DEEP = re.compile(r"\d{1,3}((?:\.\d{1,3})+)\.?\s")
_LEADS_IN = re.compile(r"[:：]$")
_DASH = ("—", "―", "–")  # what begins so says who was quoted


def title(found: Sequence[Paragraph]) -> tuple[Paragraph | None, Sequence[Paragraph]]:
    """The title that the text begins with, if it does, and the rest.

    Where something stands above it, a page's number or a path, it stays where it is.
    """
    marks = page_marks([paragraph.text for paragraph in found])
    skipped = menu([[line.text for line in one.verse] or [one.text] for one in found[:MENU_WITHIN]])
    below = (
        at
        for at, one in enumerate(found)
        if at >= skipped and at not in marks and not _stands_above(one)
    )
    for at in (next(below, len(found)), 0):
        if at + 1 < len(found) and _is_title(found[at]):
            above = [one for one in found[:at] if not one.rule]
            if not above:
                return found[at], found[at + 1 :]
            stays = replace(found[at], level=1)
            return stays, [*above, stays, *found[at + 1 :]]
    return None, found


def _is_title(first: Paragraph) -> bool:
    """Whether a paragraph may be a title: short, and no sentence."""
    short = words.count(first.text) <= TITLE_WORDS and len(first.text) <= 2 * HEADING_CHARACTERS
    plain = not (first.sign or first.verse or first.quoted or first.rule)
    closed = (ENDS.search(first.text) or is_no_line_of_prose(first.text)) and not first.level
    return plain and short and not closed


def _stands_above(paragraph: Paragraph) -> bool:
    """Whether a line may stand above a title: a rule, a label, what cleaning will take out."""
    released = RELEASE.fullmatch(paragraph.text)
    return (
        paragraph.rule or bool(released) or is_no_heading(paragraph.text) or is_path(paragraph.text)
    )


def headed(found: Sequence[Paragraph], title_text: str) -> list[Paragraph]:
    """The paragraphs with their headings marked as such.

    A heading is short, ends in no full stop, and has a text below it. Two short lines above a
    text are a heading and its subheading; three or more are something else: an address, a verse.
    A repetition of the title is looked through, and so is a page's number: they will be taken out.
    """
    marked = _marked(found, title_text, frozenset())
    labels = _labels_in_outline(found, marked)
    return _levelled(_marked(found, title_text, labels) if labels else marked)


def _marked(found: Sequence[Paragraph], title_text: str, barred: Container[int]) -> list[Paragraph]:
    """The paragraphs with those marked that head a text; the `barred` ones are none."""
    marked = list(found)
    skipped = page_marks([paragraph.text for paragraph in found])
    skipped |= {at for at, one in enumerate(found) if one.text.casefold() == title_text.casefold()}
    run: list[int] = []
    for index, paragraph in enumerate(found):
        if index in skipped:
            continue
        if (
            index not in barred
            and _may_head(found, index)
            and not _goes_on_below(found, index, skipped)
        ):
            run.append(index)
            continue
        if len(run) > HEADED and found[run[-1]].lines.first > found[run[-2]].lines.last + 1:
            run = run[-1:]  # an address or the like, a blank line, then a heading of its own
        if not paragraph.rule and not paragraph.level and _may_be_headed(found, run):
            for step, at in enumerate(run):
                marked[at] = replace(found[at], text=signed(found[at]), level=2 + step, sign="")
        run = []
    return _evened(found, marked)


def _labels_in_outline(found: Sequence[Paragraph], marked: Sequence[Paragraph]) -> set[int]:
    """Among numbered headings, what says its label more than once, or in capitals: an "ACTION: …".

    Such a line is said within a section, and heads none.
    """
    headings = [at for at, one in enumerate(marked) if one.level]
    if sum(found[at].sign[:1].isdigit() for at in headings) < OUTLINE:
        return set()
    labels = {
        at: told
        for at in headings
        if not found[at].sign
        and not _is_division(found[at].text)
        and (told := LABEL.fullmatch(found[at].text))
    }
    times = Counter(told["label"].casefold() for told in labels.values())
    return {
        at
        for at, told in labels.items()
        if times[told["label"].casefold()] > 1
        or (told["label"].isupper() and not told["value"].isupper())
    }


def _evened(found: Sequence[Paragraph], marked: list[Paragraph]) -> list[Paragraph]:
    """Numbered headings in a row.

    One between two others is a heading too, though a list's numbers lead up to it; so is one
    behind another with a gap above and below it.
    """
    numbers = {
        (int(one.sign[:-1]), one.sign[-1], one.column)
        for at, one in enumerate(found)
        if one.sign[:1].isdigit() and marked[at].level
    }
    for at, one in enumerate(found):
        if not one.sign[:1].isdigit() or marked[at].level or not _reads_as_heading(one):
            continue
        number, mark, column = int(one.sign[:-1]), one.sign[-1], one.column
        between = {(number - 1, mark, column), (number + 1, mark, column)} <= numbers
        behind = (number - 1, mark, column) in numbers and _stands_apart(found, at)
        below = found[at + 1].sign if at + 1 < len(found) else ""
        if (between or behind) and not _counts_with(one.sign, below, 1):
            marked[at] = replace(one, text=signed(one), level=2, sign="")
            numbers.add((number, mark, column))
    return marked


def _stands_apart(found: Sequence[Paragraph], at: int) -> bool:
    """Whether blank lines part a paragraph from those around it, and below is no item."""
    if not 0 < at < len(found) - 1:
        return False
    above, here, below = found[at - 1 : at + 2]
    parted = above.lines.last + 1 < here.lines.first and here.lines.last + 1 < below.lines.first
    return parted and not below.sign


def _levelled(found: list[Paragraph]) -> list[Paragraph]:
    """Headings as deep as their numbers say, and below chapters where there are such."""
    chapters = {
        at for at, one in enumerate(found) if one.level == 2 and _DIVISION.fullmatch(one.text)
    }
    first = min(chapters) if len(chapters) > 1 else len(found)
    for at, one in enumerate(found):
        deep = _DEEP.match(one.text)
        if one.level and deep:
            found[at] = replace(one, level=min(6, 2 + deep[1].count(".")))
        elif one.level > 1 and at > first and at not in chapters:
            found[at] = replace(one, level=min(6, one.level + (one.level == 2)))
    return found


def _may_be_headed(found: Sequence[Paragraph], run: Sequence[int]) -> bool:
    """Whether a run of short lines can be the headings of the text below."""
    if not 0 < len(run) <= HEADED:
        return False
    first = found[run[0] - 1] if run[0] else None
    led_in = first is not None and not first.level and _LEADS_IN.search(first.text)
    near = [*([first] if first else []), *(found[at] for at in run)]
    closing = any(closes(one.text) for one in near)
    return not led_in and not closing


def _may_head(found: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph looks like a heading, whatever stands below it."""
    paragraph = found[index]
    return (
        _reads_as_heading(paragraph)
        and (not paragraph.sign or _numbered_alone(found, index))
        and not _is_one_of_labels(found, index)
    )


def _reads_as_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph by itself has the form of a heading."""
    text = paragraph.text
    return (
        not (paragraph.rule or paragraph.verse or paragraph.quoted or paragraph.inside)
        and not paragraph.level
        and paragraph.lines.first == paragraph.lines.last
        and len(text) <= HEADING_CHARACTERS
        and words.count(text) <= HEADING_WORDS
        and (not ENDS.search(text) or _is_division(text))
        and not is_of_another_kind(text)
        and " | " not in text
        and not text.startswith(_DASH)
        and begins_high(text)
        and not is_no_heading(text)
        and not is_path(text)
    )


def _goes_on_below(found: Sequence[Paragraph], index: int, skipped: Container[int]) -> bool:
    """Whether a sentence goes on in the very next line, in lower case."""
    if index + 1 >= len(found) or index + 1 in skipped:
        return False
    below = found[index + 1]
    close = below.lines.first == found[index].lines.last + 1
    return close and not below.sign and below.text[:1].islower()


def _is_one_of_labels(found: Sequence[Paragraph], index: int) -> bool:
    """Whether it is a label with its value, as a line directly above or below is."""
    here = found[index].lines
    around = [found[at] for at in (index - 1, index + 1) if 0 <= at < len(found)]
    close = [
        one
        for one in around
        if one.lines.last + 1 == here.first or here.last + 1 == one.lines.first
    ]
    return bool(LABEL.match(found[index].text)) and any(LABEL.match(one.text) for one in close)


def _is_division(text: str) -> bool:
    """Whether a line names a chapter or the like, by a word or by a Roman number."""
    found = _DIVISION.fullmatch(text)
    if not found:
        return bool(_ROMAN.fullmatch(text))
    rest = found["rest"].strip()
    return rest in ("", ".", ":") or not rest[0].islower()


def _numbered_alone(found: Sequence[Paragraph], index: int) -> bool:
    """Whether an item has a number, and none beside it that counts with it: else it is a list's."""
    sign = found[index].sign
    if not sign[0].isdigit():
        return False
    for step in (-1, 1):
        at = index + step
        beside = found[at] if 0 <= at < len(found) else None
        if beside and (_is_below(found[index], beside) or _counts_with(sign, beside.sign, step)):
            return False
    return True


def _is_below(item: Paragraph, beside: Paragraph) -> bool:
    """Whether lettered items stand directly below an item."""
    close = beside.lines.first == item.lines.last + 1
    return close and bool(LETTERED.match(beside.text))


def _counts_with(sign: str, beside: str, step: int) -> bool:
    if not beside or not beside[0].isdigit():
        return bool(beside)
    return int(beside[:-1]) == int(sign[:-1]) + step
