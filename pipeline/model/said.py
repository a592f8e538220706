"""What an author says of an article, beside it or in its front matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.errors import Place
from pipeline.model.finding import Ignore


class Support(NamedTuple):
    """A line of help that stands before the footer."""

    name: str
    phone: str = ""
    url: str = ""
    note: str = ""


class Approval(NamedTuple):
    """Who reviewed the article, and when.

    `words` is the hash of the words that they approved, "" where nobody approved these.
    """

    by: str
    date: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote an article; `photo` is a file beside it or of the project."""

    name: str = ""
    role: str = ""
    about: str = ""
    url: str = ""
    photo: str = ""


@dataclass(frozen=True, slots=True)
class PartSettings:
    """What the author says of one part. `starts` is a heading or a block's first words."""

    id: str = ""
    starts: str = ""
    title: str = ""
    subject: str = ""
    preheader: str = ""
    wait: timedelta | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class SeriesSettings:
    """How a series is split and paced. `parts` is a number of parts, or what each one is."""

    every: timedelta = timedelta(days=3)
    send_at: str = ""
    words: tuple[int, int] = (150, 450)
    parts: int | tuple[PartSettings, ...] | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ArticleSettings:
    """What the author says of an article, beside it or in its front matter. All optional.

    `keep` names rules of cleaning that are turned off; `accept_removals` says that what cleaning
    takes out was looked at, however much it is. `sensitive_told` says that the author decided
    whether the article is sensitive.
    """

    title: str = ""
    public_name: str = ""
    slug: str = ""
    lang: str = ""
    dir: str = ""
    author: Author = Author()
    date: date | None = None
    description: str = ""
    theme: str = ""
    image: str = ""
    sensitive: bool = False
    sensitive_told: bool = False
    atom_feed: bool = False
    approved: Approval | None = None
    sources: tuple[str, ...] = ()
    support: tuple[Support, ...] = ()
    disclaimer: str = ""
    keep: tuple[str, ...] = ()
    accept_removals: bool = False
    series: SeriesSettings = SeriesSettings()
    ignores: tuple[Ignore, ...] = ()
