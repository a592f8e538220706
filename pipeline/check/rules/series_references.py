"""What a text says of other places in it, now that these may be in other letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from pipeline import slots
from pipeline.check.checked import Checked
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.words.cross_references import BEFORE, NEXT, OF_KIND, UP, pointing
from pipeline.check.words.passages import Passage
from pipeline.model import Block, Lines, Severity
from pipeline.words import sentences

STEM = 5  # letters that words are compared by
LEAST = 4  # letters of a word that tells what a sentence is about
SHARED = 2  # words that a sentence shares with what it points to, at least
FARTHER = 1.25  # times that a block further away must fit better than one nearer by
CLEARER = 1.5  # times that another letter must fit better than its own
SMALL = 4  # letters from which on an abbreviation leaves no word out
MOST = 10  # words that an abbreviation stands for
BEHIND = 120  # characters before an abbreviation in which these stand

_RUNNING = ("paragraph", "lead", "list", "quote", "callout")  # what sentences stand in
_QUOTES = ("“", '"', "„", "«", "‘", "«\u00a0", "「")
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = re.compile(r" \(([A-Z][A-Za-z]?[A-Z]{1,5})s?\)")
_SHORT_FIRST = re.compile(r"(?<!\w)([A-Z][A-Za-z]?[A-Z]{1,5})s? \(([\w'’-]+(?: [\w'’-]+){1,9})\)")


@rule("series/reference-across", Severity.NOTE)
def reference_across(checked: Checked) -> Iterator[Found]:
    """A text points to a place that is in another letter now.

    “As mentioned above” was true of the article. In a series what is above may have come last
    week, and “the next section” comes in some days. Readers look for it in the mail before them.
    The author's words are never changed; whoever edits them can name the letter instead, or break
    the article elsewhere.

    Source: the words that a sentence shares with the other parts of the article.
    """
    index = pointing(checked.article.lang)
    text = _Text(checked)
    for passage in checked.said.passages if len(checked.parts) > 1 else ():
        at = passage.at
        if passage.kind not in _RUNNING or passage.quoted or not isinstance(at, Lines):
            continue
        for hit in index.hits(passage.tokens):
            if passage.text[: hit.start].endswith(_QUOTES):
                continue
            said = passage.text[hit.start : hit.end]
            part = text.pointed(hit.known, passage, hit.start, said)
            if part and part != passage.part:
                yield Found(
                    f"“{said}” is in letter {passage.part}; what it points to seems to be in "
                    f"letter {part}",
                    passage.at,
                    "name the letter instead, if the words are yours to change",
                    said,
                    part=passage.part,
                )


@dataclass(frozen=True)
class _Text:
    """A series' blocks in a row, each with its part and its telling words."""

    checked: Checked

    @cached_property
    def blocks(self) -> list[tuple[int, Block]]:
        return [(part.number, block) for part in self.checked.parts for block in part.blocks]

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        return [_stems(block.text) for _, block in self.blocks]

    @cached_property
    def weights(self) -> dict[str, float]:
        """The fewer blocks have a word, the more it tells."""
        held = Counter(stem for stems in self.stems for stem in stems)
        return {stem: log(1 + len(self.stems) / times) for stem, times in held.items()}

    def pointed(self, where: str, passage: Passage, start: int, said: str) -> int:
        """The part that a reference points to, 0 if that cannot be told."""
        here = self._index(passage)
        if where == NEXT:
            return next((part for part, block in self.blocks[here + 1 :] if _heads(block)), 0)
        if where == BEFORE:
            own = max((n for n in range(here + 1) if _heads(self.blocks[n][1])), default=0)
            return self.blocks[own - 1][0] if own else 0
        there = range(here - 1, -1, -1) if where == UP else range(here + 1, len(self.blocks))
        return self._of_kind(there, said) or self._by_words(there, here, passage.text, start)

    def _index(self, passage: Passage) -> int:
        lines = passage.at if isinstance(passage.at, Lines) else Lines(0, 0)
        for index, (part, block) in enumerate(self.blocks):
            if part == passage.part and block.lines.first <= lines.first <= block.lines.last:
                return index
        return 0

    def _of_kind(self, there: Sequence[int], said: str) -> int:
        """The part of the nearest table, list or picture, where that is what is pointed to."""
        words = {word.casefold() for word in _WORD.findall(said)}
        kinds = {kind for word in words & OF_KIND.keys() for kind in OF_KIND[word]}
        return next((self.blocks[n][0] for n in there if self.blocks[n][1].kind in kinds), 0)

    def _by_words(self, there: Sequence[int], here: int, text: str, start: int) -> int:
        """The part whose block shares most with the sentence, if it is clearer than its own."""
        own = self.blocks[here][0]
        sentence = _sentence(text, start)
        best, inside = (0.0, own), 0.0
        for n in there:
            shared = _stems(sentence) & self.stems[n]
            score = sum(self.weights[stem] for stem in shared) if len(shared) >= SHARED else 0.0
            if self.blocks[n][0] == own:
                inside = max(inside, score)
            elif score > FARTHER * best[0]:
                best = (score, self.blocks[n][0])
        nothing_here = all(self.blocks[n][0] != own or _heads(self.blocks[n][1]) for n in there)
        if nothing_here and there:
            return best[1] if best[0] else self.blocks[there[0]][0]
        return best[1] if best[0] > CLEARER * inside else own


def _heads(block: Block) -> bool:
    return block.kind == "heading"


def _stems(text: str) -> frozenset[str]:
    return frozenset(w[:STEM] for w in _WORD.findall(text.casefold()) if len(w) >= LEAST)


def _sentence(text: str, start: int) -> str:
    """The sentence that stands at a place of a text."""
    at = 0
    for one in sentences(text):
        found = text.find(one, at)
        at = max(at, found + len(one))
        if found <= start < at:
            return one
    return text


@rule("series/abbreviation-across", Severity.NOTE)
def abbreviation_across(checked: Checked) -> Iterator[Found]:
    """An abbreviation is used in a letter, and what it stands for was said in an earlier one.

    Days lie between two letters, and not everybody has read the first. Say once more what it
    stands for, if the words are yours to change, or break the article so that the abbreviation
    stays with its meaning.

    Source: WCAG 2.2, success criterion 3.1.4.
    """
    texts = ["\n".join(block.text for block in part.blocks) for part in checked.parts]
    for short, (long, first) in _long_forms(texts).items():
        used = re.compile(rf"(?<!\w){short}s?(?!\w)")
        later = [
            part
            for part, text in zip(checked.parts[first:], texts[first:], strict=True)
            if used.search(text) and _folded(long) not in _folded(text)
        ]
        if later:
            block = next(one for one in later[0].blocks if used.search(one.text))
            said = slots.shown(long, checked.article.marks)
            letters = "letter" if len(later) == 1 else "letters"
            numbers = " and ".join(str(part.number) for part in later)
            yield Found(
                f"“{short}” stands in {letters} {numbers.replace(' and ', ', ', len(later) - 2)}; "
                f"that it means “{said}” is told in letter {first}",
                block.lines,
                "say once more what it stands for, if the words are yours to change",
                short,
                part=later[0].number,
            )


def _long_forms(texts: Sequence[str]) -> dict[str, tuple[str, int]]:
    """What each abbreviation stands for, and the number of the part that tells it first."""
    found: dict[str, tuple[str, int]] = {}
    for number, text in enumerate(texts, start=1):
        for short, long in _explained(text):
            found.setdefault(short, (long, number))
    return found


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _explained(text: str) -> Iterator[tuple[str, str]]:
    """The abbreviations that a text explains, each with what it stands for."""
    for found in _SHORT.finditer(text):
        before = text[max(0, found.start() - BEHIND) : found.start()]
        words = before.rpartition("\n")[2].split()[-MOST:]
        long = _long_form(words, found[1])
        if long:
            yield found[1], long
    for found in _SHORT_FIRST.finditer(text):
        if _long_form(found[2].split(), found[1]) == found[2]:
            yield found[1], found[2]


def _long_form(words: Sequence[str], short: str) -> str:
    """The last of some words whose first letters make an abbreviation; "" if they do not.

    Small words need not be among them: the DOJ is the Department of Justice.
    """
    return _initials(words, short, small=False) or _initials(words, short, small=True)


def _initials(words: Sequence[str], short: str, *, small: bool) -> str:
    letters = list(short.casefold())
    first = len(words)
    while letters and first:
        first -= 1
        word = words[first]
        is_small = word.islower() and len(word) < SMALL
        pieces = [piece[:1].casefold() for piece in word.split("-")]
        if is_small and not small:
            continue
        if letters[-len(pieces) :] == pieces:
            del letters[-len(pieces) :]
        elif pieces[0] == letters[-1]:
            letters.pop()
        elif not is_small:
            return ""
    return "" if letters else " ".join(words[first:])


RULES: tuple[Rule[Checked], ...] = (reference_across, abbreviation_across)
