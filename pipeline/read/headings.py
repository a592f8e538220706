"""Plain text has no markup, so its form must speak: its title, its headings."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from pipeline import words
from pipeline.model import Lines
from pipeline.read.pages import page_marks
from pipeline.read.paragraphs import ENDS, URL, Paragraph

HEADING_WORDS = 14
HEADING_CHARACTERS = 90
TITLE_WORDS = 30
HEADED = 2  # headings at most that stand above a text together: more are an address, a verse

_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")
_LEADS_IN = re.compile(r"[:：]$")
_LETTERED = re.compile(r"[A-Za-z][.)]\s")
_DASH = ("—", "―")  # what begins so says who was quoted
# How letters close: what follows is a name, then perhaps a postscript.
_CLOSING = re.compile(
    r"(?i)((with )?(best|kind|kindest|warm|warmest|many) (wishes|regards|thanks)|regards|sincerely"
    r"|yours( (sincerely|faithfully|truly|ever))?|(many )?thanks( again| a lot)?"
    r"|thank you|(with )?(much |lots of )?love|all the best|cheers"
    r"|(mit )?(freundliche[nr]?|herzliche[nr]?|viele|liebe|beste) gr(ü|ue)(ß|ss)en?"
    r"|(bien )?cordialement|amicalement|saludos( cordiales)?|atentamente|cordiali saluti)"
)


# What stands within a line that no heading has: a sentence's end, columns, quotes, labels.
_SENTENCE_WITHIN = re.compile(r"[^\W\d]{3,}[.!]\s+\w|[。！？؟।۔]\s*\w")
_COLUMNS = re.compile(r"\S(?:\t|\s{3,})\S|^\||\S \| .* \| ")
_MAIL_HEADER = re.compile(
    r"(?i)(from|sent|to|cc|bcc|re|fwd?|date|subject|von|gesendet|an|betreff|datum|de|à|objet|para"
    r"|asunto)\b[^:]{0,20}:\s"
)
_LABELLED = re.compile(
    r"(?i)(photo|image|picture|credit|source|caption|foto|bild|time|place|venue|price|cost|tel"
    r"|phone|fax|when|where|contact)\b[^:]{0,20}:\s"
)
_LABEL = re.compile(r"[^\W\d][\w /&-]{0,24}:\s+\S")
_QUOTED = re.compile(r"[\[(].*[\])]|[\"“„«].*[\"”“»]")
_DATE = re.compile(
    r"(?i)(\w+,? )?\d{1,2}(\.|st|nd|rd|th)? \w+,? \d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
)
_GREETING = re.compile(
    r"(?i)(dear|hi|hello|hallo|liebe[rs]?|sehr geehrte[rs]?|bonjour|chère?s?|estimad[oa]s?)"
    r"\b.{0,40}"
)


def underlined(found: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Headings with a line of signs under them lose that line."""
    for index, paragraph in enumerate(found):
        above = found[index - 1] if index else None
        below = found[index + 1] if index + 1 < len(found) else None
        if above and _underlines(above, paragraph):
            continue
        if below and _underlines(paragraph, below):
            level = 1 if "=" in below.text else 2
            lines = Lines(paragraph.lines.first, below.lines.last)
            yield replace(paragraph, text=_signed(paragraph), level=level, lines=lines, sign="")
        else:
            yield paragraph


def _underlines(above: Paragraph, below: Paragraph) -> bool:
    return (
        below.rule
        and not above.rule
        and bool(_UNDERLINE.fullmatch(below.text))
        and below.lines.first == above.lines.last + 1
        and (not above.sign or above.sign[0].isdigit())
        and not _COLUMNS.search(above.text)
        and len(above.text) <= HEADING_CHARACTERS
    )


def title(found: Sequence[Paragraph]) -> tuple[Paragraph | None, Sequence[Paragraph]]:
    """The title that the text begins with, if it does, and the rest."""
    marks = page_marks([paragraph.text for paragraph in found])
    at = next((at for at in range(len(found)) if at not in marks), len(found))
    if len(found) < at + 2:
        return None, found
    first = found[at]
    short = words.count(first.text) <= TITLE_WORDS and len(first.text) <= 2 * HEADING_CHARACTERS
    plain = not first.sign and not first.rule
    closed = (ENDS.search(first.text) or _is_no_line_of_prose(first.text)) and not first.level
    if not plain or not short or closed:
        return None, found
    return first, [*found[:at], *found[at + 1 :]]


def headed(found: Sequence[Paragraph], title_text: str) -> list[Paragraph]:
    """The paragraphs with their headings marked as such.

    A heading is short, ends in no full stop, and has a text below it. Two short lines above a
    text are a heading and its subheading; three or more are something else: an address, a verse.
    A repetition of the title is looked through, and so is a page's number: they will be taken out.
    """
    marked = list(found)
    skipped = page_marks([paragraph.text for paragraph in found])
    skipped |= {at for at, one in enumerate(found) if one.text.casefold() == title_text.casefold()}
    run: list[int] = []
    for index, paragraph in enumerate(found):
        if index in skipped:
            continue
        if _may_head(found, index) and not _goes_on_below(found, index, skipped):
            run.append(index)
            continue
        if len(run) > HEADED and found[run[-1]].lines.first > found[run[-2]].lines.last + 1:
            run = run[-1:]  # an address or the like, a blank line, then a heading of its own
        if not paragraph.rule and not paragraph.level and _may_be_headed(found, run):
            for step, at in enumerate(run):
                marked[at] = replace(found[at], text=_signed(found[at]), level=2 + step, sign="")
        run = []
    return marked


def _signed(paragraph: Paragraph) -> str:
    """A numbered heading keeps its number."""
    return f"{paragraph.sign} {paragraph.text}" if paragraph.sign else paragraph.text


def _may_be_headed(found: Sequence[Paragraph], run: Sequence[int]) -> bool:
    """Whether a run of short lines can be the headings of the text below."""
    if not 0 < len(run) <= HEADED:
        return False
    first = found[run[0] - 1] if run[0] else None
    led_in = first is not None and not first.level and _LEADS_IN.search(first.text)
    near = [*([first] if first else []), *(found[at] for at in run)]
    closing = any(_CLOSING.fullmatch(one.text.rstrip(",，! ")) for one in near)
    return not led_in and not closing


def _may_head(found: Sequence[Paragraph], index: int) -> bool:
    """Whether a paragraph looks like a heading, whatever stands below it."""
    paragraph = found[index]
    text = paragraph.text
    return (
        not paragraph.rule
        and not paragraph.level
        and (not paragraph.sign or _numbered_alone(found, index))
        and paragraph.lines.first == paragraph.lines.last
        and len(text) <= HEADING_CHARACTERS
        and words.count(text) <= HEADING_WORDS
        and not ENDS.search(text)
        and not _is_of_another_kind(text)
        and " | " not in text
        and not _is_one_of_labels(found, index)
        and not text.startswith(_DASH)
        and _begins_high(text)
    )


def _is_no_line_of_prose(text: str) -> bool:
    """Whether it is surely no title either: a mail's header, a quoted line, a table's row."""
    return (
        "@" in text
        or text.startswith((">", "#"))
        or bool(URL.search(text) or _MAIL_HEADER.match(text) or _COLUMNS.search(text))
    )


def _is_of_another_kind(text: str) -> bool:
    """Whether a line is surely no heading: none of prose, a label, a quotation, a date."""
    return (
        _is_no_line_of_prose(text)
        or any(kind.fullmatch(text) for kind in (_QUOTED, _DATE, _GREETING))
        or bool(_LABELLED.match(text) or _SENTENCE_WITHIN.search(text))
    )


def _goes_on_below(found: Sequence[Paragraph], index: int, skipped: Container[int]) -> bool:
    """Whether a sentence goes on in the very next line, in lower case."""
    if index + 1 >= len(found) or index + 1 in skipped:
        return False
    below = found[index + 1]
    return below.lines.first == found[index].lines.last + 1 and below.text[:1].islower()


def _is_one_of_labels(found: Sequence[Paragraph], index: int) -> bool:
    """Whether it is a label with its value, as a line directly above or below is."""
    here = found[index].lines
    around = [found[at] for at in (index - 1, index + 1) if 0 <= at < len(found)]
    close = [
        one
        for one in around
        if one.lines.last + 1 == here.first or here.last + 1 == one.lines.first
    ]
    return bool(_LABEL.match(found[index].text)) and any(_LABEL.match(one.text) for one in close)


def _begins_high(text: str) -> bool:
    """Whether there are letters, and the text does not begin in lower case."""
    first = next((character for character in text if character.isalnum()), "")
    return bool(first) and not first.islower() and any(one.isalpha() for one in text)


def _numbered_alone(found: Sequence[Paragraph], index: int) -> bool:
    """Whether an item has a number, and no item beside it: else it is one of a list."""
    around = [found[at] for at in (index - 1, index + 1) if 0 <= at < len(found)]
    items = any(one.sign or _LETTERED.match(one.text) for one in around)
    return found[index].sign[0].isdigit() and not items
