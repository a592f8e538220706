"""A series made ready for a sending service: its mails in the service's syntax, as a bundle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline import build, making, slots, write
from pipeline.asked import ReadAs
from pipeline.errors import SettingsError
from pipeline.export import Dialect, Exported
from pipeline.export.dialect import Images, Shape
from pipeline.files import named, read_source
from pipeline.model import Email, Finding, Severity, Slotted, Where

if TYPE_CHECKING:
    from pipeline.check.checked import Checked
    from pipeline.export.letters import Pen
    from pipeline.making import Made
    from pipeline.model import Project

FOLDER = "_export"
FAMILY = "export/"
TOLD = frozenset(
    FAMILY + name for name in ("tracking", "unconfirmed", "leave-series", "setting-missing")
)
"""What a bundle's README has a section for."""
VOID, MISSING = "approval/void", "approval/missing"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for beside an article and a service.

    `settings` are laid over the project's for the service; `begins` is when the first letter goes.
    With `upload` the letters leave this machine: a sensitive series must be approved.
    """

    settings: Mapping[str, str] = field(default_factory=dict)
    begins: datetime | None = None
    parts: int | None = None
    read_as: ReadAs = field(default_factory=ReadAs)
    upload: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """A series in a service's syntax, the files of its bundle, and what was found on the way."""

    exported: Exported
    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended before a bundle is written."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)

    def folder(self, out: Path) -> Path:
        """Where the bundle is written, below the output folder."""
        return out / FOLDER / self.exported.slug / self.exported.dialect.name


@dataclass(frozen=True, slots=True)
class Ready:
    """An article's mails, checked: what every bundle is made from."""

    made: Made
    seen: Checked
    findings: tuple[Finding, ...]


def ready(source: Path, project: Project, asked: Asked) -> Ready:
    """The mails of an article, and what the checks find in them.

    Raises LetterloomError where a word of the article was lost on the way.
    """
    data = read_source(source)
    made = making.make(named(source), data, project, asked.read_as, parts=asked.parts)
    seen = made.checked()
    return Ready(made, seen, tuple(_held(build.check(seen).findings, asked)))


def bundle(made_ready: Ready, dialect: Dialect, asked: Asked) -> Bundle:
    """The bundle of a series for a service; nothing is written."""
    from pipeline.check.ignores import sifted
    from pipeline.check.words.key_terms import terms_of
    from pipeline.export import account, findings
    from pipeline.export.bundle import bundle as files

    made, project = made_ready.made, made_ready.made.project
    own = account.settings_of(dialect, project.export, asked.settings, project.export_places)
    given = account.given_to(dialect, asked.settings)
    exported, pens = _exported(made, dialect, asked, own, given)
    _check_settings(exported, project)
    met = findings.findings(
        exported,
        made.series,
        pens,
        named=terms_of(made_ready.seen.said).named_in,
        upload=asked.upload,
        places=project.export_places,
    )
    sift = sifted(met, project.check, made_ready.seen.own).findings
    met_here = tuple(one for one in sift if one.rule.startswith(FAMILY))
    untold = (one for one in met_here if one.rule not in TOLD)
    notes = [one.message for one in untold if one.severity is not Severity.ERROR]
    return Bundle(exported, files(exported, notes), (*made_ready.findings, *met_here))


def _check_settings(exported: Exported, project: Project) -> None:
    """Raise SettingsError for a setting that the service cannot take, with its line."""
    from pipeline.export.upload.address import chosen

    try:
        chosen(exported.dialect, exported.settings)
        exported.dialect.requests(exported)
    except SettingsError as wrong:
        if wrong.place:
            raise
        service = exported.dialect.name
        mentioned = (
            place
            for name, place in project.export_places.items()
            if name.partition(".")[0] == service
            and name.partition(".")[2] not in ("", *exported.given)
            and re.search(rf"\b{re.escape(name.partition('.')[2])}\b", wrong.message)
        )
        place = next(mentioned, None)
        raise SettingsError(wrong.message, place=place, hint=wrong.hint) from None


def put(asked: Bundle, out: Path, root: Path) -> Path:
    """Write a bundle; gives its folder. What stood there before is exchanged in one step."""
    write.check_out(out, project=root)
    folder = asked.folder(out)
    write.write_tree(folder.parent, folder.name, asked.files)
    return folder


def _held(found: Iterable[Finding], asked: Asked) -> Iterator[Finding]:
    """What the checks find; an approval that no longer holds stops an export."""
    stops = (VOID, MISSING) if asked.upload else (VOID,)
    for one in found:
        yield replace(one, severity=Severity.ERROR) if one.rule in stops else one


def _exported(
    made: Made,
    dialect: Dialect,
    asked: Asked,
    settings: Mapping[str, str],
    given: frozenset[str],
) -> tuple[Exported, tuple[Pen, ...]]:
    """The series in the service's syntax, and the pens that wrote it."""
    from pipeline.export.letters import letter

    article, sender = made.article, made.project.sender
    name = article.public_name or made.theme.strings["neutral_name"]
    pens = tuple(_pen(made, email, dialect) for email in made.emails)
    exported = Exported(
        dialect=dialect,
        slug=article.slug,
        name=name,
        lang=article.lang,
        sensitive=article.settings.sensitive,
        letters=tuple(
            letter(
                email,
                _body(made, email, dialect),
                slots.split(email.part.preheader, article.marks, Where.HEADER),
                _name(made, email, name),
                pen,
                made.series.waited(email.part),
            )
            for email, pen in zip(made.emails, pens, strict=True)
        ),
        settings=settings,
        sender=sender.name,
        address=sender.address,
        reply_to=sender.reply_to,
        postal_address=sender.postal_address,
        begins=asked.begins,
        send_at=article.settings.series.send_at,
        sample=_sample(made, pens[0]),
        given=given,
    )
    return exported, pens


def _name(made: Made, email: Email, name: str) -> str:
    """What lists of campaigns call a letter: the series' name and a number."""
    part = email.part
    return made.theme.strings["numbered"].format(name=name, number=part.number, total=part.total)


def _body(made: Made, email: Email, dialect: Dialect) -> Slotted:
    """The HTML that the service takes of a mail."""
    if dialect.shape is Shape.DOCUMENT:
        return email.html
    from pipeline.compose import bare

    return bare(email, made.series, made.theme, made.project)


def _pen(made: Made, email: Email, dialect: Dialect) -> Pen:
    """What writes a mail in the service's syntax."""
    from pipeline.export.letters import Pen

    links = dict(dialect.links)
    if made.article.settings.sensitive and dialect.public_archive:
        links.pop("web_url", None)
    addresses = {name: to for name, to in _addresses(made, email).items() if name not in links}
    return Pen(
        dialect=replace(dialect, links=links),
        names=made.project.export_fields.get(dialect.name, {}),
        addresses=addresses,
        images=_images(made, email, dialect),
        part=email.part.number,
    )


def _addresses(made: Made, email: Email) -> dict[str, str]:
    """Pages of the project's own that are the same for every reader."""
    from pipeline.compose import page_address

    web = page_address(made.project, made.article, email.part)
    own = {"preferences_url": made.project.links.preferences, "web_url": web}
    return {name: address for name, address in own.items() if address}


def _images(made: Made, email: Email, dialect: Dialect) -> dict[str, str]:
    """Where the letter finds its pictures: on the web, or beside it."""
    base = made.project.links.images.rstrip("/")
    if dialect.images is not Images.HOSTED or not base:
        return {one.name: f"images/{quote(one.name)}" for one in email.images}
    return {one.name: f"{base}/{made.article.slug}/{quote(one.name)}" for one in email.images}


def _sample(made: Made, pen: Pen) -> dict[str, str]:
    """The first sample person's values, by the service's names."""
    person: Iterable[tuple[str, str]] = (
        made.project.samples[0].items() if made.project.samples else ()
    )
    return {pen.name_of(name): value for name, value in person}
