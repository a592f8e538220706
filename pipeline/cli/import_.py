"""`letterloom import`: an article of any format as Markdown in the project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from pipeline import slots, write
from pipeline.asked import ReadAs
from pipeline.cli import options
from pipeline.cli.summary import finding, removed
from pipeline.cli.table import table
from pipeline.errors import UsageError, shown_path
from pipeline.files import named, read_source
from pipeline.importing import Imported, imported, written
from pipeline.project import CONTENT


@click.command("import", cls=options.ForPrograms)
@click.argument("source", metavar="FILE", type=click.Path(readable=False, path_type=Path))
@options.in_project
@click.option("--slug", default="", help="The article's name; else the file's.")
@options.reading
@click.option("--dry-run", "dry", is_flag=True, help="Write nothing, show the Markdown.")
@options.as_json
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def import_(
    source: Path,
    root: Path | None,
    slug: str,
    read_as: ReadAs,
    *,
    dry: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write FILE as Markdown to content/, its images beside it.

    FILE is a saved page, a Word file, a text or Markdown of another site generator; - reads
    standard input. What is no part of the article is left out and listed. Nothing that is there
    is replaced.
    """
    if slug and not any(map(str.isalnum, slug)):
        raise UsageError(f"--slug: no letter and no digit in {slug!r}", hint="--slug spring-letter")
    project = options.project_of(root, [])
    made = imported(named(source), read_source(source), project, read_as, slug)
    target = Path(project.root) / CONTENT / made.name if dry else written(made, project)
    if as_json:
        click.echo(json.dumps(_json(made, target), ensure_ascii=False, indent=2))
    elif dry and not quiet:
        click.echo(made.markdown, nl=False)
        click.echo(_summary(made, target, dry=dry), err=True)
    elif not quiet:
        click.echo(_summary(made, target, dry=dry))


def _summary(made: Imported, target: Path, *, dry: bool) -> str:
    article = made.article
    gone = sum(one.words for one in article.removals)
    rows = [["words in", f"{article.words:,}"], ["kept", f"{article.words - gone:,}"]]
    rows += [["removed", f"{gone:,}"]]
    beside = [shown_path(target.with_name(name)) for name in made.beside]
    article_path = shown_path(target)
    lines = [
        click.style(article.source, bold=True),
        "",
        *table(rows, right=[1]).split("\n"),
        *removed(write.removed(article), article.lines_unit, every=True),
        "",
        *(line for one in article.notes for line in finding(one)),
        f"{'Would write' if dry else 'Written'}: {', '.join([article_path, *beside])}",
    ]
    if not dry:
        lines.append(f"Next: letterloom build {article_path}")
    return "\n".join(lines)


def _json(made: Imported, target: Path) -> dict[str, Any]:
    article = made.article
    return {
        "article": str(target),
        "beside": [str(target.with_name(name)) for name in made.beside],
        "title": slots.shown(article.title, article.marks),
        "lang": article.lang,
        "words": article.words,
        "lines_unit": article.lines_unit,
        "removed": write.removed(article),
    }
