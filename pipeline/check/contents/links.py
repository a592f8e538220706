"""The links of a mail: what can be followed, with the words that people see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.check.contents.addresses import Address, address, is_template
from pipeline.markup import Document, Element

_FOLLOWED = ("a", "area")


class Link(NamedTuple):
    """A link: its element, its address as written and as read, the words in it.

    `filled` says that a mailing system writes its address, or a part of it, only when it sends.
    """

    element: Element
    written: str
    address: Address
    text: str
    filled: bool


def links(document: Document) -> tuple[Link, ...]:
    """The links of a document in its order, Outlook's buttons among them."""
    return tuple(_links(document))


def _links(document: Document) -> Iterator[Link]:
    for one in document.elements:
        if (one.name in _FOLLOWED or one.name.startswith("v:")) and one.has("href"):
            written = one.get("href")
            text = " ".join(one.text.split())
            yield Link(one, written, address(written), text, is_template(written))


def raw_address(document: Document, link: Link) -> tuple[int, str]:
    """Where the address stands in the HTML, and how it is written there."""
    span = link.element.value_at(document.source, "href")
    if not span:
        return link.element.start, ""
    return span[0], document.source[span[0] : span[1]]
