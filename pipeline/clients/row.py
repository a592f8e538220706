"""A feature's row in the table of facts: written, and read when asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple


class Fact(NamedTuple):
    """What a program did with a feature: y, n, a (in part) or u; note numbers; the version."""

    value: str
    notes: tuple[int, ...]
    version: str


class Row(NamedTuple):
    """A feature's row: what it is, each program's fact as written, each note's fingerprint."""

    title: str
    category: str
    tested: str
    cells: Mapping[str, str]
    notes: Mapping[str, str]

    def facts(self, client: str) -> Fact | None:
        """A program's fact."""
        cell = self.cells.get(client, "-")
        return None if cell == "-" else read_cell(cell)


@cache
def read_cell(cell: str) -> Fact:
    """A cell: `a:16.80:1,2` is value, version, note numbers."""
    value, version, notes = cell.split(":")
    return Fact(value, tuple(int(one) for one in notes.split(",") if one), version)


def write_cell(fact: Fact | None) -> str:
    """A cell from a fact; `-` if there is none."""
    if not fact:
        return "-"
    return f"{fact.value}:{fact.version}:{','.join(str(one) for one in fact.notes)}"


class Facts(NamedTuple):
    """All facts: which state of the source they are, the programs, a row a feature."""

    state: str
    clients: tuple[str, ...]
    rows: Mapping[str, Row]


def read_table(table: Mapping[str, Any]) -> Facts:
    """All facts of the table."""
    columns = tuple(table["clients"])
    rows = {name: read_row(row, columns) for name, row in table["features"].items()}
    return Facts(table["state"], columns, rows)


def read_row(row: Sequence[Any], columns: Sequence[str]) -> Row:
    """A row of the table: title, category, date, cells in the order of the columns, notes."""
    title, category, tested, cells, notes = row
    return Row(title, category, tested, dict(zip(columns, cells.split(" "), strict=True)), notes)
