"""A stretch of an article's own text, and what of a text is compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.words import essence


class Stretch(NamedTuple):
    """Some characters of one line of the source, and the ways in which they may arrive."""

    line: int
    ways: tuple[str, ...]


def ways(*texts: str) -> tuple[str, ...]:
    """What is compared of some texts, each but once."""
    return tuple(dict.fromkeys(map(essence, texts)))


def by_line(text: str, line: int) -> Iterator[Stretch]:
    """A text that begins at a line, and arrives as it is."""
    for number, one in enumerate(text.split("\n"), start=line):
        yield Stretch(number, (essence(one),))
