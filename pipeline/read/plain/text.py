"""Plain text → Markdown in which every character is literal, with a map back to the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from pipeline import words
from pipeline.model import Lines, Removal
from pipeline.read.plain import headings, lists
from pipeline.read.plain.links import escape
from pipeline.read.plain.pages import furniture, goes_on
from pipeline.read.plain.paragraphs import Line, Paragraph, paragraphs
from pipeline.read.plain.quotations import attributed
from pipeline.read.plain.underlines import underlined

__all__ = ["Written", "escape", "to_markdown"]

PAGE_NUMBER = "page-number"

_NUMBER = re.compile(r"(\d+)([.)])")


@dataclass(frozen=True, slots=True)
class Written:
    """Markdown, the source lines of each of its lines, and the title that the text begins with.

    `named` is a title that something stands above: it is still in the Markdown. `removals` are
    the page numbers and running heads that stood among its lines.
    """

    markdown: str
    spans: tuple[Lines, ...]
    title: str
    title_lines: Lines | None
    named: str = ""
    removals: tuple[Removal, ...] = ()


def to_markdown(text: str, keep: AbstractSet[str] = frozenset()) -> Written:
    """A plain text as Markdown, in which every character of it is literal.

    `keep` names rules of cleaning that are turned off.
    """
    lines = text.split("\n")
    gone = set() if PAGE_NUMBER in keep else furniture(lines)
    found = lists.settled(list(attributed(paragraphs(_without(lines, gone)))))
    found = list(underlined(found))
    title, rest = headings.title(found)
    output = _Output()
    output.write(headings.headed(rest, title.text if title else ""))
    stays = title in rest
    return Written(
        "\n".join(output.lines),
        tuple(output.spans),
        title.text if title and not stays else "",
        title.lines if title and not stays else None,
        title.text if title and stays else "",
        tuple(_removal(lines[at], at + 1) for at in sorted(gone)),
    )


def _removal(line: str, number: int) -> Removal:
    shown = " ".join(line.split())
    return Removal(Lines(number, number), shown, PAGE_NUMBER, words.count(shown))


def _without(lines: Sequence[str], gone: AbstractSet[int]) -> list[Line]:
    """The lines but those of paper; what it parted in the middle of a sentence is together."""
    kept: list[Line] = []
    parted = False
    for at, line in enumerate(lines):
        if at in gone:
            parted = True
            continue
        if not line.strip():
            kept.append(Line("", at + 1))
            continue
        if parted:
            above = len(kept)
            while above and not kept[above - 1].text:
                above -= 1
            if above and goes_on(kept[above - 1].text, line):
                kept[above:] = [Line(line, at + 1, glued=True)]
                parted = False
                continue
            kept.append(Line("", at + 1))
        kept.append(Line(line, at + 1))
        parted = False
    return kept


@dataclass(frozen=True, slots=True)
class _Item:
    """The last item of a list: its column in the source, its sign's and its text's in Markdown."""

    column: int
    start: int
    text: int
    sign: str


@dataclass(slots=True)
class _Output:
    """Markdown as it is written, line by line; of a list that is open, its items."""

    lines: list[str] = field(default_factory=list)
    spans: list[Lines] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    last: Lines = field(default=Lines(1, 1))

    def write(self, found: Sequence[Paragraph]) -> None:
        """Write some paragraphs, each apart from the one above."""
        for paragraph in found:
            if paragraph.inside and self.items:
                self._inside(paragraph)
                continue
            if self.lines and not (self.items and paragraph.sign):
                self._line("", self.last)
                self.items = []
            self._paragraph(paragraph)

    def _line(self, text: str, at: Lines) -> None:
        self.lines.append(text)
        self.spans.append(at)
        self.last = at

    def _paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.sign:
            self._line(_item(paragraph, self.items), paragraph.lines)
        elif paragraph.quoted:
            self._quotation(paragraph.quoted)
        elif paragraph.verse:
            self._verse(paragraph, "")
        else:
            self._line(_written(paragraph), paragraph.lines)

    def _verse(self, paragraph: Paragraph, indent: str) -> None:
        """Lines that keep their ends."""
        for line in paragraph.verse:
            ended = "" if line is paragraph.verse[-1] else "\\"
            at = Lines(line.number, line.number)
            self._line(f"{indent}{escape(line.text)}{ended}", at)

    def _inside(self, paragraph: Paragraph) -> None:
        """What belongs to the last item: below its own words, or after a gap."""
        indent = " " * self.items[-1].text
        if paragraph.tight:
            self.lines[-1] += "\\"
        else:
            self._line("", self.last)
        if paragraph.verse:
            self._verse(paragraph, indent)
        else:
            self._line(f"{indent}{_written(paragraph)}", paragraph.lines)

    def _quotation(self, quoted: Sequence[Paragraph]) -> None:
        inner = _Output()
        inner.write(lists.settled(quoted))
        for line, at in zip(inner.lines, inner.spans, strict=True):
            self._line(f"> {line}".rstrip(), at)


def _written(paragraph: Paragraph) -> str:
    if paragraph.rule:
        return "***"
    text = escape(paragraph.text)
    if paragraph.level:
        # A closing run of # would be dropped, so it is escaped like an opening one.
        closed = re.sub(r"(#+)$", r"\\\1", text)
        return f"{'#' * paragraph.level} {closed}"
    return text


def _item(paragraph: Paragraph, items: list[_Item]) -> str:
    """A list's item, as deep as it stands below the items before, whose innermost come last."""
    while len(items) > 1 and paragraph.column < items[-1].column:
        items.pop()
    deeper = bool(items) and paragraph.column > items[-1].column + 1
    above = items[-1] if items else None
    start = (above.text if deeper else above.start) if above else 0
    sign = _sign(paragraph.sign, "" if deeper or above is None else above.sign)
    if above and not deeper:
        items.pop()
    items.append(_Item(paragraph.column, start, start + len(sign) + 1, sign))
    return f"{' ' * start}{sign} {escape(paragraph.text)}"


def _sign(sign: str, before: str) -> str:
    """An item's sign in Markdown, which counts by itself: a gap in the numbers is a new list."""
    number, last = _NUMBER.fullmatch(sign), _NUMBER.fullmatch(before)
    if not number:
        return "-"
    follows = last is not None and int(number[1]) == int(last[1]) + 1
    if last is None or (number[2] == last[2]) is follows:
        return sign
    return number[1] + (last[2] if follows else {".": ")", ")": "."}[last[2]])
