"""`letterloom approve`: a person's name under the words that go out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from pipeline import approval
from pipeline.approval import ToApprove
from pipeline.asked import STANDARD_INPUT
from pipeline.cli import options
from pipeline.cli.summary import finding
from pipeline.cli.table import table
from pipeline.errors import UsageError, shown_path
from pipeline.kept_words import file_of
from pipeline.project import settings_file
from pipeline.slots import shown
from pipeline.words import cut

TOLD = 12  # changes and claims that are shown
QUOTED = 90


@click.command(cls=options.ForPrograms)
@click.argument("source", type=click.Path(readable=False, path_type=Path))
@options.in_project
@click.option("--by", default="", metavar="NAME", help="Who approves.")
@click.option(
    "--date",
    "day",
    default="",
    metavar="YYYY-MM-DD",
    help="The day of the approval; else today.",
)
@click.option("--withdraw", is_flag=True, help="Take the approval back.")
@click.option("--words", "reads", is_flag=True, help="Show every word that is approved.")
@click.option("--dry-run", "dry", is_flag=True, help="Show all, write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Ask no question.")
@options.as_json
def approve(
    source: Path,
    root: Path | None,
    by: str,
    day: str,
    *,
    withdraw: bool,
    reads: bool,
    dry: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Put a name under the words of SOURCE's letters, as they are now.

    Name, day and a hash of the words go into the .toml beside SOURCE, the words themselves into a
    file that ends in .approved. Any later change of a word voids the approval, letterloom check
    shows what changed, and build --release stops.
    """
    if source == STANDARD_INPUT:
        raise UsageError(
            "what comes on standard input cannot be approved: no file stands beside it",
            hint="save it in content/, and name it",
        )
    if withdraw:
        _withdraw(source, by, dry=dry, as_json=as_json)
        return
    name, on = _checked_name(by), _checked_day(day)
    if as_json and not (yes or dry):
        raise UsageError("--json asks no question", hint="add --yes, or --dry-run to look first")
    asked = approval.to_approve(source, options.project_of(root, [source]))
    if not as_json:
        click.echo("\n".join(_summary(asked, words=reads)))
    _refuse_errors(asked, show=not as_json)
    files: tuple[Path, ...] = ()
    if not dry and (yes or _agreed(name, on)):
        files = approval.approve(asked, name, on.isoformat())
    _tell(asked, name, on, files, as_json=as_json)


def _checked_name(by: str) -> str:
    name = " ".join(by.split())
    if not name or not name.isprintable():
        raise UsageError("--by: who approves?", hint='--by "Dr Ada Moss"')
    return name


def _checked_day(day: str) -> date:
    try:
        return date.fromisoformat(day) if day else datetime.now(UTC).astimezone().date()
    except ValueError:
        raise UsageError(f"--date: {day!r} is no day", hint="--date 2026-03-01") from None


def _agreed(name: str, on: date) -> bool:
    return click.confirm(f"\nApprove these words as {name}, {on.isoformat()}?", default=False)


def _refuse_errors(asked: ToApprove, *, show: bool) -> None:
    """Raise where the checks find an error; show each first."""
    for one in asked.errors if show else ():
        click.echo("\n".join(finding(one)), err=True)
    approval.refuse_errors(asked)


def _withdraw(source: Path, by: str, *, dry: bool, as_json: bool) -> None:
    if by:
        raise UsageError("--withdraw takes no name", hint="leave --by out")
    files = (settings_file(source), file_of(source))
    if not dry:
        files = approval.withdraw(source)
    if as_json:
        told = {"withdrawn": not dry, "files": [str(file) for file in files]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    settings, kept_in = map(shown_path, files)
    how = "Would be taken back" if dry else "Taken back"
    click.echo(f"{how}: [approved] in {settings}, and {kept_in}.")


def _summary(asked: ToApprove, *, words: bool) -> Iterator[str]:
    """What a person reads before they approve."""
    yield click.style(shown_path(asked.source), bold=True)
    yield ""
    yield from _letters(asked)
    if words:
        yield from ("", asked.words.text.rstrip("\n"))
    yield from _claims(asked)
    yield from _changes(asked)


def _letters(asked: ToApprove) -> Iterator[str]:
    marks = asked.checked.article.marks
    rows = [["", "subject", "preheader", "words"]]
    for part in asked.checked.parts:
        names = [shown(text, marks) for text in (part.subject, part.preheader)]
        rows.append([f"{part.number}/{part.total}", *names, str(part.words)])
    head, *lines = table(rows, right=[3], flexible=2).split("\n")
    yield click.style(head, dim=True)
    yield from lines
    for row in asked.words.rows:
        if row.label and not row.part:
            yield f"  in every letter, {row.label}: {cut(row.text, QUOTED)}"


def _claims(asked: ToApprove) -> Iterator[str]:
    many = len(asked.claims)
    if many:
        yield ""
        yield f"  {many} claim{'s' if many > 1 else ''} to stand for:"
        for one in asked.claims[:TOLD]:
            yield f"    {one.place}: {one.message}" if one.place else f"    {one.message}"
        if many > TOLD:
            yield f"    and {many - TOLD} more: letterloom check lists them"


def _changes(asked: ToApprove) -> Iterator[str]:
    changes = asked.changes
    if changes is None:
        return
    yield ""
    yield "  Changed since the last approval:" if changes else "  Nothing has changed since then."
    for change in changes[:TOLD]:
        was, now = (cut(text, QUOTED) or "nothing" for text in (change.was, change.now))
        place = f"letter {change.row.part}" if change.row.part else "every letter"
        yield f"    {place}: was “{was}”, now “{now}”"
    if len(changes) > TOLD:
        yield f"    and {len(changes) - TOLD} more"


def _tell(asked: ToApprove, name: str, on: date, files: tuple[Path, ...], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_data(asked, name, on, files), ensure_ascii=False, indent=2))
    elif files:
        settings, kept_in = map(shown_path, files)
        click.echo(f"\nApproved by {name}: {settings}, and the words in {kept_in}.")
        click.echo("Keep both with the article: any change of a word voids the approval.")
    else:
        click.echo("\nNothing was written.")


def _data(asked: ToApprove, name: str, on: date, files: tuple[Path, ...]) -> dict[str, Any]:
    marks = asked.checked.article.marks
    return {
        "source": str(asked.source),
        "by": name,
        "date": on.isoformat(),
        "words": asked.words.digest,
        "letters": [
            {
                "number": part.number,
                "of": part.total,
                "title": shown(part.title, marks),
                "subject": shown(part.subject, marks),
                "preheader": shown(part.preheader, marks),
                "words": part.words,
            }
            for part in asked.checked.parts
        ],
        "claims": [
            {"message": one.message, "line": one.place.line if one.place else None}
            for one in asked.claims
        ],
        "changes": [
            {"part": one.row.part, "was": one.was, "now": one.now} for one in asked.changes or ()
        ],
        "files": [str(file) for file in files],
    }
