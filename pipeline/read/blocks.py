"""Markdown → blocks: markdown-it-py parses, top-level tokens become blocks with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline import slots, words
from pipeline.errors import Place, SourceError
from pipeline.model import Block, Lines, Mark, Marks
from pipeline.read import raw_html

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

NESTING = 60

_KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "blockquote_open": "quote",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
    "hr": "divider",
    "html_block": "html",
}
_BREAK = re.compile(r"(?i)<!--\s*part\s*-->")
_CODE = ("fence", "code_block", "code_inline")
_PIPE = re.compile(r"(?<!\\)\|")
_ROW_START = re.compile(r"[\s>]*(?:[-*+]\s+)?")
_RAW = ("html_block", "html_inline")


@dataclass(frozen=True, slots=True)
class Source:
    """Markdown and where it came from: for each of its lines, the lines of the source file.

    `ats` are, for each of its lines, the characters of the source's own text before it, for a
    source whose lines may be very long (see `Block.at`).
    """

    file: str
    markdown: str
    spans: Sequence[Lines]
    shown: Sequence[str]
    ats: Sequence[int] = ()

    def lines(self, first: int, end: int) -> Lines:
        """The source lines of the Markdown lines `first` (from 0) up to `end` (not included)."""
        last = min(end, len(self.spans)) - 1
        while last > first and not self.shown_line(self.spans[last].last).strip():
            last -= 1
        return Lines(self.spans[first].first, self.spans[max(first, last)].last)

    def shown_line(self, number: int) -> str:
        """A line of the source file as it stands there, from 1."""
        return self.shown[number - 1] if 0 < number <= len(self.shown) else ""

    def place(self, number: int) -> Place:
        """The place of a line of the source file."""
        return Place(self.file, number, 0, self.shown_line(number))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    class Literal(MarkdownIt):
        """A parser that shows an address as its author wrote it, never decoded."""

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the parser's name for it
            return link

    parser = Literal("commonmark", {"html": True, "maxNesting": NESTING})
    parser.block.ruler.at("reference", _reference, {"alt": []})
    return parser.enable(["table", "strikethrough"])


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A link's definition; `[^1]: …` is a footnote, whose text must not vanish."""
    from markdown_it.rules_block import reference

    if state.src.startswith("[^", state.bMarks[start] + state.tShift[start]):
        return False
    return reference(state, start, end, silent)


def parse(source: Source, marks: Marks) -> list[Block]:
    """The blocks of a Markdown text; comments alone are no blocks, `<!-- part -->` forces a break.

    Raises SourceError where nesting is too deep, since the parser drops text there silently,
    and for a mark whose field is not right.
    """
    by_text = marks.by_text()
    written = source.markdown.split("\n")
    found: list[Block] = []
    forced = False
    for tokens in _top(_parser().parse(source.markdown)):
        _check_closed(tokens, source)
        if tokens[0].type == "html_block":
            forced = forced or bool(_BREAK.search(tokens[0].content))
            if not raw_html.uncommented(tokens[0].content).strip():
                continue
        _check_nesting(tokens, source)
        _check_cells(tokens, written, source)
        _settle_marks(tokens, marks.prefix, by_text)
        found.append(_block(tokens, source, written, forced=forced and bool(found)))
        forced = False
    return found


def _without_code(children: Sequence[Token]) -> list[Token]:
    """A run of text without its scripts, styles and the like, which are no text."""
    kept: list[Token] = []
    inside = ""
    for child in children:
        raw = child.content if child.type == "html_inline" else ""
        if inside:
            closed = re.match(r"</\s*(\w+)", raw)
            inside = "" if closed and closed[1].lower() == inside else inside
            continue
        inside = raw_html.opens_code(raw)
        if not inside:
            kept.append(child)
    return kept


def visible(tokens: Sequence[Token]) -> str:
    """The words that a reader sees of some tokens, pieces parted by spaces."""
    return " ".join(" ".join(_texts(tokens)).split())


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield _inline(token.children or [])
        elif token.type in ("fence", "code_block"):
            yield token.content
        elif token.type == "html_block":
            yield raw_html.seen(token.content)


def _inline(children: Sequence[Token]) -> str:
    parts: list[str] = []
    for token in children:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_inline(token.children or []))
        elif token.type == "html_inline" and re.match(r"(?i)<br\b", token.content):
            parts.append(" ")
    return "".join(parts)


def _top(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The tokens in runs, a run for each element at the top."""
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tuple(tokens[start : index + 1])
            start = index + 1


def _block(
    tokens: tuple[Token, ...], source: Source, markdown: Sequence[str], *, forced: bool
) -> Block:
    first = tokens[0]
    kind = _KINDS.get(first.type, "html")
    if kind == "paragraph" and _lone_image(tokens):
        kind = "image"
    start, end = first.map or (0, 1)
    lines = source.lines(start, end)
    level = int(first.tag[1]) if kind == "heading" else 0
    for token in tokens:
        if token.map:
            token.map = list(source.lines(*token.map))
        if token.children:
            token.children = _without_code(token.children)
    text = visible(tokens)
    return Block(
        kind=kind,
        tokens=tokens,
        text=text,
        words=words.count(text),
        lines=lines,
        level=level,
        forced=forced,
        written="\n".join(markdown[start:end]).rstrip(),
        at=source.ats[start] if source.ats else 0,
    )


def _lone_image(tokens: Sequence[Token]) -> bool:
    children = [
        child
        for child in tokens[1].children or []
        if child.type != "softbreak" and (child.type != "text" or child.content.strip())
    ]
    return [child.type for child in children] == ["image"]


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


def _check_closed(tokens: Sequence[Token], source: Source) -> None:
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


def _check_cells(tokens: Sequence[Token], written: Sequence[str], source: Source) -> None:
    """Raise where a row has more cells than its table's head, since Markdown drops them."""
    head = sum(token.type == "th_open" for token in tokens)
    for token in tokens:
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


def _raw(token: Token) -> str:
    """The HTML that the author wrote in a token."""
    return "".join(one.content for one in (token, *(token.children or ())) if one.type in _RAW)


def _settle_marks(tokens: Sequence[Token], prefix: str, by_text: Mapping[str, Mark]) -> None:
    """Give code its braces back, and raise what is wrong with a mark elsewhere."""
    found = slots.pattern(prefix)
    as_tag = re.compile(f"</?({found.pattern})")
    for token in _all(tokens):
        if token.type in _CODE:
            token.content = found.sub(lambda match: by_text[match[0]].raw, token.content)
            token.info = found.sub(lambda match: by_text[match[0]].raw, token.info)
            continue
        written = " ".join([token.content, *(str(value) for value in token.attrs.values())])
        if token.type == "inline":
            continue
        if token.type in _RAW:
            written = raw_html.uncommented(written)
            for tag in as_tag.finditer(written):
                mark = by_text[tag[1]]
                hint = f"for a link, write [some words]({mark.raw})"
                raise SourceError("a field stands as an HTML tag", place=mark.place, hint=hint)
        for name in found.findall(written):
            mark = by_text[name]
            if mark.problem:
                raise SourceError(mark.problem, place=mark.place, hint=mark.hint)


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children:
            yield from _all(token.children)
