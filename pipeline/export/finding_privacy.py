"""Findings on what others than the reader learn: counting, archives, names that tell a topic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline import slots
from pipeline.errors import Place
from pipeline.export.finding_case import Case
from pipeline.export.finding_places import of_name
from pipeline.model import Finding, Severity

_SHOWN = 60  # characters of a name that a message shows
_NAMED = 4  # words of a topic that a message names


class Said(NamedTuple):
    """Something that the service, or whoever looks over a shoulder there, may read."""

    what: str
    text: str
    place: Place | None = None
    part: int = 0


def tracking(case: Case) -> Iterator[Finding]:
    """Opens and clicks that the service counts."""
    dialect, sensitive = case.exported.dialect, case.exported.sensitive
    off = dialect.tracking_off.rstrip()
    if dialect.no_tracking == "never":
        yield Finding(
            "export/tracking",
            Severity.ERROR if sensitive else Severity.NOTE,
            f"{case.title} counts who opens a letter or follows a link, and that cannot be "
            "turned off" + (": the series is sensitive" if sensitive else ""),
            off or "choose another service",
        )
    elif dialect.no_tracking == "account":
        yield Finding(
            "export/tracking",
            Severity.WARNING if sensitive else Severity.NOTE,
            f"{case.title} counts who opens a letter or follows a link until a person turns it "
            "off there",
            off,
        )
    elif dialect.no_tracking == "payload" and sensitive and not case.upload:
        yield Finding(
            "export/tracking",
            Severity.NOTE,
            "the payloads turn counting of opens and clicks off; whoever puts the letters there "
            "by hand must do so too",
            off,
        )


def archive(case: Case) -> Iterator[Finding]:
    """A sensitive series that the service shows to everybody."""
    dialect = case.exported.dialect
    if not case.exported.sensitive:
        return
    if dialect.archived:
        yield Finding(
            "export/archive",
            Severity.ERROR,
            f"{case.title} shows what it sends on a public page: the series is sensitive",
            "choose another service, or set sensitive = false if everybody may read it",
            place=Place(case.series.article.source),
        )
    link = dialect.links.get("web_url", "") if dialect.public_archive else ""
    for letter in case.exported.letters:
        if link and (link in letter.html or link in letter.text):
            yield Finding(
                "export/archive",
                Severity.ERROR,
                f"the letter links to {case.title}'s web version, which everybody can read: the "
                "series is sensitive",
                "set links.web to a place of your own, or take the link out of the theme's frame",
                letter.number,
            )


def topic_shown(case: Case) -> Iterator[Finding]:
    """Names that tell the service, and its users, what a sensitive series is about."""
    for one in _said(case) if case.exported.sensitive else ():
        words = case.named(one.text)
        if words:
            shown = one.text if len(one.text) <= _SHOWN else f"{one.text[: _SHOWN - 1]}…"
            yield Finding(
                "export/topic-shown",
                Severity.ERROR,
                f"{one.what} “{shown}” tells {case.title} what the letters are about: "
                + ", ".join(words[:_NAMED]),
                "choose words that tell nothing",
                one.part,
                one.place,
            )


def _said(case: Case) -> Iterator[Said]:
    """Every name that leaves with the letters, but for the words of their bodies."""
    exported, article = case.exported, case.series.article
    here = Place(article.source)
    yield Said("the series' name", exported.name, here)
    yield Said("the series' slug", exported.slug, here)
    yield Said("the sender's name", exported.sender)
    for name, value in exported.settings.items():
        place = case.places.get(f"{exported.dialect.name}.{name}")
        yield Said(f"the setting {name}", value, place)
    for letter, part in case.letters():
        at = of_name(article, part)
        if letter.name != exported.name:
            yield Said("the letter's name", letter.name.replace(exported.name, ""), at, part.number)
        yield Said("the letter's key", letter.key, at, part.number)
        yield Said("the subject", slots.shown(part.subject, article.marks), at, part.number)
        yield Said("the preheader", slots.shown(part.preheader, article.marks), at, part.number)
        for image in letter.images:
            yield Said("the picture's file", image.name, here, part.number)
        for field in letter.fields:
            yield Said("the field", field, None, part.number)
