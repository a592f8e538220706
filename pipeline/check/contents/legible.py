"""The texts of a mail as people see them in some light, each with its ink and its ground."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.check.contents.template_text import without_code
from pipeline.check.mail import Mail
from pipeline.colour import ENOUGH, contrast, nearest
from pipeline.markup import Element
from pipeline.styles import NARROW, Look, State

ENOUGH_IF_LARGE = 3.0
"""The contrast that large text needs: 24 px, or 18.66 px and bold (WCAG 2.2, 1.4.3)."""
HARD = 2 / 3
"""The share of the contrast needed below which people with good eyes have trouble too.

That is 3:1 for text, which ISO 9241-3 asks for at the least.
"""
DAY = (State(), State(width=NARROW))
NIGHT = (State(dark=True), State(dark=True, width=NARROW))
"""A desk's window and a telephone, by day and in the dark."""


class Read(NamedTuple):
    """A text that is there to be read: its element, its words, how it is seen, its two colours."""

    element: Element
    words: str
    look: Look
    ink: str
    ground: str

    @property
    def ratio(self) -> float:
        """The contrast of its ink and its ground."""
        return ratio(self.ink, self.ground)

    @property
    def needed(self) -> float:
        """The contrast that it needs."""
        return ENOUGH_IF_LARGE if self.look.is_large else ENOUGH

    @property
    def is_hard(self) -> bool:
        """Whether its contrast is less than two thirds of what it needs: hard for everybody."""
        return self.ratio < HARD * self.needed

    @property
    def told(self) -> str:
        """Its colours, as a finding names them."""
        size = "large text" if self.look.is_large else "text"
        return f"{size} {self.ink} on {self.ground}"


def read(mail: Mail, *states: State) -> Iterator[Read]:
    """The texts that are read in some states, each once for each pair of colours that it has.

    What is hidden, only decorates (`aria-hidden`), has no letter or digit, or has a colour that is
    not known is left out.
    """
    told: set[tuple[int, str, str]] = set()
    silent: dict[int, bool] = {}
    pairs: dict[int, tuple[str, str] | None] = {}
    known: list[int] = []
    for state in states:
        looks = mail.styled.looks(state)
        if id(looks) in known:
            continue
        known.append(id(looks))
        for text in mail.texts:
            element = text.element
            look = looks.get(element.start)
            if look is None or look.hidden:
                continue
            if id(look) not in pairs:
                pairs[id(look)] = look.pair
            pair = pairs[id(look)]
            if pair is None or (text.start, *pair) in told:
                continue
            told.add((text.start, *pair))
            if is_read(text.data) and not is_silent(element, silent):
                yield Read(element, text.data, look, *pair)


@lru_cache(maxsize=2048)
def is_read(words: str) -> bool:
    """Whether there is something to read in a text, a template's code left out."""
    return any(map(str.isalnum, without_code(words)))


def is_silent(element: Element, known: dict[int, bool]) -> bool:
    """Whether screen readers skip an element; what is found on the way is kept for the next."""
    asked: list[Element] = []
    one: Element | None = element
    silent = False
    while one is not None:
        if one.start in known and one.parent is not None:
            silent = known[one.start]
            break
        asked.append(one)
        if one.get("aria-hidden").lower() == "true":
            silent = True
            break
        one = one.parent
    for each in asked:
        known[each.start] = silent
    return silent


def is_seen_otherwise(mail: Mail) -> bool:
    """Whether the mail looks otherwise in the dark by its own styles."""
    by_night, by_day = (mail.styled.looks(State(dark=dark)) for dark in (True, False))
    return by_night is not by_day


@cache
def ratio(ink: str, ground: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    return contrast(ink, ground)


def told_ratio(value: float) -> str:
    """A contrast as people write it, never rounded up."""
    return f"{math.floor(value * 100) / 100:g}:1"


@cache
def passing(ink: str, ground: str, needed: float) -> str:
    """The nearest shade of an ink that can be read on a ground."""
    found = nearest(ink, lambda shade: contrast(shade, ground) >= needed)
    return found or max(("#000000", "#FFFFFF"), key=lambda end: contrast(end, ground))
