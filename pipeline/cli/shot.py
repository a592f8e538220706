"""`letterloom shot`: pictures of a series' mails, on one sheet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.asked import ReadAs
from pipeline.cli import options
from pipeline.cli.one_article import article_of
from pipeline.errors import shown_path
from pipeline.model import Project

if TYPE_CHECKING:
    from pipeline.making import Made
    from pipeline.shots import Asked, Taken, Wanted

EVERY = "all"


@click.command(cls=options.ForPrograms, beside={"pictures": []})
@click.argument("source", required=False, type=click.Path(readable=False, path_type=Path))
@options.in_project
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The output folder; else out/ in the project.",
)
@click.option(
    "--part",
    "numbers",
    type=click.IntRange(min=1),
    multiple=True,
    metavar="N",
    help="Only this part; may be repeated.",
)
@click.option(
    "--width",
    "widths",
    type=int,
    multiple=True,
    metavar="PX",
    help="A screen's width; may be repeated. Else 390, 600 and 1000.",
)
@click.option(
    "--mode",
    "modes",
    multiple=True,
    metavar="NAME",
    help="light, dark, gmail-ios, gmail-android, outlook-windows, outlook-com or all; may be "
    "repeated. Else light and dark.",
)
@click.option(
    "--scale",
    type=click.IntRange(1, 3),
    default=1,
    show_default=True,
    help="Pixels for each px: 2 is as fine as a telephone's.",
)
@options.filling
@options.number_of_parts
@options.reading
@click.option("--dry-run", "dry", is_flag=True, help="List the pictures, take none.")
@options.as_json
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def shot(
    source: Path | None,
    root: Path | None,
    out: Path | None,
    numbers: tuple[int, ...],
    widths: tuple[int, ...],
    modes: tuple[str, ...],
    scale: int,
    person: str,
    values: tuple[str, ...],
    parts: int | None,
    read_as: ReadAs,
    *,
    dry: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Take pictures of the parts of SOURCE: for telephones and screens, by day and in the dark.

    Each part becomes a picture for each width and mode, the whole mail on it, in
    out/_shots/<article>/, with a page and a picture that show them all. It needs a browser that is
    there, and Playwright: pip install "letterloom[shot]". Nothing is asked of any network.
    """
    from pipeline import shots

    project = options.project_of(root, [source] if source else [])
    asked = shots.Asked(widths or shots.WIDTHS, _modes(modes) or ("light", "dark"), numbers, scale)
    made = _made(article_of(source, project), project, read_as, parts)
    wanted = asked.wanted(len(made.emails))
    folder = out or Path(project.root) / "out"
    if dry:
        _tell_dry(wanted, folder / shots.FOLDER / made.article.slug, as_json=as_json)
        return
    taken = _taken(made, asked, folder, wanted, person, values, bar=not (quiet or as_json))
    if as_json:
        click.echo(json.dumps(_data(taken), ensure_ascii=False, indent=2))
    elif not quiet:
        many = f"{len(taken.shots)} picture{'s' if len(taken.shots) > 1 else ''}"
        click.echo(f"{many} in {shown_path(taken.folder)}\nOpen: {shown_path(taken.sheet)}")
        for line in _odd(taken):
            click.echo(line)


def _modes(named: Sequence[str]) -> tuple[str, ...]:
    from pipeline.shots import MODES

    return tuple(MODES) if EVERY in named else tuple(named)


def _made(source: Path, project: Project, read_as: ReadAs, parts: int | None) -> Made:
    from pipeline import making
    from pipeline.files import named, read_source

    return making.make(named(source), read_source(source), project, read_as, parts=parts)


def _taken(
    made: Made,
    asked: Asked,
    out: Path,
    wanted: Sequence[Wanted],
    person: str,
    values: Sequence[str],
    *,
    bar: bool,
) -> Taken:
    from pipeline import shots
    from pipeline.page.chosen import values_of

    filled = values_of(made, person, options.pairs(values))
    with _bar(len(wanted), show=bar) as told:
        return shots.take(made, asked, out, values=filled, told=told)


@contextmanager
def _bar(number: int, *, show: bool) -> Iterator[Callable[[Wanted], None]]:
    """A bar on a terminal."""
    if not show:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task("Taking pictures", total=number)
        yield lambda _: bars.advance(task)


def _tell_dry(wanted: Sequence[Wanted], folder: Path, *, as_json: bool) -> None:
    if as_json:
        told = {"folder": str(folder), "would_take": [one.name for one in wanted], "errors": []}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(f"Would write to {shown_path(folder)}:")
    for one in wanted:
        click.echo(f"  {one.name}")


def _odd(taken: Taken) -> Iterator[str]:
    """What is to be known of some pictures."""
    for one in taken.shots:
        if one.wide:
            yield f"  {one.wanted.name}: the mail is {one.wide} px wide and does not fit"
        if one.cut:
            yield f"  {one.wanted.name}: the mail is too tall for one picture, and goes on"


def _data(taken: Taken) -> dict[str, Any]:
    return {
        "folder": str(taken.folder),
        "sheet": str(taken.sheet),
        "pictures": [
            {
                "file": one.wanted.name,
                "part": one.wanted.part,
                "width": one.wanted.width,
                "height": one.height,
                "mode": one.wanted.mode,
                "mail_width": one.wide or one.wanted.width,
                "whole": not one.cut,
            }
            for one in taken.shots
        ],
        "errors": [],
    }
