"""What stands in a paragraph, as the converter gets it: runs, links, pictures, notes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from pipeline.read.word import links, ooxml, texts
from pipeline.read.word.document import Document
from pipeline.read.word.pictures import Album, LeftOut, Shown
from pipeline.read.word.roles import CODE_RUNS, Role

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PARAGRAPH, PICTURE, RULE = "ll-p-", "ll-i-", "ll-r"  # how the bookmarks of each begin
DRAWN = ("w:drawing", "w:pict", "w:object")
SILENT = frozenset(
    {
        *("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr"),
        *("w:sectPr", "w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText"),
        *("w:fldData", "w:rubyPr", "w:footnotePr", "w:endnotePr"),
    }
)
_BOXED = ("w:p", "w:tbl", "w:txbxContent")
_NOTES = ("w:footnoteReference", "w:endnoteReference")
_LOOKS = {"w:b": "b", "w:i": "i", "w:strike": "strike", "w:dstrike": "strike"}


@dataclass(slots=True)
class Prepared:
    """What is written for the converter, and what comes of it beside the text.

    `links` are the addresses with the names of their relationships, `pictures` those that the
    bookmarks of pictures stand for; `left_out` is what cannot be in a mail, with the numbers of
    the paragraphs.
    """

    body: str = ""
    notes: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    pictures: list[Shown] = field(default_factory=list)
    left_out: list[tuple[int, LeftOut]] = field(default_factory=list)


def bookmark(name: str) -> str:
    """A bookmark, of which the converter makes an anchor."""
    return f"<w:bookmarkStart w:name={quoteattr(name)}/>"


class Runs:
    """Writes the runs of one paragraph after the other; `boxes` are the boxes that hang on it.

    `part` is the name of the part that they stand in, `kept` the rules of removal turned off.
    """

    def __init__(
        self, document: Document, sheet: texts.Sheet, made: Prepared, kept: Collection[str]
    ) -> None:
        self.boxes: list[Element] = []
        self.part = document.main
        self._document = document
        self._made = made
        self._album = Album(document)
        self._hidden_too = "hidden" in kept
        self._notes = {note: at for at, note in enumerate(sheet.notes, start=1)}
        self._fields = links.Fields()
        self._out: list[str] = []
        self._number = 1
        self._role = Role("text")
        self._style = ""
        self._skip = 0

    @property
    def images(self) -> dict[str, bytes]:
        """The bytes of the pictures that were written, by their addresses."""
        return self._album.data

    def paragraph(self, paragraph: Element, number: int, role: Role) -> str:
        """The runs of a paragraph."""
        self._out, self.boxes = [], []
        self._number, self._role, self._skip = number, role, role.typed
        self._style = self._document.styles.style(paragraph)
        self._inline(paragraph)
        return "".join(self._out)

    def embedded(self, one: Element, number: int) -> None:
        """Another document that is put in here: it is named, and never opened."""
        relation = self._document.relation(self.part, ooxml.attribute(one, "r:id"))
        name = relation.target if relation else "another document"
        self._made.left_out.append((number, LeftOut("embedded-document", name)))

    def _inline(self, parent: Element) -> None:
        for one in parent:
            kind = ooxml.name(one)
            if kind == "w:r":
                self._run(one)
            elif kind in ("w:hyperlink", "w:fldSimple"):
                self._linked(one, links.address(one, self._document, self.part))
            elif kind in _BOXED:
                self.boxes.append(one)
            elif kind in ("w:altChunk", "w:subDoc"):
                self.embedded(one, self._number)
            elif not self._thing(one, "") and kind not in SILENT:
                self._inline(one)

    def _linked(self, parent: Element, address: str) -> None:
        start = len(self._out)
        self._inline(parent)
        if address and len(self._out) > start:
            self._out[start:] = [self._link("".join(self._out[start:]), address)]

    def _link(self, written: str, address: str) -> str:
        """What is written as a link to an address, as it is if that is ""."""
        if not address:
            return written
        name = self._made.links.setdefault(address, f"h{len(self._made.links) + 1}")
        return f'<w:hyperlink r:id="{name}">{written}</w:hyperlink>'

    def _run(self, run: Element) -> None:
        hidden = not self._hidden_too and texts.is_hidden(run, self._style, self._document)
        looks = "" if hidden else self._looks(run)
        link = self._fields.link
        start = len(self._out)
        self._in_run(run, looks, hidden=hidden)
        if link and len(self._out) > start:
            self._out[start:] = [self._link("".join(self._out[start:]), link)]

    def _in_run(self, run: Element, looks: str, *, hidden: bool) -> None:
        for one in run:
            kind = ooxml.name(one)
            self._fields.read(one)
            if kind in _BOXED:
                self.boxes.append(one)
            elif kind in DRAWN:
                self._draw(one, shown=not hidden)
            elif not (hidden or self._thing(one, looks) or kind in SILENT):
                self._in_run(one, looks, hidden=hidden)

    def _thing(self, one: Element, looks: str) -> bool:
        """Write what says something by itself; False for what only holds other things."""
        kind = ooxml.name(one)
        said = texts.said(one)
        if kind in DRAWN:
            self._draw(one, shown=True)
        elif kind in _NOTES:
            note = (kind[2:].removesuffix("Reference"), ooxml.attribute(one, "w:id"))
            if note in self._notes:
                self._out.append(f'<w:r><w:footnoteReference w:id="{self._notes[note]}"/></w:r>')
        elif kind in ("w:br", "w:cr") and ooxml.attribute(one, "w:type") in ("", "textWrapping"):
            self._out.append("" if self._skip else "<w:r><w:br/></w:r>")
            self._skip = max(0, self._skip - 1)
        elif said is not None:
            self._text(said, looks)
        else:
            return False
        return True

    def _text(self, text: str, looks: str) -> None:
        kept = text[self._skip :]
        self._skip = max(0, self._skip - len(text))
        if kept:
            self._out.append(f'<w:r>{looks}<w:t xml:space="preserve">{escape(kept)}</w:t></w:r>')

    def _looks(self, run: Element) -> str:
        """A run's own look, and what it inherits; headings and code have theirs by themselves."""
        if self._role.kind == "code":
            return ""
        styles, found = self._document.styles, []
        headed = self._role.kind in ("title", "heading")
        for wanted, look in _LOOKS.items():
            if ooxml.is_on(styles.of_run(run, self._style, wanted)) and not (
                headed and look == "b"
            ):
                found.append(f"<w:{look}/>")
        line = ooxml.attribute(styles.of_run(run, "", "w:u"), "w:val", "none")
        if line not in ("none", "0", "false") and not headed:
            found.append('<w:u w:val="single"/>')
        height = ooxml.attribute(styles.of_run(run, "", "w:vertAlign"), "w:val")
        if height in ("superscript", "subscript"):
            found.append(f'<w:vertAlign w:val="{height}"/>')
        if styles.run_style(run) in CODE_RUNS:
            found.append('<w:highlight w:val="code"/>')
        return f"<w:rPr>{''.join(found)}</w:rPr>" if found else ""

    def _draw(self, element: Element, *, shown: bool) -> None:
        """Write a bookmark for each picture of a drawing; its text boxes come later."""
        from lxml.etree import iterwalk

        for one in self._album.drawn(element, self.part) if shown else ():
            if isinstance(one, LeftOut):
                self._made.left_out.append((self._number, one))
                continue
            written = bookmark(f"{PICTURE}{len(self._made.pictures)}")
            self._made.pictures.append(one)
            self._out.append(self._link(written, links.safe(one.link)))
        walk = iterwalk(element, events=("start",))
        for _, one in walk:
            if ooxml.name(one) in _BOXED:
                self.boxes.append(one)
                walk.skip_subtree()
