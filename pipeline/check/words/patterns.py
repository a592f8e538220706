"""The notation of the word lists: patterns that an editor writes, and where they stand in a text.

Words are found whole, in capitals or small letters, whatever spaces or hyphens part them. `*` at
a word's end or beginning is any ending or beginning, `a/b` is one or the other, `(a)` may be
missing, `#` is a number, `…` is up to five words of the same sentence. A word in capitals alone
is found in capitals alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Generic, NamedTuple, TypeVar, cast

GAP, NUMBER = "…", "#"
WIDEST = 5  # words that a gap may stand for
MOST_MAYBE, MOST_GAPS = 8, 3  # in one pattern: each multiplies what it stands for
_JOINED = "\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"  # marks upon letters
_CONTRACTED = r"['’ʼ](?:t|s|re|ve|ll|d|m)(?![^\W_])"
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th|er|re|e|º|ª)?(?![^\W\d_])"
    rf"|[^\W\d_](?:[^\W\d_]|[{_JOINED}])*(?i:{_CONTRACTED})?|[%‰]|\d+"
)
_JOINS = re.compile(r"[\s‐-―\-\"'“”‘’«»„*_]*")
_ENDS = re.compile(r"[.!?…。！？؟।]")
_NOTED = re.compile(r"\((?P<maybe>[^()]*)\)|(?P<one>\S+)")
_PARTS = re.compile(rf"[-‐‑.,&]|(?!{_CONTRACTED})['’]")
_MARKED = re.compile(rf"[^\W_]|[{_JOINED}%‰#*/…'’]")


class PatternError(ValueError):
    """A pattern is not as the notation has it."""


class Token(NamedTuple):
    """A word, a number or a percent sign: as compared, as written, where, what stands before it.

    `before` is 0 where only spaces or hyphens part it from the token before, 1 for a comma and
    the like, 2 where a sentence ends.
    """

    folded: str
    written: str
    start: int
    end: int
    before: int

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.folded[0].isdigit()


def tokens(text: str) -> list[Token]:
    """The words, numbers and percent signs of a text."""
    found: list[Token] = []
    last = 0
    for one in _TOKEN.finditer(text):
        start, end = one.span()
        folded = one[0].casefold().replace("’", "'").replace("ʼ", "'")
        found.append(Token(folded, one[0], start, end, _parting(text[last:start])))
        last = end
    return found


def _parting(between: str) -> int:
    if between in ("", " ") or _JOINS.fullmatch(between):
        return 0
    return 2 if _ENDS.search(between) else 1


class Step(NamedTuple):
    """One word of a pattern: the words that it may be, and beginnings and ends of such."""

    whole: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    number: bool = False
    gap: bool = False

    def fits(self, token: Token) -> bool:
        """Whether a token is such a word."""
        folded = token.folded
        return (
            folded in self.whole
            or token.written in self.capitals
            or (self.number and token.is_number)
            or (bool(self.begins) and folded.startswith(self.begins))
            or (bool(self.ends) and folded.endswith(self.ends))
            or any(part in folded for part in self.holds)
        )


Steps = tuple[Step, ...]


@lru_cache(maxsize=4096)
def variants(pattern: str) -> tuple[Steps, ...]:
    """The rows of words that a pattern stands for: with and without what may be missing.

    Raises PatternError.
    """
    choices: list[list[Steps]] = []
    for found in _NOTED.finditer(pattern):
        maybe = found["maybe"]
        if "(" in (found["one"] or "") or ")" in (found["one"] or ""):
            raise PatternError("a bracket has no other half")
        row = tuple(step for word in (found["one"] or maybe).split() for step in _steps(word))
        choices.append([row] if maybe is None else [row, ()])
    if sum(len(rows) > 1 for rows in choices) > MOST_MAYBE:
        raise PatternError(f"more than {MOST_MAYBE} of its words may be missing")
    if sum(step.gap for rows in choices for step in rows[0]) > MOST_GAPS:
        raise PatternError(f"it has more than {MOST_GAPS} gaps")
    rows = [tuple(step for part in chosen for step in part) for chosen in product(*choices)]
    if any(not row or row[0].gap or row[-1].gap for row in rows):
        raise PatternError("a pattern begins and ends with a word that must be there")
    return tuple(rows)


def _steps(word: str) -> Iterator[Step]:
    """A written word as steps: more than one if it has hyphens."""
    if word in (GAP, "..."):
        yield Step(gap=True)
        return
    if wrong := [one for one in word if not _MARKED.match(one) and one not in "-‐‑&.,"]:
        raise PatternError(f"“{wrong[0]}” stands for nothing")
    for piece in _PARTS.split(word) if "/" not in word else [word]:
        if piece:
            yield _step(piece.split("/"))


def _step(forms: Iterable[str]) -> Step:
    kinds: dict[str, list[str]] = {
        "whole": [],
        "capitals": [],
        "begins": [],
        "ends": [],
        "holds": [],
    }
    number = False
    for form in forms:
        bare = form.strip("*").replace("’", "'")
        if form == NUMBER:
            number = True
        elif not bare or "*" in bare or NUMBER in bare or GAP in bare:
            raise PatternError(f"“{form}” is no word")
        elif len(bare) > 1 and bare.isupper() and "*" not in form:
            kinds["capitals"].append(bare)
        else:
            kinds[_kind(form)].append(bare.casefold())
    return Step(
        frozenset(kinds["whole"]),
        frozenset(kinds["capitals"]),
        tuple(kinds["begins"]),
        tuple(kinds["ends"]),
        tuple(kinds["holds"]),
        number,
    )


def _kind(form: str) -> str:
    if form[0] == "*":
        return "holds" if form[-1] == "*" else "ends"
    return "begins" if form[-1] == "*" else "whole"


Known = TypeVar("Known")


class Hit(NamedTuple, Generic[Known]):
    """Where a pattern stands in a text: what is known of it, and the stretch `[start, end)`."""

    known: Known
    start: int
    end: int


Rows = list[tuple[str, Known]]


@dataclass(frozen=True)
class Index(Generic[Known]):
    """Patterns by their first words, so that a text is gone through but once.

    `begins` holds those that begin with the beginning of a word, by its first two letters.
    A pattern is taken apart when a text holds its first word, which few do.
    """

    whole: Mapping[str, Rows[Known]] = field(default_factory=dict)
    begins: Mapping[str, Rows[Known]] = field(default_factory=dict)
    numbers: Rows[Known] = field(default_factory=list)
    other: Rows[Known] = field(default_factory=list)

    def hits(self, found: Sequence[Token]) -> Iterator[Hit[Known]]:
        """Where the patterns stand: the longest that begins at a word, none within it."""
        at = 0
        while at < len(found):
            end, known = 0, None
            for pattern, one in self._candidates(found[at]):
                reached = max(_matched(steps, found, at) for steps in variants(pattern))
                if reached > end:
                    end, known = reached, one
            if known is not None:
                yield Hit(known, found[at].start, found[end - 1].end)
            at = max(end, at + 1)

    def _candidates(self, token: Token) -> Iterator[tuple[str, Known]]:
        folded, written = token.folded, token.written
        if folded in self.whole:
            yield from self.whole[folded]
        if written != folded and written in self.whole:
            yield from self.whole[written]
        if folded[:2] in self.begins:
            yield from self.begins[folded[:2]]
        if self.numbers and token.is_number:
            yield from self.numbers
        if self.other:
            yield from self.other


def index(patterns: Iterable[tuple[str, Known]]) -> Index[Known]:
    """An index of patterns, each with what is known of it."""
    made: Index[Known] = Index({}, {}, [], [])
    for pattern, known in patterns:
        for form in _first_forms(pattern):
            _rows(made, form).append((pattern, known))
    return made


def _rows(made: Index[Known], form: str) -> Rows[Known]:
    """Where a pattern is kept that begins with a word."""
    whole = cast("dict[str, Rows[Known]]", made.whole)
    begins = cast("dict[str, Rows[Known]]", made.begins)
    if form == NUMBER:
        return made.numbers
    if form[0] == "*" or (form[-1] == "*" and len(form) < 3):
        return made.other
    if form[-1] == "*":
        return begins.setdefault(form[:2].casefold(), [])
    capitals = len(form) > 1 and form.isupper()
    return whole.setdefault(form if capitals else form.casefold(), [])


def _first_forms(pattern: str) -> set[str]:
    """The words that a pattern may begin with."""
    found: set[str] = set()
    for one in _NOTED.finditer(pattern):
        first = (one["one"] or one["maybe"] or "").split()[:1]
        for word in first:
            plain = word if "/" in word else next(filter(None, _PARTS.split(word)), word)
            found.update(filter(None, plain.replace("’", "'").split("/")))
        if one["one"]:
            break
    return found


def _matched(steps: Steps, found: Sequence[Token], at: int) -> int:
    """The index behind the last token of a row of words that begins at an index, 0 if none does."""
    if not steps[0].fits(found[at]):
        return 0
    here = at + 1
    for number, step in enumerate(steps[1:], 1):
        if step.gap:
            return _after_gap(steps[number + 1 :], found, here)
        if here >= len(found) or found[here].before or not step.fits(found[here]):
            return 0
        here += 1
    return here


def _after_gap(steps: Steps, found: Sequence[Token], at: int) -> int:
    for start in range(at, min(at + WIDEST + 1, len(found))):
        if found[start].before == 2:
            return 0
        if end := _matched(steps, found, start):
            return end
    return 0
