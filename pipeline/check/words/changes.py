"""What changed between two texts, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from pipeline.check.words.approved import Row, heading

FAR = 2_000  # words of a stretch from which on it is told as a whole
JOINED = 2  # words that stayed between two changes, at most, that are told as one


class WordChange(NamedTuple):
    """A change: the words that were, those that are now ("" for none), the row they are told at.

    `row` is the new one, or where the words are gone, the new row that stands there now.
    """

    was: str
    now: str
    row: Row


class _Word(NamedTuple):
    text: str
    row: int


def word_changes(before: Sequence[Row], after: Sequence[Row]) -> list[WordChange]:
    """Every change from the rows before to those after, in order."""
    old, new = ([row.line for row in rows] for rows in (before, after))
    found: list[WordChange] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _within(list(before[a:b]), after, c, d)
    return found


def _within(
    gone: Sequence[Row], after: Sequence[Row], start: int, end: int
) -> Iterator[WordChange]:
    """The changes in a stretch of rows."""
    old = [_Word(word, 0) for row in gone for word in _words(row)]
    new = [_Word(word, index) for index in range(start, end) for word in _words(after[index])]
    here = after[min(start, len(after) - 1)] if after else Row("", "")
    if len(old) + len(new) > FAR:
        yield WordChange(_text(old), _text(new), after[start] if start < end else here)
        return
    for a, b, c, d in _runs(old, new):
        index = new[c].row if c < len(new) else end - 1
        row = after[index] if start <= index < end else here
        yield WordChange(_text(old[a:b]), _text(new[c:d]), row)


def _words(row: Row) -> list[str]:
    """A row's words, as they are told: what a line of settings is called, before its own."""
    if row.label:
        return [f"{row.label}:", *row.text.split()]
    return row.text.split() or [heading(row.part)]


def _runs(old: Sequence[_Word], new: Sequence[_Word]) -> list[tuple[int, int, int, int]]:
    """The stretches that differ; those with hardly a word between them are one."""
    left, right = ([word.text for word in words] for words in (old, new))
    runs: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if runs and a - runs[-1][1] <= JOINED and _same_row(new, runs[-1][2], c):
            first = runs.pop()
            runs.append((first[0], b, first[2], d))
        else:
            runs.append((a, b, c, d))
    return runs


def _same_row(words: Sequence[_Word], one: int, other: int) -> bool:
    """Whether two places, of which the second may be the end, lie in one row."""
    return other < len(words) and words[one].row == words[other].row


def _text(words: Sequence[_Word]) -> str:
    return " ".join(word.text for word in words)
