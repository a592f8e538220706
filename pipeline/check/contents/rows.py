"""The rows of a mail: what stands between the edges of blocks and breaks, as people see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.check.contents.legible import is_read
from pipeline.check.mail import Mail
from pipeline.markup import Element, Text


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


FLOWING = _names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q "
    "s samp small span strike strong sub sup time tt u var wbr"
)
"""Elements that stand within a row; every other begins a new one."""


class Row(NamedTuple):
    """A row: the block that it stands in, its texts, each with the link around it, if any."""

    block: Element
    texts: tuple[tuple[Text, Element | None], ...]

    @property
    def words(self) -> str:
        """What it says, with one space for many."""
        return " ".join("".join(text.data for text, _ in self.texts).split())

    @property
    def around(self) -> str:
        """What it says besides its links."""
        return "".join(text.data for text, link in self.texts if link is None)

    @property
    def links(self) -> list[Element]:
        """Its links that say something."""
        found = (link for text, link in self.texts if link is not None and is_read(text.data))
        return list(dict.fromkeys(found))

    @property
    def first(self) -> Element:
        """What its first words stand in."""
        parents = (one.parent for one, _ in self.texts if is_read(one.data) and one.parent)
        return next(parents, self.block)


def rows(mail: Mail) -> tuple[Row, ...]:
    """The rows of a mail that say something, in order, without what is hidden."""
    return tuple(_rows(mail))


def _rows(mail: Mail) -> Iterator[Row]:
    looks = mail.styled.looks_by_day
    places = _Places(mail.body)
    held: list[tuple[Text, Element | None]] = []
    block = mail.body
    for node in mail.body.nodes():
        if isinstance(node, Element):
            if node.name not in FLOWING:
                yield from _row(block, held)
                held = []
            continue
        parent = node.parent or mail.body
        look = looks.get(parent.start)
        if look is None or look.hidden:
            continue
        holder, link = places.of(parent)
        if holder is not block:
            yield from _row(block, held)
            held, block = [], holder
        held.append((node, link))
    yield from _row(block, held)


def _row(block: Element, held: list[tuple[Text, Element | None]]) -> Iterator[Row]:
    if any(is_read(text.data) for text, _ in held):
        yield Row(block, tuple(held))


class _Places:
    """The block and the link that each element stands in, found once."""

    def __init__(self, body: Element) -> None:
        self.known: dict[Element, tuple[Element, Element | None]] = {body: (body, None)}

    def of(self, element: Element) -> tuple[Element, Element | None]:
        """The block around an element, itself if it is one, and the link that it stands in."""
        path: list[Element] = []
        one = element
        while one not in self.known and one.parent is not None:
            path.append(one)
            one = one.parent
        block, link = self.known.get(one, (one, None))
        for each in reversed(path):
            if each.name == "a" and each.has("href"):
                link = each
            if each.name not in FLOWING:
                block = each
            self.known[each] = (block, link)
        return block, link
