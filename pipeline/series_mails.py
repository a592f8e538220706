"""A series' mails as the checks read them: the very files of its tree, with the author's places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assembly import Sample
from pipeline.check import Checked, Mail
from pipeline.model import ArticleSettings, CheckSettings, Email, Project, Series, Theme
from pipeline.origins import Origins


def checked(
    series: Series,
    emails: Sequence[Email],
    samples: Sequence[Sample],
    theme: Theme,
    project: Project,
    *,
    release: bool = False,
) -> Checked:
    """What the rules are given of a series."""
    settings = check_settings(project, series.article.settings)
    mails = [
        _mail(series, email, sample, theme, settings)
        for email, sample in zip(emails, samples, strict=True)
    ]
    return Checked(series, emails, mails, theme, project, settings, release=release)


def check_settings(project: Project, article: ArticleSettings) -> CheckSettings:
    """The project's settings of checks, with what the article ignores."""
    return replace(project.check, ignores=(*project.check.ignores, *article.ignores))


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
    )
