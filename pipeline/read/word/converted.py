"""The converter's HTML as a tree whose paragraphs know their numbers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from pipeline.read.word.runs import PARAGRAPH, PICTURE, RULE, Prepared

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LINES = "data-lines"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLES = "u => u\nhighlight[color='code'] => code"
_NOTE = re.compile(r"#footnote-(\d+)")


def converted(made: Prepared) -> Element:
    """The tree of what was prepared: paragraphs, tables, then the notes as `ll-note`.

    Every paragraph carries its numbers as `data-lines`, and so does a line across the page.
    """
    import mammoth
    from lxml import etree

    html = mammoth.convert_to_html(
        io.BytesIO(_package(made)),
        include_embedded_style_map=False,
        include_default_style_map=False,
        style_map=_STYLES,
        ignore_empty_paragraphs=True,
    ).value
    root = etree.fromstring(f"<div>{html}</div>", etree.XMLParser(huge_tree=True))
    for line in [one for link in root.iter("a") for one in link.iter("u")]:
        drop(line)  # a link is underlined by itself
    _number(root)
    _place(root, made)
    _refer(root)
    return root


def _package(made: Prepared) -> bytes:
    """What was prepared, as a file that the converter takes."""
    notes = "".join(
        f'<w:footnote w:id="{at}">{note}</w:footnote>' for at, note in enumerate(made.notes, 1)
    )
    links = "".join(
        f'<Relationship Id="{name}" Type="{_R}/hyperlink" Target={quoteattr(address)}'
        ' TargetMode="External"/>'
        for address, name in made.links.items()
    )
    space = f'xmlns:w="{_W}" xmlns:r="{_R}"'
    relations = f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'
    parts = {
        "word/document.xml": f"<w:document {space}><w:body>{made.body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {space}>{notes}</w:footnotes>",
        "word/_rels/document.xml.rels": relations,
        "word/_rels/footnotes.xml.rels": relations,
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return data.getvalue()


def _number(root: Element) -> None:
    """Turn the bookmarks of paragraphs into `data-lines`."""
    for paragraph in root.iter("p"):
        numbers: list[int] = []
        for mark in _marks(paragraph, PARAGRAPH):
            numbers.append(int(str(mark.get("id"))[len(PARAGRAPH) :]))
            drop(mark)
        if numbers:
            paragraph.set(LINES, f"{min(numbers)}-{max(numbers)}")


def _marks(root: Element, kind: str) -> Sequence[Element]:
    return [one for one in root.iter("a") if str(one.get("id") or "").startswith(kind)]


def _place(root: Element, made: Prepared) -> None:
    """Put pictures and lines where their bookmarks stand."""
    for mark in _marks(root, PICTURE):
        shown = made.pictures[int(str(mark.get("id"))[len(PICTURE) :])]
        mark.attrib.clear()
        mark.tag = "img"
        mark.set("src", shown.address)
        if shown.alt:
            mark.set("alt", shown.alt)
    for mark in _marks(root, RULE):
        mark.attrib.clear()
        mark.tag = "hr"


def _refer(root: Element) -> None:
    """Make references to notes, and the notes, of what the converter makes of them."""
    for link in list(root.iter("a")):
        found = _NOTE.fullmatch(str(link.get("href") or ""))
        above = link.getparent()
        if found and above is not None:
            link.attrib.clear()
            link.tag, link.text = "ll-noteref", None
            link.set("name", found[1])
            # A raised word beside it was put into the same element, and stays raised.
            if above.tag == "sup" and len(above) == 1 and not (above.text or link.tail):
                drop(above)
    told: set[str] = set()
    for note in list(_notes(root)):
        name = str(note.get("id")).rpartition("-")[2]
        note.attrib.clear()
        note.tag = "ll-note"
        note.set("name", name)
        _without_way_back(note)
        parent = note.getparent()
        if parent is not None and name not in told:
            root.append(note)
        elif parent is not None:
            parent.remove(note)
        told.add(name)


def _notes(root: Element) -> Iterator[Element]:
    for note in root.iter("li"):
        if str(note.get("id") or "").startswith("footnote-"):
            yield note


def _without_way_back(note: Element) -> None:
    """Take out the arrow that leads back to where a note is referred to."""
    for link in list(note.iter("a")):
        if str(link.get("href") or "").startswith("#footnote-ref-"):
            drop(link, words=True)


def drop(element: Element, *, words: bool = False) -> None:
    """Take an element out, with its `words` or without; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if not words:
        for inside in list(element):
            element.addprevious(inside)
    said = ("" if words else element.text or "") + (element.tail or "")
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + said
    else:
        parent.text = (parent.text or "") + said
    parent.remove(element)
