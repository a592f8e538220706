"""A series' mails as the checks read them: the very files of its tree, with the author's places."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline import word_lists
from pipeline.assembly import Sample
from pipeline.check.checked import Checked
from pipeline.check.ignore_comments import of_article
from pipeline.check.ignores import heeding
from pipeline.check.mail import Mail
from pipeline.kept_words import kept
from pipeline.mails.origins import Origins
from pipeline.model import CheckSettings, Email, Project, Series, Theme


def checked(
    series: Series,
    emails: Sequence[Email],
    samples: Sequence[Sample],
    theme: Theme,
    project: Project,
    *,
    release: bool = False,
    text: str = "",
) -> Checked:
    """What the rules are given of a series. `text` is the article's file's, if that is at hand."""
    own = of_article(series.article, text)
    settings = heeding(project.check, own)
    mails = [
        _mail(series, email, sample, theme, settings)
        for email, sample in zip(emails, samples, strict=True)
    ]
    return Checked(
        series,
        emails,
        mails,
        theme,
        project,
        settings,
        words=word_lists.load(project, series.article.lang),
        approved=kept(Path(series.article.source), Path(project.root)),
        release=release,
        own=own,
    )


def _mail(
    series: Series, email: Email, sample: Sample, theme: Theme, settings: CheckSettings
) -> Mail:
    files = dict(sample.made.values())
    return Mail(
        f"letter {email.part.number}",
        files["email.html"].decode(),
        settings,
        text=files["email.txt"].decode(),
        raw=files["email.eml"],
        subject=email.part.subject,
        preheader=email.part.preheader,
        number=email.part.number,
        total=email.part.total,
        lang=series.article.lang,
        ours=True,
        files={f"images/{name}": data for name, data in sample.images.items()},
        locate=Origins(series.article, theme, email),
        pairs=_pairs(theme),
    )


def _pairs(theme: Theme) -> frozenset[tuple[str, str]]:
    """The theme's pairs of words and grounds by day, which are checked where they are set."""
    light = theme.light
    return frozenset(
        (light[ink].upper(), light[ground].upper())
        for ink, ground in theme.pairs
        if ink in light and ground in light
    )
