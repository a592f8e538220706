"""Settings tried in memory before they are written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline import making, project
from pipeline.asked import ReadAs
from pipeline.errors import Place
from pipeline.files import read_source
from pipeline.model import Article, PartSettings, Project, Series, Theme
from pipeline.plan.boundaries import Boundaries
from pipeline.preview.editing.files import Texts
from pipeline.settings.splicing import plain


@dataclass(frozen=True)
class Tried:
    """An article with settings that may not be written yet. All raise as a build does."""

    source: Path
    data: bytes
    root: Path
    read_as: ReadAs
    texts: Texts

    @cached_property
    def project(self) -> Project:
        """The project."""
        return project.load_project(self.root, plain(self.texts.project))

    @cached_property
    def article(self) -> Article:
        """The article."""
        beside = plain(self.texts.article)
        return making.read(self.source, self.data, self.project, self.read_as, beside=beside)

    @cached_property
    def theme(self) -> Theme:
        """Its theme."""
        return making.load_theme(self.article, self.project)

    @cached_property
    def series(self) -> Series:
        """Its series."""
        return making.plan(self.article, self.theme)

    @cached_property
    def boundaries(self) -> Boundaries:
        """Where its parts begin."""
        return Boundaries(self.series)

    @property
    def said(self) -> tuple[PartSettings, ...]:
        """What is written of each part."""
        told = self.article.settings.series.parts
        return told if isinstance(told, tuple) else (PartSettings(),) * len(self.series.parts)

    def compose(self) -> None:
        """Make the mails too, to see that it can be done."""
        making.compose(self.series, self.theme, self.project)


class Trials:
    """An article that settings are tried with."""

    def __init__(self, source: Path, root: Path, read_as: ReadAs) -> None:
        self.source = source
        self.root = root
        self.read_as = read_as
        self.data = read_source(source)
        self._last: Tried | None = None

    def of(self, texts: Texts) -> Tried:
        """The article with these settings."""
        if self._last is None or self._last.texts != texts:
            self._last = Tried(self.source, self.data, self.root, self.read_as, texts)
        return self._last

    @cached_property
    def front(self) -> dict[str, tuple[Any, Place]]:
        """What the article's own front matter says, by dotted key, each with its place."""
        from pipeline import read
        from pipeline.settings.front import front_setting

        paper = read.manuscript(
            self.data,
            str(self.source),
            encoding=self.read_as.encoding,
            form=self.read_as.format,
        )
        if paper.front is None:
            return {}
        setting = front_setting(paper.front.values, paper.front.place, str(self.source))
        found: dict[str, tuple[Any, Place]] = {}
        for name in setting.value:
            one = setting.at(name)
            for inner in one.value if isinstance(one.value, dict) else ():
                found[f"{name}.{inner}"] = (one.value[inner], one.at(inner).place)
            if not isinstance(one.value, dict):
                found[name] = (one.value, one.place)
        return found
