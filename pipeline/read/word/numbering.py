"""The lists of a Word file: which paragraphs are items, how deep, and what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.word import ooxml
from pipeline.read.word.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_LINKED = 8  # definitions that lead to each other at most
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


class Level(NamedTuple):
    """How one level of a list counts: its sort of sign, what stands around it, from where."""

    format: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Item:
    """What a paragraph is in a list: its list and level, its number, the label that Word shows."""

    list: str
    level: int
    ordered: bool
    number: int
    label: str


class Numbering:
    """The definitions of a file's lists, None for a file without any."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        parts = list(root) if root is not None else []
        self._styles = styles
        self._abstract = {
            ooxml.attribute(one, "w:abstractNumId"): one
            for one in parts
            if ooxml.name(one) == "w:abstractNum"
        }
        self._lists = {
            ooxml.attribute(one, "w:numId"): one for one in parts if ooxml.name(one) == "w:num"
        }
        self._levels: dict[tuple[str, int], Level | None] = {}
        self._parts: dict[Element, dict[int, Element]] = {}
        self._by_style = dict(self._linked())

    def _linked(self) -> Iterator[tuple[str, tuple[str, int]]]:
        """The styles that a list's levels name, with the list and the level."""
        by_abstract = {self.abstract(one): one for one in reversed(list(self._lists))}
        for identity, abstract in self._abstract.items():
            for level in ooxml.every(abstract, "w:lvl"):
                style = ooxml.attribute(ooxml.child(level, "w:pStyle"), "w:val")
                at = ooxml.number(level, "w:ilvl")
                if style and identity in by_abstract:
                    yield style, (by_abstract[identity], at or 0)

    def place(self, paragraph: Element, styles: Styles) -> tuple[str, int] | None:
        """The list and the level of a paragraph, None if it is no item."""
        own = ooxml.child(paragraph, "w:pPr", "w:numPr")
        found = own if own is not None else styles.of_paragraph(paragraph, "w:numPr")
        identity = ooxml.attribute(ooxml.child(found, "w:numId"), "w:val")
        level = ooxml.number(ooxml.child(found, "w:ilvl"))
        linked = next(
            (
                self._by_style[style]
                for style in styles.ids(styles.style(paragraph))
                if style in self._by_style
            ),
            None,
        )
        if not identity and linked:
            return linked
        if level is None and linked and linked[0] == identity:
            level = linked[1]
        if identity in ("", "0") or identity not in self._lists:
            return None
        return identity, min(max(level or 0, 0), LEVELS - 1)

    def abstract(self, identity: str) -> str:
        """The id of the definition that a list has, through the styles that stand for lists."""
        found = ""
        for _ in range(_LINKED):
            definition = self._lists.get(identity)
            found = ooxml.attribute(ooxml.child(definition, "w:abstractNumId"), "w:val")
            linked = ooxml.child(self._abstract.get(found), "w:numStyleLink")
            if linked is None:
                break
            identity = self._styles.numbering_of(ooxml.attribute(linked, "w:val"))
        return found

    def level(self, identity: str, at: int) -> Level | None:
        """How a level of a list counts, None where its definition does not say."""
        key = (identity, at)
        if key not in self._levels:
            self._levels[key] = self._defined(identity, at)
        return self._levels[key]

    def override(self, identity: str, at: int) -> Element | None:
        """What a list changes of a level of its definition."""
        definition = self._lists.get(identity)
        return None if definition is None else self._part(definition, "w:lvlOverride", at)

    def _part(self, definition: Element, wanted: str, at: int) -> Element | None:
        """What a definition says of a level."""
        if definition not in self._parts:
            found: dict[int, Element] = {}
            for one in ooxml.every(definition, wanted):
                found.setdefault(ooxml.number(one, "w:ilvl") or 0, one)
            self._parts[definition] = found
        return self._parts[definition].get(at)

    def _defined(self, identity: str, at: int) -> Level | None:
        changed = self.override(identity, at)
        found = ooxml.child(changed, "w:lvl")
        if found is None:
            abstract = self._abstract.get(self.abstract(identity))
            found = None if abstract is None else self._part(abstract, "w:lvl", at)
        if found is None:
            return None
        start = ooxml.number(ooxml.child(changed, "w:startOverride"))
        if start is None:
            start = ooxml.number(ooxml.child(found, "w:start"))
        return Level(
            ooxml.attribute(ooxml.child(found, "w:numFmt"), "w:val", "decimal"),
            ooxml.attribute(ooxml.child(found, "w:lvlText"), "w:val"),
            0 if start is None else max(0, start),
        )


class Counter:
    """Counts the items of all lists of a document, in its order."""

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self._numbering = numbering
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def item(self, paragraph: Element) -> Item | None:
        """What the next paragraph is in a list, None if it is no item."""
        place = self._numbering.place(paragraph, self._styles)
        level = self._numbering.level(*place) if place else None
        if place is None or level is None:
            return None
        identity, at = place
        number = self._counted(identity, at, level)
        if level.format == "none" and not _PLACE.sub("", level.text).strip():
            return None
        ordered = level.format not in ("bullet", "none") and bool(_PLACE.search(level.text))
        label = self._label(identity, level) if ordered else ""
        return Item(identity, at, ordered, number, label)

    def _counted(self, identity: str, at: int, level: Level) -> int:
        """An item's number. Lists of one definition count on, but for those that start anew."""
        abstract = self._numbering.abstract(identity)
        counts = self._counts.setdefault(abstract, {})
        changed = self._numbering.override(identity, at)
        anew = ooxml.child(changed, "w:startOverride") is not None
        key = f"{identity} {at}"
        if (anew and key not in self._begun) or at not in counts:
            counts[at] = level.start
        else:
            counts[at] += 1
        self._begun.add(key)
        for deeper in range(at + 1, LEVELS):
            counts.pop(deeper, None)
        return counts[at]

    def _label(self, identity: str, level: Level) -> str:
        counts = self._counts[self._numbering.abstract(identity)]

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            defined = self._numbering.level(identity, at)
            number = counts.get(at, defined.start if defined else 1)
            return written(number, defined.format if defined else "decimal")

        return _PLACE.sub(shown, level.text).strip()


def written(number: int, form: str) -> str:
    """A number as a list's format writes it (ECMA-376, 17.18.59)."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        times, letter = divmod(number - 1, 26)
        found = chr(ord("a") + letter) * min(times + 1, 50)
    elif form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        found = _roman(number)
    elif form == "decimalZero":
        found = f"{number:02}"
    else:
        found = str(number)
    return found.upper() if form.startswith("upper") else found


def _roman(number: int) -> str:
    parts: list[str] = []
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        parts.append(sign * times)
    return "".join(parts)
