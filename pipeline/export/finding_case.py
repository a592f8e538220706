"""An exported series and where it came from: what its findings are looked for in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.errors import Place
from pipeline.export.dialect import Exported, Letter
from pipeline.export.letters import Pen
from pipeline.model import Part, Series

Named = Callable[[str], Sequence[str]]
"""The words of a text that tell what a sensitive series is about."""


def nothing(_text: str) -> Sequence[str]:
    """No words tell anything."""
    return ()


@dataclass(frozen=True, slots=True)
class Case:
    """An exported series, and what its findings need to know of where it came from."""

    exported: Exported
    series: Series
    pens: Sequence[Pen]
    named: Named = nothing
    upload: bool = False
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the service is called."""
        return self.exported.dialect.title

    @property
    def source(self) -> Place:
        """The article's file."""
        return Place(self.series.article.source)

    def part(self, number: int) -> Part:
        """A part by its number."""
        return next(one for one in self.series.parts if one.number == number)

    def letters(self) -> Iterator[tuple[Letter, Part]]:
        """The letters, each with the part that it was."""
        for letter in self.exported.letters:
            yield letter, self.part(letter.number)
