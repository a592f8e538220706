"""Claims: what somebody who knows the subject should look at; listed, never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from pipeline.check.checked import Checked
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.words import found_in
from pipeline.check.words.passages import Passage, Said
from pipeline.check.words.topics import is_health
from pipeline.model import Lines, Severity

SHOWN = 8  # lines that a finding names
FEW = 3  # claims without a source that a text on no delicate subject may hold
_ASKS: Mapping[str, tuple[str, str]] = {
    "number": ("a number", "see that it is right, still true, and true where the readers live"),
    "comparison": ("a comparison", "see that the other side of it was looked at"),
    "effect": ("a cause or an effect", "see that it was shown, and for these readers"),
    "recommendation": ("a recommendation", "see who recommends it, and to whom"),
    "promise": ("a promise", "see that it holds for every reader"),
    "outcome": ("an outcome", "see that readers will not take it for a promise"),
}
_NEED_SOURCE = frozenset(("number", "comparison", "effect", "outcome", "recommendation"))


class Claim(NamedTuple):
    """A claim: where it stands, its words, its group in the list."""

    passage: Passage
    words: str
    group: str
    needle: str

    @property
    def lines(self) -> Lines | None:
        """Its lines in the article."""
        return self.passage.at if isinstance(self.passage.at, Lines) else None


@lru_cache(maxsize=4)
def claims(said: Said) -> tuple[Claim, ...]:
    """The claims of a text, in its order; some words claim something in a text on health only."""
    health = is_health(said)
    return tuple(
        Claim(
            passage,
            passage.text[hit.start : hit.end],
            hit.known.group.partition("-")[0],
            found_in(passage, hit.start, hit.end),
        )
        for passage in said.passages
        for hit in said.words["claim"].hits(passage.tokens)
        if health or not hit.known.health
    )


@rule("words/claim", Severity.NOTE)
def claim(checked: Checked) -> Iterator[Found]:
    """The text claims something that somebody who knows the subject should look at.

    Numbers, comparisons, what works, what is recommended, promises and outcomes: readers act on
    them. Each is listed with its line, for the person who reviews the text; nothing is changed,
    and a claim that is right stays as it is.

    Source: the list `claim` of the word lists, docs/words.md.
    """
    for one in claims(checked.said):
        what, hint = _ASKS.get(one.group, (one.group, "see that it is right"))
        yield Found(
            f"“{one.words}” claims {what}",
            one.passage.at,
            hint,
            one.needle,
            part=one.passage.part,
        )


@rule("words/claim-unsourced", Severity.NOTE)
def claim_unsourced(checked: Checked) -> Iterator[Found]:
    """Claims rest on no source that a reader could look up.

    A claim has a source where its paragraph has a note or a link, or where the article's settings
    name `sources`. On health it is a warning, since readers decide by it; on other subjects a
    handful of claims needs none.

    Source: the standard for health information of the Patient Information Forum asks for sources.
    """
    if checked.article.settings.sources:
        return
    bare = [
        one
        for one in claims(checked.said)
        if one.group in _NEED_SOURCE and not one.passage.backed and one.lines
    ]
    health = is_health(checked.said)
    if not bare or (len(bare) <= FEW and not health):
        return
    lines = sorted({one.lines.first for one in bare if one.lines})
    unit = checked.article.lines_unit
    shown = ", ".join(map(str, lines[:SHOWN])) + (" and others" if len(lines) > SHOWN else "")
    yield Found(
        f"{len(bare)} claims rest on no source" if len(bare) > 1 else "a claim rests on no source",
        bare[0].lines,
        f"name sources in the settings, or add notes or links ({unit} {shown})",
        bare[0].needle,
        Severity.WARNING if health else None,
    )


RULES: tuple[Rule[Checked], ...] = (claim_unsourced, claim)
