"""A list that alone is over the wished maximum, as pieces of an item each, and put together again.

A part is a run of blocks, so a list that may be broken between its items becomes several blocks.
Where it is not broken in the end it is the author's own block again. A table stays whole: its head
would have to be said again, and nothing of an article is said twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline import words
from pipeline.model import Block, Lines

if TYPE_CHECKING:
    from markdown_it.token import Token


class Pieces(NamedTuple):
    """An article's blocks, its very long lists as a block for each item.

    `of` says of each which of the article's blocks it was, `within` which go on a list.
    """

    blocks: tuple[Block, ...]
    of: tuple[int, ...]
    within: frozenset[int]

    def together(self, whole: Sequence[Block], first: int, end: int) -> list[Block]:
        """The blocks from piece `first` up to piece `end`, items of one list together again."""
        found: list[Block] = []
        start = first
        for at in range(first + 1, end + 1):
            if at < end and self.of[at] == self.of[start]:
                continue
            run = self.blocks[start:at]
            of = self.of[start]
            all_of_it = (start == 0 or self.of[start - 1] != of) and (
                at == len(self.of) or self.of[at] != of
            )
            found.append(whole[of] if all_of_it else _joined(run))
            start = at
        return found


def pieces(blocks: Sequence[Block], most: int, *, divided: bool = False) -> Pieces:
    """The blocks, lists of more than `most` words item by item.

    With `divided`, what `together` made of such a list is taken apart again too.
    """
    found: list[Block] = []
    of: list[int] = []
    within: set[int] = set()
    for index, block in enumerate(blocks):
        long = block.words > most or (divided and not block.written)
        items = _items(block) if block.kind == "list" and long else [block]
        within.update(range(len(found) + 1, len(found) + len(items)))
        found += items
        of += [index] * len(items)
    return Pieces(tuple(found), tuple(of), frozenset(within))


def _items(block: Block) -> list[Block]:
    """A list's items, each a list; the list alone where they are not exactly all of it."""
    runs = list(_runs(block.tokens[1:-1]))
    if len(runs) < 2:
        return [block]
    counted: set[str] = set()
    found = [
        _item(block, run, number, counted, forced=block.forced and not number)
        for number, run in enumerate(runs)
    ]
    same = (
        " ".join(one.text for one in found if one.text) == block.text
        and sum(one.words for one in found) == block.words
        and {note.label for note in block.notes} == counted
    )
    return found if same else [block]


def _item(
    block: Block, run: Sequence[Token], number: int, counted: set[str], *, forced: bool
) -> Block:
    text = " ".join(" ".join(seen(run)).split())
    labels = {token.meta["label"] for token in _all(run) if token.type == "footnote_ref"}
    notes = tuple(note for note in block.notes if note.label in labels)
    own = sum(note.words for note in notes if note.label not in counted)
    counted.update(labels)
    opening, closing = copy(block.tokens[0]), copy(block.tokens[-1])
    if opening.type == "ordered_list_open":
        start = int(block.tokens[0].attrs.get("start", 1)) + number
        opening.attrs = {**opening.attrs, "start": start}
    lines = _lines(run) or block.lines
    opening.map = [lines.first, lines.last]
    return replace(
        block,
        tokens=(opening, *run, closing),
        text=text,
        words=words.count(text) + own,
        lines=lines,
        forced=forced,
        written="",
        notes=notes,
    )


def _joined(run: Sequence[Block]) -> Block:
    """Items that follow each other, as one list."""
    first, last = run[0], run[-1]
    if len(run) == 1:
        return first
    opening = copy(first.tokens[0])
    lines = Lines(first.lines.first, last.lines.last)
    opening.map = [lines.first, lines.last]
    inside = [token for one in run for token in one.tokens[1:-1]]
    notes = {note.label: note for one in run for note in one.notes}
    return replace(
        first,
        tokens=(opening, *inside, last.tokens[-1]),
        text=" ".join(one.text for one in run if one.text),
        words=sum(one.words for one in run),
        lines=lines,
        notes=tuple(notes.values()),
    )


def _runs(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The tokens of each item."""
    depths = list(accumulate(token.nesting for token in tokens))
    ends = [0, *(at + 1 for at, depth in enumerate(depths) if depth == 0)]
    return (tokens[start:end] for start, end in pairwise(ends))


def _lines(run: Sequence[Token]) -> Lines | None:
    maps = [token.map for token in run if token.map]
    return Lines(min(one[0] for one in maps), max(one[1] for one in maps)) if maps else None


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())


def seen(tokens: Sequence[Token]) -> Iterator[str]:
    """The words of some tokens; `_items` sees to it that they are those which a reader sees."""
    for token in tokens:
        if token.type == "inline":
            yield "".join(map(_shown, token.children or ()))
        elif token.type in ("fence", "code_block"):
            yield token.content


def _shown(token: Token) -> str:
    if token.type == "image":
        return "".join(map(_shown, token.children or ()))
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "code_inline") else ""
