"""Tables for a terminal: columns as wide as their words, in all scripts."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator, Sequence

import click

GAP = "  "
NARROWEST = 12


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), flexible: int = 0) -> str:
    """Rows as aligned lines; the columns in `right` are aligned right.

    Where the terminal is too narrow the column `flexible` is cut.
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    room = shutil.get_terminal_size((100, 24)).columns
    over = sum(widths) + len(GAP) * (len(widths) - 1) + 2 - room
    if over > 0:
        widths[flexible] = max(NARROWEST, widths[flexible] - over)
    return "\n".join(_line(row, widths, right) for row in rows)


def width(text: str) -> int:
    """The columns that a text takes in a terminal: two for wide characters, none for marks."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def folded(text: str, room: int) -> str:
    """Text whose long lines go on below, two columns further in; no word is broken."""
    return "\n".join(
        line if width(click.unstyle(line)) <= room else "\n".join(_fold(line, room))
        for line in text.split("\n")
    )


def _fold(line: str, room: int) -> Iterator[str]:
    bare = line.lstrip(" ")
    indent = " " * (len(line) - len(bare))
    now, *words = bare.split(" ")
    now = indent + now
    for word in words:
        if width(click.unstyle(f"{now} {word}")) <= room:
            now = f"{now} {word}"
        else:
            yield now
            now = f"{indent}  {word}"
    yield now


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    cells = []
    for index, (cell, room) in enumerate(zip(row, widths, strict=True)):
        shown = cell if width(cell) <= room else _cut(cell, room)
        space = " " * (room - width(shown))
        cells.append(space + shown if index in right else shown + space)
    return ("  " + GAP.join(cells)).rstrip()


def _cut(text: str, room: int) -> str:
    while width(text) > room - 1:
        text = text[:-1]
    return text.rstrip() + "…"
