"""What is checked at once: a series with its mails, or a mail alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline import slots
from pipeline.check.ignores import NONE_WANTED, Wanted
from pipeline.check.mail import Mail
from pipeline.check.words.lists import Words
from pipeline.check.words.passages import Said, of_series
from pipeline.errors import Place
from pipeline.model import (
    Article,
    CheckSettings,
    Email,
    Lines,
    Part,
    Project,
    Series,
    Theme,
)


@dataclass(frozen=True)
class Checked:
    """A series, its mails as composed and as finished, and what they were made with.

    `mails` are as the rules see them, filled with the first sample person. `words` are the
    word lists of its language, the built-in ones with the project's. `approved` is the text that
    was approved, "" if there is none; `release` says that it is about to be sent. `own` is what
    the article itself asks to ignore.
    """

    series: Series
    emails: Sequence[Email]
    mails: Sequence[Mail]
    theme: Theme
    project: Project
    settings: CheckSettings = field(default_factory=CheckSettings)
    words: Words = field(default_factory=Words)
    approved: str = ""
    release: bool = False
    own: Wanted = NONE_WANTED

    @property
    def article(self) -> Article:
        """The series' article."""
        return self.series.article

    @property
    def parts(self) -> tuple[Part, ...]:
        """The series' parts."""
        return self.series.parts

    @cached_property
    def said(self) -> Said:
        """What the article says, passage by passage, and the subjects and preheaders."""
        return of_series(self.article, self.parts, self.words)

    def place(self, lines: Lines | int, needle: str = "") -> Place:
        """The place of lines of the article, or of the first of them that holds the needle."""
        return in_article(self.article, lines, needle)


def in_article(article: Article, lines: Lines | int, needle: str = "") -> Place:
    """The place of lines of an article, or of the first of them that holds the needle."""
    first, last = (lines, lines) if isinstance(lines, int) else lines
    written = article.text.split("\n")
    shown = slots.shown("\n".join(written[max(first, 1) - 1 : last]), article.marks).split("\n")
    for number, text in enumerate(shown, start=max(first, 1)):
        column = _column(text, needle)
        if column:
            return Place(article.source, number, column, text, article.lines_unit)
    return Place(article.source, first, 0, shown[0], article.lines_unit)


def _column(text: str, needle: str) -> int:
    """Where a needle begins in a line, from 1; broken by markup or by the line."""
    if not needle or needle in text:
        return text.index(needle) + 1 if needle else 0
    words, line = needle.split(), text.rstrip()
    for count in range(len(words) - 1, 0, -1):
        start = " ".join(words[:count])
        if count > 1 and start in text:  # markup stands amid the words
            return text.index(start) + 1
        if line.endswith(start) and not line[: -len(start)][-1:].isalnum():
            return len(line) - len(start) + 1
    return 0
