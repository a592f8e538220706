"""Pieces of HTML → a tree, and what is wrong with how they are nested."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from pipeline.markup.element import Element, Text
from pipeline.markup.nesting import VOID, closed_by, optional_end
from pipeline.markup.pieces import Kind, Piece

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

    @property
    def ends(self) -> bool:
        """Whether it is an end tag."""
        return self.piece.kind is END


class Tree(NamedTuple):
    """A tree: its root, the elements below that in the order of the text, what is wrong with it."""

    root: Element
    elements: tuple[Element, ...]
    problems: tuple[Problem, ...]


def tree(source: str, seen: Iterable[Seen]) -> Tree:
    """The tree that all but Outlook for Windows see."""
    return _Growing(source).grown(one for one in seen if one.others)


def outlook_tree(source: str, seen: Iterable[Seen], others: Tree) -> Tree:
    """The tree that Outlook for Windows sees beside that of all others.

    An end tag that all see ends what it ends for the others. So what is left open in a conditional
    comment, or ended once too often, is told by itself and not by all that comes behind it.
    """
    pieces = [one for one in seen if one.outlook]
    ends = {one.piece.start: one.piece.name for one in pieces if one.others and one.ends}
    begun = {one.close: one.start for one in others.elements if ends.get(one.close) == one.name}
    return _InOutlook(source, begun).grown(pieces)


class _Growing:
    """A tree as it grows: the elements that are open, the innermost last.

    `beyond` counts those that are open in the text, but too deep for the tree.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.root = Element("", {}, None, close=len(source))
        self.open = [self.root]
        self.elements: list[Element] = []
        self.problems: list[Problem] = []
        self.beyond = 0

    def grown(self, seen: Iterable[Seen]) -> Tree:
        """The tree of some pieces."""
        for one in seen:
            self.add(one)
        self._close(1, len(self.source), ended=False)
        return Tree(self.root, tuple(self.elements), tuple(self.problems))

    def add(self, seen: Seen) -> None:
        """One more piece."""
        kind = seen.piece.kind
        if kind is START:
            self._start(seen)
        elif kind is END:
            self._end(seen.piece)
        elif kind is not OTHER and kind is not COMMENT:
            self._text(seen.piece)

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
        self.elements.append(element)
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


class _InOutlook(_Growing):
    """Such a tree; `begun` tells where the element began that an end tag for all ends."""

    def __init__(self, source: str, begun: Mapping[int, int]) -> None:
        super().__init__(source)
        self.begun = begun
        self.shared = frozenset(begun.values())

    def _end(self, piece: Piece) -> None:
        start = self.begun.get(piece.start)
        if self.beyond or (start is None and not self._is_shared(piece.name)):
            super()._end(piece)
            return
        at = len(self.open) - 1
        while at and self.open[at].start != start:
            at -= 1
        if not at:
            self.problems.append(Problem("stray", piece.start, piece.name))
            return
        self._close(at + 1, piece.start, ended=False, by=piece)
        self._close(at, piece.start, ended=True)

    def _is_shared(self, name: str) -> bool:
        """Whether the nearest open element of a name has its end among what all see."""
        return next(
            (one.start in self.shared for one in reversed(self.open) if one.name == name), False
        )


DEEPEST = 512  # elements that browsers nest; what is in the last stands beside it
FOREIGN = ("svg", "math")
"""Elements in which `/>` ends an element, as in XML."""
_FORMATTING = ("a", "b", "i", "em", "strong", "span", "font", "u", "small", "s")
