"""The series as an Atom feed (RFC 4287): what `out/<slug>/feed.xml` holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from pipeline import slots
from pipeline.compose.series_pages import page_address, series_address
from pipeline.compose.templates import Templates
from pipeline.model import Article, Email, Project, Series, Theme

FEED_FILE = "feed.xml"

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LABEL = re.compile(r'<span class="cell-label"[^>]*>.*?</span>', re.DOTALL)
_WITHIN = re.compile(r'(<a\b[^>]*? href=")#')


class Entry(NamedTuple):
    """A part in the feed: `content` is HTML with whole addresses only."""

    id: str
    title: str
    summary: str
    address: str
    updated: str
    content: str


def feed(
    series: Series,
    emails: Sequence[Email],
    theme: Theme,
    project: Project,
    dates: Sequence[datetime],
) -> str:
    """The feed of a series, its last part first; `dates` say when each part goes out.

    An entry's id is made from the site's host and from what the part and the article are known
    by, so that it stays when words change.
    """
    article = series.article
    parts = zip(emails, dates, strict=True)
    entries = [_entry(email, article, project, date) for email, date in parts]
    address = series_address(project, article)
    given: dict[str, Any] = {
        "id": _id(project, article, ""),
        "lang": article.lang,
        "title": article.public_name,
        "subtitle": article.settings.description,
        "author": _text(article.author or project.sender.name or article.public_name, article),
        "address": f"{address}/{FEED_FILE}",
        "alternate": entries[0].address,
        "updated": max(entry.updated for entry in entries),
        "entries": entries[::-1],
    }
    given |= {name: _text(given[name], article) for name in ("title", "subtitle")}
    return Templates(theme).render("feed.xml.j2", given) + "\n"


def _entry(email: Email, article: Article, project: Project, date: datetime) -> Entry:
    part = email.part
    address = page_address(project, article, part)
    return Entry(
        _id(project, article, part.id),
        _text(part.title, article),
        _text(part.preheader, article),
        address,
        date.isoformat(),
        _content(email, address),
    )


def _content(email: Email, address: str) -> str:
    """The part's HTML for anyone, wherever it is shown: fields with defaults, whole addresses."""
    folder = address.rpartition("/")[0]
    images = {one.name: f"{folder}/images/{quote(one.name)}" for one in email.images}
    # A column's name before each of its cells is hidden by styles, which readers of feeds drop.
    written = _LABEL.sub("", slots.fill(email.web_content, {}, images))
    return _NOT_XML.sub("", _WITHIN.sub(rf"\g<1>{address}#", written))


def _id(project: Project, article: Article, part: str) -> str:
    from uuid import NAMESPACE_URL, uuid5

    host = urlsplit(project.links.web).netloc
    return uuid5(NAMESPACE_URL, f"https://{host}/{article.slug}/{part}").urn


def _text(text: str, article: Article) -> str:
    return _NOT_XML.sub("", slots.unmarked(text, article.marks))
