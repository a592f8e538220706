"""`letterloom build`: the main job."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.asked import Asked, ReadAs
from pipeline.build import Built
from pipeline.build import build as build_one
from pipeline.cli import options
from pipeline.errors import LetterloomError, Place, SourceError, shown_path
from pipeline.files import refuse_outside
from pipeline.model import Project, Severity
from pipeline.project import CONTENT, sources, sources_in

BAR_FROM = 3  # articles: fewer are done within a second or so
RANKS = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@click.command(cls=options.ForPrograms, beside={"built": []})
@click.argument("source", nargs=-1, type=click.Path(readable=False, path_type=Path))
@options.in_project
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The output folder; else out/ in the project.",
)
@options.number_of_parts
@options.reading
@click.option(
    "--minify/--no-minify",
    default=None,
    help="Smaller HTML that looks the same; else as build.minify says.",
)
@click.option("--dry-run", "dry", is_flag=True, help="Do all but write.")
@click.option("--strict", is_flag=True, help="Write nothing where the checks find an error.")
@click.option(
    "--release",
    is_flag=True,
    help="Check as before sending (sender, approval, …), and write nothing where that fails.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 if there are findings as bad as this.",
)
@options.as_json
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print notes with what to do.")
def build(
    source: tuple[Path, ...],
    root: Path | None,
    out: Path | None,
    parts: int | None,
    read_as: ReadAs,
    minify: bool | None,
    fail_on: str,
    *,
    dry: bool,
    strict: bool,
    release: bool,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Turn articles into series of emails.

    SOURCE is one or more articles, or folders of them; without any, all of content/ are built.
    Each becomes a folder in out/ with an index.html to open. What has not changed is not built
    again.
    """
    project = options.project_of(root, source)
    wanted = _articles(source) if source else _all(project)
    asked = Asked(out or Path(project.root) / "out", parts, read_as, dry, minify, strict, release)
    built, failed = _built(wanted, project, asked, bar=not (quiet or as_json))
    if as_json:
        told = {
            "built": [_json(one) for one in built],
            "errors": [options.error_data(one) for one in failed],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    elif built and not quiet:
        texts = [_summary(one, dry=dry, verbose=verbose) for one in built]
        click.echo("\n\n".join(texts))
    for error in () if as_json else failed:
        error.show()
    raise SystemExit(failed[0].exit_code if failed else _exit(built, fail_on))


def _articles(named: Sequence[Path]) -> list[Path]:
    """The articles named; of a folder, those in it."""
    return [one for path in named for one in (_in_folder(path) if path.is_dir() else [path])]


def _in_folder(folder: Path) -> list[Path]:
    found = sources_in(folder)
    if not found:
        raise SourceError(
            "there are no articles in this folder",
            place=Place(str(folder)),
            hint="name one that has, or an article",
        )
    return found


def _all(project: Project) -> list[Path]:
    found = sources(Path(project.root))
    for source in found:
        refuse_outside(source, Path(project.root))
    if not found:
        folder = shown_path(Path(project.root) / CONTENT)
        raise SourceError(
            f"there are no articles in {folder}/",
            hint="put one there, name one (letterloom build article.md), "
            "or start a project with letterloom new",
        )
    return found


def _built(
    wanted: Sequence[Path], project: Project, asked: Asked, *, bar: bool
) -> tuple[list[Built], list[LetterloomError]]:
    """Every article built, and the errors of those that cannot be: one does not stop the rest."""
    built: list[Built] = []
    failed: list[LetterloomError] = []
    for source in _progress(wanted, show=bar and len(wanted) > BAR_FROM):
        try:
            built.append(build_one(source, project, asked))
        except LetterloomError as error:
            failed.append(error)
    return built, failed


def _progress(wanted: Sequence[Path], *, show: bool) -> Iterator[Path]:
    """The articles in turn, with a bar on a terminal where there are many."""
    if not show:
        yield from wanted
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(
        wanted,
        description="Building",
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _summary(built: Built, *, dry: bool, verbose: bool) -> str:
    from pipeline.cli.summary import summary

    return summary(built, dry=dry, verbose=verbose)


def _json(built: Built) -> dict[str, Any]:
    return {
        "folder": str(built.folder),
        "index": str(built.index),
        "unchanged": built.unchanged,
        "refused": built.refused,
        "clip_bytes": built.clip_bytes(),
        "findings": [
            {
                "rule": one.rule,
                "severity": one.severity.value,
                "message": one.message,
                "hint": one.hint,
                "part": one.part,
                "file": one.place.file if one.place else None,
                "line": one.place.line if one.place else None,
            }
            for one in built.findings
        ],
        "manifest": built.manifest,
    }


def _exit(built: Sequence[Built], fail_on: str) -> int:
    """1 if a build has findings at or above what to fail on, else 0."""
    if fail_on == "never":
        return 0
    limit = RANKS.index(Severity(fail_on))
    counts = (one.manifest["findings"] for one in built)
    return int(any(count[rank.value] for count in counts for rank in RANKS[: limit + 1]))
