"""The XML of a Word file: read safely, and called by the short names of its standard.

ECMA-376, transitional and strict; both are called by the same names here (`w:p`, `m:t`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.errors import Place, SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TAGS = 4_000_000  # signs that begin tags and attributes at most: they take memory, not their text

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_SPACES = {
    "w": (_OFFICE + "wordprocessingml/2006/main", _STRICT + "wordprocessingml/main"),
    "r": (_OFFICE + "officeDocument/2006/relationships", _STRICT + "officeDocument/relationships"),
    "m": (_OFFICE + "officeDocument/2006/math", _STRICT + "officeDocument/math"),
    "wp": (
        _OFFICE + "drawingml/2006/wordprocessingDrawing",
        _STRICT + "drawingml/wordprocessingDrawing",
    ),
    "a": (_OFFICE + "drawingml/2006/main", _STRICT + "drawingml/main"),
    "c": (_OFFICE + "drawingml/2006/chart", _STRICT + "drawingml/chart"),
    "dgm": (_OFFICE + "drawingml/2006/diagram", _STRICT + "drawingml/diagram"),
    "mc": (_OFFICE + "markup-compatibility/2006",),
    "v": ("urn:schemas-microsoft-com:vml",),
    "o": ("urn:schemas-microsoft-com:office:office",),
    "asvg": ("http://schemas.microsoft.com/office/drawing/2016/SVG/main",),
}
_PREFIXES = {space: prefix for prefix, spaces in _SPACES.items() for space in spaces}
_OFF = ("0", "false", "off", "none")


def parsed(data: bytes, part: str, file: str) -> Element:
    """A part's root. Raises SourceError for a DTD or entities, nesting too deep and broken XML."""
    from lxml import etree

    if data.count(b"<") + data.count(b"=") > TAGS:
        raise _error(f"{part} in it has more markup than an article can have", file)
    # Without huge_tree, libxml2 allows 256 levels, and 10 MB of text in one piece.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _error(_said(part, str(error)), file) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _error(f"{part} in it declares entities, which no Word file does", file)
    return root


def _said(part: str, error: str) -> str:
    if "depth" in error.lower():
        return f"{part} in it is nested deeper than any text"
    if "huge" in error.lower() or "limit" in error.lower() or "too long" in error.lower():
        return f"{part} in it has over 10 MB of text in one piece"
    if "entity" in error.lower():
        return f"{part} in it declares entities, which no Word file does"
    return f"{part} in it is damaged"


def _error(message: str, file: str) -> SourceError:
    return SourceError(
        message, place=Place(file), hint="open it in Word, and save it again as .docx"
    )


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, local = tag.removeprefix("{").rpartition("}")
    return f"{_PREFIXES.get(space, '?')}:{local}"


@lru_cache(maxsize=1024)
def _longs(name: str) -> tuple[str, ...]:
    prefix, local = name.split(":")
    return tuple(f"{{{space}}}{local}" for space in _SPACES[prefix])


def name(element: Element) -> str:
    """An element's short name, such as `w:p`; `?:…` in a namespace that is not known here."""
    return _short(element.tag) if isinstance(element.tag, str) else ""


def attribute(element: Element | None, wanted: str, default: str = "") -> str:
    """An attribute by its short name, such as `w:val`."""
    if element is None:
        return default
    for long in _longs(wanted):
        found = element.get(long)
        if found is not None:
            return str(found)
    return default


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of a name, and of that the first child of the next, and so on."""
    for step in path:
        if element is None:
            return None
        element = next((one for one in element if name(one) == step), None)
    return element


def every(element: Element, *wanted: str) -> Iterator[Element]:
    """Every element of some short names within one, in the document's order."""
    found: Iterator[Element] = element.iter(*(long for one in wanted for long in _longs(one)))
    return found


def is_on(switch: Element | None) -> bool | None:
    """What an on-off property says, None where it is not there."""
    return None if switch is None else attribute(switch, "w:val", "1") not in _OFF


def number(element: Element | None, wanted: str = "w:val") -> int | None:
    """An attribute that is a small whole number, None where it is none."""
    written = attribute(element, wanted)
    return int(written) if written.lstrip("-").isdecimal() and len(written) < 8 else None
