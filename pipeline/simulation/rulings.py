"""What a program does with a use of a feature: it keeps it, drops it, or nobody knows."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from pipeline.check.features.note import Note, always, never
from pipeline.check.features.notes import note
from pipeline.check.features.use import Use
from pipeline.clients import FEATURES, Support, support
from pipeline.simulation.programs import PROGRAMS, Program
from pipeline.simulation.seen import SEEN

NOT_DONE = "it is not supported"


class Act(Enum):
    """What happens to a use."""

    KEPT = auto()
    DROPPED = auto()
    MAYBE = auto()  # kept, since no machine can tell; told
    UNKNOWN = auto()  # kept, since nobody tried; counted


class Ruling(NamedTuple):
    """What happens to a use, why in plain words, and the numbers of the notes that say so."""

    act: Act
    why: str = ""
    notes: tuple[int, ...] = ()


KEPT, UNKNOWN = Ruling(Act.KEPT), Ruling(Act.UNKNOWN)

ELSEWHERE = frozenset(
    [
        ("css-box-shadow", 1),
        *((f"html-{one}", 1) for one in ("meter", "progress", "required", "rp", "rt", "ruby")),
        ("html-wbr", 1),
        ("image-svg", 1),
    ]
)
"""Notes of Gmail that something is there for those readers only who are in its other scope."""

PASSED_OVER = frozenset(
    [
        *("amp", "bimi", "css-comments", "html-comments", "html-doctype", "html-base"),
        *("html-anchor-links", "html-mailto-links", "html-target", "html-loading-attribute"),
        *("html-body", "html-aria-live"),
    ]
)
"""What is seen of none of a mail: whatever the facts say, nothing is cut."""


def is_doubtful(feature: str, program: str) -> bool:
    """Whether there are facts of a feature that a program does not do for certain."""
    return settled(feature, program) is not KEPT and feature in FEATURES


@cache
def settled(feature: str, program: str) -> Ruling | None:
    """What is said of any use of a feature; None if notes decide it use by use."""
    known = PROGRAMS[program]
    seen = SEEN.get((known.family, feature))
    if feature in PASSED_OVER or seen is True:
        return KEPT
    if seen is False:
        return Ruling(Act.DROPPED, NOT_DONE)
    fact = support(feature, known.client)
    if not fact or fact.answer == "unknown":
        return UNKNOWN
    notes = [note(feature, number) for number in fact.notes]
    if any(one and one.applies not in (always, never) for one in notes):
        return None
    return _judged(Use(feature, 0, ""), fact, known)


def ruling(use: Use, program: Program) -> Ruling:
    """What a program does with a use."""
    found = settled(use.feature, program.name)
    fact = None if found else support(use.feature, program.client)
    return _judged(use, fact, program) if fact else found or UNKNOWN


def _judged(use: Use, fact: Support, program: Program) -> Ruling:
    notes = {one: known for one in fact.notes if (known := note(use.feature, one))}
    hits = {one: each for one, each in notes.items() if _hits(each, use, program)}
    scoped = {one: each for one, each in hits.items() if each.scope}
    sure = {one: each for one, each in hits.items() if each.sure}
    if program.scope and any((use.feature, one) in ELSEWHERE for one in notes):
        return KEPT
    if fact.answer == "no":
        return Ruling(Act.DROPPED, _told(hits) or NOT_DONE, tuple(hits))
    if scoped or (sure and fact.answer == "partly"):
        return Ruling(Act.DROPPED, _told(scoped or sure), tuple(scoped or sure))
    return KEPT if fact.answer == "yes" else _in_part(hits, fact, known=len(notes))


def _in_part(hits: dict[int, Note], fact: Support, *, known: int) -> Ruling:
    """What is done in part, and no note for certain speaks against this use."""
    if hits:
        return Ruling(Act.MAYBE, f"perhaps: {_told(hits)}")
    if fact.notes and known == len(fact.notes):
        return KEPT
    return Ruling(Act.MAYBE, "it works in part; how is not known")


def _hits(one: Note, use: Use, program: Program) -> bool:
    """Whether a note concerns a use, and the program's readers who are meant."""
    return (not one.scope or one.scope == program.scope) and one.applies(use)


def _told(notes: dict[int, Note]) -> str:
    return "; ".join(dict.fromkeys(one.text for one in notes.values()))
