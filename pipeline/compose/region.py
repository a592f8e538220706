"""The author's words in a finished text, told apart by words that the article cannot hold.

What is not the author's own (addresses of links, signs and numbers of lists) is set between two
such words, so that the proof of conservation can leave it out.
"""

from __future__ import annotations

import re
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
        return re.sub(f"{self.prefix}as.*?{self.prefix}ae", " ", text, flags=re.DOTALL)

    def clean(self, text: str) -> str:
        """The finished text without these words."""
        return re.sub(f"{self.prefix}(?:bs|be|as|ae|ns|ne)", "", text)
