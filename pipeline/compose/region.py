"""The author's words in a finished text, told apart by words that the article cannot hold.

What is not the author's own (addresses of links, signs and numbers of lists) is set between two
such words, so that the proof of conservation can leave it out. In a table that is written row by
row the names of its columns stand before the cells of its first row: the proof reads them first,
as they stand in the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """The words that stand around the author's text and, within it, around what was added."""

    prefix: str

    @property
    def start(self) -> str:
        """Before the author's text."""
        return f"{self.prefix}bs"

    @property
    def end(self) -> str:
        """After it."""
        return f"{self.prefix}be"

    def added(self, text: str) -> str:
        """Text that is not the author's, within the author's."""
        return f"{self.prefix}as{text}{self.prefix}ae"

    def body(self, text: str) -> str:
        """Text that is the author's."""
        return f"{self.start}{text}{self.end}"

    def note(self, text: str) -> str:
        """Text of a footnote, within the author's."""
        return f"{self.prefix}ns{text}{self.prefix}ne"

    def rows(self, text: str) -> str:
        """A table written row by row, within the author's."""
        return f"{self.prefix}ts{text}{self.prefix}te"

    def column(self, name: str) -> str:
        """The name of a column, within a table written row by row."""
        return f"{self.prefix}cs{name}{self.prefix}ce"

    def own(self, text: str) -> str:
        """The author's words of a finished text: its bodies, without notes and what was added."""
        bodies = re.findall(f"{self.start}(.*?){self.end}", text, re.DOTALL)
        found = self._unadded("\n".join(bodies))
        return re.sub(f"{self.prefix}ns.*?{self.prefix}ne", " ", found, flags=re.DOTALL)

    def notes(self, text: str) -> tuple[str, ...]:
        """The author's words of each footnote of a finished text."""
        found = self._unadded(text)
        return tuple(re.findall(f"{self.prefix}ns(.*?){self.prefix}ne", found, re.DOTALL))

    def _unadded(self, text: str) -> str:
        own = re.sub(f"{self.prefix}as.*?{self.prefix}ae", " ", text, flags=re.DOTALL)
        return re.sub(f"{self.prefix}ts(.*?){self.prefix}te", self._by_row, own, flags=re.DOTALL)

    def _by_row(self, table: re.Match[str]) -> str:
        column = re.compile(f"{self.prefix}cs(.*?){self.prefix}ce", re.DOTALL)
        return "\n".join([*column.findall(table[1]), column.sub(" ", table[1])])

    def around(self, text: str, change: Callable[[str], str]) -> str:
        """The text, what stands around the author's changed."""
        pieces = re.split(f"({self.start}.*?{self.end})", text, flags=re.DOTALL)
        changed = [change(one) if at % 2 == 0 else one for at, one in enumerate(pieces)]
        return "".join(changed)

    def clean(self, text: str) -> str:
        """The finished text without these words."""
        return re.sub(f"{self.prefix}(?:bs|be|as|ae|ns|ne|ts|te|cs|ce)", "", text)
