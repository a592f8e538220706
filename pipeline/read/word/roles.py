"""What each paragraph of a Word file is, by its style and its numbering."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.read.word import ooxml
from pipeline.read.word.document import Document
from pipeline.read.word.numbering import Counter, Item
from pipeline.read.word.texts import NOTES, Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BODY_TEXT = 9  # the outline level that says: no heading
LONGEST_HEADING = 250  # characters: what is longer was given an outline level by mistake

# Names of styles. Word writes its own in English whatever language it speaks; others do not.
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek"
    r"|заголовок|nadpis|címsor|başlık|επικεφαλίδα|标题|標題|見出し|제목)\s*([1-9])"
)
_NAMES: Mapping[str, frozenset[str]] = {
    "title": frozenset({"title", "titel", "titre", "título", "titolo", "tytuł", "название"}),
    "quote": frozenset(
        {
            *("quote", "intense quote", "block text", "quotations", "block quotation", "zitat"),
            *("intensives zitat", "citation", "citation intense", "cita", "citazione", "blocktext"),
            *("block quote", "blockquote", "pull quote"),
        }
    ),
    "code": frozenset(
        {
            *("html preformatted", "preformatted text", "source code", "code", "code block"),
            *("macro text", "macro", "html vorformatiert", "codeblock", "verbatim"),
        }
    ),
    "caption": frozenset(
        {
            *("caption", "beschriftung", "légende", "leyenda", "didascalia", "bijschrift"),
            *("figure", "illustration", "drawing", "image caption", "table caption"),
        }
    ),
    "continued": frozenset(
        {
            *("list paragraph", "listenabsatz", "list continue", "list continue 2"),
            *("list continue 3", "paragraphe de liste", "párrafo de lista", "paragrafo elenco"),
        }
    ),
}
CODE_RUNS = frozenset(
    {"html code", "source text", "verbatim char", "inline code", "code char", "html typewriter"}
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a paragraph is: title, heading, item, quote, code, caption, continued or text.

    `level` is a heading's, from 1. `item` is its place in a list; a heading has one where Word
    numbers it. `typed` are the characters of a bullet or a number that was typed by hand.
    """

    kind: str
    level: int = 0
    item: Item | None = None
    typed: int = 0


def roles(document: Document, sheet: Sheet) -> list[Role]:
    """The role of each paragraph, in their order."""
    counter = Counter(document.numbering, document.styles)
    found: list[Role] = []
    joined = False
    for number, element in enumerate(sheet.elements, start=1):
        item = counter.item(element)
        goes_on = ooxml.child(element, "w:pPr", "w:rPr", "w:del") is not None
        if item and (joined or goes_on):  # its number would stand amid what is one paragraph now
            item = replace(item, label="")
        role = _role(element, item, len(sheet.text(number)), document)
        noted = any(piece.kind in NOTES for piece in sheet.pieces[number - 1])
        # Code has no room for a reference to a note.
        found.append(Role("text") if role.kind == "code" and noted else role)
        joined = goes_on
    return found


def _role(paragraph: Element, item: Item | None, length: int, document: Document) -> Role:
    names = document.styles.names(document.styles.style(paragraph))
    if any(name in _NAMES["title"] for name in names[:2]):
        return Role("title", 1)
    level = _level(paragraph, names, document)
    if level and length <= LONGEST_HEADING:
        return Role("heading", level, item)
    for kind in ("quote", "code", "caption"):
        if any(name in _NAMES[kind] for name in names):
            return Role(kind)
    if item:
        return Role("item", item=item)
    return Role("continued" if names[0] in _NAMES["continued"] else "text")


def _level(paragraph: Element, names: tuple[str, ...], document: Document) -> int:
    """A heading's level, 0 for a paragraph that is none."""
    if names[0].startswith("toc"):
        return 0
    outline = ooxml.number(document.styles.of_paragraph(paragraph, "w:outlineLvl"))
    if outline is not None:
        return outline + 1 if 0 <= outline < BODY_TEXT else 0
    named = next(filter(None, (_HEADING.fullmatch(name) for name in names)), None)
    return int(named[1]) if named else 0
