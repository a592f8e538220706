"""`letterloom export`: a series ready for the service that people already use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.asked import STANDARD_INPUT, ReadAs
from pipeline.cli import export_data, options, uploads
from pipeline.cli.export_data import Failed
from pipeline.cli.one_article import article_of
from pipeline.cli.summary import finding
from pipeline.cli.uploads import Ways
from pipeline.errors import LetterloomError, UsageError, shown_path
from pipeline.model import Finding, Severity

if TYPE_CHECKING:
    from pipeline.export import Dialect
    from pipeline.exporting import Asked, Bundle, Ready

EVERY, README = "all", "README.md"
BAR_FROM = 3  # services from which a bar is shown


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
    "--running",
    is_flag=True,
    help="With --upload: change what runs there too, though people get it.",
)
@click.option(
    "--dry-run",
    "dry",
    is_flag=True,
    help="Write nothing; with --upload, show what would be asked of the service.",
)
@options.as_json
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print every finding, and whole requests.")
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
    running: bool,
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

    _check_options(upload=upload, about=forget or running or bool(anew), source=source)
    project = options.project_of(root, [source] if source else [])
    article = article_of(source, project)
    dialects = _dialects(services)
    asked = exporting.Asked(options.pairs(values), _moment(begins), parts, read_as, upload)
    made = exporting.ready(article, project, asked)
    bar = not (quiet or verbose or as_json)
    bundles, failed = _bundles(made, dialects, asked, bar=bar)
    wanted = anew if anew or not forget else None
    folder = Path(project.root)
    ways = Ways(out or folder / "out", folder, article, dry, wanted, running)
    stopped = bool(failed) or any(one.errors for one in bundles)
    going = _going(bundles, upload=upload) if upload and not stopped else []
    _write(bundles, going, ways, stopped=stopped and upload)
    if as_json:
        code = export_data.tell(bundles, failed, going, ways, stopped=stopped, upload=upload)
    else:
        for one in bundles:
            _tell(one, ways, unwritten=stopped and upload, quiet=quiet, verbose=verbose)
            if one in going and dry:
                uploads.show(one, ways, verbose=verbose)
            elif one in going:
                uploads.put(one, ways, quiet=quiet)
        code = _sum_up(bundles, failed, ways, upload=upload, quiet=quiet)
    raise SystemExit(code)


def _check_options(*, upload: bool, about: bool, source: Path | None) -> None:
    if about and not upload:
        raise UsageError(
            "--forget, --again and --running are about uploads",
            hint="add --upload, or leave them out",
        )
    if upload and source == STANDARD_INPUT:
        raise UsageError(
            "what comes on standard input cannot be uploaded: drafts are remembered beside a file",
            hint="save it in content/, and name it",
        )


def _bundles(
    made: Ready, dialects: Sequence[Dialect], asked: Asked, *, bar: bool
) -> tuple[list[Bundle], list[Failed]]:
    """A bundle for each service. Of several services one that fails does not stop the rest.

    What is wrong with the command, or fails for each of them alike, is raised.
    """
    from pipeline import exporting

    bundles: list[Bundle] = []
    failed: list[Failed] = []
    for one in _progress(dialects, show=bar and len(dialects) > BAR_FROM):
        try:
            bundles.append(exporting.bundle(made, one, asked))
        except UsageError:
            raise
        except LetterloomError as error:
            failed.append(Failed(one.title, error))
    if len(failed) == len(dialects) and len({one.error.message for one in failed}) == 1:
        raise failed[0].error
    return bundles, failed


def _progress(dialects: Sequence[Dialect], *, show: bool) -> Iterator[Dialect]:
    """The services in turn, with a bar on a terminal where there are many."""
    if not show:
        yield from dialects
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(
        dialects,
        description="Exporting",
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _going(bundles: Sequence[Bundle], *, upload: bool) -> list[Bundle]:
    """Those that go to their services: of several, all whose service takes drafts."""
    apis = [one for one in bundles if one.exported.dialect.api]
    return (apis if len(bundles) > 1 else list(bundles)) if upload else []


def _write(
    bundles: Sequence[Bundle], going: Sequence[Bundle], ways: Ways, *, stopped: bool
) -> None:
    """Write the bundles that have no errors, once it is sure that uploads can begin."""
    from pipeline import drafting, exporting

    if ways.dry or stopped:
        return
    for one in going:
        drafting.check(one, ways.article, forget=ways.forget)
    for one in bundles:
        if not one.errors:
            exporting.put(one, ways.out, ways.root)


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


def _tell(one: Bundle, ways: Ways, *, unwritten: bool, quiet: bool, verbose: bool) -> None:
    """What was found for a service, and where its bundle is."""
    for found in one.findings:
        if found.severity is Severity.ERROR:
            click.echo("\n".join(finding(found)), err=True)
        elif not quiet and (verbose or _stands_out(found)):
            click.echo("\n".join(finding(found)))
    if not (quiet or one.errors or unwritten):
        letters = len(one.exported.letters)
        many = f"{letters} letters" if letters > 1 else "1 letter"
        how = "would be" if ways.dry else "are" if letters > 1 else "is"
        where = shown_path(one.folder(ways.out) / README)
        click.echo(f"{one.exported.dialect.title}: {many} {how} in {where}")


def _stands_out(found: Finding) -> bool:
    """Whether somebody should read it before they go on: what the service's own warnings are."""
    return found.severity is Severity.WARNING and found.rule.startswith("export/")


def _sum_up(
    bundles: Sequence[Bundle],
    failed: Sequence[Failed],
    ways: Ways,
    *,
    upload: bool,
    quiet: bool,
) -> int:
    """Say what was left undone; gives the exit code."""
    for one in failed:
        one.error.show()
    wrong = [one.exported.dialect.title for one in bundles if one.errors]
    named = [*wrong, *(one.title for one in failed)]
    if named:
        nothing = upload or ways.dry or len(wrong) == len(bundles)
        what = "Nothing was written" if nothing else "Not written"
        click.echo(f"{what}: errors for {', '.join(named)}", err=True)
    elif ways.dry and not quiet:
        click.echo("Nothing was written, and nobody was asked.")
    return failed[0].error.exit_code if failed else int(bool(wrong))
