"""What a build tells before anything is sent: missing settings, links that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.check.colours import inverted
from pipeline.errors import Place
from pipeline.model import Block, Finding, Footnote, Part, Project, Series, Severity, Theme

TELLING = 6  # letters: shorter words are in every subject
_WORD = re.compile(r"[^\W\d_]+")

SETTINGS = (
    ("sender.from", "the address that the mails come from"),
    ("sender.postal_address", "a postal address: the law asks for one in every mail"),
    ("links.unsubscribe", "the page on which a reader stops the mails"),
    ("links.preferences", "the page on which a reader chooses what to get"),
    ("links.web", "where the web versions will be"),
)


def before_sending(series: Series, project: Project, theme: Theme) -> tuple[Finding, ...]:
    """Notes and warnings on a series that builds, but should not be sent as it is."""
    return (
        *series.article.notes,
        *settings_missing(project),
        *_date(series),
        *_frame_words(series, theme),
        *inverted(theme),
        *_lengths(series),
        *_links(series),
        *_discretion(series, project),
    )


def settings_missing(project: Project) -> Iterator[Finding]:
    """A note on the settings without which nothing should be sent."""
    given = {
        "sender.from": project.sender.address,
        "sender.postal_address": project.sender.postal_address,
        "links.unsubscribe": project.links.unsubscribe,
        "links.preferences": project.links.preferences,
        "links.web": project.links.web,
    }
    missing = [(key, meaning) for key, meaning in SETTINGS if not given[key]]
    if missing:
        keys = ", ".join(key for key, _ in missing)
        yield Finding(
            "settings/before-sending",
            Severity.NOTE,
            f"before sending, fill in {keys}",
            hint="in letterloom.toml: " + "; ".join(meaning for _, meaning in missing),
            place=Place(project.file) if project.file else None,
        )


def _date(series: Series) -> Iterator[Finding]:
    if series.article.date is None and series.article.settings.atom_feed:
        yield Finding(
            "feed/no-date",
            Severity.WARNING,
            "the article has no date, so the dates in its feed begin at 1 January 2000",
            hint="write date = 2026-01-31 in its settings: programs that read the feed sort by it",
            place=Place(series.article.source),
        )
    elif series.article.date is None:
        yield Finding(
            "article/no-date",
            Severity.NOTE,
            "the article has no date, so its sample mails carry one that is made up",
            hint="write date = 2026-01-31 in its settings; a mail that is sent gets the true date",
        )


def _frame_words(series: Series, theme: Theme) -> Iterator[Finding]:
    """Words of the frame that are not in the article's language, or that nobody has read."""
    words, lang = theme.strings, series.article.lang
    if words.lang.partition("-")[0] != lang.partition("-")[0].lower():
        yield Finding(
            "theme/no-words",
            Severity.WARNING,
            f"the frame of the mails is in English: there are no words for {lang}",
            hint=f"translate them into templates/locale/{lang}.po; docs/languages.md tells how",
        )
    elif words.missing:
        yield Finding(
            "theme/words-missing",
            Severity.WARNING,
            f"some words of the frame are in English: {', '.join(words.missing)}",
            hint=f"translate them in templates/locale/{words.lang}.po",
        )
    if words.unreviewed:
        yield Finding(
            "theme/words-unreviewed",
            Severity.NOTE,
            f"the frame's {words.language_name()} words have not been read by a native speaker yet",
            hint="docs/languages.md tells how to read them, and how to say that they have been",
        )


def _lengths(series: Series) -> Iterator[Finding]:
    """Parts that are far from the wished length, where there are several."""
    low, high = series.article.settings.series.words
    for part in series.parts if len(series.parts) > 1 else ():
        if not 0.5 * low <= part.words <= 1.5 * high:
            yield Finding(
                "series/length",
                Severity.NOTE,
                f"letter {part.number} has {part.words} words; {low} to {high} are wished for",
                hint="break the article elsewhere, or set series.words",
                part=part.number,
                place=Place(series.article.source, part.blocks[0].lines.first),
            )


def _discretion(series: Series, project: Project) -> Iterator[Finding]:
    """Names that an author gave to a sensitive series and that tell its topic."""
    article = series.article
    if not article.settings.sensitive:
        return
    headings = [block.text for block in article.blocks if block.kind == "heading"]
    topic = set(_telling(" ".join([article.title, *headings])))
    given = [
        ("public_name", article.settings.public_name, 0),
        ("slug", article.settings.slug, 0),
        ("sender.list_id", project.sender.list_id, 0),
        *(("subject", part.subject, part.number) for part in series.parts),
        *(("preheader", part.preheader, part.number) for part in series.parts),
    ]
    for name, text, part in given:
        shared = sorted(topic & set(_telling(text)))
        if shared:
            yield Finding(
                "sensitive/topic-shown",
                Severity.WARNING,
                f"the {name} “{text}” shows what the letters are about: {', '.join(shared)}",
                hint="it is seen by others; choose words that tell nothing",
                part=part,
                place=Place(article.source),
            )


def _telling(text: str) -> list[str]:
    """The words that carry a topic: the longer ones, and any of a script without spaces."""
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= TELLING]


def _links(series: Series) -> Iterator[Finding]:
    """Links without a host lead nowhere from a mail."""
    source = series.article.source
    for part in series.parts:
        for line, address in _addresses(part):
            if not urlsplit(address).scheme and not _marked(series, address):
                yield Finding(
                    "link/relative",
                    Severity.WARNING,
                    f"the link {address} leads nowhere from a mail",
                    hint="write the whole address, with https://",
                    part=part.number,
                    place=Place(source, line),
                )


def _addresses(part: Part) -> Iterator[tuple[int, str]]:
    """Where a part's links lead, its footnotes' too, each with the line of its block or note."""
    notes = {note.label: note for block in part.blocks for note in block.notes}
    ones: tuple[Block | Footnote, ...] = (*part.blocks, *notes.values())
    for one in ones:
        for token in one.tokens:
            for child in token.children or ():
                address = str(child.attrs.get("href", "")) if child.tag == "a" else ""
                if address:
                    yield one.lines.first, address


def _marked(series: Series, address: str) -> bool:
    return address.startswith(series.article.marks.prefix)
