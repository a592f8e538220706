"""An article's own text as stretches that must arrive: read by line, knowing no parser.

Markdown is written with letters too: a link's address, a tag, the number of a list. Such a
stretch has several ways to arrive, one of which may be not at all; any other has one. Where only
a parser could tell (a line that may be code, HTML or a table), a stretch has all the ways that it
could have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import slots
from pipeline.check.conservation.markdown_lines import is_fence, told_apart
from pipeline.check.conservation.markdown_pieces import Prose
from pipeline.check.conservation.notes import Notes
from pipeline.check.conservation.stretch import Stretch, by_line
from pipeline.model import Article
from pipeline.words import essence

_TEXT_MARKUP = re.compile(
    r"(?m)^[^\S\n]*(?:(?:[-*+•‣◦▪·–]|\d{1,3}[.)])[^\S\n]+(?=\S)|[\s*_=~–—•·⁂-]+$)"
)


def stretches(article: Article, own: Notes) -> list[Stretch]:
    """The stretches of the article's flow, less the lines that were removed; notes are apart."""
    gone = {
        line
        for removal in article.removals
        if not removal.within
        for line in range(removal.lines.first, removal.lines.last + 1)
    }
    lines = enumerate(own.flow(), start=1)
    kept = ["" if number in gone else line for number, line in lines]
    markdown = article.format == "markdown"
    found = _markdown(kept, article, own) if markdown else _plain_text("\n".join(kept))
    return [stretch for stretch in found if any(stretch.ways)]


def note_stretches(article: Article, own: Notes, label: str) -> list[Stretch]:
    """The stretches of one footnote of a Markdown article."""
    before = own.known[label].first - 1
    found = _markdown(own.text(label).split("\n"), article, own)
    return [one._replace(line=one.line + before) for one in found if any(one.ways)]


def _plain_text(text: str) -> Iterator[Stretch]:
    """Plain text arrives as it is, but for the signs and numbers of its lists, and its rules."""
    end, line = 0, 1
    for found in _TEXT_MARKUP.finditer(text):
        yield from by_line(text[end : found.start()], line)
        line += text.count("\n", end, found.start())
        yield Stretch(line, ("", essence(found[0])))
        line += found[0].count("\n")
        end = found.end()
    yield from by_line(text[end:], line)


def _markdown(lines: list[str], article: Article, own: Notes) -> Iterator[Stretch]:
    """In fenced code nothing is markup, its fences are; fields are there as they were written."""
    known = told_apart(lines)
    mark = slots.pattern(article.marks.prefix)
    raw = {one.text: one.raw for one in article.marks.used}
    prose = Prose(mark, raw, known.vague, frozenset(own.known))
    start = 0
    for first, last in known.fenced:
        yield from prose.stretches("\n".join(lines[start:first]), start + 1)
        for at in range(first, last + 1):
            line = essence(mark.sub(lambda found: raw[found[0]], lines[at]))
            fence = at in (first, last) and is_fence(lines[at])
            yield Stretch(at + 1, ("", line) if fence else (line,))
        start = last + 1
    yield from prose.stretches("\n".join(lines[start:]), start + 1)
