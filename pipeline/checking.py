"""Files checked: an article built in memory, or anybody's mail; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline import assembly, build
from pipeline.asked_check import ARTICLE, MAIL, AskedCheck, CheckedFile
from pipeline.check import MAIL_RULES, Checked, Mail, check_mail, findings
from pipeline.errors import LetterloomError
from pipeline.files import Images, named, read_source
from pipeline.foreign_mails import SUFFIXES, read_mail
from pipeline.model import Finding, Project
from pipeline.project import CONTENT, beside_article


def check(paths: Sequence[Path], project: Project, asked: AskedCheck) -> Iterator[CheckedFile]:
    """What is found in each file, in the order given; one that cannot be read stops no other."""
    for path in paths:
        kind = asked.kind or kind_of(path, project)
        try:
            yield _article(path, project, asked) if kind == ARTICLE else _mail(path, asked)
        except LetterloomError as error:
            yield CheckedFile(str(path), kind, error=error)


def kind_of(path: Path, project: Project) -> str:
    """Whether a file is an article or a finished mail.

    A page is an article where it lies in the project's `content/` or has settings beside it.
    """
    if path.suffix.lower() not in SUFFIXES:
        return ARTICLE
    if path.suffix.lower() in (".eml", ".mjml"):
        return MAIL
    content = Path(project.root).resolve() / CONTENT
    own = path.resolve().is_relative_to(content) or beside_article(path, Path(project.root))
    return ARTICLE if own else MAIL


def _article(path: Path, project: Project, asked: AskedCheck) -> CheckedFile:
    series = checked_article(path, replace(project, check=asked.settings), release=asked.release)
    found = tuple(findings(series))
    return CheckedFile(str(path), ARTICLE, found, parts=len(series.parts))


def checked_article(path: Path, project: Project, *, release: bool = False) -> Checked:
    """An article with its series, built in memory."""
    data = read_source(path)
    source = named(path)
    article = build.read(source, data, project, images=Images(source, project))
    theme = build.load_theme(article, project)
    series = build.plan(article, theme)
    emails = build.compose(series, theme, project)
    samples = assembly.samples(series, emails, theme, project)
    return build.checked(series, emails, samples, theme, project, release=release)


def _mail(path: Path, asked: AskedCheck) -> CheckedFile:
    data = read_source(path)
    read = read_mail(Path(asked.name) if str(path) == "-" else path, data, asked.settings)
    found = list(read.findings)
    if read.mail:
        found += _found(read.mail)
    return CheckedFile(str(path), MAIL, tuple(found), parts=1)


def _found(mail: Mail) -> Iterator[Finding]:
    return check_mail(mail, MAIL_RULES)
