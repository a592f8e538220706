"""A table of contents: it names the headings below it, and its links lead nowhere in a mail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.model import Block
from pipeline.read.clean.forms import MOST, PROSE, bare, either, lines

FEWEST = 2
WITHIN = 20  # blocks from the start
SHARE = 0.8  # of the entries that are headings of the text

_LABEL = either(
    r"(table of )?contents:?|in this (article|post|guide)( you will find)?:?"
    r"|on this page:?|jump to( section)?:?",
    r"inhalt(sverzeichnis|sübersicht)?:?|in diesem (artikel|beitrag):?|auf dieser seite:?",
    r"sommaire:?|table des matières:?|dans cet article ?:?|au sommaire ?:?",
    r"índice( de contenidos?)?:?|(tabla de )?contenidos?:?|en este artículo:?",
    r"(جدول )?المحتويات:?|محتويات المقال:?|في هذا المقال:?",
)
_NUMBER = re.compile(r"^[\divxIVX]+(\.\d+)*[.):]?\s+")
_PAGE = re.compile(r"[\s.·…_-]*\s\d{1,4}$|[.·…_]{2,}\s*\d{1,4}$")


def table_of_contents(blocks: Sequence[Block], _title: str) -> set[int]:
    """A list of the text's own headings under its label, where nearly all are really there."""
    for at, block in enumerate(blocks[:WITHIN]):
        if block.kind not in PROSE or block.words > 120:
            continue
        written = lines(block)
        if not written or not _LABEL.fullmatch(written[0]):
            continue
        end = _end(blocks, at, written[1:])
        if end > at:
            return set(range(at, end))
    return set()


def _end(blocks: Sequence[Block], at: int, within: Sequence[str]) -> int:
    """Where the entries end that stand in the label's own block or below it; `at` if nowhere."""
    below = blocks[at + 1 :]
    if within:
        return at + 1 if _are_headings(within, below) else at
    if not below:
        return at
    if below[0].kind in ("list", "paragraph") and len(lines(below[0])) >= FEWEST:
        return at + 2 if _are_headings(lines(below[0]), below[1:]) else at
    return at + 1 + count if (count := _entries(below)) >= FEWEST else at


def _entries(below: Sequence[Block]) -> int:
    """How many blocks, each a line of its own, name a heading that stands further below."""
    left = Counter(_entry(block.text) for block in below if block.kind == "heading")
    for count, block in enumerate(below):
        entry = _entry(block.text) if block.words <= MOST else ""
        left[entry] -= block.kind == "heading"
        if not entry or left[entry] < 1:
            return count
    return len(below)


def _are_headings(entries: Sequence[str], below: Sequence[Block]) -> bool:
    headings = _headings(below)
    named = sum(_entry(entry) in headings for entry in entries)
    return len(entries) >= FEWEST and named >= SHARE * len(entries)


def _headings(below: Sequence[Block]) -> set[str]:
    return {_entry(block.text) for block in below if block.kind == "heading"} - {""}


def _entry(text: str) -> str:
    """An entry or a heading to compare by, without its number and its page's."""
    return bare(_NUMBER.sub("", _PAGE.sub("", " ".join(text.split()))))
