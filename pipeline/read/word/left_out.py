"""What of a Word file is no part of the article, each thing a removal with its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline import words
from pipeline.model import Lines, Removal
from pipeline.read.word import ooxml
from pipeline.read.word.document import Document
from pipeline.read.word.glyphs import glyph
from pipeline.read.word.pictures import LeftOut
from pipeline.read.word.texts import Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_EDGES = {"w:headerReference": "page-header", "w:footerReference": "page-footer"}


def left_out(
    document: Document,
    sheet: Sheet,
    contents: Sequence[tuple[int, int]],
    drawn: Sequence[tuple[int, LeftOut]],
) -> tuple[Removal, ...]:
    """Everything that was left out, in the order of the paragraphs."""
    found = [
        *_edges(document, sheet),
        *_tracked(sheet),
        *_comments(document, sheet),
        *(_within(number, one.text, one.rule, counted=False) for number, one in drawn),
        *_macros(document),
        *(_contents(sheet, *run) for run in contents),
    ]
    return tuple(sorted(found, key=lambda one: one.lines))


def _within(number: int, text: str, rule: str, *, counted: bool = True) -> Removal:
    """A removal beside which other text stands; only the author's own words are counted."""
    at = max(1, number)
    shown = text.strip()
    return Removal(Lines(at, at), shown, rule, words.count(shown) * counted, within=True)


def _contents(sheet: Sheet, first: int, last: int) -> Removal:
    text = "\n".join(sheet.text(number) for number in range(first, last + 1))
    return Removal(Lines(first, last), text, "table-of-contents", words.count(text))


def _tracked(sheet: Sheet) -> Iterator[Removal]:
    """What is hidden, and what was deleted while changes were tracked."""
    rules = {"hidden": "hidden", "deleted": "tracked-deletion"}
    for number, pieces in enumerate(sheet.pieces, start=1):
        run, before = "", ""
        for piece in pieces:
            if piece.kind != before and run.strip():
                yield _within(number, run, rules[before])
            run = run if piece.kind == before else ""
            before = piece.kind
            run += piece.text if piece.kind in rules else ""
        if run.strip():
            yield _within(number, run, rules[before])
    for number, text in sheet.deleted_rows:
        if text.strip():
            yield _within(number, text, "tracked-deletion")


def _comments(document: Document, sheet: Sheet) -> Iterator[Removal]:
    """Comments, each at the paragraph that it hangs on."""
    hung: dict[str, int] = {}
    for one in ooxml.every(document.body, "w:commentReference", "w:commentRangeStart"):
        for above in one.iterancestors():
            if above in sheet.numbers:
                hung.setdefault(ooxml.attribute(one, "w:id"), sheet.numbers[above])
                break
    for identity, comment in document.comments.items():
        text = said(comment)
        if text:
            yield _within(hung.get(identity, 1), text, "comment")


def _edges(document: Document, sheet: Sheet) -> Iterator[Removal]:
    """What stands at the head and the foot of every page, each text but once."""
    told: set[tuple[str, str]] = set()
    package = document.package
    for one in ooxml.every(document.body, *_EDGES):
        relation = document.relation(document.main, ooxml.attribute(one, "r:id"))
        if relation is None or relation.external or relation.target not in package:
            continue
        rule = _EDGES[ooxml.name(one)]
        text = said(ooxml.parsed(package.read(relation.target), relation.target, package.file))
        if any(map(str.isalpha, text)) and (rule, text) not in told:
            told.add((rule, text))
            yield _within(1 if rule == "page-header" else len(sheet.elements), text, rule)


def _macros(document: Document) -> Iterator[Removal]:
    for name in document.package.ending("vbaproject.bin"):
        yield _within(1, f"macros ({name})", "macros", counted=False)


def said(root: Element) -> str:
    """What an element says, its paragraphs on a line each."""
    parts: list[str] = []
    for one in root.iter():
        kind = ooxml.name(one)
        parts.append("\n" if kind == "w:p" else glyph(one))
    return "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n") if line.strip())
