"""The table of contents of a Word file, which a series has no pages for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.read.word import ooxml
from pipeline.read.word.document import Document
from pipeline.read.word.texts import NOTES, Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ENTRY = re.compile(r"toc\s*\d|contents \d|verzeichnis \d|table of figures")
_HEADING = re.compile(r"toc heading|contents heading|inhaltsverzeichnisüberschrift")
_CALLED = re.compile(
    r"(?i)(table of )?contents|inhalt(sverzeichnis)?|sommaire|table des matières|índice|contenido"
    r"|indice|sommario|inhoud(sopgave)?|innehåll(sförteckning)?|indhold|sisällys|spis treści"
    r"|оглавление|содержание|目录|目次|차례"
)


def contents(document: Document, sheet: Sheet) -> list[tuple[int, int]]:
    """The runs of paragraphs that are a table of contents: first and last number."""
    found = {number for number in _numbers(document, sheet) if not _holds_more(sheet, number)}
    for number in sorted(found):
        above = number - 1
        while above > 0 and not sheet.text(above).strip():
            above -= 1
        if above > 0 and above not in found and _heads(document, sheet, above):
            found.update(range(above, number))
    runs: list[tuple[int, int]] = []
    for number in sorted(found):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return [run for run in runs if any(sheet.text(n).strip() for n in range(run[0], run[1] + 1))]


def _numbers(document: Document, sheet: Sheet) -> Iterator[int]:
    for part in ooxml.every(document.body, "w:sdt"):
        gallery = ooxml.child(part, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
        if ooxml.attribute(gallery, "w:val") == "Table of Contents":
            for paragraph in ooxml.every(part, "w:p"):
                if paragraph in sheet.numbers:
                    yield sheet.numbers[paragraph]
    for number, paragraph in enumerate(sheet.elements, start=1):
        if _ENTRY.match(_style(document, paragraph)):
            yield number


def _heads(document: Document, sheet: Sheet, number: int) -> bool:
    """Whether a paragraph is the heading of the contents below it."""
    called = _CALLED.fullmatch(sheet.text(number).strip().rstrip(":"))
    return bool(called or _HEADING.match(_style(document, sheet.elements[number - 1])))


def _style(document: Document, paragraph: Element) -> str:
    names = document.styles.names(document.styles.style(paragraph))
    return names[0] if names else ""


def _holds_more(sheet: Sheet, number: int) -> bool:
    """Whether a note or a text box hangs on a paragraph, as on none of a table of contents."""
    noted = any(piece.kind in NOTES for piece in sheet.pieces[number - 1])
    return noted or len(list(ooxml.every(sheet.elements[number - 1], "w:p"))) > 1
