"""What the rules of cleaning look at in a block: its lines, its links, where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline import words
from pipeline.model import Block

if TYPE_CHECKING:
    from markdown_it.token import Token

HEAD = 8  # blocks from the start within which what stands above a text may stand
LONG = 40  # words of a block that is surely text
MOST = 100  # words of what is surely no clutter of a few lines
LONGEST = 1000  # characters, likewise
TITLE_WORDS = 16  # words that a title has at most

PROSE = ("heading", "paragraph")
_SENTENCE_END = re.compile(r"[.,;:…。，；：؛،।۔][\"'”’»)\]*_]*$")
_TWO_SENTENCES = re.compile(r"[^\W\d]{3,}[.!?]\s+\w|[。！？؟۔]\s*\w")
_EDGES = re.compile(r"^[\s\W_]+|[\s\W_]+$")


def folded(text: str) -> str:
    """A text to compare by: small letters, single spaces."""
    return " ".join(text.casefold().split())


def bare(text: str) -> str:
    """A text to compare by, without the signs at its ends."""
    return _EDGES.sub("", folded(text))


def lines(block: Block) -> list[str]:
    """The lines of a block as its reader sees them: its items, and what hard breaks part."""
    if block.kind not in (*PROSE, "list", "quote"):
        return [block.text]
    if block.kind in PROSE and block.written and "\n" not in block.written:
        return [block.text] if block.text else []
    return [line for token in block.tokens for line in _parted(token.children or ())]


def _parted(children: Sequence[Token]) -> list[str]:
    parts = [""]
    for child in children:
        if child.type == "hardbreak":
            parts.append("")
        elif child.type == "softbreak":
            parts[-1] += " "
        elif child.type != "html_inline":
            parts[-1] += child.content
    return [" ".join(part.split()) for part in parts if part.strip()]


def all_match(block: Block, pattern: Form) -> bool:
    """Whether each of a block's lines is of a form, and there is one."""
    if block.words > MOST or len(block.text) > LONGEST or block.kind not in (*PROSE, "list"):
        return False
    found = lines(block)
    return bool(found) and all(pattern.fullmatch(line) for line in found)


def is_linked(block: Block) -> bool:
    """Whether all words of a block are those of links."""
    depth = seen = 0
    for token in block.tokens:
        for child in token.children or ():
            depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            if child.type == "text" and words.words(child.content):
                if not depth:
                    return False
                seen += 1
    return seen > 0


def is_titled(text: str) -> bool:
    """Whether a text has the form of a title: short, no full stop, no two sentences."""
    return (
        0 < words.count(text) <= TITLE_WORDS
        and not _SENTENCE_END.search(text)
        and not _TWO_SENTENCES.search(text)
    )


def head(blocks: Sequence[Block], size: int = HEAD) -> range:
    """The first blocks, up to the first that is surely text."""
    for index, block in enumerate(blocks[:size]):
        if block.words > LONG:
            return range(index + 1)
    return range(min(size, len(blocks)))


def tail(blocks: Sequence[Block], fits: Callable[[Block], bool]) -> range:
    """The run of blocks at the end that all fit."""
    start = len(blocks)
    while start and fits(blocks[start - 1]):
        start -= 1
    return range(start, len(blocks))


def spread(
    blocks: Sequence[Block], sure: Collection[int], fits: Callable[[Block], bool]
) -> set[int]:
    """The sure blocks, and those directly beside them, one by one, that fit too."""
    found = set(sure)
    for start in sure:
        for step in (-1, 1):
            at = start + step
            while 0 <= at < len(blocks) and at not in found and fits(blocks[at]):
                found.add(at)
                at += step
    return found


def heads_text(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is a heading with a text of its own below it."""
    below = blocks[index + 1 : index + 2]
    return blocks[index].kind == "heading" and bool(below) and below[0].kind != "heading"


class Phrases:
    """Any of some phrases, in capitals or not; compiled when first asked, since many never are.

    `begins` is a pattern of how all of them begin, where there is one: it spares most texts a
    large pattern.
    """

    def __init__(self, phrases: Sequence[str], begins: str = "") -> None:
        self.phrases = tuple(phrases)
        self._begins = re.compile(begins, re.IGNORECASE)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        whole = "|".join(f"(?:{phrase})" for phrase in self.phrases)
        return re.compile(whole, re.IGNORECASE)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of a whole text."""
        return self._pattern.fullmatch(text) if self._begins.match(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """The match at a text's start."""
        return self._pattern.match(text) if self._begins.match(text) else None

    def search(self, text: str) -> re.Match[str] | None:
        """The first match within a text."""
        return self._pattern.search(text)


Form = Phrases | re.Pattern[str]


def either(*phrases: str, begins: str = "") -> Phrases:
    """Any of some phrases; `begins` is a pattern of how all of them begin."""
    return Phrases(phrases, begins)


def matching(blocks: Sequence[Block], pattern: Form) -> Iterator[int]:
    """The indices of the blocks all of whose lines are of a form."""
    return (index for index, block in enumerate(blocks) if all_match(block, pattern))
