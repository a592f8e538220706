"""Findings on a service's syntax: fields it cannot write, words that only look like its own."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import Place
from pipeline.export.dialect import JOINER, Literal
from pipeline.export.finding_case import Case
from pipeline.export.finding_places import of_field, of_literal
from pipeline.model import Finding, Severity, Where

_STANDS = {
    Where.TEXT: "in the text",
    Where.TITLE: "in the page's title",
    Where.ATTRIBUTE: "in an attribute",
    Where.URL: "as a link",
    Where.COMPONENT: "within a link",
    Where.PLAIN: "in the plain text",
    Where.HEADER: "in the subject",
}
_SHOWN = 24  # characters of words that a message shows


def fields(case: Case) -> Iterator[Finding]:
    """Fields that the service cannot write where they stand."""
    article = case.series.article
    for pen in case.pens:
        part = case.part(pen.part)
        for one in pen.refusals:
            yield Finding(
                "export/field",
                Severity.ERROR,
                f"the field {one.field} cannot stand {_STANDS.get(one.where, one.where)} at "
                f"{case.title}: {one.message}",
                one.hint,
                part.number,
                of_field(article, part, one),
            )


def literals(case: Case) -> Iterator[Finding]:
    """Words of the article that the service would have read: a line of them is told once."""
    for pen in case.pens:
        part = case.part(pen.part)
        told: dict[tuple[int, str], tuple[Literal, Place | None]] = {}
        for one in pen.literals:
            place = of_literal(case.series.article, part, one)
            key = (place.line, place.file) if place else (0, one.text[:_SHOWN])
            told.setdefault(key, (one, place))
        for _, (one, place) in sorted(told.items(), key=lambda item: item[0]):
            yield _literal(case, one, part.number, place)


def _literal(case: Case, one: Literal, part: int, place: Place | None) -> Finding:
    shown = one.text if len(one.text) <= _SHOWN else f"{one.text[: _SHOWN - 1]}…"
    hidden = JOINER in case.exported.dialect.literal("{{")
    how = (
        "in HTML as a character reference, in plain text with a character within that nobody sees: "
        "whoever copies it from there copies that too"
        if hidden
        else "in HTML as a character reference, in plain text in the service's own way"
    )
    return Finding(
        "export/literal",
        Severity.NOTE,
        f"“{' '.join(shown.split())}” looks like {case.title}'s own syntax and stays the words "
        f"that it is: {how}",
        "look at it once in a test mail from there",
        part,
        place,
    )


def values_unescaped(case: Case) -> Iterator[Finding]:
    """Personal values that reach HTML as they are: a name with < or & breaks the letter."""
    dialect = case.exported.dialect
    used = dict.fromkeys(
        name
        for letter in case.exported.letters
        for name in letter.fields
        if name in letter.html and not dialect.escapes
    )
    if used:
        yield Finding(
            "export/values-unescaped",
            Severity.WARNING,
            f"{case.title} writes values into HTML as they are: {', '.join(used)}",
            "see that none in your list holds <, > or &, or write them there as &lt;, &gt;, &amp;",
        )
