"""The phrase that tells best what a part without a heading is about, in its author's own words.

A phrase is a run of words as they stand in one sentence, with no sign between them, that neither
begins nor ends with a word of grammar. What the author stressed, and what is said more than once,
counts more, as does what is said early.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pipeline import words
from pipeline.model import Block
from pipeline.plan.telling import Telling

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST = 5  # words
SHORTEST = 8  # columns
CONSIDERED = 20_000  # phrases from a part's start: more than any mail has
EARLY = 0.5  # what standing at a part's start adds, against its end
STRESSED = 0.6
AGAIN = 0.8
HELD = 0.4

_CLAUSE = re.compile(
    r"[.,;:!?()\[\]{}\"“”„«»…/|·•。！？，、；：（）「」『』<>=*#@~]+|\s[-–—]+\s|[–—]+"
)
_INNER = "-'’&+\u200c\u200d"  # what may stand within a word
_MARKUP = ("strong_open", "em_open")


class _Phrase(NamedTuple):
    """A phrase: the sentence that it first stands in, and how often it is said.

    `whole` where it stands between words of grammar or signs, `held` where something stands before
    it in its clause: what begins one is often a verb.
    """

    text: str
    at: int = 0
    times: int = 1
    whole: bool = True
    held: bool = False


def phrase(
    run: Sequence[Block],
    telling: Telling,
    part: int,
    limit: int,
    taken: Container[str],
    marks: re.Pattern[str],
) -> str:
    """The best phrase of a part, in at most `limit` characters; "" where none tells enough.

    None has a mark in it, none is among those `taken`, whatever the case of their letters.
    """
    stressed = {text.casefold() for block in run for text in _stressed(block.tokens)}
    found: dict[str, _Phrase] = {}
    every = (
        (at, one)
        for at, sentence in enumerate(telling.sentences[part])
        for one in _runs(sentence, telling, limit)
    )
    for at, one in islice(every, CONSIDERED):
        before = found.get(one.text.casefold(), one._replace(at=at, times=0))
        found[one.text.casefold()] = before._replace(
            times=before.times + 1,
            whole=before.whole or one.whole,
            held=before.held or one.held,
        )
    total = max(1, len(telling.sentences[part]))

    def score(one: _Phrase) -> float:
        more = EARLY * (1 - one.at / total) + STRESSED * (one.text.casefold() in stressed)
        more += AGAIN * min(2, one.times - 1) + HELD * one.held
        return telling.weight(one.text, part) * (1 + more)

    good = [
        one
        for folded, one in found.items()
        if folded not in taken
        and (one.times > 1 or folded in stressed or one.whole)
        and (folded in stressed or telling.repeated(one.text, part))
        and not marks.search(one.text)
    ]
    if not good:
        return ""
    best = max(good, key=score).text
    return best[0].upper() + best[1:]


def _runs(sentence: str, telling: Telling, limit: int) -> Iterator[_Phrase]:
    """The phrases of a sentence."""
    for clause in _CLAUSE.split(sentence):
        found = clause.split()
        if any(words.unspaced(one[0]) for one in found):
            whole = (one for one in found if SHORTEST <= words.width(one) <= limit)
            yield from map(_Phrase, whole)
            continue
        tells = [_is_word(one) and not telling.grammar(one) for one in found]
        for start, end in _spans(tells):
            text = " ".join(found[start:end])
            if SHORTEST <= len(text) <= limit:
                alone = (not start or not tells[start - 1]) and not any(tells[end : end + 1])
                yield _Phrase(text, whole=alone and all(tells[start:end]), held=start > 0)


def _is_word(text: str) -> bool:
    """Whether a text is a word and no sign, formula or address."""
    return text[0].isalnum() and all(
        one.isalnum() or one in _INNER or unicodedata.category(one) in ("Mn", "Mc") for one in text
    )


def _spans(tells: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The runs of a few words that begin and end with a telling one."""
    for start in range(len(tells)):
        for end in range(start + 2, min(start + LONGEST, len(tells)) + 1):
            if tells[start] and tells[end - 1]:
                yield start, end


def _stressed(tokens: Sequence[Token]) -> Iterator[str]:
    """What the author stressed."""
    for token in tokens:
        children = token.children or ()
        for at, child in enumerate(children):
            if child.type in _MARKUP and at + 1 < len(children):
                yield " ".join(children[at + 1].content.strip(" .,:;!?").split())
