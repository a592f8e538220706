"""What is cut out of a mail's HTML, or put in its place, as it is collected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pipeline.errors import Place
from pipeline.simulation.simulation import Dropped, Edit


class Cuts:
    """Edits as they are found, in any order; and what is told of them.

    Of edits that overlap, the one that begins first and reaches farthest holds.
    """

    def __init__(self) -> None:
        self._edits: list[Edit] = []
        self._told: dict[tuple[str, str], tuple[int, int, dict[str, None]]] = {}

    def put(self, start: int, end: int, text: str = "") -> None:
        """Put a text in the place of a stretch; nothing if it is cut."""
        self._edits.append(Edit(start, end, text))

    def tell(self, name: str, value: str, why: str, at: int) -> None:
        """Tell of something that is dropped: what is alike in name and reason is told once."""
        count, first, values = self._told.get((name, why), (0, at, {}))
        values[value] = None
        self._told[name, why] = count + 1, min(first, at), values

    def edits(self, source: str) -> tuple[Edit, ...]:
        """The edits in order, those that lie in others left out, neighbours made one."""
        found: list[Edit] = []
        for one in sorted(self._edits, key=_order):
            last = found[-1] if found else None
            if last is None or one.start > last.end:
                found.append(one)
            elif one.start == last.end:
                found[-1] = Edit(last.start, one.end, last.text + one.text)
            elif one.end > last.end:  # they cross: what either cuts is cut
                found[-1] = Edit(last.start, one.end, last.text)
        return tuple(_lean(found, source))

    def dropped(self, place: Callable[[int, str], Place | None]) -> tuple[Dropped, ...]:
        """What is told, in the order of the mail; `place` finds the author's place of an offset."""
        told = sorted(self._told.items(), key=lambda one: (one[1][1], one[0]))
        return tuple(
            Dropped(
                _what(name, values),
                why,
                count,
                at,
                place(at, name),
            )
            for (name, why), (count, at, values) in told
        )


def _order(one: Edit) -> tuple[int, bool, int]:
    """By where they begin: what is put in first, then what reaches farthest."""
    return one.start, one.end > one.start, -one.end


def _what(name: str, values: Mapping[str, None]) -> str:
    """What is told: the first of several values, with a sign that there are more."""
    first = next(iter(values))
    return f"{name}{first}".strip() if len(values) == 1 else f"{name}{first} …"


def _lean(edits: Iterable[Edit], source: str) -> Iterable[Edit]:
    """The edits without those that change nothing."""
    return (one for one in edits if source[one.start : one.end] != one.text)
