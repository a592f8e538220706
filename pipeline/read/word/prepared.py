"""A Word file as the converter gets it: plain paragraphs, runs, tables and notes, nothing else.

All that the converter would drop in silence, or read and fetch by itself, is settled before: what
is wrapped in elements that it does not know stands by itself, text boxes come after the paragraph
that they hang on, tracked changes are taken as accepted. A paragraph begins with a bookmark that
says its number.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from pipeline.errors import Place, SourceError
from pipeline.read.word import ooxml, texts
from pipeline.read.word.document import Document
from pipeline.read.word.roles import Role
from pipeline.read.word.runs import DRAWN, PARAGRAPH, RULE, SILENT, Prepared, Runs, bookmark

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TABLES = 8  # tables within tables at most
COLUMNS = 63  # of a table, in Word
_ENDS_PARAGRAPHS = ("w:body", "w:tc", "w:txbxContent", "w:footnote", "w:endnote")


class Writer:
    """Writes a document's paragraphs for the converter, but for those in `without`.

    `kept` are the rules of removal that are turned off; `images` the bytes of the pictures.
    """

    def __init__(
        self,
        document: Document,
        sheet: texts.Sheet,
        roles: Sequence[Role],
        without: Collection[int] = (),
        kept: Collection[str] = (),
    ) -> None:
        self._made = Prepared()
        self._document = document
        self._sheet = sheet
        self._roles = roles
        self._without = without
        self._runs = Runs(document, sheet, self._made, kept)
        self._out: list[str] = []
        self._carried = ""
        self._number = 1
        self._tables = 0

    @property
    def images(self) -> dict[str, bytes]:
        """The bytes of the pictures that were written, by their addresses."""
        return self._runs.images

    def write(self) -> Prepared:
        """The whole document and its notes."""
        self._blocks(self._document.body)
        self._made.body, self._out = "".join(self._out), []
        names = {kind: name for name, kind in self._document.parts.items()}
        for kind, identity in self._sheet.notes:
            self._runs.part = names.get(f"{kind}s", "")
            self._blocks(self._document.notes[kind, identity])
            self._made.notes.append("".join(self._out))
            self._out = []
        return self._made

    def _blocks(self, parent: Element) -> None:
        for one in parent:
            self._block(one)
        if ooxml.name(parent) in _ENDS_PARAGRAPHS:
            self._flush()

    def _block(self, one: Element) -> None:
        kind = ooxml.name(one)
        if kind == "w:p":
            self._paragraph(one)
        elif kind == "w:tbl":
            self._table(one)
        elif kind in ("w:altChunk", "w:subDoc"):
            self._runs.embedded(one, self._number)
        elif kind not in SILENT:
            self._blocks(one)

    def _flush(self) -> None:
        """End a paragraph whose end was deleted, where none follows."""
        if self._carried:
            self._out.append(f"<w:p>{self._carried}</w:p>")
            self._carried = ""

    def _paragraph(self, paragraph: Element) -> None:
        number = self._sheet.numbers.get(paragraph, 0)
        if not number or number in self._without:
            return
        self._number = number
        runs = self._runs.paragraph(paragraph, number, self._roles[number - 1])
        boxes = self._runs.boxes
        rule = bookmark(RULE) if _is_rule(paragraph, self._sheet.text(number)) else ""
        self._carried += f"{bookmark(PARAGRAPH + str(number))}{runs}{rule}"
        if ooxml.child(paragraph, "w:pPr", "w:rPr", "w:del") is None or boxes:
            self._flush()
        for box in boxes:
            self._block(box)

    def _table(self, table: Element) -> None:
        self._flush()
        self._tables += 1
        if self._tables > TABLES:
            file, above = self._document.package.file, self._sheet.text(self._number)
            raise SourceError(
                f"tables are nested more than {TABLES} deep",
                place=Place(file, self._number, text=above, unit="paragraph"),
                hint="take the inner ones out: a mail program shows one or two levels at most",
            )
        self._out.append("<w:tbl>")
        for row in _within(table, "w:tr"):
            if not texts.is_deleted_row(row):
                self._row(row)
        self._out.append("</w:tbl>")
        self._tables -= 1

    def _row(self, row: Element) -> None:
        head = ooxml.is_on(ooxml.child(row, "w:trPr", "w:tblHeader"))
        self._out.append("<w:tr>" + ("<w:trPr><w:tblHeader/></w:trPr>" if head else ""))
        for cell in _within(row, "w:tc"):
            properties = ooxml.child(cell, "w:tcPr")
            span = ooxml.number(ooxml.child(properties, "w:gridSpan")) or 1
            merged = ooxml.child(properties, "w:vMerge")
            below = merged is not None and ooxml.attribute(merged, "w:val") != "restart"
            merge = "<w:vMerge/>" if below and not self._says(cell) else ""
            columns = f'<w:gridSpan w:val="{min(max(span, 1), COLUMNS)}"/>'
            self._out.append(f"<w:tc><w:tcPr>{columns}{merge}</w:tcPr>")
            self._blocks(cell)
            self._out.append("</w:tc>")
        self._out.append("</w:tr>")

    def _says(self, cell: Element) -> bool:
        """Whether there is anything in a cell: what is merged with one above loses its own."""
        numbers = (self._sheet.numbers.get(one, 0) for one in ooxml.every(cell, "w:p"))
        drawn = next(ooxml.every(cell, *DRAWN), None) is not None
        return drawn or any(self._sheet.text(one).strip() for one in numbers if one)


def _within(parent: Element, wanted: str) -> list[Element]:
    """The rows of a table or the cells of a row, also those that are wrapped in something."""
    found: list[Element] = []
    for one in parent:
        kind = ooxml.name(one)
        if kind == wanted:
            found.append(one)
        elif kind not in SILENT and kind not in ("w:p", "w:tbl"):
            found += _within(one, wanted)
    return found


def _is_rule(paragraph: Element, text: str) -> bool:
    """Whether an empty paragraph is a line across the page."""
    if text.strip():
        return False
    border = ooxml.child(paragraph, "w:pPr", "w:pBdr", "w:bottom")
    drawn = any(
        ooxml.attribute(one, "o:hr") in ("t", "true", "1")
        for one in ooxml.every(paragraph, "v:rect")
    )
    return drawn or ooxml.attribute(border, "w:val", "nil") not in ("nil", "none")
