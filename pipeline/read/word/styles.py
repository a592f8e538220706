"""A Word file's styles: what a paragraph or a run inherits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.read.word import ooxml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DEEPEST = 50  # styles that are based on each other at most, and a bound to circles of them


class Styles:
    """The styles of a file by their ids, None for a file without any."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._run_defaults = ooxml.child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        self._names: dict[str, tuple[str, ...]] = {}
        self._chains: dict[str, tuple[Element, ...]] = {}
        self._found: dict[tuple[str, str, str], Element | None] = {}
        for one in [] if root is None else root:
            if ooxml.name(one) == "w:style":
                self._add(one)

    def _add(self, style: Element) -> None:
        identity = ooxml.attribute(style, "w:styleId")
        self._styles.setdefault(identity, style)
        of_paragraphs = ooxml.attribute(style, "w:type") == "paragraph"
        if of_paragraphs and ooxml.attribute(style, "w:default") in ("1", "true"):
            self._default = self._default or identity

    def chain(self, identity: str) -> tuple[Element, ...]:
        """A style and those that it is based on, itself first."""
        if identity not in self._chains:
            self._chains[identity] = tuple(self._bases(identity))
        return self._chains[identity]

    def _bases(self, identity: str) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get(identity)
            if style is None:
                return
            yield style
            identity = ooxml.attribute(ooxml.child(style, "w:basedOn"), "w:val")

    def style(self, paragraph: Element) -> str:
        """The id of a paragraph's style."""
        named = ooxml.attribute(ooxml.child(paragraph, "w:pPr", "w:pStyle"), "w:val")
        return named or self._default

    def ids(self, identity: str) -> tuple[str, ...]:
        """The ids of a style and of those that it is based on."""
        return tuple(ooxml.attribute(one, "w:styleId") for one in self.chain(identity))

    def names(self, identity: str) -> tuple[str, ...]:
        """The names of a style and of its bases, in lower case; its id where it is unknown."""
        if identity not in self._names:
            chain = self.chain(identity)
            named = [ooxml.attribute(ooxml.child(one, "w:name"), "w:val") for one in chain]
            self._names[identity] = tuple(one.lower() for one in named or [identity])
        return self._names[identity]

    def of_paragraph(self, paragraph: Element, wanted: str) -> Element | None:
        """A property of a paragraph: its own, else the one of its style."""
        own = ooxml.child(paragraph, "w:pPr", wanted)
        return own if own is not None else self._of_style(self.style(paragraph), "w:pPr", wanted)

    def of_run(self, run: Element, style: str, wanted: str) -> Element | None:
        """A property of a run: its own, else of its style, else of its paragraph's `style`."""
        properties = ooxml.child(run, "w:rPr")
        own = ooxml.child(properties, wanted)
        if own is not None:
            return own
        named = ooxml.attribute(ooxml.child(properties, "w:rStyle"), "w:val")
        found = self._of_style(named, "w:rPr", wanted) if named else None
        return found if found is not None else self._of_style(style, "w:rPr", wanted)

    def run_style(self, run: Element) -> str:
        """The name of a run's style, in lower case, "" if it has none."""
        named = ooxml.attribute(ooxml.child(run, "w:rPr", "w:rStyle"), "w:val")
        return self.names(named)[0] if named else ""

    def default(self, wanted: str) -> Element | None:
        """A run's property where nothing sets it."""
        return ooxml.child(self._run_defaults, wanted)

    def _of_style(self, identity: str, properties: str, wanted: str) -> Element | None:
        key = (identity, properties, wanted)
        if key not in self._found:
            inherited = (ooxml.child(one, properties, wanted) for one in self.chain(identity))
            self._found[key] = next((one for one in inherited if one is not None), None)
        return self._found[key]

    def numbering_of(self, identity: str) -> str:
        """The id of the list that a style of lists stands for."""
        style = self._styles.get(identity)
        return ooxml.attribute(ooxml.child(style, "w:pPr", "w:numPr", "w:numId"), "w:val")
