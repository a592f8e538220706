"""An HTML document read twice: as Outlook for Windows sees it, and as all others do."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline.markup.conditions import Condition, is_closing, opened
from pipeline.markup.element import Element, Text, attributes
from pipeline.markup.nesting import VOID, closed_by, optional_end
from pipeline.markup.pieces import Kind, Piece, pieces

START, END, OTHER, COMMENT = Kind.START, Kind.END, Kind.OTHER, Kind.COMMENT
_NONE: Mapping[str, str] = MappingProxyType({})


class Problem(NamedTuple):
    """What is wrong with how a document is written: its kind, where, the element's name.

    `unclosed` is an element without its end tag, `stray` an end tag that closes nothing,
    `crossed` an end tag that closes others than the innermost, `cut` a tag or comment that never
    ends, `open-condition` and `stray-endif` conditional comments without their other half.
    """

    kind: str
    start: int
    name: str


class Seen(NamedTuple):
    """A piece, who reads it; of a start tag also its ordinal and its attributes."""

    piece: Piece
    others: bool
    outlook: bool
    ordinal: int = -1
    attributes: Mapping[str, str] = _NONE


@dataclass(frozen=True)
class Document:
    """An HTML text. `others` is its tree for all mail programs but one, `outlook` for that one.

    A tree begins with an element named "" that is not in the text. What is the same in both is
    two elements with the same `start`.
    """

    source: str

    @cached_property
    def seen(self) -> tuple[Seen, ...]:
        """Its pieces, and who reads each."""
        return self._scanned[0]

    @cached_property
    def _scanned(self) -> tuple[tuple[Seen, ...], tuple[Problem, ...]]:
        return _scanned(self.source)

    @cached_property
    def others(self) -> Element:
        """The tree that Gmail, Apple Mail, browsers and all others see."""
        return self._others[0]

    @cached_property
    def outlook(self) -> Element:
        """The tree that Outlook for Windows sees."""
        return self._outlook[0]

    @cached_property
    def _others(self) -> tuple[Element, tuple[Problem, ...]]:
        return _tree(self.source, [one for one in self.seen if one.others])

    @cached_property
    def _outlook(self) -> tuple[Element, tuple[Problem, ...]]:
        return _tree(self.source, [one for one in self.seen if one.outlook])

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with how it is written, for any reader, in the order of the text."""
        seen = self.seen
        found = {*self._others[1], *self._outlook[1], *self._scanned[1]}
        found |= {Problem("cut", one.piece.start, "") for one in seen[-1:] if self._is_cut(one)}
        return tuple(sorted(found, key=lambda one: (one.start, one.kind)))

    @cached_property
    def outlook_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the tree that Outlook for Windows sees, and with no other."""
        others = set(self._others[1])
        return tuple(one for one in self._outlook[1] if one not in others)

    def _is_cut(self, last: Seen) -> bool:
        piece = last.piece
        return piece.kind is Kind.OTHER and not self.source[piece.start : piece.end].endswith(">")

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element that somebody sees, once each, in the order of the text."""
        found = {one.start: one for one in self.outlook.walk() if one.parent}
        found |= {one.start: one for one in self.others.walk() if one.parent}
        return tuple(found[start] for start in sorted(found))

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.elements]

    def at(self, offset: int) -> Element | None:
        """The innermost element that a place in the text lies in, None outside of all."""
        index = bisect_right(self._starts, offset) - 1
        found = self.elements[index] if index >= 0 else None
        while found and found.parent and offset >= max(found.end, found.close):
            found = found.parent
        return found if found and found.parent else None

    @cached_property
    def outlook_elements(self) -> tuple[Element, ...]:
        """The elements that Outlook for Windows sees, in the order of the text."""
        return tuple(one for one in self.outlook.walk() if one.parent)

    @cached_property
    def only_outlook(self) -> frozenset[int]:
        """Where the elements start that only Outlook for Windows sees."""
        shared = {one.start for one in self.others.walk()}
        return frozenset(one.start for one in self.outlook.walk() if one.start not in shared)

    @cached_property
    def not_outlook(self) -> frozenset[int]:
        """Where the elements start that Outlook for Windows does not see."""
        shared = {one.start for one in self.outlook.walk()}
        return frozenset(one.start for one in self.others.walk() if one.start not in shared)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, at = [0], self.source.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.source.find("\n", at + 1)
        return starts

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The line and column of a place in the text, from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


@lru_cache(maxsize=8)
def document(source: str) -> Document:
    """The document of a text; one that was just read is not read again."""
    return Document(source)


def _scanned(source: str) -> tuple[tuple[Seen, ...], tuple[Problem, ...]]:
    """The pieces of a text with who reads each, and the conditions that are not in pairs."""
    found: list[Seen] = []
    problems: list[Problem] = []
    conditions: list[Condition] = []
    who = [(True, True)]
    ordinal = -1
    for piece in pieces(source, strict=False):
        kind = piece.kind
        if kind is START:
            ordinal += 1
            given = attributes(source, piece.attributes, piece.end - 1)
            found.append(Seen(piece, *who[-1], ordinal, given))
        elif kind is OTHER or kind is COMMENT:
            text = source[piece.start : piece.end]
            condition = opened(text, piece.start)
            if condition:
                conditions.append(condition)
                others, outlook = who[-1]
                who.append((others and condition.others, outlook and condition.outlook))
            elif is_closing(text) and conditions:
                conditions.pop()
                who.pop()
            elif is_closing(text):
                problems.append(Problem("stray-endif", piece.start, ""))
            found.append(Seen(piece, others=True, outlook=True))
        else:
            found.append(Seen(piece, *who[-1]))
    problems += [Problem("open-condition", one.start, one.expression) for one in conditions]
    return tuple(found), tuple(problems)


def _tree(source: str, seen: list[Seen]) -> tuple[Element, tuple[Problem, ...]]:
    builder = _Builder(source)
    for one in seen:
        builder.add(one)
    builder.finish()
    return builder.root, tuple(builder.problems)


class _Builder:
    """A tree as it grows: the elements that are open, the innermost last.

    `beyond` counts those that are open in the text, but too deep for the tree.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.root = Element("", {}, None, close=len(source))
        self.open = [self.root]
        self.problems: list[Problem] = []
        self.beyond = 0

    def add(self, seen: Seen) -> None:
        """One more piece."""
        kind = seen.piece.kind
        if kind is START:
            self._start(seen)
        elif kind is END:
            self._end(seen.piece)
        elif kind is not OTHER and kind is not COMMENT:
            self._text(seen.piece)

    def finish(self) -> None:
        """The end of the text."""
        self._close(1, len(self.source), ended=False)

    def _start(self, seen: Seen) -> None:
        piece = seen.piece
        while at := closed_by(piece.name, self.open):
            self._close(at, piece.start, ended=False)
        element = Element(
            piece.name,
            seen.attributes,
            self.open[-1],
            piece.start,
            piece.end,
            piece.end,
            seen.ordinal,
            piece.attributes,
        )
        self.open[-1].children.append(element)
        if piece.name in VOID or self._ends_itself(piece):
            return
        if len(self.open) > DEEPEST:
            self.beyond += 1
        else:
            self.open.append(element)

    def _ends_itself(self, piece: Piece) -> bool:
        """Whether a start tag ends its element too, as in XML: in VML and drawings."""
        if not self.source.startswith("/>", piece.end - 2):
            return False
        return ":" in piece.name or any(one.name in FOREIGN for one in self.open)

    def _end(self, piece: Piece) -> None:
        if self.beyond and piece.name not in VOID:
            self.beyond -= 1
            return
        innermost = self.open[-1]
        if innermost.name == piece.name:
            innermost.close = piece.start
            self.open.pop()
            return
        names = [one.name for one in self.open]
        at = len(names) - 1 - names[::-1].index(piece.name) if piece.name in names else 0
        if "table" in names[at:] and piece.name not in ("body", "html", "table"):
            at = at if at > len(names) - 1 - names[::-1].index("table") else 0
        if not at or piece.name in VOID:
            if piece.name not in VOID:
                self.problems.append(Problem("stray", piece.start, piece.name))
            return
        self._close(at + 1, piece.start, ended=False, by=piece)
        self._close(at, piece.start, ended=True)

    def _text(self, piece: Piece) -> None:
        data = self.source[piece.start : piece.end]
        if piece.kind is not Kind.RAW and "&" in data:
            data = html.unescape(data)
        parent = self.open[-1]
        parent.children.append(Text(data, piece.start, piece.end, parent))

    def _close(self, at: int, where: int, *, ended: bool, by: Piece | None = None) -> None:
        """Close the open elements from the one at an index on."""
        for element in reversed(self.open[at:]):
            element.close = where
            if not ended and not optional_end(element.name):
                kind = "crossed" if by and element.name in _FORMATTING else "unclosed"
                self.problems.append(Problem(kind, element.start, element.name))
        del self.open[at:]


DEEPEST = 512  # elements that browsers nest; what is in the last stands beside it
FOREIGN = ("svg", "math")
"""Elements in which `/>` ends an element, as in XML."""
_FORMATTING = ("a", "b", "i", "em", "strong", "span", "font", "u", "small", "s")
