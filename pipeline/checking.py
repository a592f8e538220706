"""Files checked: an article built in memory, or anybody's mail; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline import making, word_lists
from pipeline.asked import STANDARD_INPUT, ReadAs
from pipeline.asked_check import ARTICLE, MAIL, AskedCheck, CheckedFile
from pipeline.check.checked import Checked
from pipeline.check.ignore_comments import in_html
from pipeline.check.ignores import NONE_WANTED, heeding, sifted
from pipeline.check.mail import Mail
from pipeline.check.run import check_mail, findings
from pipeline.check.table import MAIL_RULES
from pipeline.errors import LetterloomError, Place, SourceError
from pipeline.files import Images, named, read_source
from pipeline.mails.foreign import SUFFIXES, read_mail
from pipeline.model import Project
from pipeline.outside import outside, personal_of
from pipeline.project import CONTENT, SOURCE_SUFFIXES, beside_article


def check(paths: Sequence[Path], project: Project, asked: AskedCheck) -> Iterator[CheckedFile]:
    """What is found in each file, in the order given; one that cannot be read stops no other."""
    for path in paths:
        kind = asked.kind or kind_of(path, project)
        try:
            _refuse_unknown(path)
            yield _article(path, project, asked) if kind == ARTICLE else _mail(path, project, asked)
        except LetterloomError as error:
            name = asked.name if kind == MAIL and path == STANDARD_INPUT else str(named(path))
            yield CheckedFile(name, kind, error=error)


def _refuse_unknown(path: Path) -> None:
    """Raise SourceError for what neither a reader of articles nor one of mails knows."""
    known = (*SUFFIXES, *SOURCE_SUFFIXES)
    if path != STANDARD_INPUT and path.is_file() and path.suffix.lower() not in known:
        raise SourceError(
            "this is neither a mail nor an article",
            place=Place(str(path)),
            hint="name a mail (.html, .eml, .mjml) or an article (.md, .txt, .docx)",
        )


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
    form = Path(asked.name).suffix.removeprefix(".") if path == STANDARD_INPUT else ""
    project = replace(project, check=asked.settings)
    series = checked_article(path, project, ReadAs(format=form), release=asked.release)
    more = outside(series.mails, asked, personal=personal_of(series) if asked.online else ())
    found = (*findings(series), *more.findings)
    left = sifted(found, series.settings, series.own, file=str(path))
    parts = len(series.parts)
    return CheckedFile(
        str(named(path)), ARTICLE, left.findings, None, parts, left.ignored, more.remarks
    )


def checked_article(
    path: Path, project: Project, read_as: ReadAs | None = None, *, release: bool = False
) -> Checked:
    """An article with its series, built in memory."""
    data = read_source(path)
    made = making.make(named(path), data, project, read_as, images=Images(named(path), project))
    return made.checked(release=release)


def _mail(path: Path, project: Project, asked: AskedCheck) -> CheckedFile:
    data = read_source(path)
    name = Path(asked.name) if path == STANDARD_INPUT else path
    text = data.decode("utf-8", "replace")
    message = name.suffix.lower() == ".eml"
    own = NONE_WANTED if message else in_html(text, str(name), xml=name.suffix.lower() == ".mjml")
    settings = heeding(asked.settings, own)
    read = read_mail(name, data, settings)
    found = list(read.findings)
    remarks: tuple[str, ...] = ()
    if read.mail:
        mail = replace(read.mail, words=word_lists.for_mail(project, _language(read.mail)))
        more = outside([mail], asked)
        found += (*check_mail(mail, MAIL_RULES), *more.findings)
        remarks = more.remarks
    left = sifted(found, settings, own, file=str(path) if text.encode() == data else "")
    return CheckedFile(str(name), MAIL, left.findings, None, 1, left.ignored, remarks)


def _language(mail: Mail) -> str:
    """The language that a mail says it is in, or that its words tell."""
    from pipeline.read import recognised

    said = (one.get("lang") for one in mail.document.elements if one.name in ("html", "body"))
    return mail.lang or next(filter(None, said), "") or recognised(mail.body.text)
