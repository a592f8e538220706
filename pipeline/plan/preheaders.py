"""The line after the subject: the part's later headings, else a later sentence of its own.

It adds to the subject: it is neither the title again nor the first sentence, and never a piece of
a sentence that was cut where its author did not pause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline import words
from pipeline.model import Block
from pipeline.plan.bonds import announces
from pipeline.plan.cohesion import stems
from pipeline.plan.shorten import unspoken
from pipeline.plan.telling import Telling

LEAST = 40  # columns
MOST = 90  # characters
BETWEEN = " · "
MANY = 200  # sentences of a part that are looked at
ALIKE = 0.7  # the share of a line's words in the title from which on it says the same

# What points to a sentence before, which an inbox does not show.
_POINTING = frozenset(
    """he she it they his her hers its their them this that these those such both and but so then
    yet or nor however therefore instead otherwise also still er sie ihr ihre ihm dieser diese
    dieses und aber oder doch dann dort il elle ils elles cela ceci leur leurs et mais donc él ella
    ellos ellas esto eso ese esa y pero""".split()  # noqa: SIM905 - reads best as words
)
# Who is meant stands elsewhere, mostly.
_PERSONS = frozenset(
    """he she they him her his them er sie ihm ihn ihr ihre il elle ils elles lui él ella ellos
    ellas""".split()  # noqa: SIM905 - reads best as words
)
_SIGNS = "\"'“”‘’«»()[],.;:"
_PAUSE = re.compile(r"[,;:]\s|\s[-–—]\s|—|[，；：、]")
_BEGINS = re.compile(r"[\"'“‘«„¿¡「『]*(?:[^\W_])")
_ENDS = re.compile(r"[.!?…。！？؟।][\"'”’»)\]」』）]*$")


def preheaders(run: Sequence[Block], telling: Telling, part: int, title: str) -> Iterator[str]:
    """Lines for a part, the best first."""
    said = set(stems(title))
    headings = _together(run, title, telling)
    if words.width(headings) >= LEAST and not _same(headings, said):
        yield headings
    first, later = telling.sentences[part][:1], map(unspoken, telling.sentences[part][1:MANY])
    opening = " ".join(map(unspoken, first))
    fresh = [
        one
        for one in later
        if _begins(one) and not _same(one, said) and not opening.startswith(one)
    ]
    whole = [one for one in fresh if _fits(one) and _ENDS.search(one)]
    yield from sorted(whole, key=lambda one: -_worth(one, telling, part))
    pieces = [piece for one in fresh if (piece := _until_pause(one))]
    yield from sorted(pieces, key=lambda one: -_worth(one, telling, part))


def _together(run: Sequence[Block], title: str, telling: Telling) -> str:
    """As many of the later headings as there is room for; a name of many sections tells nothing.

    Where there are none, lines in bold serve.
    """
    text = ""
    headed = any(block.kind == "heading" for block in run)
    for block in run[1:]:
        name = " ".join(block.text.split()).rstrip(" :：")
        serves = block.kind == "heading" if headed else announces(block)
        if not serves or not name or name.casefold() == title.casefold():
            continue
        if telling.headings[" ".join(block.text.casefold().split())] > 1:
            continue
        longer = f"{text}{BETWEEN}{name}" if text else name
        if len(longer) > MOST:
            break
        text = longer
    return text


def _fits(text: str) -> bool:
    return words.width(text) >= LEAST and len(text) <= MOST


def _begins(sentence: str) -> bool:
    """Whether a sentence begins as one does, not as the rest of another."""
    found = _BEGINS.match(sentence)
    return found is not None and not sentence[found.end() - 1].islower()


def _same(text: str, said: set[str]) -> bool:
    """Whether a line says little that the title does not."""
    found = stems(text)
    return bool(found) and sum(stem in said for stem in found) >= ALIKE * len(found)


def _worth(text: str, telling: Telling, part: int) -> float:
    """What a sentence tells; one that begins with a word of grammar may point to what is absent."""
    said = [word.strip(_SIGNS).casefold() for word in text.split()]
    weight = telling.weight(text, part) * 0.8 ** sum(word in _PERSONS for word in said)
    if said[0] in _POINTING:
        return 0.25 * weight
    return weight * (0.6 if telling.grammar(text.split(maxsplit=1)[0].strip(_SIGNS)) else 1.0)


def _until_pause(sentence: str) -> str:
    """A long sentence up to the last place at which its author paused, "" if there is none."""
    found = ""
    for pause in _PAUSE.finditer(sentence, 0, MOST):
        head = sentence[: pause.start()].rstrip()
        if _fits(f"{head}…"):
            found = f"{head}…"
    return found
