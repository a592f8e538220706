"""Tables as plain text: in columns where they fit, else row by row, each cell behind its column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from pipeline.compose.region import Region

BETWEEN = "  "


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the names of its columns (all empty: none), its rows, how each column is aligned.

    `width` gives the columns of a screen that a text takes, None for a text of unknown width.
    """

    names: Sequence[str]
    rows: Sequence[Sequence[str]]
    aligns: Sequence[str]
    region: Region
    width: Callable[[str], int | None]

    @property
    def named(self) -> bool:
        """Whether its columns have names."""
        return any(name.strip() for name in self.names)

    def lines(self, room: int) -> list[str]:
        """The table in columns if they fit into `room`, else row by row."""
        widths = self._widths()
        fits = None not in widths and sum(one or 0 for one in widths) + self._gaps() <= room
        return self._columns([one or 0 for one in widths]) if fits else self._records()

    def _gaps(self) -> int:
        return len(BETWEEN) * (len(self.names) - 1)

    def _all(self) -> list[Sequence[str]]:
        return [self.names, *self.rows] if self.named else list(self.rows)

    def _widths(self) -> list[int | None]:
        return [self._widest(column) for column in zip(*self._all(), strict=False)]

    def _widest(self, column: Sequence[str]) -> int | None:
        found = [self.width(cell) for cell in column]
        return None if None in found else max((one or 0 for one in found), default=0)

    def _columns(self, widths: Sequence[int]) -> list[str]:
        lines = [self._row(row, widths) for row in self._all()]
        if self.named:
            rule = BETWEEN.join("-" * max(1, one) for one in widths)
            lines.insert(1, self.region.added(rule))
        return lines

    def _row(self, row: Sequence[str], widths: Sequence[int]) -> str:
        cells = zip_longest(row, widths, self.aligns, fillvalue="")
        return BETWEEN.join(self._cell(*cell) for cell in cells).rstrip()

    def _cell(self, text: str, width: int | str, align: str) -> str:
        room = int(width or 0) - (self.width(text) or 0)
        left = {"right": room, "center": room // 2}.get(align, 0)
        return f"{' ' * left}{text}{' ' * (room - left)}"

    def _records(self) -> list[str]:
        """The rows one after the other: the first in full, the others with what is said."""
        if not self.rows:
            return [self.region.rows(" | ".join(map(self.region.column, self.names)))]
        records = ["\n".join(self._record(row, first=not at)) for at, row in enumerate(self.rows)]
        return self.region.rows("\n\n".join(filter(None, records))).split("\n")

    def _record(self, row: Sequence[str], *, first: bool) -> Iterator[str]:
        for name, cell in zip(self.names, row, strict=False):
            if not self.named or not name.strip():
                yield from [cell] if cell.strip() else []
            elif first:
                yield self.region.column(name) + self.region.added(": ") + (cell or "-")
            elif cell.strip():
                yield self.region.added(f"{self.region.clean(name)}: ") + cell
