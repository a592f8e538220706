"""Where a series is broken: what must stay together, and how long its letters are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline import slots
from pipeline.check.checked import Checked
from pipeline.check.conservation.proof import conservation
from pipeline.check.rule import Found, Rule, rule
from pipeline.model import Block, Part, PartSettings, Severity

FAR = 3.0  # times the usual length, or a part of it, from which on a letter is uneven
FEW = 3  # letters below which there is no usual length
CAPTION = 25  # words of a paragraph right after a picture that is its caption, at most

_LEADS_IN = re.compile(r"[:：]\s*$")
_BROKEN = {"list": "a list", "quote": "a quotation", "table": "a table", "code": "code"}
_IMAGES = ("image", "images")
_WORDLESS = ("heading", "divider", *_IMAGES)


@rule("series/sentence-lost", Severity.ERROR)
def sentence_lost(checked: Checked) -> Iterator[Found]:
    """A sentence of the article is missing from the mails, or stands there twice.

    The words of the source are read again, knowing nothing of how the mails were made, and
    compared with those in the finished HTML, the finished text and the web version. Where they
    differ a build stops and writes nothing. What cleaning took out is told by itself and does not
    count. A theme's template that leaves a block out, or writes it twice, is the usual cause.

    Source: this program's own promise that no word of an author's is lost.
    """
    for one in conservation(checked.article, checked.emails):
        yield Found(one.message, one.place, one.hint)


@rule("series/break-inside", Severity.WARNING)
def break_inside(checked: Checked) -> Iterator[Found]:
    """A letter ends where what it began is not finished.

    A heading at the end of a letter announces what its readers get days later, a list or a
    quotation goes on without its beginning, a picture loses its caption. Letterloom breaks nowhere
    of the kind by itself; a `starts` in the settings or a `<!-- part -->` in the text can. Move
    the break up, before the heading or the line that leads in, or down, behind the whole.

    Source: how editors break a text: nothing ends on a heading or in a list.
    """
    for before, after in pairwise(checked.parts):
        last, first = before.blocks[-1], after.blocks[0]
        message = _inside(last, first, after, checked)
        if message:
            text = f"letter {before.number} ends {message}"
            hint = "begin the letter before that, or behind it: starts = … or <!-- part -->"
            yield Found(text, first.lines, hint, part=after.number)


def _inside(last: Block, first: Block, after: Part, checked: Checked) -> str:
    """What a break between two blocks tears apart; "" if nothing."""
    if last.kind == "heading":
        return f"with the heading “{_short(last, checked)}”; its text is in letter {after.number}"
    if _LEADS_IN.search(last.text) and first.kind not in ("heading", "divider"):
        return f"with “{_short(last, checked)}”; what that leads to is in letter {after.number}"
    alike = last.kind in _BROKEN and last.tokens[0].type == first.tokens[0].type
    if alike and last.kind == first.kind and _is_asked_for(first, after, checked):
        both = last.words + first.words
        if both <= checked.article.settings.series.words[1]:
            return f"in {_BROKEN[first.kind]} that goes on in letter {after.number}"
    if last.kind in _IMAGES and _is_caption(after):
        return f"with a picture; its caption is in letter {after.number}"
    return ""


def _short(block: Block, checked: Checked) -> str:
    text = slots.shown(" ".join(block.text.split()), checked.article.marks)
    return text if len(text) <= 60 else "…" + text[-58:].partition(" ")[2]


def _is_asked_for(first: Block, part: Part, checked: Checked) -> bool:
    """Whether the author chose to begin a part there."""
    parts = checked.article.settings.series.parts
    told = parts[part.number - 1] if isinstance(parts, tuple) and part.number <= len(parts) else ()
    return first.forced or (isinstance(told, PartSettings) and bool(told.starts))


def _is_caption(part: Part) -> bool:
    """Whether a part begins with a short line that belongs to a picture before it."""
    first = part.blocks[0]
    alone = len(part.blocks) > 1 and part.blocks[1].kind not in _IMAGES
    return first.kind == "paragraph" and first.words <= CAPTION and first.forced and alone


@rule("series/no-words", Severity.WARNING)
def no_words(checked: Checked) -> Iterator[Found]:
    """A letter has no words of its own.

    Where pictures are blocked, and for whoever listens to it, such a mail is empty; filters know
    mails of pictures alone from spam. Join it to the letter before.

    Source: WCAG 2.2, success criterion 1.1.1; SpamAssassin's HTML_IMAGE_ONLY rules.
    """
    for part in checked.parts:
        if not any(block.words for block in part.blocks if block.kind not in _WORDLESS):
            yield Found(
                f"letter {part.number} has no words under its title",
                part.blocks[0].lines,
                "join it to another letter: take its break out",
                part=part.number,
            )


@rule("series/length", Severity.NOTE)
def length(checked: Checked) -> Iterator[Found]:
    """A letter is much shorter or longer than the settings wish for.

    Readers come to expect a length. Break the article elsewhere, or set `series.words`.

    Source: the setting `series.words`, docs/settings.md.
    """
    low, high = checked.article.settings.series.words
    for part in _of_several(checked):
        if not 0.5 * low <= part.words <= 1.5 * high:
            yield Found(
                f"letter {part.number} has {part.words} words; {low} to {high} are wished for",
                part.blocks[0].lines,
                "break the article elsewhere, or set series.words",
                part=part.number,
            )


@rule("series/uneven", Severity.NOTE)
def uneven(checked: Checked) -> Iterator[Found]:
    """A letter is far longer or shorter than the others of its series.

    Who got two letters to read in a minute has not planned ten for the third. This looks at
    letters that are each within `series.words`, but three times as long as usual, or a third.

    Source: how editors cut a series: letters of one length are read as one series.
    """
    low, high = checked.article.settings.series.words
    parts = _of_several(checked)
    usual = _middle([part.words for part in parts]) if len(parts) >= FEW else 0
    for part in parts if usual else ():
        within = 0.5 * low <= part.words <= 1.5 * high
        if within and not usual / FAR <= part.words <= usual * FAR:
            yield Found(
                f"letter {part.number} has {part.words} words, the others about {usual:.0f}",
                part.blocks[0].lines,
                "break the article elsewhere: letterloom plan shows the lengths",
                part=part.number,
            )


def _middle(numbers: list[int]) -> float:
    """The median."""
    ordered = sorted(numbers)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _of_several(checked: Checked) -> tuple[Part, ...]:
    return checked.parts if len(checked.parts) > 1 else ()


RULES: tuple[Rule[Checked], ...] = (sentence_lost, break_inside, no_words, length, uneven)
