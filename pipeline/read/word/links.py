"""Where the links of a Word file lead, by their elements and by the fields that some still are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.read.word import ooxml
from pipeline.read.word.document import Document

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_INSTRUCTION = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\]\S*))')
_PLACE = re.compile(r'\\l\s+"?([^"\s]+)')
_SAFE = re.compile(r"(?i)(https?://|mailto:|tel:)\S")


def safe(address: str) -> str:
    """An address that a mail may link to, "" for any other."""
    return address.strip() if _SAFE.match(address.strip()) else ""


def address(element: Element, document: Document, part: str) -> str:
    """Where a link or a simple field of a part leads, "" if nowhere outside of the document."""
    if ooxml.name(element) == "w:fldSimple":
        return _instructed(ooxml.attribute(element, "w:instr"))
    relation = document.relation(part, ooxml.attribute(element, "r:id"))
    return _at(relation.target if relation else "", ooxml.attribute(element, "w:anchor"))


def _at(target: str, place: str) -> str:
    target = safe(target)
    return f"{target}#{place}" if target and place and "#" not in target else target


def _instructed(instruction: str) -> str:
    """The address that a field's instruction links to (ECMA-376, 17.16.5.25)."""
    found = _INSTRUCTION.match(instruction)
    place = _PLACE.search(instruction)
    return _at((found[1] or found[2] or "") if found else "", place[1] if place else "")


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and the link that its result is."""

    instruction: list[str] = field(default_factory=list)
    link: str = ""


class Fields:
    """Follows the fields that begin and end amid the runs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def link(self) -> str:
        """The address that what comes now is a link to, "" if none."""
        return next((one.link for one in reversed(self._open) if one.link), "")

    def read(self, element: Element) -> None:
        """Take note of an element of a run."""
        if ooxml.name(element) == "w:instrText" and self._open:
            self._open[-1].instruction.append(element.text or "")
        elif ooxml.name(element) == "w:fldChar":
            self._turn(ooxml.attribute(element, "w:fldCharType"))

    def _turn(self, sign: str) -> None:
        if sign == "begin":
            self._open.append(_Field())
        elif self._open and sign == "separate":
            self._open[-1].link = _instructed("".join(self._open[-1].instruction))
        elif self._open and sign == "end":
            self._open.pop()
