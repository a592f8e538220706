"""Elements and attributes cut out of a mail's HTML, so that what is left is still well formed."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.markup import Element
from pipeline.markup.pieces import ATTRIBUTE
from pipeline.simulation.cuts import Cuts


def end_tag(html: str, element: Element) -> tuple[int, int] | None:
    """Where an element's end tag stands, None if it has none."""
    if html[element.close : element.close + 2] != "</":
        return None
    name = html[element.close + 2 : element.close + 2 + len(element.name)]
    end = html.find(">", element.close)
    return (element.close, end + 1) if name.lower() == element.name and end >= 0 else None


def cut_tags(html: str, element: Element, cuts: Cuts) -> None:
    """Cut an element's tags; what is in it stays."""
    cuts.put(element.start, element.end)
    ending = end_tag(html, element)
    if ending:
        cuts.put(*ending)


def cut_whole(html: str, element: Element, cuts: Cuts) -> None:
    """Cut an element with all that is in it."""
    ending = end_tag(html, element)
    cuts.put(element.start, ending[1] if ending else max(element.end, element.close))


def cut_attribute(html: str, element: Element, name: str, cuts: Cuts) -> None:
    """Cut an attribute with the space before it."""
    for written, start, end in attributes(html, element):
        if written == name:
            cuts.put(start, end)


def attributes(html: str, element: Element) -> Iterator[tuple[str, int, int]]:
    """An element's attributes as written: the name in lower case, the stretch with its space."""
    for found in ATTRIBUTE.finditer(html, element.attributes_at, element.end - 1):
        yield found["name"].lower(), found.start(), found.end()
