"""What a build tells before anything is sent: missing settings, links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.errors import Place
from pipeline.model import Finding, Project, Series, Severity, Theme

SETTINGS = (
    ("sender.from", "the address that the mails come from"),
    ("sender.postal_address", "a postal address: the law asks for one in every mail"),
    ("links.unsubscribe", "the page on which a reader stops the mails"),
)


def before_sending(series: Series, project: Project, theme: Theme) -> tuple[Finding, ...]:
    """Notes and warnings on a series that builds, but should not be sent as it is."""
    return (
        *series.article.notes,
        *_settings(project),
        *_date(series),
        *_words(series, theme),
        *_links(series),
    )


def _settings(project: Project) -> Iterator[Finding]:
    given = {
        "sender.from": project.sender.address,
        "sender.postal_address": project.sender.postal_address,
        "links.unsubscribe": project.links.unsubscribe,
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
    if series.article.date is None:
        yield Finding(
            "article/no-date",
            Severity.NOTE,
            "the article has no date, so its sample mails carry one that is made up",
            hint="write date = 2026-01-31 in its settings; a mail that is sent gets the true date",
        )


def _words(series: Series, theme: Theme) -> Iterator[Finding]:
    wanted = series.article.lang.split("-", maxsplit=1)[0].lower()
    if theme.strings_lang.split("-", maxsplit=1)[0].lower() != wanted:
        yield Finding(
            "theme/no-words",
            Severity.WARNING,
            f"the frame of the mails is in English: there are no words for {series.article.lang}",
            hint=f"copy strings/en.toml to templates/strings/{wanted}.toml and translate it",
        )


def _links(series: Series) -> Iterator[Finding]:
    """Links without a host lead nowhere from a mail."""
    source = series.article.source
    for part in series.parts:
        for block in part.blocks:
            for token in block.tokens:
                for child in token.children or ():
                    address = str(child.attrs.get("href", "")) if child.tag == "a" else ""
                    if address and not urlsplit(address).scheme and not _marked(series, address):
                        yield Finding(
                            "link/relative",
                            Severity.WARNING,
                            f"the link {address} leads nowhere from a mail",
                            hint="write the whole address, with https://",
                            part=part.number,
                            place=Place(source, block.lines.first),
                        )


def _marked(series: Series, address: str) -> bool:
    return address.startswith(series.article.marks.prefix)
