"""The tree of an HTML document, each thing with its place in the text."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pipeline.markup.pieces import ATTRIBUTE


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A stretch of text `[start, end)`, as read: references such as `&amp;` are resolved.

    In `style` and `script` it is as written.
    """

    data: str
    start: int
    end: int
    parent: Element | None = None


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name and its attributes' names in lower case, of two alike the first counts.

    Its start tag is `[start, end)` of the document's text, `close` where its end tag begins, or
    where it was closed without one. `ordinal` counts start tags from 0, those in conditional
    comments included. `attributes_at` is where its attributes begin. An element is never changed
    once the document is read.
    """

    name: str
    attributes: Mapping[str, str]
    parent: Element | None
    start: int = 0
    end: int = 0
    close: int = 0
    ordinal: int = -1
    attributes_at: int = 0
    children: list[Element | Text] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value, as read; `default` if it has none of that name."""
        return self.attributes.get(name, default)

    def has(self, name: str) -> bool:
        """Whether it has an attribute, be it empty."""
        return name in self.attributes

    @property
    def classes(self) -> tuple[str, ...]:
        """Its classes."""
        return tuple(self.attributes.get("class", "").split())

    def elements(self) -> Iterator[Element]:
        """The elements right below it."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """It and every element below it, in the order of the document."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += [child for child in reversed(one.children) if isinstance(child, Element)]

    def nodes(self) -> Iterator[Node]:
        """Every element and text below it, in the order of the document."""
        waiting: list[Node] = self.children[::-1]
        while waiting:
            one = waiting.pop()
            yield one
            if isinstance(one, Element):
                waiting += one.children[::-1]

    def ancestors(self) -> Iterator[Element]:
        """The elements around it, the nearest first, without the document itself."""
        around = self.parent
        while around is not None and around.parent is not None:
            yield around
            around = around.parent

    def within(self, *names: str) -> Element | None:
        """The nearest element around it that has one of some names, None if there is none."""
        return next((one for one in self.ancestors() if one.name in names), None)

    @property
    def text(self) -> str:
        """All text in it, styles and scripts left out, spaces as they stand."""
        return "".join(
            one.data
            for one in self.nodes()
            if isinstance(one, Text) and (not one.parent or one.parent.name not in UNREAD)
        )

    def value_at(self, source: str, name: str) -> tuple[int, int] | None:
        """Where an attribute's value stands in the document's text, without its quotes."""
        for found in ATTRIBUTE.finditer(source, self.attributes_at, self.end - 1):
            if found["name"].lower() == name:
                how = found.lastgroup
                return found.span(how) if how in QUOTES else (found.end(), found.end())
        return None


Node: TypeAlias = Element | Text
UNREAD = ("style", "script", "template", "head")
QUOTES = ("double", "single", "bare")


def attributes(source: str, start: int, end: int) -> dict[str, str]:
    """The attributes of a start tag that lie in a stretch of the text."""
    found: dict[str, str] = {}
    for one in ATTRIBUTE.finditer(source, start, end):
        how = one.lastgroup
        value = one[how] if how in QUOTES else ""
        found.setdefault(one["name"].lower(), html.unescape(value) if "&" in value else value)
    return found
