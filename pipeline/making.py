"""An article made into mails, in memory: read, plan, compose, fill with a sample."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import project, themes
from pipeline.asked import ReadAs
from pipeline.errors import Place
from pipeline.files import NAMELESS, Images, logo_loader
from pipeline.model import Article, Email, Project, Series, Theme

if TYPE_CHECKING:
    from pipeline.assembly import Sample
    from pipeline.check.checked import Checked


@dataclass(frozen=True)
class Made:
    """An article's mails, and all that they were made with.

    `text` is the article's file as text. `samples` are the mails as files, one a part.
    """

    text: str
    project: Project
    theme: Theme
    series: Series
    emails: tuple[Email, ...]
    samples: tuple[Sample, ...]

    @property
    def article(self) -> Article:
        """The article."""
        return self.series.article

    def checked(self, *, release: bool = False) -> Checked:
        """What the rules are given of it; `release` says that it is about to be sent."""
        from pipeline.mails import series as series_mails

        return series_mails.checked(
            self.series,
            self.emails,
            self.samples,
            self.theme,
            self.project,
            release=release,
            text=self.text,
        )


def make(
    source: Path,
    data: bytes,
    settings: Project,
    read_as: ReadAs | None = None,
    *,
    parts: int | None = None,
    images: Images | None = None,
) -> Made:
    """An article's mails, from its file's bytes."""
    from pipeline import assembly

    article = read(source, data, settings, read_as, images)
    theme = load_theme(article, settings)
    series = plan(article, theme, parts)
    emails = compose(series, theme, settings)
    samples = assembly.samples(series, emails, theme, settings)
    return Made(data.decode("utf-8", "replace"), settings, theme, series, emails, samples)


def read(
    source: Path,
    data: bytes,
    settings: Project,
    read_as: ReadAs | None = None,
    images: Images | None = None,
    beside: str | None = None,
) -> Article:
    """The article of a file, with the settings that its author gave it.

    `beside` is tried in place of what the `.toml` beside it says, before it is written.
    """
    from pipeline import read as stage

    read_as = read_as or ReadAs()
    paper = stage.manuscript(data, str(source), encoding=read_as.encoding, form=read_as.format)
    paper = replace(paper, nameless=str(source) == NAMELESS)
    front = paper.front
    own = project.article_settings(
        settings,
        source,
        front.values if front else None,
        front.place if front else None,
        beside,
    )
    own = replace(
        own,
        keep=(*own.keep, *read_as.keep),
        accept_removals=own.accept_removals or read_as.accept,
    )
    return stage.article(
        paper,
        own,
        settings.fields,
        images or Images(source, settings),
        from_elsewhere=front is not None and project.is_from_elsewhere(front.values),
        own_blocks=themes.own_blocks(settings),
    )


def load_theme(article: Article, settings: Project) -> Theme:
    """The article's theme, or the project's, with contrasts that people can read."""
    from pipeline.settings.colours import check_contrast

    name, place = _theme_asked(article, settings)
    theme = themes.load(settings, name, article.lang, logo_loader(settings), place)
    check_contrast(theme)
    return theme


def _theme_asked(article: Article, settings: Project) -> tuple[str, Place | None]:
    """The name of the article's theme, or of the project's, and where it stands."""
    name = article.settings.theme
    if not name:
        return settings.theme.name, settings.theme.places.get("name")
    return name, project.place_of_key(Path(article.source), Path(settings.root), "theme")


def plan(article: Article, theme: Theme, parts: int | None = None) -> Series:
    """The article's series."""
    from pipeline import plan as stage

    return stage.plan(article, theme.strings, parts=parts)


def compose(series: Series, theme: Theme, settings: Project) -> tuple[Email, ...]:
    """The series' mails."""
    from pipeline import compose as stage

    return stage.compose(series, theme, settings)
