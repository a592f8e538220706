"""What the readers of all formats take and give: a manuscript, what is asked of it, a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.model import Field, Lines, Mark, Removal
from pipeline.read.markdown.blocks import Source
from pipeline.read.markdown.front_matter import FrontMatter


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file as text, before its settings are known.

    `shown` are its lines as they stand in the file (a Word file's paragraphs), `body` the text
    below any front matter, which begins at line `first`. `data` are the file's bytes. `nameless`
    says that it was no file, so that its title names it.
    """

    file: str
    format: str
    sha256: str
    shown: tuple[str, ...]
    body: str
    first: int = 1
    front: FrontMatter | None = None
    data: bytes = b""
    lines_unit: str = "line"
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a manuscript is read with: the marks' prefix, the fields, the rules turned off."""

    prefix: str
    declared: Mapping[str, Field]
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of its article outside of its text; "" or None where it says nothing."""

    title: str = ""
    author: str = ""
    date: date | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader makes of a manuscript: Markdown with its map, the source's own text.

    `text` is read by line, independently of the parser: what conservation is proved against.
    `title` is the one that the text itself begins with, at `title_lines`, and is no longer in
    the Markdown; `removals` are what the reader left out, in the order of the text. `images` are
    those that the file itself holds, by the address that the Markdown has for them; `note_lines`
    are the lines of `text` that are footnotes, where the format keeps these apart; `missed` are
    passages of the removals that read like more of the article.
    """

    source: Source
    used: list[Mark]
    text: str
    title: str = ""
    title_lines: Lines | None = None
    removals: tuple[Removal, ...] = ()
    about: About = About()
    images: Mapping[str, bytes] = field(default_factory=dict)
    note_lines: tuple[Lines, ...] = ()
    missed: tuple[Removal, ...] = ()
