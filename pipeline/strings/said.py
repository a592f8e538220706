"""Words that are looked up by key, with plural forms, and dates and numbers beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pipeline.strings.english import MESSAGES
from pipeline.strings.figures import english_name, in_words, whole_number
from pipeline.strings.tags import FALLBACK, canonical, language


class Said(NamedTuple):
    """A message as it is said: its plural forms, and which of them goes with a number."""

    forms: tuple[str, ...]
    form_of: Callable[[int], int]


def _one_or_more(number: int) -> int:
    """The English rule."""
    return int(number != 1)


ENGLISH: Mapping[str, Said] = {
    key: Said((message.text, message.plural) if message.plural else (message.text,), _one_or_more)
    for key, message in MESSAGES.items()
}


@dataclass(frozen=True, slots=True)
class Strings(Mapping[str, str]):
    """The frame's words: `strings["stop"]`, or `strings.stop` in a template.

    `lang` is the language that they are in, `tag` the article's, which may name a country too.
    `missing` are the keys that are in English for want of a translation; `unreviewed` says that
    no native speaker has read the others.
    """

    lang: str
    tag: str
    said: Mapping[str, Said]
    missing: tuple[str, ...] = ()
    unreviewed: bool = False

    def __getitem__(self, key: str) -> str:
        return self.said[key].forms[0]

    def __iter__(self) -> Iterator[str]:
        return iter(self.said)

    def __len__(self) -> int:
        return len(self.said)

    def count(self, key: str, number: int) -> str:
        """A message that holds a number, in the plural form that goes with it."""
        said = self.said[key]
        shown = whole_number(number, self._figures())
        return said.forms[said.form_of(number)].format(**{MESSAGES[key].number: shown})

    def date(self, day: date) -> str:
        """A day in words, as the article's language and country write it."""
        return in_words(day, self._figures())

    def language_name(self) -> str:
        """What the words' language is called in English."""
        return english_name(self.lang)

    def _figures(self) -> str:
        """The tag that dates and numbers go by: in an English sentence they are English."""
        return self.tag if language(self.tag) == language(self.lang) else FALLBACK


def read(tag: str, files: Sequence[tuple[str, str, str]]) -> Strings:
    """The frame's words for a language tag: English, and over it each catalogue, in order.

    A file is its tag, its path and its text. Raises ThemeError for a mistake in one.
    """
    if not files:
        return Strings(FALLBACK, canonical(tag), ENGLISH)
    from pipeline.strings.catalogue import overlaid

    return overlaid(tag, files)
