"""What a series or a mail says, passage by passage, as the rules on words read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline import slots
from pipeline import words as counting
from pipeline.check.rule import At
from pipeline.check.words.lists import Words
from pipeline.check.words.patterns import Token, tokens
from pipeline.errors import Place
from pipeline.markup import Element, Text
from pipeline.model import Article, Block, Footnote, Lines, Part

if TYPE_CHECKING:
    from markdown_it.token import Token as Piece

UNSAID = "\ufffc"
"""What stands for a personal field, a picture or code amid words."""
_FLOWING = frozenset(
    """a abbr b bdi bdo big cite data dfn em font i ins kbd mark q s small span strike strong sub
    sup time tt u var wbr""".split()  # noqa: SIM905 - a list of words reads best as words
)
_UNREAD = frozenset(("head", "style", "script", "template", "title", "code", "pre", "textarea"))
_QUOTING = frozenset(("quote", "pullquote"))


@dataclass(frozen=True, eq=False)
class Passage:
    """A stretch of words that belong together: a paragraph, an item of a list, a cell.

    `kind` is its block's, or title, subject, preheader, note. `quoted` says that the words are
    somebody else's, `backed` that a note or a link stands in it.
    """

    text: str
    at: At = None
    part: int = 0
    kind: str = "paragraph"
    quoted: bool = False
    backed: bool = False
    links: tuple[str, ...] = ()

    @property
    def first_line(self) -> int:
        """The first of its lines in the article, 0 where it has none."""
        return self.at.first if isinstance(self.at, Lines) else 0

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words and numbers."""
        return tokens(self.text)

    @cached_property
    def sentences(self) -> list[str]:
        """Its sentences."""
        return counting.sentences(self.text)


@dataclass(frozen=True, eq=False)
class Said:
    """All that a series or a mail says, its language, and the word lists of that."""

    passages: tuple[Passage, ...]
    lang: str = ""
    words: Words = field(default_factory=Words)

    @property
    def running(self) -> Iterator[Passage]:
        """The passages that are whole sentences: no headings, cells or captions."""
        kinds = ("paragraph", "lead", "list", "quote", "callout")
        return (one for one in self.passages if one.kind in kinds)

    @property
    def body(self) -> Iterator[Passage]:
        """The passages that stand in a mail's body."""
        return (one for one in self.passages if one.kind not in ("subject", "preheader"))


def of_series(article: Article, parts: Sequence[Part], words: Words) -> Said:
    """What an article says, and the subjects and preheaders of its parts."""
    return Said(tuple(_of_series(article, parts)), article.lang, words)


def _of_series(article: Article, parts: Sequence[Part]) -> Iterator[Passage]:
    marked = slots.pattern(article.marks.prefix)
    if article.title:
        yield Passage(marked.sub(UNSAID, article.title), article.title_lines, 0, "title")
    noted: set[str] = set()
    for part in parts:
        for block in part.blocks:
            yield from _of_block(block, part.number, marked)
            for note in block.notes:
                if note.label not in noted:
                    noted.add(note.label)
                    yield from _of_block(note, part.number, marked)
    for part in parts:
        body = " ".join(block.text for block in part.blocks)
        for kind, text in (("subject", part.subject), ("preheader", part.preheader)):
            if text.rstrip("…") not in body:  # else it was made from the body, which is read
                shown = marked.sub(UNSAID, text)
                yield Passage(shown, place_of_part(article, part), part.number, kind)


def place_of_part(article: Article, part: Part) -> Place:
    """Where the author said what a part is called; the article where nothing was said."""
    told = article.settings.series.parts
    if isinstance(told, tuple) and part.number <= len(told):
        return told[part.number - 1].place or Place(article.source)
    return Place(article.source)


def _of_block(block: Block | Footnote, part: int, marked: re.Pattern[str]) -> Iterator[Passage]:
    kind = block.kind if isinstance(block, Block) else "note"
    quoting = 0
    for token in block.tokens:
        quoting += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type != "inline":
            continue
        pieces = token.children or []
        text = marked.sub(UNSAID, " ".join("".join(_words(pieces)).split()))
        if text.strip(UNSAID + " "):
            lines = Lines(*token.map) if token.map else block.lines
            links = tuple(str(one.attrs.get("href", "")) for one in pieces if one.tag == "a")
            noted = any(one.type == "footnote_ref" for one in pieces)
            quoted = bool(quoting) or kind in _QUOTING
            backed = noted or any(links)
            yield Passage(text, lines, part, kind, quoted, backed, tuple(filter(None, links)))


def _words(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        match piece.type:
            case "text":
                yield piece.content
            case "softbreak" | "hardbreak":
                yield " "
            case "code_inline" | "footnote_ref":
                yield UNSAID if piece.type == "code_inline" else ""
            case "image":
                yield f"{UNSAID} {piece.meta.get('caption', '')} "


def of_mail(body: Element, lang: str, words: Words, head: Iterable[tuple[str, str]]) -> Said:
    """What somebody's mail says; `head` are its subject and the like, by kind."""
    above = [Passage(text, None, 0, kind) for kind, text in head if text]
    return Said((*above, *_of_body(body)), lang, words)


def _of_body(body: Element) -> Iterator[Passage]:
    """The passages of a body: what stands between the edges of its blocks."""
    held: list[Text] = []
    last: Element | None = None
    for node in body.nodes():
        if isinstance(node, Element):
            if node.name not in _FLOWING:
                yield from _joined(held)
                held = []
            continue
        block = _block_of(node)
        if block is not last:
            yield from _joined(held)
            held, last = [], block
        if block is None or block.name not in _UNREAD:
            held.append(node)
    yield from _joined(held)


def _block_of(text: Text) -> Element | None:
    around = text.parent
    while around is not None and around.name in _FLOWING:
        around = around.parent
    return around


def _joined(held: Sequence[Text]) -> Iterator[Passage]:
    text = " ".join("".join(one.data for one in held).split())
    if any(map(str.isalnum, text)):
        around = [held[0].parent, *(held[0].parent.ancestors() if held[0].parent else ())]
        names = [one.name for one in around if one]
        kind = next((_KINDS[name] for name in names if name in _KINDS), "paragraph")
        first = next(one for one in held if one.data.strip())
        start = first.start + len(first.data) - len(first.data.lstrip())
        yield Passage(text, start, 0, kind, quoted="blockquote" in names or "q" in names)


_KINDS = {"blockquote": "quote", "li": "list", "th": "table"} | {
    f"h{level}": "heading" for level in range(1, 7)
}
