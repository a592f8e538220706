"""What the elements of a run say, sign by sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.read.word import ooxml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

UNKNOWN = "\ufffd"  # a sign of a font that nobody else has
_PRIVATE = 0xF000  # where Word puts the signs of fonts that know no Unicode
_SPACES = str.maketrans("\n\r\t\f", "    ")
_FIXED = {
    "w:tab": " ",
    "w:ptab": " ",
    "w:br": " ",
    "w:cr": " ",
    "w:noBreakHyphen": "\u2011",
}


def glyph(element: Element) -> str:
    """What an element says on one line, "" for one that says nothing by itself."""
    kind = ooxml.name(element)
    if kind == "w:t":
        return (element.text or "").translate(_SPACES)
    if kind == "w:sym":
        return _symbol(ooxml.attribute(element, "w:font"), ooxml.attribute(element, "w:char"))
    if kind == "w:fldChar":
        return _checkbox(element)
    return _FIXED.get(kind, "")


def _symbol(font: str, code: str) -> str:
    """A sign of a symbol font as Unicode has it."""
    from mammoth.docx.dingbats import dingbats

    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    for one in (number, number - _PRIVATE):
        known = dingbats.get((font, one))
        if known is not None:
            return chr(known)
    if number < 0x20 or 0xD800 <= number < 0xF900 or number > 0x10FFFF:
        return UNKNOWN
    return chr(number) if number not in (0xFFFE, 0xFFFF) else UNKNOWN


def _checkbox(field: Element) -> str:
    """The box of an old form's field, ticked or not."""
    box = ooxml.child(field, "w:ffData", "w:checkBox")
    if box is None or ooxml.attribute(field, "w:fldCharType") != "begin":
        return ""
    ticked = ooxml.is_on(ooxml.child(box, "w:checked"))
    if ticked is None:
        ticked = ooxml.is_on(ooxml.child(box, "w:default"))
    return "☒" if ticked else "☐"
