"""How alike two stretches of a text are, and where its subject shifts.

Nothing here knows a language. Words are compared by their first letters, short ones are left out,
and the rest weigh less the more evenly they are strewn. Scripts that put no spaces between words
are compared by pairs of characters.

The shift at a gap follows TextTiling (Hearst 1997), which compares a window of words on each
side, and C99 (Choi 2000), which looks at ranks among neighbours, since the likeness itself differs
from text to text more than within one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate

LETTERS = 4  # shorter words carry grammar, not topic, in alphabetic scripts
STEM = 5  # letters that words are compared by where the subject's shift is looked for
LEAST = 3  # letters of a word that counts there
WINDOWS = (60, 120, 240)  # words on each side of a gap; the mean of the three is taken
CHUNK = 40  # words of the stretches over which a word's evenness is counted
NEIGHBOURS = 6  # gaps on each side that a gap is ranked among
MANY = 200_000  # words from which on one window is enough

_WORD = re.compile(
    "[^\\W\\d_][^\\s\x00-@\\[-`{-\xbf\u2010-\u206f\u3000-\u303f\uff00-\uff20،؛؟।॥]*",
)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
_ALPHABETS = "\u0530"  # Latin, Greek, Cyrillic stand below it: in others short words tell a topic


def likeness(one: str, other: str) -> float:
    """The cosine of two texts' topics: 0 for no word in common, 1 for the same words."""
    left, right = _topic(one), _topic(other)
    size = math.sqrt(_squares(left) * _squares(right))
    return sum(number * right[word] for word, number in left.items()) / size if size else 0.0


def shifts(texts: Sequence[str]) -> list[float]:
    """How much the subject shifts before each text but the first: 0 the least around it, 1 most."""
    words = [stems(text) for text in texts]
    flat = [word for one in words for word in one]
    gaps = list(accumulate(map(len, words)))[:-1]
    weights = _weights(flat)
    windows = WINDOWS if len(flat) < MANY else WINDOWS[1:2]
    likenesses = [_beside(flat, gaps, size, weights) for size in windows]
    alike = [round(sum(each) / len(windows), 6) for each in zip(*likenesses, strict=True)]
    return [_rank(alike, gap) for gap in range(len(alike))]


def stems(text: str) -> list[str]:
    """The words that tell a text's subject, each as its first letters, in order."""
    found: list[str] = []
    for word in _WORD.findall(text.casefold()):
        if _UNSPACED.match(word):
            found += _pairs(word)
        elif len(word) >= (LEAST if word[0] < _ALPHABETS else 2):
            found.append(word[:STEM])
    return found


def _topic(text: str) -> Counter[str]:
    """The words that tell what a text is about; pairs of characters where no spaces part them."""
    found: Counter[str] = Counter()
    for word in _WORD.findall(text.casefold()):
        if _UNSPACED.match(word):
            found.update(_pairs(word))
        elif len(word) >= (LETTERS if word[0] < _ALPHABETS else 2):
            found[word] += 1
    return found


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)]


def _squares(counts: Counter[str]) -> int:
    return sum(number * number for number in counts.values())


def _weights(words: Sequence[str]) -> dict[str, float]:
    """The square of each word's weight: the fewer stretches of the text hold it, the more."""
    starts = range(0, len(words), CHUNK)
    held: Counter[str] = Counter()
    for start in starts:
        held.update(set(words[start : start + CHUNK]))
    return {word: math.log((len(starts) + 1) / number) ** 2 for word, number in held.items()}


class _Side:
    """The words in the window on one side of a gap, and the sum of their squared weights."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.squares = 0.0


def _beside(
    words: Sequence[str], gaps: Sequence[int], size: int, weights: Mapping[str, float]
) -> list[float]:
    """The cosine of the windows on both sides of each gap: they slide, each word enters once."""
    left, right = _Side(), _Side()
    shared = 0.0
    found: list[float] = []
    edges = [0, 0, 0]  # where the left window begins, where the two meet, where the right one ends

    def move(side: _Side, other: _Side, word: str, by: int) -> None:
        nonlocal shared
        weight, held = weights[word], side.counts[word]
        shared += by * weight * other.counts[word]
        side.squares += weight * ((held + by) ** 2 - held**2)
        side.counts[word] = held + by

    for gap in gaps:
        for word in words[edges[2] : gap + size]:
            move(right, left, word, 1)
        for word in words[edges[1] : gap]:
            move(right, left, word, -1)
            move(left, right, word, 1)
        for word in words[edges[0] : max(0, gap - size)]:
            move(left, right, word, -1)
        edges = [max(edges[0], gap - size), gap, max(edges[2], min(len(words), gap + size))]
        both = math.sqrt(max(0.0, left.squares) * max(0.0, right.squares))
        found.append(shared / both if both > 1e-9 else 0.0)
    return found


def _rank(alike: Sequence[float], gap: int) -> float:
    """The share of the gaps around one at which the text coheres more than at it."""
    around = alike[max(0, gap - NEIGHBOURS) : gap + NEIGHBOURS + 1]
    if len(around) == 1:
        return 1.0
    return sum(other > alike[gap] for other in around) / (len(around) - 1)
