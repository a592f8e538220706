"""A Word file's own text, paragraph by paragraph, read without the converter.

It is what the mails are proved against. Every sign counts wherever it stands, but for what was
deleted or moved away while changes were tracked, and what is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import Place, SourceError
from pipeline.model import Lines
from pipeline.read.word import equations, ooxml
from pipeline.read.word.document import Document
from pipeline.read.word.glyphs import glyph

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PARAGRAPHS = 30_000
CHARACTERS = 10_000_000
GONE = ("w:del", "w:moveFrom")
NOTES = ("footnote", "endnote")


class Piece(NamedTuple):
    """A piece of a paragraph and what it says: "text", "hidden" or "deleted".

    For a reference to a note it is "footnote" or "endnote", and the note's id.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paragraphs of a document: of its body, of the text boxes where they hang, of its notes.

    `elements` and `pieces` are in the paragraphs' order, `numbers` give an element's number, from
    1. `notes` are the notes' sorts and ids in the order in which they are referred to, `note_lines`
    the paragraphs of each; `deleted_rows` what stood in rows that were deleted, with the number
    of the paragraph above.
    """

    elements: tuple[Element, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    numbers: Mapping[Element, int]
    notes: tuple[tuple[str, str], ...]
    note_lines: tuple[Lines, ...]
    deleted_rows: tuple[tuple[int, str], ...]

    def text(self, number: int) -> str:
        """What a paragraph says."""
        return "".join(one.text for one in self.pieces[number - 1] if one.kind == "text")

    def texts(self) -> tuple[str, ...]:
        """What each paragraph says."""
        return tuple(map(self.text, range(1, len(self.elements) + 1)))


def sheet(document: Document, *, hidden_too: bool = False) -> Sheet:
    """The paragraphs of a document. Raises SourceError where they are too many or too long."""
    elements: list[Element] = []
    rows: list[tuple[int, str]] = []
    _collect(document.body, elements, rows)
    pieces = _read(elements, document, hidden_too=hidden_too)
    notes: list[tuple[str, str]] = []
    lines: list[Lines] = []
    for note in _referred_to(pieces, document):
        inside: list[Element] = []
        _collect(document.notes[note], inside, rows)
        own = _read(inside, document, hidden_too=hidden_too)
        if _says(document.notes[note], own):
            notes.append(note)
            lines.append(Lines(len(elements) + 1, len(elements) + len(inside)))
            elements += inside
            pieces += own
    _check(len(elements), PARAGRAPHS, "paragraphs", document)
    _check(sum(len(one.text) for some in pieces for one in some), CHARACTERS, "letters", document)
    numbers = {element: number for number, element in enumerate(elements, start=1)}
    return Sheet(tuple(elements), tuple(pieces), numbers, tuple(notes), tuple(lines), tuple(rows))


def _read(
    elements: Sequence[Element], document: Document, *, hidden_too: bool
) -> list[tuple[Piece, ...]]:
    _check(len(elements), PARAGRAPHS, "paragraphs", document)
    return [tuple(_pieces(one, document, hidden_too=hidden_too)) for one in elements]


def _says(note: Element, pieces: Sequence[Sequence[Piece]]) -> bool:
    """Whether there is anything in a note: one that is empty is none."""
    said = any(one.kind == "text" and one.text.strip() for some in pieces for one in some)
    return said or next(ooxml.every(note, "w:drawing", "w:pict"), None) is not None


def _referred_to(
    pieces: Sequence[Sequence[Piece]], document: Document
) -> tuple[tuple[str, str], ...]:
    """The notes that some paragraphs refer to, in the order in which they first do."""
    found = ((one.kind, one.text) for some in pieces for one in some if one.kind in NOTES)
    return tuple(note for note in dict.fromkeys(found) if note in document.notes)


def _check(found: int, most: int, what: str, document: Document) -> None:
    if found > most:
        raise SourceError(
            f"there are over {most:,} {what} in it",
            place=Place(document.package.file),
            hint="an article is far shorter: split the file first",
        )


def _collect(root: Element, elements: list[Element], rows: list[tuple[int, str]]) -> None:
    """The paragraphs within an element, those of text boxes after the one that they hang on."""
    from lxml.etree import iterwalk

    walk = iterwalk(root, events=("start",))
    for _, one in walk:
        kind = ooxml.name(one)
        if kind in GONE:
            walk.skip_subtree()
        elif is_deleted_row(one):
            rows.append((len(elements), _deleted(one)))
            walk.skip_subtree()
        elif kind == "w:p":
            elements.append(one)


def is_deleted_row(element: Element) -> bool:
    """Whether it is a row of a table that was deleted while changes were tracked."""
    return ooxml.name(element) == "w:tr" and ooxml.child(element, "w:trPr", "w:del") is not None


def is_hidden(run: Element, style: str, document: Document) -> bool:
    """Whether a run is hidden text, in a paragraph of a style."""
    return bool(ooxml.is_on(document.styles.of_run(run, style, "w:vanish")))


def _pieces(paragraph: Element, document: Document, *, hidden_too: bool) -> Iterator[Piece]:
    """The pieces of one paragraph, without those of the paragraphs in its text boxes."""
    from lxml.etree import iterwalk

    style = document.styles.style(paragraph)
    walk = iterwalk(paragraph, events=("start",))
    next(walk)
    for _, one in walk:
        kind = ooxml.name(one)
        if kind == "w:del":
            yield Piece("deleted", _deleted(one))
        elif kind == "w:r" and not hidden_too and is_hidden(one, style, document):
            yield Piece("hidden", "".join(map(glyph, one)))
        elif kind in ("w:footnoteReference", "w:endnoteReference"):
            yield Piece(kind[2:].removesuffix("Reference"), ooxml.attribute(one, "w:id"))
        elif kind not in ("w:p", "w:moveFrom", "w:pPr", "w:rPr"):
            text = said(one)
            yield Piece("text", text or "")
            if text is None:
                continue
        walk.skip_subtree()


def said(element: Element) -> str | None:
    """What an element says, with all that is in it; None for one that only holds others."""
    kind = ooxml.name(element)
    if kind == "m:oMath":
        return equations.linear(element)
    if kind == "w:ruby":
        return _ruby(element)
    return glyph(element) or None


def _ruby(element: Element) -> str:
    """Signs with their reading, which comes in brackets behind them."""
    base, reading = (
        "".join(map(glyph, [] if part is None else ooxml.every(part, "w:t", "w:sym")))
        for part in (ooxml.child(element, "w:rubyBase"), ooxml.child(element, "w:rt"))
    )
    return f"{base}({reading})" if reading else base


def _deleted(element: Element) -> str:
    """What was deleted, its paragraphs on a line each."""
    parts: list[str] = []
    for one in ooxml.every(element, "w:p", "w:delText", "w:t", "w:tab", "w:br"):
        kind = ooxml.name(one)
        if kind == "w:p":
            parts.append("\n")
        else:
            parts.append(one.text or "" if kind == "w:delText" else glyph(one))
    return "".join(parts).strip()
