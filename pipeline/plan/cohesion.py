"""How alike two sections of a text are: the cosine of their words' frequencies."""

from __future__ import annotations

import math
import re
from collections import Counter

LETTERS = 4  # shorter words carry grammar, not topic, in alphabetic scripts

_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")


def likeness(one: str, other: str) -> float:
    """The cosine of two texts' topics: 0 for no word in common, 1 for the same words."""
    left, right = _topic(one), _topic(other)
    size = math.sqrt(_squares(left) * _squares(right))
    return sum(number * right[word] for word, number in left.items()) / size if size else 0.0


def _topic(text: str) -> Counter[str]:
    """The words that tell what a text is about; pairs of characters where no spaces part them."""
    found: Counter[str] = Counter()
    for word in _WORD.findall(text.casefold()):
        if _UNSPACED.match(word):
            found.update(word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) >= LETTERS:
            found[word] += 1
    return found


def _squares(counts: Counter[str]) -> int:
    return sum(number * number for number in counts.values())
