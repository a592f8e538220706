"""Footnotes: which of an article's own lines they are, and whether each came where it should.

The reader says which lines a note takes. That is believed only of lines that look like it; all
others must arrive in the text's flow, so that nothing is lost whatever the reader says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.model import Article, Email, Footnote, Lines, notes_of

_DEFINED = re.compile(r"[ \t>]*\[\^([^\]\[\s\\^]+)\]:[ \t]*")
_INDENTED = re.compile(r" {4}|[ ]{0,3}\t")


class Shown(NamedTuple):
    """A note as a mail shows it: its label, and its words there."""

    label: str
    html: str
    text: str
    web: str


class Notes(NamedTuple):
    """The notes of an article: `known` are the lines of each by its label, `apart` all of these.

    `lines` are those of the article's own text.
    """

    markdown: bool
    lines: Sequence[str]
    known: Mapping[str, Lines]
    apart: frozenset[int]

    def text(self, label: str) -> str:
        """A note as it stands in the source, without its label and the space it is set in by."""
        found = self.lines[self.known[label].first - 1 : self.known[label].last]
        if not self.markdown:
            return "\n".join(found)
        first = _DEFINED.sub("", found[0], count=1)
        return "\n".join([first, *(_INDENTED.sub("", line, count=1) for line in found[1:])])

    def flow(self) -> list[str]:
        """The lines of the text, those of notes blank."""
        return ["" if n in self.apart else line for n, line in enumerate(self.lines, start=1)]

    def shown(self, email: Email) -> list[Shown] | None:
        """The notes that a mail shows: those of its blocks, each once, in order; None if not so."""
        wanted = [note.label for note in notes_of(email.part.blocks)]
        shown_in = (email.notes_html, email.notes_text, email.notes_web)
        if any(len(notes) != len(wanted) for notes in shown_in):
            return None
        shown = zip(wanted, *shown_in, strict=True)
        return [Shown(*one) for one in shown if one[0] in self.known]

    def missing(self, labels: Iterable[str]) -> list[int]:
        """The lines of notes that none of some labels names."""
        there = set(_numbers(self.known[label] for label in labels))
        return sorted(self.apart - there)


def notes(article: Article) -> Notes:
    """The notes of an article, as far as its own lines bear out what its reader says of them."""
    lines = article.text.split("\n")
    found = notes_of(article.blocks)
    if article.format == "markdown":
        known = {note.label: note.lines for note in found if _is_definition(lines, note)}
        return Notes(True, lines, known, frozenset(_numbers(known.values())))
    apart = frozenset(_numbers(article.note_lines))
    known = {note.label: note.lines for note in found if apart.issuperset(_numbers([note.lines]))}
    return Notes(False, lines, known, apart)


def _numbers(lines: Iterable[Lines]) -> Iterator[int]:
    for one in lines:
        yield from range(one.first, one.last + 1)


def _is_definition(lines: Sequence[str], note: Footnote) -> bool:
    """Whether lines look like the definition of a note: nothing else may be taken for one."""
    first = _DEFINED.match(lines[note.lines.first - 1])
    if not first or first[1].casefold() != note.label:
        return False
    return all(
        not lines[at].strip() or _INDENTED.match(lines[at]) or lines[at - 1].strip()
        for at in range(note.lines.first, note.lines.last)
    )
