"""`letterloom preview`: the series as each reader will see it, while it is written."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.errors import SourceError, shown_path
from pipeline.files import is_inside, refuse_outside
from pipeline.model import Project
from pipeline.project import CONTENT, sources, sources_in

if TYPE_CHECKING:
    from pipeline.preview.serving import Bound


@click.command()
@click.argument("source", nargs=-1, type=click.Path(readable=False, path_type=Path))
@options.in_project
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="N", help="The port; else a free one."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="NAME",
    help="127.0.0.1, localhost or ::1: it is served on this machine alone.",
)
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@click.option(
    "--recipients",
    type=click.Path(dir_okay=False, path_type=Path),
    help="People to see the letters as: a file of rows, as CSV.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print every request.")
def preview(
    source: tuple[Path, ...],
    root: Path | None,
    port: int | None,
    host: str,
    recipients: Path | None,
    *,
    no_open: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """See the whole series in the browser while you write it, and edit it there.

    SOURCE is one or more articles, or folders of them; without any, all of content/ are shown.
    The page follows what you save. It is served to this machine alone and fetches nothing. What is
    edited in it is written into the article's .toml and letterloom.toml, never into the article.
    Ctrl+C ends it.
    """
    from pipeline.preview.desk import Desk
    from pipeline.preview.serving import bind, serve

    project = options.project_of(root, source)
    listed = _listed(source, project)
    bound = bind(host, port)
    desk = Desk(Path(project.root), listed, recipients)
    if verbose:
        _log_requests()
    serve(desk, bound, lambda: _begin(bound, desk.articles()[0].name, quiet, no_open), log=verbose)


def _listed(source: Sequence[Path], project: Project) -> Callable[[], list[Path]]:
    """Gives the articles to show. Raises an error where there is none now."""

    def listed() -> list[Path]:
        root = Path(project.root)
        if not source:
            return _within(sources(root), root)
        named = ((path, sources_in(path) if path.is_dir() else None) for path in source)
        return [
            one
            for path, found in named
            for one in ([path] if found is None else _within(found, path, root))
        ]

    found = listed()
    missing = next((path for path in found if not path.exists()), None)
    if missing:
        from pipeline.files import read_source

        read_source(missing)  # says what is wrong, and what was meant
    if not found:
        folder = shown_path(source[0] if source else Path(project.root) / CONTENT)
        raise SourceError(
            f"there are no articles in {folder}/",
            hint="put one there, name one (letterloom preview article.md), "
            "or start a project with letterloom new",
        )
    return listed


def _within(found: list[Path], *folders: Path) -> list[Path]:
    """Articles that were found in a folder. Raises SourceError for a link that leads elsewhere."""
    for path in found:
        if not is_inside(path, *folders):
            refuse_outside(path, folders[-1])
    return found


def _begin(bound: Bound, name: str, quiet: bool, no_open: bool) -> None:
    """Say where the preview is, and open it."""
    if not quiet:
        click.echo(f"{name}: {bound.address}\nCtrl+C ends the preview.")
    if not no_open:
        Thread(target=_open, args=(bound.address,), daemon=True).start()


def _open(address: str) -> None:
    """Open the browser; where there is none, the address was printed."""
    try:
        webbrowser.open(address)
    except webbrowser.Error:
        return


def _log_requests() -> None:
    import logging

    log = logging.getLogger("uvicorn.access")
    log.setLevel(logging.INFO)
    log.addHandler(logging.StreamHandler())
