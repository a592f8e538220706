"""`letterloom plan`: the split, shown or written down."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline import build, write
from pipeline.asked import ReadAs
from pipeline.cli import options
from pipeline.cli.summary import waited
from pipeline.cli.table import table
from pipeline.errors import shown_path
from pipeline.files import read_source
from pipeline.model import Part, Series
from pipeline.project import settings_file
from pipeline.slots import shown


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@options.in_project
@options.number_of_parts
@options.reading
@click.option("--write", "writes", is_flag=True, help="Write the parts into the article's .toml.")
@options.as_json
def plan(
    source: Path,
    root: Path | None,
    parts: int | None,
    read_as: ReadAs,
    *,
    writes: bool,
    as_json: bool,
) -> None:
    """Show how SOURCE would be split into parts.

    With --write the parts are written into the .toml beside it, where you can give them your
    own subjects and preheaders; its comments and other keys are kept.
    """
    project = options.project_of(root, [source])
    article = build.read(source, read_source(source), project, read_as)
    series = build.plan(article, build.load_theme(article, project), parts)
    if as_json:
        click.echo(json.dumps([_json(part, series) for part in series.parts], indent=2))
    else:
        click.echo(_table(series))
    if writes:
        file = _write(source, series)
        if not as_json:
            click.echo(f"\nWritten to {shown_path(file)}: edit the subjects there.")


def _table(series: Series) -> str:
    marks = series.article.marks
    rows = [["", "starts", "subject", "lines", "words", "min", "wait"]]
    for part in series.parts:
        first, last = part.blocks[0].lines.first, part.blocks[-1].lines.last
        opening = part.title if part.titled or part.number == 1 else part.blocks[0].text
        rows.append(
            [
                f"{part.number}/{part.total}",
                shown(" ".join(opening.split())[:44], marks),
                shown(part.subject, marks),
                f"{first}–{last}",
                str(part.words),
                str(part.minutes),
                _wait(part),
            ]
        )
    head, *lines = table(rows, right=[3, 4, 5, 6], flexible=2).split("\n")
    previews = [f"       {shown(part.preheader, marks)}" for part in series.parts]
    pairs = [line for both in zip(lines, map(_dim, previews), strict=True) for line in both]
    return "\n".join([_dim(head), *pairs])


def _dim(text: str) -> str:
    return click.style(text, dim=True)


def _wait(part: Part) -> str:
    return waited(write.iso_duration(part.wait)) if part.number > 1 else "–"


def _json(part: Part, series: Series) -> dict[str, object]:
    marks = series.article.marks
    return {
        "number": part.number,
        "of": part.total,
        "id": part.id,
        "slug": part.slug,
        "title": shown(part.title, marks),
        "subject": shown(part.subject, marks),
        "preheader": shown(part.preheader, marks),
        "lines": [part.blocks[0].lines.first, part.blocks[-1].lines.last],
        "words": part.words,
        "minutes": part.minutes,
        "wait": write.iso_duration(part.wait),
    }


def _write(source: Path, series: Series) -> Path:
    """Write the parts into the article's settings, whole or not at all."""
    from pipeline.plan import written
    from pipeline.settings.write_toml import with_parts

    file = settings_file(source)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    text = with_parts(before, written(series), str(file))
    write.replace_file(file, text.encode())
    return file
