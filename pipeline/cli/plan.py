"""`letterloom plan`: the split, shown or written down."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline import making, write
from pipeline.asked import STANDARD_INPUT, ReadAs
from pipeline.cli import options
from pipeline.cli.bars import Bars
from pipeline.cli.summary import waited
from pipeline.cli.table import table
from pipeline.cli.why import as_data, explained, indented
from pipeline.errors import UsageError, shown_path
from pipeline.files import named, read_source
from pipeline.model import Part, Series
from pipeline.plan import reasons, written
from pipeline.project import settings_file
from pipeline.slots import shown
from pipeline.words import cut


@click.command(cls=options.ForPrograms)
@click.argument("source", type=click.Path(readable=False, path_type=Path))
@options.in_project
@options.number_of_parts
@options.reading
@click.option("--write", "writes", is_flag=True, help="Write the parts into the article's .toml.")
@click.option("--explain", "explains", is_flag=True, help="Say why each part begins where it does.")
@options.as_json
def plan(
    source: Path,
    root: Path | None,
    parts: int | None,
    read_as: ReadAs,
    *,
    writes: bool,
    explains: bool,
    as_json: bool,
) -> None:
    """Show how SOURCE would be split into parts.

    With --write the parts are written into the .toml beside it, where you can give them your
    own subjects and preheaders; its comments and other keys are kept.
    """
    if writes and source == STANDARD_INPUT:
        raise UsageError(
            "--write: what comes on standard input has no .toml beside it",
            hint="letterloom import - first, then plan the article in content/",
        )
    project = options.project_of(root, [source])
    article = making.read(named(source), read_source(source), project, read_as)
    series = making.plan(article, making.load_theme(article, project), parts)
    why = reasons(article, parts=parts) if explains else None
    if as_json:
        told = [_json(part, series) for part in series.parts]
        click.echo(json.dumps(as_data(told, why, article) if why else told, indent=2))
    else:
        click.echo(_shown(series))
        click.echo(explained(series, why) if why else "", nl=bool(why))
    if writes:
        file = _write(source, series)
        if not as_json:
            click.echo(f"\nWritten to {shown_path(file)}: edit the subjects there.")


def _shown(series: Series) -> str:
    """The parts with a bar of the length of each, then what stands in an inbox."""
    marks = series.article.marks
    low, high = series.article.settings.series.words
    rows = [["", "starts", "lines", "words", "min", "wait", f"{low} to {high} words are wished"]]
    bars = Bars(low, high, max(part.words for part in series.parts))
    for part in series.parts:
        first, last = part.blocks[0].lines.first, part.blocks[-1].lines.last
        opening = part.title if part.titled or part.number == 1 else part.blocks[0].text
        rows.append(
            [
                f"{part.number}/{part.total}",
                shown(cut(opening, 60), marks),
                f"{first}–{last}",
                str(part.words),
                str(part.minutes),
                _wait(part),
                bars.of(part.words),
            ]
        )
    head, *lines = table(rows, right=[2, 3, 4, 5], flexible=1).split("\n")
    inbox = [line for part in series.parts for line in _inbox(part, series)]
    return "\n".join([_dim(head), *lines, "", *inbox])


def _inbox(part: Part, series: Series) -> list[str]:
    """A part's subject and preheader."""
    marks = series.article.marks
    number = f"{part.number}/{part.total}"
    indent = " " * (len(number) + 4)
    preheader = indented(shown(part.preheader, marks), indent)
    return [f"  {number}  {shown(part.subject, marks)}", *map(_dim, preheader)]


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
    from pipeline.settings.write_toml import with_parts

    file = settings_file(source)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    text = with_parts(before, written(series), str(file))
    write.replace_file(file, text.encode())
    return file
