"""What a series is about that its readers may not want others to see."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check.words.passages import Passage, Said

if TYPE_CHECKING:
    from pipeline.check.checked import Checked

ENOUGH = 3.0
"""What a topic's mentions weigh together from which on a text is about it."""
_HEADED, _ONCE, _MILD = 2.0, 1.0, 0.25
_HEADS = ("title", "heading")


class Topic(NamedTuple):
    """A topic of the lists that a text is about: its name, the words that tell it, where first.

    `health` says that it is about somebody's health.
    """

    name: str
    terms: tuple[str, ...]
    health: bool
    first: Passage
    needle: str


def topic_terms(checked: Checked) -> tuple[str, ...]:
    """The words that tell a series' private topics; none where it has none."""
    return tuple(dict.fromkeys(term for one in topics(checked.said) for term in one.terms))


@lru_cache(maxsize=4)
def topics(said: Said) -> tuple[Topic, ...]:
    """The private topics that a text is about, and not only mentions."""
    return tuple(_topics(said))


def is_health(said: Said) -> bool:
    """Whether a text is about somebody's health."""
    return any(one.health for one in topics(said))


def _topics(said: Said) -> Iterator[Topic]:
    weights: dict[str, float] = {}
    found: dict[str, Topic] = {}
    for passage in said.body:
        for hit in said.words["topic"].hits(passage.tokens):
            name, words = hit.known.group, passage.text[hit.start : hit.end]
            weights[name] = weights.get(name, 0.0) + _weight(passage, mild=hit.known.mild)
            known = found.get(name)
            terms = (*known.terms, words.casefold()) if known else (words.casefold(),)
            first, needle = (known.first, known.needle) if known else (passage, words)
            found[name] = Topic(name, terms, hit.known.health, first, needle)
    for name, one in found.items():
        if weights[name] >= ENOUGH:
            yield one._replace(terms=tuple(dict.fromkeys(one.terms)))


def _weight(passage: Passage, *, mild: bool) -> float:
    if mild:
        return _MILD
    return _HEADED if passage.kind in _HEADS else _ONCE
