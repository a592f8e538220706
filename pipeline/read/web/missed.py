"""Sentences outside of what is taken for the article, which may be more of it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import words
from pipeline.model import Lines, Removal
from pipeline.read.web.kept import OUTSIDE, Cut
from pipeline.read.web.leaves import MUCH, Leaf
from pipeline.read.web.parsed import LINE
from pipeline.read.web.vocabulary import END_OF_SENTENCE

FEWEST = 12  # words of a run that is no teaser
LINKED = 0.3  # share of it that may be links
# The rules that go by where something stands; the others know what it says or is.
BY_PLACE = frozenset((OUTSIDE, "page-header", "page-footer", "navigation", "advert"))


def missed(runs: Sequence[Leaf], cut: Cut) -> tuple[Removal, ...]:
    """The runs of sentences that go only for where they stand, each once."""
    found: dict[str, Removal] = {}
    for leaf in runs:
        count = words.count(leaf.text)
        if leaf.weight and count >= FEWEST and _is_text(leaf) and _rule(leaf, cut) in BY_PLACE:
            line = int(leaf.element.get(LINE, "1"))
            removal = Removal(Lines(line, line), leaf.text, _rule(leaf, cut), count)
            found.setdefault(leaf.text, removal)
    return tuple(found.values())


def _is_text(leaf: Leaf) -> bool:
    ends = bool(END_OF_SENTENCE.search(leaf.text)) or len(leaf.text) >= MUCH
    return ends and leaf.linked <= LINKED * len(leaf.text)


def _rule(leaf: Leaf, cut: Cut) -> str:
    """The rule that a run goes by, "" where it stays."""
    around = [leaf.element, *leaf.element.iterancestors()]
    rule = next((cut.gone[one] for one in reversed(around) if one in cut.gone), "")
    stays = cut.everything or any(one in cut.stay for one in around)
    return rule or ("" if stays else OUTSIDE)
