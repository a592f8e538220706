"""The word lists of a language, as the rules use them: read from TOML by `pipeline.word_lists`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pipeline.check.words.patterns import Hit, Index, Token, index, tokens


class Entry(NamedTuple):
    """An entry of a list: its pattern, its group, why it is there, what to say instead.

    `mild` ones are worth a note and no more; `health` says that it tells of somebody's health.
    """

    pattern: str
    group: str = ""
    why: str = ""
    instead: str = ""
    mild: bool = False
    health: bool = False


@dataclass(frozen=True)
class WordList:
    """A list of words: what it is called, its entries."""

    name: str = ""
    entries: tuple[Entry, ...] = ()

    @cached_property
    def _index(self) -> Index[Entry]:
        return index((one.pattern, one) for one in self.entries)

    @cached_property
    def patterns(self) -> frozenset[str]:
        """Its patterns, in small letters: where these are words, the words themselves."""
        return frozenset(one.pattern.casefold() for one in self.entries)

    def hits(self, text: str | Sequence[Token]) -> Iterator[Hit[Entry]]:
        """Where its entries stand in a text."""
        return self._index.hits(tokens(text) if isinstance(text, str) else text)


NONE = WordList()


@dataclass(frozen=True)
class Words:
    """The word lists of a language, built-in and the project's; without any, all is silent."""

    lang: str = ""
    lists: Mapping[str, WordList] = field(default_factory=dict)

    def __getitem__(self, name: str) -> WordList:
        """The list of a name, an empty one where the language has none."""
        return self.lists.get(name, NONE)

    def __bool__(self) -> bool:
        return bool(self.lists)
