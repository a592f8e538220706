"""What a document is made of before it is written: containers, and leaves that hold text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.model import Lines
from pipeline.read.tree.runs import Run

NOWHERE = Lines(1, 1)


@dataclass(slots=True)
class Part:
    """A piece of a document.

    `kind` is of containers: root, quote, list, item, definitions, term, definition, table, row,
    cell, note; of leaves: paragraph, heading, code, rule. `number` is a heading's level, an
    ordered list's first number (-1 for one without numbers) or the columns that a cell takes;
    `rows` the rows it takes; `name` a code's language, a note's name or a cell's alignment;
    `head` says that a row or a cell is a table's head.
    """

    kind: str
    number: int = 0
    rows: int = 1
    name: str = ""
    head: bool = False
    lines: Lines = NOWHERE
    at: int = 0
    runs: list[Run] = field(default_factory=list)
    children: list[Part] = field(default_factory=list)
    element: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of Markdown, and where it came from."""

    text: str
    lines: Lines
    at: int


def place(runs: Sequence[Run]) -> tuple[Lines, int]:
    """From the first to the last line of some runs, and where they begin.

    Spaces and ASCII signs stand nowhere: only letters, digits and signs beyond ASCII are counted.
    """
    solid = [run for run in runs if run.kind != "br" and (run.kind != "text" or _has_letters(run))]
    solid = solid or list(runs)
    first, last = min(one.lines.first for one in solid), max(one.lines.last for one in solid)
    return Lines(first, last), solid[0].at


def _has_letters(run: Run) -> bool:
    return any(sign.isalnum() or (sign > "\x7f" and not sign.isspace()) for sign in run.text)
