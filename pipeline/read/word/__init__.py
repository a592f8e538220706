"""A Word file: its paragraphs, its notes, its pictures; comments and deletions as removals.

    package ──document──▶ sheet: the paragraphs' own text, read without the converter
                            │
                          roles ──prepared──▶ converter ──converted, shaped──▶ Markdown

The file is opened within bounds and nothing in it runs. What the converter would drop in silence
is settled before it gets the text; what is left out is a removal; the sheet is what the mails are
proved against.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from pipeline.errors import Place, SourceError
from pipeline.model import Lines
from pipeline.read.manuscript import Draft, Manuscript, Reading
from pipeline.read.markdown.source import Source
from pipeline.read.word import document as parts
from pipeline.read.word.texts import Sheet, sheet

if TYPE_CHECKING:
    from pipeline.read.tree import Written
    from pipeline.read.word.roles import Role

FORMAT = "word"
UNIT = "paragraph"


def opened(data: bytes, file: str) -> Manuscript:
    """A Word file's bytes as a manuscript, whose lines are its paragraphs.

    Raises SourceError for what is no Word file, and for one that is not safe to read.
    """
    shown = sheet(parts.document(data, file)).texts()
    return Manuscript(
        file=file,
        format=FORMAT,
        sha256=hashlib.sha256(data).hexdigest(),
        shown=shown,
        body="\n".join(shown),
        data=data,
        lines_unit=UNIT,
    )


def drafted(paper: Manuscript, reading: Reading) -> Draft:
    """A Word file's article. Raises SourceError where it holds the word that marks fields."""
    from pipeline.read.tree import to_markdown
    from pipeline.read.word.about import about, named
    from pipeline.read.word.contents import contents
    from pipeline.read.word.converted import converted
    from pipeline.read.word.left_out import left_out
    from pipeline.read.word.outline import outlined
    from pipeline.read.word.prepared import Writer
    from pipeline.read.word.roles import roles
    from pipeline.read.word.shape import shaped
    from pipeline.read.word.typed import typed_lists

    document = parts.document(paper.data, paper.file)
    read = sheet(document, hidden_too="hidden" in reading.keep)
    runs = [] if "table-of-contents" in reading.keep else contents(document, read)
    without = {number for first, last in runs for number in range(first, last + 1)}
    found = outlined(
        document, read, typed_lists(read, roles(document, read)), without, named(document)
    )
    writer = Writer(document, read, found, without, reading.keep)
    made = writer.write()
    tree = converted(made)
    shaped(tree, found)
    written = to_markdown(tree, paper.file)
    if reading.prefix in written.markdown:
        raise SourceError(
            "the article holds the very word that its fields would be marked with",
            place=Place(paper.file),
            hint=f"take {reading.prefix!r} out of it",
        )
    text = _text(read, found, without)
    return Draft(
        source=Source(paper.file, written.markdown, _spans(written), paper.shown),
        used=[],
        text=text,
        removals=left_out(document, read, runs, made.left_out),
        about=about(document, read, text),
        images=writer.images,
        note_lines=read.note_lines,
    )


def _spans(written: Written) -> list[Lines]:
    """The paragraphs of each line of Markdown; an empty one belongs to the block above it."""
    spans = list(written.spans)
    for at, line in enumerate(written.markdown.split("\n")):
        if at and not line.strip("> "):
            spans[at] = spans[at - 1]
    return spans


def _text(read: Sheet, found: Sequence[Role], without: Collection[int]) -> str:
    """The document's own text as Word shows it: a heading has its number, typed bullets go."""
    lines: list[str] = []
    for number, role in enumerate(found, start=1):
        text = read.text(number)[role.typed :]
        labelled = role.kind in ("heading", "title") and role.item and text.strip()
        shown = labelled and number not in without
        lines.append(f"{role.item.label} {text}" if shown and role.item else text)
    return "\n".join(lines)
