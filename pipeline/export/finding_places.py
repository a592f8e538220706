"""Where something stands in the article that it came from: its line, as its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline import slots
from pipeline.errors import Place
from pipeline.export.dialect import Literal, Refusal
from pipeline.model import Article, Lines, Part, Where, notes_of

_ADDRESS = re.compile(r"(?i)(?:(?:https?://|mailto:|tel:)[^\s<>]*|\]\(<?)$")
_LEAST = 2  # characters of words that are looked for


def of_part(article: Article, part: Part) -> Place:
    """Where a part's words begin."""
    first = part.blocks[0].lines.first if part.blocks else 0
    return Place(article.source, first, 0, _line(article, first), article.lines_unit)


def of_name(article: Article, part: Part) -> Place:
    """Where somebody said what a part is called; the article where nobody did."""
    told = article.settings.series.parts
    if isinstance(told, tuple) and part.number <= len(told):
        return told[part.number - 1].place or Place(article.source)
    return Place(article.source)


def of_field(article: Article, part: Part, refusal: Refusal) -> Place | None:
    """Where the author wrote a field that cannot stand there; None for one of the theme's."""
    marks = [one for one in article.marks.used if one.field.name == refusal.field and one.place]
    if refusal.where is Where.HEADER:
        named = (part.subject, part.preheader)
        own = [one.place for text in named for one in marks if one.text in text]
        return own[0] if own else of_name(article, part)
    spans = list(_spans(part))
    inside = [
        one.place
        for one in marks
        if one.place and any(first <= one.place.line <= last for first, last in spans)
    ]
    linked = refusal.where in (Where.COMPONENT, Where.URL)
    fitting = [one for one in inside if _is_in_link(one) is linked]
    return next(iter((*fitting, *inside)), None)


def _is_in_link(place: Place) -> bool:
    """Whether what begins there is written within an address."""
    return bool(_ADDRESS.search(place.text[: max(place.column - 1, 0)]))


def of_literal(article: Article, part: Part, literal: Literal) -> Place | None:
    """Where the author wrote words that look like a service's syntax; None where that is not known.

    They are looked for as they were written: markup may stand within them.
    """
    if literal.where is Where.HEADER and _is_told(article, part, literal.text):
        return of_name(article, part)
    written = _written(article)
    inside = [
        number
        for first, last in _spans(part)
        for number in range(max(first, 1), min(last, len(written)) + 1)
    ]
    for needle in _beginnings(literal.text):
        for number in inside:
            line = written[number - 1]
            at = line.find(needle)
            if at >= 0:
                return Place(article.source, number, at + 1, line, article.lines_unit)
    return None


def _is_told(article: Article, part: Part, text: str) -> bool:
    """Whether somebody wrote these words as the part's subject or preheader."""
    told = article.settings.series.parts
    if not isinstance(told, tuple) or part.number > len(told):
        return False
    own = told[part.number - 1]
    start = text[:_LEAST]
    return any(start in one for one in (own.subject, own.preheader, own.title))


def _line(article: Article, number: int) -> str:
    """A line of the article as its author wrote it; "" where there is none."""
    written = _written(article)
    return written[number - 1] if 0 < number <= len(written) else ""


def _written(article: Article) -> Sequence[str]:
    """The article's lines, fields as their author wrote them."""
    raw = tuple((mark.text, mark.raw) for mark in article.marks.used)
    return _unmarked(article.text, article.marks.prefix, raw)


@lru_cache(maxsize=2)
def _unmarked(text: str, prefix: str, raw: tuple[tuple[str, str], ...]) -> Sequence[str]:
    known = dict(raw)
    whole = slots.pattern(prefix).sub(lambda found: known.get(found[0], found[0]), text)
    return tuple(whole.split("\n"))


def _spans(part: Part) -> Iterator[Lines]:
    """The lines of a part's blocks, and of the notes that these refer to."""
    yield from (block.lines for block in part.blocks)
    yield from (note.lines for note in notes_of(part.blocks))


def _beginnings(text: str) -> Iterator[str]:
    """Some words, then fewer and fewer of them."""
    text = text.partition("\n")[0].rstrip()
    length = len(text)
    while length >= _LEAST:
        yield text[:length]
        length = length // 2
