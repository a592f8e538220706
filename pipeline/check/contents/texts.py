"""The texts of a mail's body in order, and whether people see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.check.contents.pictures import is_hidden
from pipeline.markup import Element, Text
from pipeline.markup.element import UNREAD

_FILLING = re.compile(
    r"[\s\u00a0\u00ad\u034f\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff]+"
)


class Shown(NamedTuple):
    """A text of a mail: its words, its element, whether a style attribute hides it."""

    data: str
    element: Element
    start: int
    hidden: bool


def texts(body: Element) -> tuple[Shown, ...]:
    """The texts below an element that hold more than what fills a line."""
    return tuple(_texts(body))


def squeezed(text: str) -> str:
    """A text with one space for all that nobody sees."""
    return _FILLING.sub(" ", text).strip()


def _texts(body: Element) -> Iterator[Shown]:
    waiting: list[tuple[Element | Text, bool]] = [(one, False) for one in body.children[::-1]]
    while waiting:
        one, hidden = waiting.pop()
        if isinstance(one, Element):
            if one.name not in UNREAD and one.name != "title":
                hides = hidden or is_hidden(one)
                waiting += [(child, hides) for child in one.children[::-1]]
        elif one.parent:
            data = squeezed(one.data)
            if data:
                yield Shown(data, one.parent, one.start, hidden)
