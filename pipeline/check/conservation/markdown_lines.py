"""The lines of a Markdown file, told apart without a parser: fenced code, HTML, and the unclear."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

INDENT = 4  # columns that make a line code, or an item's
CONTAINED = r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*"  # what a line in quotes and lists begins with

_FENCE = re.compile(
    r"(?P<around>(?:[ \t]*+(?:>|(?:[-*+:]|\d{1,9}[.)])(?=[ \t])))*+[ \t]*+)"
    r"(?P<ticks>`{3,}(?!.*`)|~{3,})"
)
_QUOTES = re.compile(r"(?:[ \t]*>)*")
_ITEMS = re.compile(r" *(?:(?:[-*+]|\d{1,9}[.)]) +)+")
# CommonMark 0.31, 4.6: what begins HTML, by the end that it has.
_TO_ITS_END = re.compile(rf"(?i){CONTAINED}<(?:(pre|script|style|textarea)\b|!--|\?|!)")
_TO_A_BLANK_LINE = re.compile(
    rf"(?i){CONTAINED}</?(?:address|article|aside|base|basefont|blockquote|body|caption|center"
    r"|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame"
    r"|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes"
    r"|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr"
    r"|track|ul)(?:[\s/>]|$)"
)
_ALONE = re.compile(rf"{CONTAINED}</?[A-Za-z][^<>:@]*>[ \t]*$")
_INDENTED = re.compile(r"[ >]*(?: {4}|\t)")
_BLANK = " \t>"


class MarkdownLines(NamedTuple):
    """What is known of a file's lines.

    `fenced` are the first and last lines of fenced code, from 0, its fences with it. `vague` are
    the numbers, from 1, of lines that may be HTML, indented code or a row of a table.
    """

    fenced: tuple[tuple[int, int], ...]
    vague: frozenset[int]


def told_apart(lines: Sequence[str]) -> MarkdownLines:
    """What is known of some lines."""
    in_html = frozenset(_html(lines, anywhere=False))
    vague = (n for n, line in enumerate(lines, start=1) if "|" in line or _INDENTED.match(line))
    return MarkdownLines(
        tuple(_fenced(lines, in_html)), in_html.union(vague, _html(lines, anywhere=True))
    )


def is_fence(line: str) -> bool:
    """Whether a line looks like a fence around code."""
    return bool(_FENCE.match(line))


def _html(lines: Sequence[str], *, anywhere: bool) -> Iterator[int]:
    """The lines, from 1, that are HTML: up to a blank line, or to the end of what it opens.

    A tag alone on its line begins some below a blank line, and `anywhere` maybe. With the item or
    the quotation that it stands in, HTML ends; `anywhere` it may go on.
    """
    inside, closing, before, blank = False, "", "", _BLANK
    around = _Around()
    for number, line in enumerate(lines, start=1):
        if inside and not anywhere and around.ends_at(line):
            inside, before = False, ""
        if not inside:
            around.go_on(line)
        if not inside and not _INDENTED.match(line):
            to_end = _TO_ITS_END.match(line)
            closing = _end_of(to_end) if to_end else ""
            alone = (anywhere or not before.strip(_BLANK)) and _ALONE.match(line)
            blank = _BLANK if line.lstrip().startswith(">") else " \t"
            inside = bool(to_end or alone or _TO_A_BLANK_LINE.match(line))
        if inside:
            yield number
        ended = closing in line.lower() if closing else not line.strip(blank)
        inside, before = inside and not ended, line


class _Around:
    """The quotations and the items of lists that a line stands in, as far as its form tells."""

    def __init__(self) -> None:
        self.quotes = 0
        self.items: list[int] = []  # the columns at which the text of each begins

    def ends_at(self, line: str) -> bool:
        """Whether a line is outside of the innermost."""
        quotes, rest = _unquoted(line)
        bare = rest.expandtabs(INDENT)
        within = not bare.strip() or _indent(bare) >= (self.items[-1] if self.items else 0)
        return quotes < self.quotes or not within

    def go_on(self, line: str) -> None:
        """Leave what a line ends, and enter the item that it begins."""
        quotes, rest = _unquoted(line)
        if quotes != self.quotes:
            self.quotes, self.items = quotes, []
        bare = rest.expandtabs(INDENT)
        while bare.strip() and self.items and _indent(bare) < self.items[-1]:
            self.items.pop()
        signs = _ITEMS.match(bare)
        if signs:
            self.items.append(signs.end())


def _unquoted(line: str) -> tuple[int, str]:
    """How many quotations a line stands in, and what follows their signs."""
    signs = _QUOTES.match(line)
    end = signs.end() if signs else 0
    return line.count(">", 0, end), line[end:]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _end_of(opened: re.Match[str]) -> str:
    if opened[1]:
        return f"</{opened[1].lower()}"
    return {"--": "-->", "<?": "?>"}.get(opened[0][-2:], ">")


def _fenced(lines: Sequence[str], in_html: Collection[int]) -> Iterator[tuple[int, int]]:
    """Fenced code. A block in a quote or an item ends with that; in HTML there is none."""
    at = 0
    while at < len(lines):
        opened = None if at + 1 in in_html else _FENCE.match(lines[at])
        if opened:
            last = _closing(lines, at, opened)
            yield at, last
            at = last
        at += 1


def _closing(lines: Sequence[str], opening: int, opened: re.Match[str]) -> int:
    """The last line of a fenced block."""
    around = opened["around"]
    depth = around.count(">")
    outer = _column(around.partition(">")[0]) if depth else 0
    item = _column(around.rpartition(">")[2])
    fence = re.compile(rf"[ \t]*{re.escape(opened['ticks'][0])}{{{len(opened['ticks'])},}}[ \t]*$")
    for at in range(opening + 1, len(lines)):
        quotes = _QUOTES.match(lines[at])
        inner = lines[at]
        if outer and inner.strip() and _indent(inner.expandtabs(INDENT)) < outer:
            return at - 1
        if depth and quotes:
            if quotes[0].count(">") < depth:
                return at - 1
            inner = inner[_nth_end(inner, depth) :]
        if fence.match(inner):
            return at
        bare = inner.expandtabs(INDENT)
        if item and bare.strip() and _indent(bare) < item:
            return at - 1
    return len(lines) - 1


def _column(around: str) -> int:
    """The column at which the text of an item begins; 0 if nothing is one, nor indented as far."""
    column = len(around.expandtabs(INDENT))
    return column if around.strip() or column >= INDENT else 0


def _nth_end(line: str, depth: int) -> int:
    """Where a line goes on behind its first signs of quotation."""
    at = -1
    for _ in range(depth):
        at = line.index(">", at + 1)
    return at + 1
