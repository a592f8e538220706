"""What a mail program makes of a mail: edits on its HTML, and a list of what it drops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.errors import Place
from pipeline.simulation.programs import Program


class Edit(NamedTuple):
    """`text` takes the place of `[start, end)` of the mail's HTML."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that a program drops or does otherwise: what, why in plain words, how often.

    `at` is the offset of the first in the mail's HTML, `place` where that comes from.
    """

    what: str
    why: str
    count: int
    at: int
    place: Place | None


class Agreement(NamedTuple):
    """How far a simulation is like the program itself, each from 0 to 1; see docs/simulation.md.

    `measured` is the month (YYYY-MM), `with_` the program and its version.
    """

    text: float
    links: float
    styles: float
    measured: str
    with_: str


@dataclass(frozen=True)
class Simulation:
    """A mail in a mail program, by what is known of that.

    `edits` are in order and touch each other nowhere. `css` is what the program's own page adds,
    before all styles of the mail. `oldest` and `newest` are the months (YYYY-MM) in which the
    facts were tested, "" where there are none. `unknown` counts the features of the mail of which
    nobody knows what the program does: they are kept.
    """

    program: Program
    edits: tuple[Edit, ...]
    css: str
    dropped: tuple[Dropped, ...]
    oldest: str
    newest: str
    state: str
    unknown: int
    agreement: Agreement | None

    @property
    def note(self) -> str:
        """In a sentence or two what kind of program it is, and what is not known."""
        if not self.unknown:
            return self.program.about
        what = "one thing" if self.unknown == 1 else f"{self.unknown} things"
        return f"{self.program.about} Of {what} in this mail nobody knows what it does: kept."

    def applied(self, html: str) -> str:
        """The HTML of the mail as the program has it."""
        pieces: list[str] = []
        done = 0
        for start, end, text in self.edits:
            pieces += (html[done:start], text)
            done = end
        return "".join((*pieces, html[done:]))


def as_data(
    simulation: Simulation,
    span: Callable[[int, int], tuple[int, int]],
    file: Callable[[str], str],
) -> dict[str, Any]:
    """A simulation for the page.

    `span` gives the offsets in the page of a stretch of the HTML, `file` names a path there.
    """
    program, agreement = simulation.program, simulation.agreement
    return {
        "client": program.name,
        "title": program.title,
        "family": program.family,
        "note": simulation.note,
        "facts": {
            "oldest": simulation.oldest,
            "newest": simulation.newest,
            "state": simulation.state,
        },
        "edits": [[*span(one.start, one.end), one.text] for one in simulation.edits],
        "css": simulation.css,
        "dropped": [
            {
                "what": one.what,
                "why": one.why,
                "count": one.count,
                "file": file(one.place.file) if one.place else "",
                "line": one.place.line if one.place else 0,
                "column": one.place.column if one.place else 0,
            }
            for one in simulation.dropped
        ],
        "inversion": program.inversion.value,
        "agreement": agreement
        and {
            "text": agreement.text,
            "links": agreement.links,
            "styles": agreement.styles,
            "measured": agreement.measured,
            "with": agreement.with_,
        },
    }
