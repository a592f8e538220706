"""Items that follow each other → lists within lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.read.word.converted import LINES
from pipeline.read.word.numbering import Item

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(slots=True)
class _Open:
    """A list that items may still join: its element, and its last item."""

    element: Element
    item: Item


class Listing:
    """Puts items into lists at the end of a container."""

    def __init__(self, container: Element) -> None:
        self._container = container
        self._lists: list[_Open] = []

    @property
    def open(self) -> bool:
        """Whether what comes now may belong to an item."""
        return bool(self._lists)

    def close(self) -> None:
        """What comes now is no part of the lists."""
        self._lists = []

    def item(self, paragraph: Element, item: Item) -> None:
        """Add an item, as deep as its level is below the items before."""
        from lxml.etree import SubElement

        while self._lists and item.level < self._lists[-1].item.level:
            self._lists.pop()
        top = self._lists[-1] if self._lists else None
        if top and item.level == top.item.level:
            if _follows(top.item, item):
                top.item = item
            else:
                self._lists.pop()
                top = self._lists[-1] if self._lists else None
                self._begin(top.element[-1] if top else self._container, item)
        else:
            self._begin(top.element[-1] if top else self._container, item)
        made = SubElement(self._lists[-1].element, "li")
        made.set(LINES, str(paragraph.get(LINES) or ""))
        self._put(made, paragraph)

    def more(self, paragraph: Element) -> None:
        """Add a paragraph to the last item."""
        self._put(self._lists[-1].element[-1], paragraph)

    def _begin(self, parent: Element, item: Item) -> None:
        from lxml.etree import SubElement

        made = SubElement(parent, "ol" if item.ordered else "ul")
        if item.ordered and item.number != 1:
            made.set("start", str(item.number))
        self._lists.append(_Open(made, item))

    @staticmethod
    def _put(item: Element, paragraph: Element) -> None:
        paragraph.tail = None
        item.append(paragraph)


def _follows(before: Item, item: Item) -> bool:
    """Whether an item goes on with the list of the one before it."""
    if item.ordered != before.ordered:
        return False
    return not item.ordered or item.number == before.number + 1
