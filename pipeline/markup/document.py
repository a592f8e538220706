"""An HTML document read twice: as Outlook for Windows sees it, and as all others do."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter

from pipeline.markup.conditions import Condition, is_closing, opened
from pipeline.markup.element import Element, attributes
from pipeline.markup.pieces import Kind, pieces
from pipeline.markup.tree import Problem, Seen, Tree, outlook_tree, tree

START, END, OTHER, COMMENT = Kind.START, Kind.END, Kind.OTHER, Kind.COMMENT


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
        return self._others.root

    @cached_property
    def outlook(self) -> Element:
        """The tree that Outlook for Windows sees."""
        return self._outlook.root

    @cached_property
    def _others(self) -> Tree:
        return tree(self.source, self.seen)

    @cached_property
    def _outlook(self) -> Tree:
        return outlook_tree(self.source, self.seen, self._others)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with how it is written, for any reader, in the order of the text."""
        seen = self.seen
        found = {*self._others.problems, *self._outlook.problems, *self._scanned[1]}
        found |= {Problem("cut", one.piece.start, "") for one in seen[-1:] if self._is_cut(one)}
        return tuple(sorted(found, key=lambda one: (one.start, one.kind)))

    @cached_property
    def outlook_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the tree that Outlook for Windows sees, and with no other."""
        others = set(self._others.problems)
        return tuple(one for one in self._outlook.problems if one not in others)

    def _is_cut(self, last: Seen) -> bool:
        piece = last.piece
        return piece.kind is Kind.OTHER and not self.source[piece.start : piece.end].endswith(">")

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element that somebody sees, once each, in the order of the text."""
        only_outlook = self.only_outlook
        others = self.others_elements
        if not only_outlook:
            return others
        added = (one for one in self.outlook_elements if one.start in only_outlook)
        return tuple(sorted((*others, *added), key=attrgetter("start")))

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

    @property
    def others_elements(self) -> tuple[Element, ...]:
        """The elements that all but Outlook for Windows see, in the order of the text."""
        return self._others.elements

    @property
    def outlook_elements(self) -> tuple[Element, ...]:
        """The elements that Outlook for Windows sees, in the order of the text."""
        return self._outlook.elements

    @cached_property
    def only_outlook(self) -> frozenset[int]:
        """Where the elements start that only Outlook for Windows sees."""
        shared = {one.start for one in self.others_elements}
        return frozenset(one.start for one in self.outlook_elements if one.start not in shared)

    @cached_property
    def not_outlook(self) -> frozenset[int]:
        """Where the elements start that Outlook for Windows does not see."""
        shared = {one.start for one in self.outlook_elements}
        return frozenset(one.start for one in self.others_elements if one.start not in shared)

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
