"""An article that would lose much to cleaning, or of which more may stand outside: one is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline import words
from pipeline.errors import Place, SourceError
from pipeline.model import Block, Removal
from pipeline.read.manuscript import Manuscript
from pipeline.rules import FRAME, PHRASES

FEWEST = 40  # words removed: fewer are no reason to ask, however short the article
PHRASE_WORDS = 16  # words that a piece known word for word has at most
HALF = 2  # over one word outside to so many inside
SHARE = 5  # over one word in so many
SHOWN = 8  # removals that the question shows
SHOWN_WIDTH = 60  # characters of each


def refuse_heavy(
    paper: Manuscript, kept: Sequence[Block], left_out: Iterable[Removal], cleaned: list[Removal]
) -> None:
    """Raise SourceError where the rules of cleaning take out over a fifth of an article's words.

    `left_out` is what its reader took out, of which a page's frame does not count.
    """
    left = sum(block.words for block in kept)
    within = [one for one in left_out if one.rule not in FRAME]
    removed = [one for one in (*within, *cleaned) if not left or not _is_phrase(one)]
    lost = sum(one.words for one in removed)
    whole = lost + left
    if lost < min(FEWEST, whole) or lost * SHARE <= whole:
        return
    biggest = max(removed, key=lambda one: one.words)
    line = biggest.lines.first
    shown = paper.shown[line - 1] if line <= len(paper.shown) else ""
    named = sorted({one.rule for one in removed if one.words})
    raise SourceError(
        f"cleaning would take out {lost} of {whole} words{_much(lost, whole)}:\n{_told(removed)}",
        place=Place(paper.file, line, text=shown, unit=paper.lines_unit),
        hint=f"build with {_options(named)} to keep what a rule takes out, "
        "or with --accept-removals if none of it is the article's",
    )


def refuse_missed(paper: Manuscript, kept: Sequence[Block], missed: Sequence[Removal]) -> None:
    """Raise SourceError where half as many sentences stand outside of an article as in it."""
    left = sum(block.words for block in kept)
    lost = sum(one.words for one in missed)
    if lost < FEWEST or lost * HALF <= left:
        return
    biggest = max(missed, key=lambda one: one.words)
    line = biggest.lines.first
    raise SourceError(
        f"the article found has {left} words, and {lost} more stand in sentences beside it:\n"
        f"{_told(missed)}",
        place=Place(paper.file, line, text=paper.shown[line - 1], unit=paper.lines_unit),
        hint=f"build with {_options(sorted({one.rule for one in missed}))} to keep what a rule "
        "takes out, or with --accept-removals if none of it is the article's",
    )


def _is_phrase(one: Removal) -> bool:
    return one.rule in PHRASES and one.words <= PHRASE_WORDS


def _much(lost: int, whole: int) -> str:
    return ", over a fifth" if lost < whole else ", all that there are"


def _told(removed: Sequence[Removal]) -> str:
    """The removals, the longest first: how many words, by which rule, how each begins."""
    inorder = sorted(removed, key=lambda one: (-one.words, one.lines))
    shown = [
        f"    {one.words:>5}  {one.rule}: {words.cut(one.text, SHOWN_WIDTH)}"
        for one in inorder[:SHOWN]
    ]
    more = len(inorder) - SHOWN
    return "\n".join([*shown, f"    and {more} more"] if more > 0 else shown)


def _options(named: Sequence[str]) -> str:
    return " or ".join(f"--keep {name}" for name in named)
