"""What a Markdown text may not have, since something of it would be lost or be in the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.read.markdown import raw_html
from pipeline.read.markdown.source import Source
from pipeline.read.markdown.visible import every

if TYPE_CHECKING:
    from markdown_it.token import Token

NESTING = 60
RAW = ("html_block", "html_inline")

_PIPE = re.compile(r"(?<!\\)\|")
_ROW_START = re.compile(r"(?:[\s>]|(?:[-*+:]|\d{1,9}[.)]|\[\^[^\]\s]+\]:)\s+)*")


class AtLineError(Exception):
    """Something that a rule of the parser refuses, at a line of the Markdown, from 0."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


def check(tokens: Sequence[Token], written: Sequence[str], source: Source) -> None:
    """Raise SourceError for nesting too deep, a row too long, an image's braces that are wrong."""
    _check_nesting(tokens, source)
    _check_cells(tokens, written, source)
    _check_images(tokens, source)


def check_closed(tokens: Sequence[Token], source: Source) -> None:
    """Raise where HTML would hide what stands below it, to the article's end."""
    for token in tokens:
        opened = raw_html.unclosed(_raw(token))
        if opened:
            first = source.lines(*token.map).first if token.map else 0
            raise SourceError(
                f"{opened} is never closed, and hides all that follows",
                place=source.place(first),
                hint=f"close it, or write `{opened}` if it is to be read",
            )


def _check_nesting(tokens: Sequence[Token], source: Source) -> None:
    for token in tokens:
        inner = max((child.level for child in token.children or ()), default=0)
        if max(token.level, inner, raw_html.depth(_raw(token))) >= NESTING - 1:
            line = source.lines(*token.map).first if token.map else 0
            raise SourceError(
                f"lists, quotes, emphasis or HTML are nested {NESTING} deep or more",
                place=source.place(line),
                hint="nest less: a mail program shows three or four levels at most",
            )


def _check_cells(tokens: Sequence[Token], written: Sequence[str], source: Source) -> None:
    """Raise where a row has more cells than its table's head, since Markdown drops them."""
    head = 0
    for index, token in enumerate(tokens):
        if token.type == "table_open":
            head = _heads(tokens, index)
        if token.type != "tr_open" or not token.map:
            continue
        row = _ROW_START.sub("", written[token.map[0]], count=1).strip().removeprefix("|")
        closed = row.endswith("|") and not row.endswith("\\|")
        cells = len(_PIPE.findall(row)) + (not closed)
        if head and cells > head:
            raise SourceError(
                f"this row has {cells} cells, but its table's head has {head}",
                place=source.place(source.lines(*token.map).first),
                hint="add the missing cells to the head; a sign in a cell is written \\|",
            )


def _heads(tokens: Sequence[Token], index: int) -> int:
    """How many cells the head of the table has that is opened at `index`."""
    cells = 0
    for token in tokens[index:]:
        if token.type == "thead_close":
            break
        cells += token.type == "th_open"
    return cells


def _check_images(tokens: Sequence[Token], source: Source) -> None:
    for token in tokens:
        for image in every(token.children or ()):
            if image.meta.get("wrong"):
                message, hint = image.meta["wrong"]
                first, last = source.lines(*token.map) if token.map else (0, 0)
                written = image.meta["braces"]
                line = next(
                    (n for n in range(first, last + 1) if written in source.shown_line(n)), first
                )
                raise SourceError(message, place=source.place(line), hint=hint)


def _raw(token: Token) -> str:
    """The HTML that the author wrote in a token."""
    return "".join(one.content for one in (token, *(token.children or ())) if one.type in RAW)
