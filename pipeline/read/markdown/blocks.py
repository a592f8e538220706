"""Markdown → blocks: markdown-it-py parses, top-level tokens become blocks with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import slots, words
from pipeline.errors import SourceError
from pipeline.model import Block, Footnote, Mark, Marks
from pipeline.read.markdown import callouts, footnotes, images_alone, parser, raw_html
from pipeline.read.markdown.refusals import NESTING, RAW, AtLineError, check, check_closed
from pipeline.read.markdown.source import Source
from pipeline.read.markdown.visible import every, visible

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["NESTING", "Source", "definitions", "parse", "visible"]

_KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "dl_open": "list",
    "blockquote_open": "quote",
    "table_open": "table",
    "fence": "code",
    "code_block": "code",
    "hr": "divider",
    "callout_open": "callout",
    "html_block": "html",
}
_BREAK = re.compile(r"(?i)<!--\s*part\s*-->")
_CODE = ("fence", "code_block", "code_inline")
_ADDRESS = re.compile(r"(?i)(?:https?://|mailto:|tel:)[^\s]")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the blocks of a text are made with."""

    source: Source
    written: Sequence[str]
    prefix: str
    marks: Mapping[str, Mark]


def parse(source: Source, marks: Marks, own_blocks: frozenset[str] = frozenset()) -> list[Block]:
    """The blocks of a Markdown text; comments alone are no blocks, `<!-- part -->` forces a break.

    `own_blocks` are the names that `::: NAME` may have beside our own.
    Each block has its notes, whose words it does not count yet: see `footnotes.settled`. Raises
    SourceError where nesting is too deep, since the parser drops text there silently, for a block
    that is unknown or never closed, and for a mark whose field is not right.
    """
    reading = _Reading(source, source.markdown.split("\n"), marks.prefix, marks.by_text())
    try:
        text, noted, _ = parser.tokens(source.markdown, own_blocks)
    except AtLineError as error:
        place = source.place(source.lines(error.line, error.line + 1).first)
        raise SourceError(error.message, place=place, hint=error.hint) from None
    notes = {label: _note(tokens, reading) for label, tokens in noted.items()}
    found: list[Block] = []
    forced = False
    for tokens in _top(text):
        check_closed(tokens, source)
        if tokens[0].type == "html_block":
            forced = forced or bool(_BREAK.search(tokens[0].content))
            if not raw_html.uncommented(tokens[0].content).strip():
                continue
        own = tuple(notes[label] for label in footnotes.reached(tokens, noted))
        found.append(_block(tokens, own, reading, forced=forced and bool(found)))
        forced = False
    return found


def definitions(markdown: str) -> list[str]:
    """The addresses of links that a text defines apart from where they are used, in Markdown.

    Blocks and footnotes that are written out by themselves need them below.
    """
    lines = markdown.split("\n")
    _, _, env = parser.tokens(markdown)
    spans = [link["map"] for link in env.get("references", {}).values() if link.get("map")]
    return [_written(lines[start:end]).lstrip(" \t>") for start, end in sorted(spans)]


def _written(lines: Sequence[str]) -> str:
    return "\n".join(lines).rstrip()


def _note(tokens: Sequence[Token], reading: _Reading) -> Footnote:
    """A footnote of its tokens, the first of which opens it."""
    first, *inside = tokens
    lines = reading.source.lines(*(first.map or (0, 1)))
    check_closed(inside, reading.source)
    own = _settled(inside, reading)
    text = visible(own)
    written = _written(reading.written[slice(*(first.map or (0, 1)))])
    return Footnote(first.meta["label"], own, text, words.count(text), lines, written)


def _block(
    tokens: tuple[Token, ...], notes: tuple[Footnote, ...], reading: _Reading, *, forced: bool
) -> Block:
    first, source = tokens[0], reading.source
    start, end = first.map or (0, 1)
    kind = _kind(tokens, reading.prefix)
    own = _settled(tokens, reading)
    text = visible(own)
    return Block(
        kind=kind,
        tokens=own,
        text=text,
        words=words.count(text),
        lines=source.lines(start, end),
        level=int(first.tag[1]) if kind == "heading" else 0,
        forced=forced,
        name=first.meta.get("sort", ""),
        written=_written(reading.written[start:end]),
        notes=notes,
        at=source.ats[start] if source.ats else 0,
    )


def _settled(tokens: Sequence[Token], reading: _Reading) -> tuple[Token, ...]:
    """The tokens as blocks have them: checked, without code, with the source's lines."""
    check(tokens, reading.written, reading.source)
    _settle_marks(tokens, reading.prefix, reading.marks)
    for token in tokens:
        if token.map:
            token.map = list(reading.source.lines(*token.map))
        if token.children:
            token.children = _without_code(token.children)
    return tuple(tokens)


def _kind(tokens: Sequence[Token], prefix: str) -> str:
    """The kind of block that some tokens are."""
    kind = _KINDS.get(tokens[0].type, "html")
    if kind == "callout":
        sort = str(tokens[0].meta["sort"])
        return kind if sort in callouts.CALLOUTS else sort
    if kind != "paragraph":
        return kind
    children = images_alone.shown(tokens[1])
    types = [child.type for child in children]
    if types == ["image"]:
        return "image"
    if types == ["image", "image"]:
        return "images"
    if types[:2] == ["strong_open", "link_open"] and types[-2:] == ["link_close", "strong_close"]:
        lone = types.count("link_open") == types.count("strong_open") == 1
        address = str(children[1].attrs.get("href", ""))
        if lone and "image" not in types and "html_inline" not in types:
            whole = _ADDRESS.match(address) or slots.pattern(prefix).match(address)
            return "button" if whole else kind
    return kind


def _top(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """The tokens in runs, a run for each element at the top."""
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tuple(tokens[start : index + 1])
            start = index + 1


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


def _settle_marks(tokens: Sequence[Token], prefix: str, by_text: Mapping[str, Mark]) -> None:
    """Give code its braces back, and raise what is wrong with a mark elsewhere."""
    found = slots.pattern(prefix)
    as_tag = re.compile(f"</?({found.pattern})")
    for token in every(tokens):
        if token.type in _CODE:
            token.content = found.sub(lambda match: by_text[match[0]].raw, token.content)
            token.info = found.sub(lambda match: by_text[match[0]].raw, token.info)
            continue
        written = " ".join([token.content, *(str(value) for value in token.attrs.values())])
        if token.type == "inline":
            continue
        if token.type in RAW:
            written = raw_html.uncommented(written)
            for tag in as_tag.finditer(written):
                mark = by_text[tag[1]]
                hint = f"for a link, write [some words]({mark.raw})"
                raise SourceError("a field stands as an HTML tag", place=mark.place, hint=hint)
        for name in found.findall(written):
            mark = by_text[name]
            if mark.problem:
                raise SourceError(mark.problem, place=mark.place, hint=mark.hint)
