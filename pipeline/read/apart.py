"""Removals one after the other, where one stood in the middle of another's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pipeline import words
from pipeline.model import Removal
from pipeline.words import essence


def apart(removals: Sequence[Removal]) -> list[Removal]:
    """The removals in the order of the text, each a stretch of it by itself.

    A reader takes a hidden word out of a line, then cleaning takes out the line: this one is two
    stretches now, around the other. Only readers that tell where a text stands (`at`) can know.
    """
    inorder = sorted(removals, key=lambda one: (one.at, one.lines))
    if not any(one.at for one in inorder):
        return inorder
    found: list[Removal] = []
    for index, one in enumerate(inorder):
        found += [one] if one.within else _pieces(one, islice(inorder, index + 1, None))
    return sorted(found, key=lambda one: (one.at, one.lines))


def _pieces(one: Removal, after: Iterable[Removal]) -> Iterator[Removal]:
    """A removal without what stands in it: the stretches before, between and after."""
    rest = one.text if one.own is None else one.own
    at, split = one.at, False
    for other in after:
        length = len(essence(rest))
        if other.at >= at + length:
            break
        if other.within or other.at <= at:
            at += 0 if other.within else _own_letters(other)
            continue
        end = _index(rest, other.at - at)
        yield _piece(one, rest[:end], at)
        at, rest, split = other.at + _own_letters(other), rest[end:], True
    yield _piece(one, rest, at) if split else one


def _piece(one: Removal, text: str, at: int) -> Removal:
    return replace(one, text=text.strip(), own=None, words=words.count(text), at=at)


def _own_letters(one: Removal) -> int:
    return len(essence(one.text if one.own is None else one.own))


def _index(text: str, letters: int) -> int:
    """Where in a text the next letter stands when so many have passed."""
    passed = 0
    for at, sign in enumerate(text):
        counts = len(essence(sign))
        if counts and passed == letters:
            return at
        passed += counts
    return len(text)
