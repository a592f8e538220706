"""What is checked at once: a series with its mails, or a mail alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.check.mail import Mail
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

    `mails` are as the rules see them, filled with the first sample person. `words` are the lists
    of words by name, the built-in ones with the project's. `approved` is the text that was
    approved, "" if there is none; `release` says that it is about to be sent.
    """

    series: Series
    emails: Sequence[Email]
    mails: Sequence[Mail]
    theme: Theme
    project: Project
    settings: CheckSettings = field(default_factory=CheckSettings)
    words: Mapping[str, object] = field(default_factory=dict)
    approved: str = ""
    release: bool = False

    @property
    def article(self) -> Article:
        """The series' article."""
        return self.series.article

    @property
    def parts(self) -> tuple[Part, ...]:
        """The series' parts."""
        return self.series.parts

    @cached_property
    def lines(self) -> list[str]:
        """The article's own text, by line."""
        return self.article.text.split("\n")

    def place(self, lines: Lines | int, needle: str = "") -> Place:
        """The place of lines of the article, or of the first of them that holds the needle."""
        first, last = (lines, lines) if isinstance(lines, int) else lines
        unit = self.article.lines_unit
        for number in range(first, min(last, len(self.lines)) + 1):
            text = self.lines[number - 1]
            if needle and needle in text:
                return Place(self.article.source, number, text.index(needle) + 1, text, unit)
        text = self.lines[first - 1] if 0 < first <= len(self.lines) else ""
        return Place(self.article.source, first, 0, text, unit)
