"""How a paragraph looks: what makes a heading of it though its style does not say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.read.word import ooxml
from pipeline.read.word.document import Document
from pipeline.read.word.glyphs import glyph
from pipeline.read.word.texts import Sheet, is_hidden

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DEFAULT_SIZE = 20  # half points, where a file says nothing (ECMA-376, 17.3.2.38)


@dataclass(frozen=True, slots=True)
class Look:
    """Whether all of a paragraph's words are bold, their smallest size in half points, its place.

    `centred` says that it stands in the middle.
    """

    bold: bool
    size: int
    centred: bool = False


def look(paragraph: Element, document: Document) -> Look:
    """How a paragraph's words look."""
    style = document.styles.style(paragraph)
    bold, size = True, 0
    for run in _said(paragraph, document, style):
        bold = bold and bool(ooxml.is_on(document.styles.of_run(run, style, "w:b")))
        own = _size(run, style, document)
        size = min(size, own) if size else own
    place = ooxml.attribute(document.styles.of_paragraph(paragraph, "w:jc"), "w:val")
    return Look(bold and bool(size), size, place == "center")


def body_size(document: Document, sheet: Sheet) -> int:
    """The size that most of a document's letters have."""
    found: Counter[int] = Counter()
    for number, paragraph in enumerate(sheet.elements, start=1):
        text = sheet.text(number)
        if text.strip():
            style = document.styles.style(paragraph)
            run = next(_said(paragraph, document, style), None)
            if run is not None:
                found[_size(run, style, document)] += len(text)
    return found.most_common(1)[0][0] if found else DEFAULT_SIZE


def _said(paragraph: Element, document: Document, style: str) -> Iterator[Element]:
    """The runs of a paragraph that say something."""
    from lxml.etree import iterwalk

    walk = iterwalk(paragraph, events=("start",))
    next(walk)
    for _, one in walk:
        kind = ooxml.name(one)
        if kind == "w:r":
            if "".join(map(glyph, one)).strip() and not is_hidden(one, style, document):
                yield one
            walk.skip_subtree()
        elif kind in ("w:p", "w:del", "w:moveFrom", "w:pPr"):
            walk.skip_subtree()


def _size(run: Element, style: str, document: Document) -> int:
    found = document.styles.of_run(run, style, "w:sz")
    if found is None:
        found = document.styles.default("w:sz")
    size = ooxml.number(found)
    return size if size and size > 0 else DEFAULT_SIZE
