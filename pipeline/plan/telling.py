"""What words tell of a part: those that are frequent in it and rare elsewhere in its article.

Words of grammar are known by how they are strewn: they stand in very many sentences, or are very
short. The rarer ones of English, which one text is too short to tell, are listed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from pipeline import words
from pipeline.model import Block
from pipeline.plan.bonds import is_caption
from pipeline.plan.cohesion import stems
from pipeline.plan.lists import seen

STREWN = 0.12  # the share of sentences from which on a word is taken for one of grammar
SENTENCES = 40  # least sentences of an article for that to tell anything
HANDFUL = 5  # sentences
SHORT = 3  # letters at most of a word of grammar, in alphabets

_GRAMMAR = frozenset(
    """about above across actually after again against almost along already also although always
    among another anything around away back became because become been before began behind being
    below beside besides between beyond both came cannot come comes could does doing done down
    during each either else enough even ever every everyone everything first from further gave
    gets getting give given gives going gone have having hence here hers herself himself however
    indeed instead into itself just keep kept knew know known knows last least less like likely
    made make makes making many maybe might more most much must myself near need needed needs
    neither never next none nothing often once only onto other others otherwise ours ourselves over
    own perhaps please quite rather really same seem seemed seems seen several shall should since
    some someone something sometimes soon still such sure take taken takes taking than that their
    theirs them themselves then there therefore these they thing things this those though through
    throughout thus together told took toward towards tried tries trying under unless until upon
    used uses using usually various very want wanted wants well went were what whatever when
    whenever where whereas wherever whether which while whole whom whose will with within without
    would your yours yourself didn doesn wasn weren couldn wouldn shouldn isn aren hasn haven
    won""".split()  # noqa: SIM905 - a list of words reads best as words
)
_ALPHABETS = "\u0530"
_WORD = re.compile(r"[^\W_]+(?:[-'’.&+][^\W_]+)*")


def sentences(block: Block) -> Iterator[str]:
    """The sentences of a paragraph, a quote or a list, whose items end them."""
    if block.kind in ("paragraph", "quote", "list", "callout"):
        for text in seen(block.tokens) if block.tokens else [block.text]:
            yield from _whole(words.sentences(" ".join(text.split())))


def _whole(pieces: Sequence[str]) -> Iterator[str]:
    """Sentences: what goes on in small letters belongs to the piece before it."""
    told = ""
    for piece in pieces:
        first = next(filter(str.isalnum, piece), "")
        if told and not first.islower():
            yield told
            told = ""
        told = f"{told} {piece}" if told else piece
    if told:
        yield told


def _strewn(parts: Sequence[Sequence[str]]) -> set[str]:
    """The words that stand in very many sentences, and in every part that is no mere handful."""
    strewn: Counter[str] = Counter()
    everywhere: set[str] | None = None
    for part in parts:
        each = [{word.casefold() for word in _WORD.findall(one)} for one in part]
        strewn.update(chain.from_iterable(each))
        if len(part) >= HANDFUL:
            held = set().union(*each)
            everywhere = held if everywhere is None else everywhere & held
    most = STREWN * max(SENTENCES, sum(map(len, parts)))
    return {word for word in everywhere or () if strewn[word] >= most}


class Telling:
    """What the words of an article's parts tell."""

    def __init__(self, runs: Sequence[Sequence[Block]]) -> None:
        found = [
            [
                one
                for at, block in enumerate(run)
                if not is_caption(run, at)
                for one in sentences(block)
            ]
            for run in runs
        ]
        self.sentences = found
        self.headings = Counter(
            " ".join(block.text.casefold().split())
            for run in runs
            for block in run
            if block.kind == "heading"
        )
        self._within = [Counter(stems(" ".join(part))) for part in found]
        self._all: Counter[str] = Counter()
        for counts in self._within:
            self._all.update(counts)
        self._strewn = _strewn(found)

    def grammar(self, word: str) -> bool:
        """Whether a word holds others together rather than telling something itself."""
        folded = word.casefold()
        alphabetic = folded[:1] < _ALPHABETS
        if alphabetic and len(folded) <= SHORT:
            return not (word.isupper() and len(word) > 1)
        return folded in _GRAMMAR or (folded in self._strewn and word[:1].islower())

    def weight(self, text: str, part: int) -> float:
        """How much a text's words tell of a part: 0 for nothing, the mean of its telling words."""
        found = stems(text)
        within = self._within[part]
        told = [
            math.log1p(within[stem]) * within[stem] / self._all[stem]
            for stem in found
            if within[stem]
        ]
        return sum(told) / len(found) if found else 0.0

    def repeated(self, text: str, part: int) -> bool:
        """Whether a part says each of a text's telling words more than once."""
        found = [stem for word in text.split() if not self.grammar(word) for stem in stems(word)]
        return bool(found) and all(self._within[part][stem] > 1 for stem in found)
