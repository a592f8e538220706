"""How wide a table needs to be, and what becomes of one that is wider than a mail or a telephone.

A mail's sheet hides what goes beyond it, so a column that does not fit would be lost to its
readers. On a telephone a table that is too wide there is shown row by row, each cell below the
name of its column (the theme's `head.css` does that, by the class `stacked`). One that is too wide
for the mail itself has columns of set widths, in which long words are broken (`fixed`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING

from pipeline.words import unspaced, width

if TYPE_CHECKING:
    from markdown_it.token import Token

PHONE = 272  # px that a table at the top has on a small telephone
STEP = 40  # px less for what stands within something
INSET = 48  # px that a list, a quote or a callout takes from an image in it
LETTER, SMALL = 9, 8  # px of a letter, rounded up: 16 px on a screen, 14 px on a telephone
CELL_LEVEL = 4  # levels that a cell's text is deeper than its table
GAP, SMALL_GAP = 16, 8  # px between columns
LABELS = 120  # cells; beyond, the names of columns would make a mail that is too heavy
LONGEST = (16, 12, 9)  # letters of a word for which a column is made wider, the first that does
FULL = 0.8  # of the room may go to the longest words, so that some is left for who says more
MOST = 80  # letters of a cell, beyond which a column is made no wider
FIGURE = 14  # letters of a figure at most: what is aligned and so short is not broken

_PIECE = re.compile(r"[^\s-]+-*")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the letters of its longest word (and of one outside of code), its most.

    `most` are the letters of its longest cell; the cells of a `figure` are not broken.
    """

    name: str
    longest: int
    plain: int
    most: int
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """What a table's tag, its cells and its head are written with.

    `classes` are the table's, `widths` those of its columns, in percent, none for a table that
    finds its own; `labels` are the columns' names, none where nothing would show them. `bare` says
    that nothing stands in its head, `figures` are columns whose cells are not broken; `columns` is
    their number.
    """

    classes: str
    widths: tuple[int, ...]
    labels: tuple[str, ...]
    bare: bool
    figures: frozenset[int] = frozenset()
    columns: int = 1

    def label(self, column: int, attribute: str) -> str:
        """The name of a cell's column, hidden but where a theme shows tables row by row."""
        name = self.labels[column] if column < len(self.labels) else ""
        style = "display:none;mso-hide:all"
        return name and f'<span class="cell-label" style="{style}"{attribute}>{escape(name)}</span>'

    def kind(self, column: int) -> str:
        """The attribute for a cell of a column of figures."""
        return ' class="figure"' if column in self.figures else ""

    def width(self, column: int) -> str:
        """The attribute for a cell of the first row."""
        return f' width="{self.widths[column]}%"' if column < len(self.widths) else ""


class Standing:
    """Where tokens stand in a table, which has a shape; outside of one nothing is changed.

    `attribute` is that of what is not the author's, `room` the mail's width in px.
    """

    def __init__(self, tokens: Sequence[Token], attribute: str, room: int) -> None:
        self.tokens = tokens
        self.room = room
        self.attribute = attribute
        self.shape: Shape | None = None
        self.unseen = False
        self._in_head = False
        self._first = True
        self._column = -1
        self._says = False

    def enter(self, index: int) -> None:
        """Go on to a token."""
        token = self.tokens[index]
        if token.type == "table_open":
            self.shape, self._first = shape(self.tokens[index:], self.room), True
        # A head without a word is not shown; what closes it is not either.
        self.unseen = self._in_head
        if token.type == "thead_open":
            self.unseen = self._in_head = bool(self.shape and self.shape.bare)
        elif token.type == "thead_close":
            self._in_head = False
        elif token.type == "tr_open":
            self._column = -1
        elif token.type in ("td_open", "th_open"):
            self._column += 1
            self._says = bool(self.tokens[index + 1].content.strip())

    def room_for(self, inline: Token) -> int:
        """The px that an image in a run of text has: in a table, a column's even share."""
        if self.shape is None:
            return max(GAP, self.room - INSET * (inline.level // 2))
        above = inline.level - CELL_LEVEL
        return max(GAP, (self.room - INSET * ((above + 1) // 2)) // self.shape.columns - GAP)

    def written(self, token: Token, written: str) -> str:
        """The HTML of the token, as the table's shape has it."""
        if self.shape is None:
            return written
        if token.type == "table_open":
            return written.replace('class="cells"', f'class="{self.shape.classes}"', 1)
        if token.type in ("td_open", "th_open"):
            width = self.shape.width(self._column) if self._first else ""
            labelled = token.type == "td_open" and self._says
            label = self.shape.label(self._column, self.attribute) if labelled else ""
            return f"{written[:-1]}{width}{self.shape.kind(self._column)}>{label}"
        if token.type == "tr_close":
            self._first = False
        elif token.type == "table_close":
            self.shape = None
        return written


def shape(tokens: Sequence[Token], room: int) -> Shape:
    """The shape of a table, of its tokens from the one that opens it on, in a mail's `room` px."""
    rows = list(_rows(tokens))
    aligned = _aligned(tokens)
    columns = [
        _column(cells, aligned=at in aligned) for at, cells in enumerate(zip(*rows, strict=False))
    ]
    bare = not any(column.name for column in columns)
    less = STEP * tokens[0].level
    phone = sum(column.plain * SMALL + SMALL_GAP for column in columns) > PHONE - less
    mail = sum(column.longest * LETTER + GAP for column in columns) > room - less
    stacked = phone or mail
    few = len(columns) * len(rows) <= LABELS
    labels = tuple(column.name for column in columns) if stacked and few and not bare else ()
    names = {"cells": True, "stacked": stacked, "labelled": bool(labels), "fixed": mail}
    return Shape(
        " ".join(name for name, on in names.items() if on),
        _shares(columns, room - less) if mail else (),
        labels,
        bare,
        frozenset(at for at, column in enumerate(columns) if column.figure),
        max(1, len(columns)),
    )


def _aligned(tokens: Sequence[Token]) -> set[int]:
    """The columns that their author set to a side or into the middle, by the cells of the head."""
    head = takewhile(lambda token: token.type != "thead_close", tokens)
    cells = [token for token in head if token.type == "th_open"]
    return {at for at, cell in enumerate(cells) if cell.attrs.get("style")}


def _rows(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The runs of text of each row, its head first."""
    row: list[Token] = []
    for token in tokens:
        if token.type == "table_close":
            return
        if token.type == "inline":
            row.append(token)
        elif token.type == "tr_close":
            yield row
            row = []


def _column(cells: Sequence[Token], *, aligned: bool) -> Column:
    texts = [_said(cell, code=True) for cell in cells]
    prose = [_said(cell, code=False) for cell in cells]
    most = max(map(width, texts))
    figure = aligned and most <= FIGURE
    return Column(
        name=" ".join(texts[0].split()),
        longest=most if figure else max(map(_longest, texts)),
        plain=most if figure else max(map(_longest, prose)),
        most=most,
        figure=figure,
    )


def _said(cell: Token, *, code: bool) -> str:
    """What a cell says; without `code` none of it, since a telephone may break it anywhere."""
    return "".join(
        (child.content if code else "-") if child.type == "code_inline" else _words(child)
        for child in cell.children or ()
    )


def _words(child: Token) -> str:
    return child.content if child.type == "text" else " " if child.type.endswith("break") else ""


def _longest(text: str) -> int:
    """The letters of what no line end may come into."""
    text = "".join(" _ " if unspaced(letter) else letter for letter in text)
    return max(map(width, _PIECE.findall(text)), default=0)


def _shares(columns: Sequence[Column], room: int) -> tuple[int, ...]:
    """The columns' widths in percent: their longest words' first, the rest to those that say more.

    Words of more than LONGEST letters, addresses above all, are broken.
    """
    for most in LONGEST:
        needed = [min(column.longest, most) * LETTER + GAP for column in columns]
        if sum(needed) <= FULL * room:
            break
    said = [min(column.most, MOST) + 1 for column in columns]
    rest = max(0, room - sum(needed)) / sum(said)
    wished = [need + rest * most for need, most in zip(needed, said, strict=True)]
    return tuple(max(1, int(100 * one / sum(wished))) for one in wished)
