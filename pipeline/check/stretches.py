"""An article's own text as stretches that must arrive: read by line, knowing no parser.

Markdown is written with letters too: a link's address, a tag, the number of a list. Such a
stretch has several ways to arrive, one of which may be not at all; any other has one. Where only
a parser could tell (a line that may be code, HTML or a table), a stretch has all the ways that it
could have.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from html.entities import html5
from typing import NamedTuple

from pipeline import slots
from pipeline.model import Article

INDENT = 4  # columns that make a line code, or an item's

_LEFT_OUT = re.compile(r"[\s\x00-/:-@\[-`{-\x7f]+")
_TEXT_MARKUP = re.compile(
    r"(?m)^[^\S\n]*(?:(?:[-*+•‣◦▪·–]|\d{1,3}[.)])[^\S\n]+(?=\S)|[\s*_=~–—•·⁂-]+$)"
)
_FENCE = re.compile(
    r"(?P<quotes>(?:[ \t]*>)*)(?P<items>[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)"
    r"(?P<ticks>`{3,}(?!.*`)|~{3,})"
)
_QUOTES = re.compile(r"(?:[ \t]*>)*")
_HTML_LINE = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*<(?:(pre|script|style|textarea)\b|[A-Za-z/!?])",
    re.IGNORECASE,
)
_INDENTED = re.compile(r"[ >]*(?: {4}|\t)")
_TITLE = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))"""
_LISTED = r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*"
_INSIDE = r"(?:[^\n]|\n(?![ \t>]*(?:\n|\Z)))"  # a paragraph's characters
_COMMENT = (
    # One that begins a line may hold blank lines, one within a paragraph may not.
    rf"(?P<comment>(?m:^)[ \t>]*{_LISTED}<!--(?s:.*?)-->|<!--{_INSIDE}*?-->)"
)
_CODE = (
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)"
    rf"(?P<inner>{_INSIDE}+?)(?<!`)(?P=ticks)(?!`))"
)
_DROPPED = (
    r"(?P<dropped><(?P<name>script|style|template|noscript|svg|math)\b(?s:.*?)</(?P=name)\s*>)"
)
_AUTOLINK = (
    r"(?P<autolink><(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*|[^<>\s@]+@[A-Za-z0-9.-]+)>)"
)
_TAG = r"""(?P<tag></?[A-Za-z](?:"[^"]*"|'[^']*'|[^<>"'])*>|<[!?/][^<>]*>)"""
_ENTITY = r"(?P<entity>\\?&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});)"
_ESCAPE = r"(?P<escape>\\[!-/:-@\[-`{-~])"
_IMAGE = r"(?P<image>!\[(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*(?=\]))"
_ADDRESS = (
    r"(?P<address>\]\(\s*(?:<[^<>\n]*>|(?:\\.|[^()\s\\]|\((?:\\.|[^()\s\\])*\))*)"
    rf"(?:\s+{_TITLE})?\s*\))"
)
_LABEL = r"(?P<label>\]\[[^\[\]]*\])"
_DEFINITION = (
    rf"(?P<definition>(?m:^)[ \t>]*{_LISTED}\[(?:\\.|[^\[\]\\])+\]:"
    r"[ \t]*(?:\n[ \t>]*)?(?:<[^<>\n]*>|[^\s<]\S*)"
    rf"(?:(?:[ \t]+|[ \t]*\n[ \t>]*){_TITLE})?[ \t]*(?m:$))"
)
_NUMBER = r"(?P<number>(?m:^)[ \t>]*(?:[-*+][ \t]+)*(?:\d{1,9}[.)](?=\s)[ \t]*(?:[-*+][ \t]+)*)+)"
# What comes first in a text wins, and of what begins at one place what comes first here.
_PIECES = (
    *(_CODE, _DROPPED, _AUTOLINK, _TAG, _ENTITY, _ESCAPE),
    *(_IMAGE, _ADDRESS, _LABEL, _DEFINITION, _NUMBER),
)


class Stretch(NamedTuple):
    """Some characters of one line of the source, and the ways in which they may arrive."""

    line: int
    ways: tuple[str, ...]


def essence(text: str) -> str:
    """What is compared of a text: letters, digits and signs beyond ASCII."""
    return _LEFT_OUT.sub("", text)


def stretches(article: Article) -> list[Stretch]:
    """The article's stretches, less the lines that were removed."""
    gone = {
        line
        for removal in article.removals
        for line in range(removal.lines.first, removal.lines.last + 1)
    }
    lines = enumerate(article.text.split("\n"), start=1)
    kept = ["" if number in gone else line for number, line in lines]
    if article.format == "markdown":
        raw = {mark.text: mark.raw for mark in article.marks.used}
        mark = slots.pattern(article.marks.prefix)
        in_html = frozenset(_html(kept))
        vague = in_html.union(
            number
            for number, line in enumerate(kept, start=1)
            if "|" in line or _INDENTED.match(line)
        )
        found = _Markdown(kept, in_html, vague, mark, raw).stretches()
    else:
        found = _plain_text("\n".join(kept))
    return [stretch for stretch in found if any(stretch.ways)]


def _plain_text(text: str) -> Iterator[Stretch]:
    """Plain text arrives as it is, but for the signs and numbers of its lists, and its rules."""
    end, line = 0, 1
    for found in _TEXT_MARKUP.finditer(text):
        yield from _by_line(text[end : found.start()], line)
        line += text.count("\n", end, found.start())
        yield Stretch(line, ("", essence(found[0])))
        line += found[0].count("\n")
        end = found.end()
    yield from _by_line(text[end:], line)


def _by_line(text: str, line: int) -> Iterator[Stretch]:
    for number, one in enumerate(text.split("\n"), start=line):
        yield Stretch(number, (essence(one),))


class _Markdown(NamedTuple):
    """The lines of a Markdown file, and its fields' marks with what its author wrote for them.

    `vague` are the numbers of the lines of which only a parser could tell what they are: those
    that may be HTML, which `in_html` are, indented code or a table's row.
    """

    lines: Sequence[str]
    in_html: frozenset[int]
    vague: frozenset[int]
    mark: re.Pattern[str]
    raw: Mapping[str, str]

    def stretches(self) -> Iterator[Stretch]:
        """In fenced code nothing is markup, its fences are."""
        number = 0
        for opening, closing in [
            *_fences(self.lines, self.in_html),
            (len(self.lines), len(self.lines)),
        ]:
            text = "\n".join(self.lines[number:opening])
            head, close, tail = text.rpartition("-->")
            yield from self._marked_up(head + close, number + 1, comments=True)
            yield from self._marked_up(tail, number + 1 + head.count("\n"), comments=False)
            for at in range(opening, min(closing + 1, len(self.lines))):
                line = self._as_written(self.lines[at])
                fence = at in (opening, closing) and _FENCE.match(line)
                yield Stretch(at + 1, ("", essence(line)) if fence else (essence(line),))
            number = closing + 1

    def _as_written(self, text: str) -> str:
        """Text with its fields as their author wrote them, as they stand in code."""
        return self.mark.sub(lambda found: self.raw[found[0]], text)

    def _marked_up(
        self, text: str, line: int, *, comments: bool, vague: bool = False
    ) -> Iterator[Stretch]:
        """The stretches of a text that starts at a line; `comments` says that some may end."""
        end = 0
        for found in _pieces(self.mark.pattern, comments=comments).finditer(text):
            yield from self._words(text[end : found.start()], line, vague=vague)
            line += text.count("\n", end, found.start())
            size = found[0].count("\n")
            unclear = vague or any(at in self.vague for at in range(line, line + size + 1))
            yield from self._piece(found, line, vague=unclear)
            line += size
            end = found.end()
        yield from self._words(text[end:], line, vague=vague)

    def _words(self, text: str, line: int, *, vague: bool) -> Iterator[Stretch]:
        for number, one in enumerate(text.split("\n"), start=line):
            unclear = vague or number in self.vague
            yield Stretch(number, _ways(one, html.unescape(one)) if unclear else _ways(one))

    def _piece(self, found: re.Match[str], line: int, *, vague: bool) -> Iterator[Stretch]:
        text = found[0]
        match found.lastgroup:
            case "code" if vague or "\n" in text:
                # It may be no code at all: its ticks may belong to two paragraphs or cells.
                yield from self._marked_up(found["inner"], line, comments=False, vague=True)
            case "code":
                yield Stretch(line, (essence(self._as_written(text)),))
            case "autolink" if not vague:
                yield Stretch(line, (essence(text),))
            case "mark":
                yield Stretch(line, _ways(text, self.raw[text]) if vague else (text,))
            case "entity":
                yield Stretch(line, _entity_ways(text, vague=vague))
            case "escape":
                pass
            case "image":
                inner = self._marked_up(text.removeprefix("!["), line, comments=False)
                ways = _ways("", html.unescape(text), "".join(one.ways[0] for one in inner))
                yield Stretch(line, ways)
            case _:
                ways = _ways("", html.unescape(text), text, self._as_written(text))
                yield Stretch(line, ways)


@lru_cache(maxsize=8)
def _pieces(mark: str, *, comments: bool) -> re.Pattern[str]:
    first = [_COMMENT] if comments else []
    return re.compile("|".join((*first, *_PIECES, f"(?P<mark>{mark})")))


def _ways(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(essence, texts)))


def _entity_ways(text: str, *, vague: bool) -> tuple[str, ...]:
    """An entity arrives as its character; one that nothing is called, as it is written."""
    literal = essence(text)
    if text.startswith("\\"):
        return (literal, essence(html.unescape(text))) if vague else (literal,)
    name = text[1:]
    if name.startswith("#"):
        # CommonMark and HTML disagree on numbers that stand for no character.
        code = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
        valid = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        return (essence(valid), "\ufffd", essence(html.unescape(text)), literal)
    if name not in html5:
        return (literal,)
    return (essence(html5[name]), literal) if vague else (essence(html5[name]),)


def _html(lines: Sequence[str]) -> Iterator[int]:
    """The lines, from 1, that may be HTML: up to a blank line, or to the end of a `<pre>`."""
    inside, closing = False, ""
    for number, line in enumerate(lines, start=1):
        opened = None if inside else _HTML_LINE.match(line)
        if opened:
            inside, closing = True, f"</{opened[1].lower()}" if opened[1] else ""
        if inside:
            yield number
        ended = closing in line.lower() if closing else not line.strip(" \t>")
        inside = inside and not ended


def _fences(lines: Sequence[str], in_html: Collection[int]) -> Iterator[tuple[int, int]]:
    """The first and last lines of fenced code, from 0; the last is its fence where it has one.

    HTML's lines, and a comment's, are no code. A block in a quote or an item ends with that.
    """
    at = 0
    last = max((number for number, line in enumerate(lines) if "-->" in line), default=0)
    while at < len(lines):
        opened = None if at + 1 in in_html else _FENCE.match(lines[at])
        if opened:
            closing = _closing(lines, at, opened)
            yield at, closing
            at = closing
        elif at < last and "<!--" in lines[at] and "-->" not in lines[at].rpartition("<!--")[2]:
            at = next(end for end in range(at + 1, last + 1) if "-->" in lines[end])
        at += 1


def _closing(lines: Sequence[str], opening: int, opened: re.Match[str]) -> int:
    """The last line of a fenced block."""
    depth = opened["quotes"].count(">")
    item = len(opened["items"].expandtabs(4))
    item = item if opened["items"].strip() or item >= INDENT else 0
    fence = re.compile(rf"[ \t]*{re.escape(opened['ticks'][0])}{{{len(opened['ticks'])},}}[ \t]*$")
    for at in range(opening + 1, len(lines)):
        quotes = _QUOTES.match(lines[at])
        inner = lines[at]
        if depth and quotes:
            if quotes[0].count(">") < depth:
                return at - 1
            inner = inner[_nth_end(inner, depth) :]
        if fence.match(inner):
            return at
        bare = inner.expandtabs(4)
        if item and bare.strip() and len(bare) - len(bare.lstrip()) < item:
            return at - 1
    return len(lines) - 1


def _nth_end(line: str, depth: int) -> int:
    """Where a line goes on behind its first signs of quotation."""
    at = -1
    for _ in range(depth):
        at = line.index(">", at + 1)
    return at + 1
