"""How `letterloom export --upload` tells what is asked of a service, and what came of it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pipeline.cli.options import error_data
from pipeline.errors import LetterloomError, shown_path, visible
from pipeline.words import cut

if TYPE_CHECKING:
    from pipeline.export.upload import Call, Done
    from pipeline.exporting import Bundle

SHORT = 60  # characters of a value that are shown
TOLD_FROM = 3.0  # seconds of waiting that somebody wonders about
INTERRUPTED = 130  # what shells make of Ctrl-C


class Ways(NamedTuple):
    """Where things are, and how much is done.

    `forget` names the drafts that are made anew; None means every one. With `running` what is in
    use is changed too.
    """

    out: Path
    root: Path
    article: Path
    dry: bool
    forget: tuple[str, ...] | None
    running: bool = False


def show(one: Bundle, ways: Ways, *, verbose: bool) -> None:
    """Print what would be asked of the service; nobody is asked."""
    from pipeline import drafting

    calls = drafting.calls(one, ways.article, forget=ways.forget)
    title = one.exported.dialect.title
    click.echo(f"  {title} would be asked, with the key as ***:")
    for name, value in calls[0].headers.items() if calls else ():
        click.echo(f"    {name}: {visible(value)}")
    for call in calls:
        click.echo("\n".join(_call(call, verbose=verbose)))
    for line in _left_over(one, ways):
        click.echo(line)


def put(one: Bundle, ways: Ways, *, quiet: bool) -> None:
    """Put the letters there, and print each draft as soon as it is there."""
    for done in _made(one, ways, quiet=quiet):
        if not quiet:
            click.echo(f"  {done.call.name}: {done.outcome.value}{_ids(done.ids)}")
    if quiet:
        return
    for line in _left_over(one, ways):
        click.echo(line)
    click.echo(f"  Drafts only: nothing was sent. {_memory(ways)} remembers them; keep it.")


def planned(one: Bundle, ways: Ways) -> dict[str, Any]:
    """What would be asked, for programs."""
    from pipeline import drafting

    calls = drafting.calls(one, ways.article, forget=ways.forget)
    told = [{**call._asdict(), "headers": dict(call.headers)} for call in calls]
    return {"calls": told, **_after(one, ways)}


def uploaded(one: Bundle, ways: Ways) -> tuple[dict[str, Any], LetterloomError | None]:
    """What came of an upload, for programs, and what stopped it if anything did."""
    calls: list[dict[str, Any]] = []
    stopped: LetterloomError | None = None
    try:
        for done in _made(one, ways, quiet=True):
            name, outcome = done.call.name, done.outcome.value
            calls.append({"name": name, "outcome": outcome, "ids": dict(done.ids)})
    except LetterloomError as error:
        stopped = error
    data = {"calls": calls, **_after(one, ways)}
    return data | ({"errors": [error_data(stopped)]} if stopped else {}), stopped


def _made(one: Bundle, ways: Ways, *, quiet: bool) -> Iterator[Done]:
    """The calls as they are made. Ctrl-C ends them with a word on what is remembered."""
    from pipeline import drafting

    title = one.exported.dialect.title

    def wait(seconds: float) -> None:
        if not quiet and seconds >= TOLD_FROM:
            click.echo(f"  Waiting for {title}: asking again in {seconds:.0f} seconds", err=True)
        time.sleep(seconds)

    try:
        yield from drafting.upload(
            one, ways.article, forget=ways.forget, running=ways.running, sleep=wait
        )
    except KeyboardInterrupt:
        click.echo(
            f"Stopped. {_memory(ways)} remembers what was made so far: run the same command again.",
            err=True,
        )
        raise SystemExit(INTERRUPTED) from None


def _after(one: Bundle, ways: Ways) -> dict[str, Any]:
    from pipeline import drafting

    told = [{"name": name, "ids": dict(ids)} for name, ids in _leftovers(one, ways).items()]
    return {"left_over": told, "remembered_in": str(drafting.remembered_in(ways.article))}


def _leftovers(one: Bundle, ways: Ways) -> dict[str, Mapping[str, str | int]]:
    from pipeline import drafting

    return drafting.left_over(one, ways.article)


def _left_over(one: Bundle, ways: Ways) -> Iterator[str]:
    """Drafts that no longer belong to the series: nothing deletes them but a person."""
    title = one.exported.dialect.title
    for name, ids in _leftovers(one, ways).items():
        yield f"  {name}{_ids(ids)} is no longer in the series: delete it in {title} if you like"


def _call(call: Call, *, verbose: bool) -> Iterator[str]:
    """A call as people read it."""
    state = " (nobody knows whether an earlier upload made it)" if call.unknown else ""
    yield f"  {call.name}: would be {call.outcome.value}{state}"
    yield f"    {call.method} {visible(call.url)}"
    if call.body is not None and verbose:
        yield f"    {visible(json.dumps(call.body, ensure_ascii=False))}"
    elif call.body:
        yield f"    {visible(', '.join(_field(*field) for field in call.body.items()))}"


def _field(name: str, value: Any) -> str:
    """A field of a body in a few words: long texts are told by their length."""
    if isinstance(value, str) and len(value) > SHORT:
        return f"{name} ({len(value):,} characters)"
    return f"{name} {cut(json.dumps(value, ensure_ascii=False), SHORT)}"


def _ids(ids: Mapping[str, str | int]) -> str:
    told = ", ".join(f"{name} {visible(str(kept))}" for name, kept in ids.items())
    return f" ({told})" if told else ""


def _memory(ways: Ways) -> str:
    from pipeline import drafting

    return shown_path(drafting.remembered_in(ways.article))
