"""Tables: which are for layout only, and the others as Markdown, every cell's words in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.model import Lines
from pipeline.read.tree.inline import Line as InLine
from pipeline.read.tree.parts import Line, Part, place
from pipeline.read.tree.runs import Run, Style, tidied

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONG_CELL = 600  # characters: what is longer is a text that stands in a column
SQUARES = 200_000  # columns times rows; beyond, cells are not spread
_BLOCKS = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "figure", "dl", "hr")


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only puts things side by side: its cells are no data."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    if any(next(table.iterdescendants(tag), None) is not None for tag in _BLOCKS):
        return True
    widest = rows = 0
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        widest, rows = max(widest, len(cells)), rows + bool(cells)
        if any(_length(cell) > LONG_CELL for cell in cells):
            return True
    return widest < 2 or rows < 2


def _length(cell: HtmlElement) -> int:
    return sum(len(" ".join(text.split())) for text in cell.itertext())


def table(part: Part) -> list[Line]:
    """A table's lines; what stands in it beside its rows comes before or after them."""
    rows = [one for one in part.children if one.kind == "row" and any(map(_shows, one.children))]
    if not rows:
        return []
    cells = _spread(rows)
    columns = max(map(len, cells))
    head = cells[0] if rows[0].head else []
    written = [_row(head, columns, *_place(rows[0]))]
    signs = {"center": ":-:", "right": "--:"}
    first = [*cells[0], *[None] * (columns - len(cells[0]))]
    rule = "|".join(signs.get(cell.name if cell else "", "---") for cell in first)
    written.append(Line(f"|{rule}|", *_place(rows[0])))
    for row, one in zip(rows[bool(head) :], cells[bool(head) :], strict=True):
        written.append(_row([_strong(cell) for cell in one], columns, *_place(row)))
    return written


def _place(row: Part) -> tuple[Lines, int]:
    return place([run for cell in row.children for run in _runs(cell)])


def _shows(cell: Part) -> bool:
    return bool(_runs(cell))


def _spread(rows: Sequence[Part]) -> list[list[Part | None]]:
    """The cells of each row, None where one reaches over from the left or from above."""
    if sum(cell.number * cell.rows for row in rows for cell in row.children) > SQUARES:
        return [list(row.children) for row in rows]
    taken: dict[int, int] = {}
    spread: list[list[Part | None]] = []
    for row in rows:
        line: list[Part | None] = []
        above, taken = taken, {}
        for cell in row.children:
            while above.get(len(line), 0):
                _reach(taken, above, len(line))
                line.append(None)
            for column in range(len(line), len(line) + max(1, cell.number)):
                if cell.rows > 1:
                    taken[column] = cell.rows - 1
            line += [cell, *[None] * (cell.number - 1)]
        for column in (column for column in above if column >= len(line)):
            _reach(taken, above, column)
        spread.append(line)
    return spread


def _reach(taken: dict[int, int], above: dict[int, int], column: int) -> None:
    if above[column] > 1:
        taken[column] = above[column] - 1


def _strong(cell: Part | None) -> Part | None:
    """A cell that heads its row, as such."""
    if cell is None or not cell.head:
        return cell
    strong = Style("strong")
    runs = [
        run if strong in run.styles else replace(run, styles=(strong, *run.styles))
        for run in _runs(cell)
    ]
    return Part("cell", cell.number, children=[Part("paragraph", runs=runs)])


def _row(cells: Sequence[Part | None], columns: int, lines: Lines, at: int) -> Line:
    line = InLine("<br>", cell=True)
    texts = [line.markdown(_runs(cell)) if cell else "" for cell in cells]
    texts += [""] * (columns - len(texts))
    return Line(f"| {' | '.join(texts)} |", lines, at)


def _runs(cell: Part) -> list[Run]:
    """All that a cell holds, its paragraphs parted by breaks."""
    found: list[Run] = []
    for part in _leaves(cell):
        if found:
            found.append(Run("br", "", (), part.lines, part.at))
        found += _code(part.runs[0]) if part.kind == "code" else part.runs
    return tidied(found)


def _leaves(part: Part) -> Iterator[Part]:
    for one in part.children:
        if one.runs:
            yield one
        yield from _leaves(one)


def _code(run: Run) -> list[Run]:
    found: list[Run] = []
    for text in run.text.split("\n"):
        if found:
            found.append(replace(run, kind="br", text=""))
        found.append(replace(run, text=text, styles=(Style("code"),)))
    return found
