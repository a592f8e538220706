"""`letterloom test`: the parts of a series sent to oneself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.asked import ReadAs
from pipeline.cli import options
from pipeline.cli.one_article import article_of
from pipeline.errors import LetterloomError, UsageError, visible
from pipeline.model import Project

if TYPE_CHECKING:
    from pipeline.making import Made
    from pipeline.trying import Account, Outcome, Trial


@click.command(cls=options.ForPrograms, beside={"sent": []})
@click.argument("given", nargs=-1, metavar="ADDRESS... [SOURCE]...")
@options.in_project
@click.option(
    "--part",
    "numbers",
    type=click.IntRange(min=1),
    multiple=True,
    metavar="N",
    help="Only this part; may be repeated.",
)
@options.filling
@options.number_of_parts
@options.reading
@click.option("--dry-run", "dry", is_flag=True, help="Show what would be sent; connect to nobody.")
@options.as_json
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print each mail's Message-ID too.")
def test(
    given: tuple[str, ...],
    root: Path | None,
    numbers: tuple[int, ...],
    person: str,
    values: tuple[str, ...],
    parts: int | None,
    read_as: ReadAs,
    *,
    dry: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Send the parts of SOURCE to yourself, to see them in your own mail program.

    ADDRESS is yours, or up to five. The mails are as readers get them, filled with a sample, and
    marked: their subject begins with [Test]. What they leave through is set in the environment or
    under [send] of letterloom.toml, as docs/test-mails.md tells; nothing in out/ changes.
    """
    from pipeline import trying

    addresses, sources = _apart(given)
    to = trying.recipients(addresses)
    project = options.project_of(root, sources)
    wanted = [article_of(one, project) for one in sources or (None,)]
    way = trying.account(project)
    mails = [
        mail
        for source in wanted
        for mail in _trials(
            _made(source, project, read_as, parts), numbers, to, way, person, values
        )
    ]
    if dry:
        _tell(mails, way, as_json=as_json, verbose=verbose)
        return
    outcomes = _sent(mails, way, show=not (as_json or quiet), verbose=verbose)
    if as_json:
        _tell_json(outcomes, way)
    failed = [one.error for one in outcomes if one.error]
    if not as_json:
        _sum_up(outcomes, quiet=quiet)
    raise SystemExit(failed[0].exit_code if failed else 0)


def _apart(given: Sequence[str]) -> tuple[list[str], list[Path]]:
    """The addresses and the articles of the command line: a file that is there is no address."""
    addresses = [one for one in given if "@" in one and not Path(one).exists()]
    sources = [Path(one) for one in given if one not in addresses]
    if not addresses:
        raise UsageError("whom is it for?", hint="letterloom test me@example.org")
    return addresses, sources


def _made(source: Path, project: Project, read_as: ReadAs, parts: int | None) -> Made:
    from pipeline import making
    from pipeline.files import named, read_source

    return making.make(named(source), read_source(source), project, read_as, parts=parts)


def _trials(
    made: Made,
    numbers: Sequence[int],
    to: Sequence[str],
    way: Account,
    person: str,
    values: Sequence[str],
) -> tuple[Trial, ...]:
    from pipeline import trying
    from pipeline.page.chosen import values_of

    filled = values_of(made, person, options.pairs(values))
    return trying.trials(made, numbers, to, way.address, filled)


def _sent(mails: Sequence[Trial], way: Account, *, show: bool, verbose: bool) -> list[Outcome]:
    """Every mail sent, each told as it is taken; with a bar on a terminal."""
    from pipeline import trying

    outcomes: list[Outcome] = []
    for one in _progress(trying.send_trials(mails, way), len(mails), show=show):
        outcomes.append(one)
        if show and not one.error:
            click.echo(_line(one.trial, verbose=verbose))
    return outcomes


def _progress(outcomes: Iterator[Outcome], number: int, *, show: bool) -> Iterator[Outcome]:
    if not show:
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(
        outcomes,
        total=number,
        description="Sending",
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _line(mail: Trial, *, verbose: bool) -> str:
    """A mail in a line, or two."""
    told = f"  {mail.part}/{mail.of}  {visible(mail.subject)}  to {mail.to}, {_size(mail)}"
    return f"{told}\n       {mail.message_id}" if verbose else told


def _size(mail: Trial) -> str:
    return f"{len(mail.data) / 1024:.0f} KB"


def _tell(mails: Sequence[Trial], way: Account, *, as_json: bool, verbose: bool) -> None:
    """What would be sent, to whom, through what."""
    if as_json:
        told = {"through": way.through, "would_send": [_data(one) for one in mails], "errors": []}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(
        f"Would send {_many(len(mails))} through {visible(way.through)}, from {way.address}:"
    )
    for one in mails:
        click.echo(_line(one, verbose=verbose))
    click.echo("\nNothing was sent.")


def _tell_json(outcomes: Sequence[Outcome], way: Account) -> None:
    told = {
        "through": way.through,
        "sent": [_data(one.trial) for one in outcomes if not one.error],
        "errors": [
            {**_data(one.trial), **options.error_data(one.error)} for one in outcomes if one.error
        ],
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _data(mail: Trial) -> dict[str, Any]:
    return {
        "part": mail.part,
        "of": mail.of,
        "from": mail.sender,
        "to": mail.to,
        "subject": mail.subject,
        "message_id": mail.message_id,
        "bytes": len(mail.data),
    }


def _sum_up(outcomes: Sequence[Outcome], *, quiet: bool) -> None:
    """How many went, and what became of those that did not: each reason once."""
    reasons: dict[str, tuple[LetterloomError, list[Trial]]] = {}
    for one in outcomes:
        if one.error:
            reasons.setdefault(one.error.format_message(), (one.error, []))[1].append(one.trial)
    sent = sum(1 for one in outcomes if not one.error)
    if sent and not quiet:
        to = ", ".join(dict.fromkeys(one.trial.to for one in outcomes if not one.error))
        of = f" of {len(outcomes)}" if reasons else ""
        click.echo(f"\nSent: {sent}{of} {'mails' if len(outcomes) > 1 else 'mail'} to {to}.")
    for error, trials in reasons.values():
        click.echo(f"not sent: {', '.join(_named(one) for one in trials)}", err=True)
        error.show()


def _named(mail: Trial) -> str:
    return f"part {mail.part} to {mail.to}"


def _many(number: int) -> str:
    return f"{number} mails" if number > 1 else "1 mail"
