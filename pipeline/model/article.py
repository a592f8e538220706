"""An article as read, and the series that it becomes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.model.blocks import Block, ImageRef, Lines, Removal
from pipeline.model.fields import Marks
from pipeline.model.finding import Finding
from pipeline.model.said import ArticleSettings


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read and cleaned.

    `source` is its file's path as people write it, `sha256` of that file's bytes. `text` is the
    source's own text with marks, by line, for the proof that nothing was lost: it knows nothing
    of how it was parsed; `note_lines` are the lines of it that are footnotes, where its format
    keeps them apart (in Markdown they tell themselves). `title_lines` are the title's in the file,
    None where it came from elsewhere. `lines_unit` is what lines count: lines or paragraphs.
    `images` are those of the text; `picture` is the article's own, for its web version, `photo`
    its author's.
    """

    slug: str
    title: str
    lang: str
    dir: str
    author: str
    date: date | None
    settings: ArticleSettings
    blocks: tuple[Block, ...]
    removals: tuple[Removal, ...]
    images: tuple[ImageRef, ...]
    marks: Marks
    source: str
    sha256: str
    words: int
    text: str
    format: str = "text"
    lines_unit: str = "line"
    note_lines: tuple[Lines, ...] = ()
    title_lines: Lines | None = None
    notes: tuple[Finding, ...] = ()
    picture: ImageRef | None = None
    photo: ImageRef | None = None

    @property
    def public_name(self) -> str:
        """The series' name outside the body of a mail: for a sensitive one, never its title."""
        return self.settings.public_name or ("" if self.settings.sensitive else self.title)


@dataclass(frozen=True, slots=True)
class Part:
    """One mail's worth of an article: a run of its blocks.

    `id` is made from the first block when first planned and kept once written down. `blocks` is
    the whole run; where `titled`, its first block is the heading that the title was taken from,
    and it is shown as the title. `wait` is the time after the part before.
    """

    number: int
    total: int
    id: str
    slug: str
    title: str
    blocks: tuple[Block, ...]
    subject: str
    preheader: str
    wait: timedelta
    words: int
    minutes: int
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """An article and its parts: their blocks, in order, are exactly the article's."""

    article: Article
    parts: tuple[Part, ...]

    def waited(self, part: Part) -> timedelta:
        """The time from the series' beginning until a part goes."""
        return sum((one.wait for one in self.parts[: part.number]), timedelta())

    @property
    def shape(self) -> str:
        """A short hash of its blocks' words and of where parts begin.

        The number of a block or of a part means the same as long as this is the same.
        """
        told = "\0\0".join("\0".join(one.text for one in part.blocks) for part in self.parts)
        return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:16]
