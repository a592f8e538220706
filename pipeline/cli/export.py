"""`letterloom export`: a series ready for the service that people already use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pipeline.asked import STANDARD_INPUT, ReadAs
from pipeline.cli import options
from pipeline.cli.one_article import article_of
from pipeline.cli.summary import finding
from pipeline.errors import UsageError, shown_path, visible
from pipeline.model import Finding, Severity
from pipeline.words import cut

if TYPE_CHECKING:
    from pipeline.export import Dialect
    from pipeline.export.upload import Call
    from pipeline.exporting import Bundle

EVERY, README = "all", "README.md"
BODY = 400  # characters of a body that are shown


@click.command(cls=options.ForPrograms, beside={"bundles": []})
@click.argument("source", required=False, type=click.Path(readable=False, path_type=Path))
@options.in_project
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The output folder; else out/ in the project.",
)
@click.option(
    "--to",
    "services",
    multiple=True,
    metavar="SERVICE",
    help="The service: mailchimp, kit, …, generic, or all; may be repeated.",
)
@click.option(
    "--set",
    "values",
    multiple=True,
    metavar="NAME=VALUE",
    help="A setting of your account there, such as list_id=…; may be repeated.",
)
@click.option(
    "--begins",
    default="",
    metavar="DATE[THH:MM]",
    help="When the first letter goes: dates in the schedule, and a calendar.",
)
@options.number_of_parts
@options.reading
@click.option("--upload", is_flag=True, help="Put the letters there as drafts, by the API.")
@click.option(
    "--again",
    "anew",
    multiple=True,
    metavar="NAME",
    help="With --upload: make this one draft anew, for which no answer came; may be repeated.",
)
@click.option(
    "--forget",
    is_flag=True,
    help="With --upload: forget earlier drafts there, and make new ones.",
)
@click.option(
    "--dry-run",
    "dry",
    is_flag=True,
    help="Write nothing; with --upload, show what would be asked of the service.",
)
@options.as_json
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print every finding, and what is asked.")
def export(
    source: Path | None,
    root: Path | None,
    out: Path | None,
    services: tuple[str, ...],
    values: tuple[str, ...],
    begins: str,
    parts: int | None,
    read_as: ReadAs,
    anew: tuple[str, ...],
    *,
    upload: bool,
    forget: bool,
    dry: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write SOURCE's letters in the syntax of a sending SERVICE, as a bundle to put there.

    The bundle is a folder, out/_export/<article>/<service>/, with a README that says what to do
    with it, click by click. With --upload the letters are put there as drafts: nothing is ever
    sent or published. Keys come from the environment only, as docs/export.md tells.
    """
    from pipeline import exporting

    _check_options(upload=upload, forget=forget or bool(anew), source=source)
    project = options.project_of(root, [source] if source else [])
    article = article_of(source, project)
    dialects = _dialects(services)
    asked = exporting.Asked(options.pairs(values), _moment(begins), parts, read_as, upload)
    made = exporting.ready(article, project, asked)
    bundles = [exporting.bundle(made, one, asked) for one in dialects]
    ways = Ways(
        out or Path(project.root) / "out",
        Path(project.root),
        article,
        dry,
        anew if anew or not forget else None,
    )
    stopped = any(one.errors for one in bundles)
    if not (stopped or dry):
        for one in bundles:
            exporting.put(one, ways.out, ways.root)
    if as_json:
        told = [_data(one, ways, upload=upload and not stopped) for one in bundles]
        result = {"bundles": told, "written": not (stopped or dry)}
        click.echo(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        for one in bundles:
            _tell(one, ways, quiet=quiet, verbose=verbose)
            if upload and not stopped:
                _upload(one, ways, quiet=quiet)
        _sum_up(bundles, ways, stopped=stopped, quiet=quiet)
    raise SystemExit(1 if stopped else 0)


class Ways(NamedTuple):
    """Where things are, and how much is done.

    `forget` names the drafts that are made anew; None means every one.
    """

    out: Path
    root: Path
    article: Path
    dry: bool
    forget: tuple[str, ...] | None


def _check_options(*, upload: bool, forget: bool, source: Path | None) -> None:
    if forget and not upload:
        raise UsageError(
            "--forget and --again are about uploads", hint="add --upload, or leave them out"
        )
    if upload and source == STANDARD_INPUT:
        raise UsageError(
            "what comes on standard input cannot be uploaded: drafts are remembered beside a file",
            hint="save it in content/, and name it",
        )


def _dialects(services: Sequence[str]) -> list[Dialect]:
    """The services asked for, each once."""
    from pipeline.export import SERVICES, dialect

    if not services:
        raise UsageError("--to: for which service?", hint=f"one of {', '.join(SERVICES)}, or all")
    names = SERVICES if EVERY in services else tuple(dict.fromkeys(services))
    return [dialect(name) for name in names]


def _moment(begins: str) -> datetime | None:
    """When the first letter goes, on the clock of whoever asks unless a zone is named."""
    if not begins:
        return None
    try:
        return datetime.fromisoformat(begins)
    except ValueError:
        raise UsageError(
            f"--begins: {begins[:40]!r} is no day and no time",
            hint="--begins 2027-01-11, or 2027-01-11T09:00+01:00",
        ) from None


def _tell(one: Bundle, ways: Ways, *, quiet: bool, verbose: bool) -> None:
    """What was found for a service, and where its bundle is."""
    for found in one.findings:
        if found.severity is Severity.ERROR:
            click.echo("\n".join(finding(found)), err=True)
        elif not quiet and (verbose or _stands_out(found)):
            click.echo("\n".join(finding(found)))
    if not (quiet or one.errors):
        letters = len(one.exported.letters)
        many = f"{letters} letters" if letters > 1 else "1 letter"
        how = "would be" if ways.dry else "are" if letters > 1 else "is"
        where = shown_path(one.folder(ways.out) / README)
        click.echo(f"{one.exported.dialect.title}: {many} {how} in {where}")


def _stands_out(found: Finding) -> bool:
    """Whether somebody should read it before they go on: what the service's own warnings are."""
    return found.severity is Severity.WARNING and found.rule.startswith("export/")


def _upload(one: Bundle, ways: Ways, *, quiet: bool) -> None:
    """Put the letters there, or show what would be asked."""
    from pipeline import exporting

    if ways.dry:
        for call in exporting.calls(one, ways.article, forget=ways.forget):
            click.echo("\n".join(_call(call)))
        return
    for done in exporting.upload(one, ways.article, forget=ways.forget):
        if not quiet:
            ids = ", ".join(f"{name} {visible(str(kept))}" for name, kept in done.ids.items())
            click.echo(f"  {done.call.name}: {done.outcome.value}{f' ({ids})' if ids else ''}")
    if not quiet:
        told = shown_path(exporting.remembered_in(ways.article))
        click.echo(f"  Drafts only: nothing was sent. {told} remembers them; keep it.")


def _call(call: Call) -> Iterator[str]:
    """A call as people read it."""
    state = " (unknown whether it was made before)" if call.unknown else ""
    yield f"  {call.name}: {call.outcome.value}{state}"
    yield f"    {call.method} {visible(call.url)}"
    for name, value in call.headers.items():
        yield f"    {name}: {visible(value)}"
    if call.body is not None:
        body = json.dumps(call.body, ensure_ascii=False)
        yield f"    {visible(cut(body, BODY))}"


def _sum_up(bundles: Sequence[Bundle], ways: Ways, *, stopped: bool, quiet: bool) -> None:
    if stopped:
        failed = [one.exported.dialect.title for one in bundles if one.errors]
        click.echo(f"Nothing was written: errors for {', '.join(failed)}", err=True)
    elif ways.dry and not quiet:
        click.echo("Nothing was written, and nobody was asked.")


def _data(one: Bundle, ways: Ways, *, upload: bool) -> dict[str, Any]:
    """A bundle for programs."""
    folder = one.folder(ways.out)
    return {
        "service": one.exported.dialect.name,
        "folder": str(folder),
        "files": sorted(one.files),
        "letters": [
            {"number": letter.number, "subject": letter.subject, "name": letter.name}
            for letter in one.exported.letters
        ],
        "findings": [_finding(found) for found in one.findings],
        **({"calls": list(_calls(one, ways))} if upload else {}),
    }


def _calls(one: Bundle, ways: Ways) -> Iterator[dict[str, Any]]:
    """What is asked of the service, or would be."""
    from pipeline import exporting

    if ways.dry:
        for call in exporting.calls(one, ways.article, forget=ways.forget):
            yield {**call._asdict(), "headers": dict(call.headers)}
        return
    for done in exporting.upload(one, ways.article, forget=ways.forget):
        yield {"name": done.call.name, "outcome": done.outcome.value, "ids": dict(done.ids)}


def _finding(found: Finding) -> dict[str, Any]:
    place = found.place
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
        "part": found.part or None,
        "file": place.file if place else None,
        "line": place.line if place else None,
    }
