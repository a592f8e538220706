"""What a refresh of the facts changes, in lines for the person who refreshes them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from pipeline.clients.programs import CLIENTS, USUAL
from pipeline.clients.row import Fact, Facts, Row

_ANSWERS = {"y": "yes", "n": "no", "a": "in part", "u": "unknown"}


def differences(old: Facts, new: Facts) -> Iterator[str]:
    """Clients and features that came and went, answers that changed."""
    for client in new.clients:
        if client not in CLIENTS:
            yield f"client {client} has no title yet: name it in pipeline/clients/programs.py"
    yield from _came_and_went("client", set(old.clients), set(new.clients))
    yield from _came_and_went("feature", set(old.rows), set(new.rows))
    both = (name for name in new.rows if name in old.rows)
    yield from chain.from_iterable(_in_row(one, old.rows[one], new.rows[one]) for one in both)


def notes_to_read(old: Facts, new: Facts) -> Iterator[str]:
    """Current notes of the usual clients that are new, were reworded, or are no longer current.

    They are what `pipeline/check/features/notes_*.py` is written for.
    """
    for name in sorted({*old.rows, *new.rows}):
        before, after = _current(old.rows.get(name)), _current(new.rows.get(name))
        for number in sorted({*before, *after}):
            what = _told(before.get(number), after.get(number))
            if what:
                yield f"{name} #{number} {what}"


def _told(before: str | None, after: str | None) -> str:
    if before is None:
        return "is new: judge which uses it hits"
    if after is None:
        return "is no longer any usual client's: its note of ours can go"
    return "" if before == after else "was reworded: is ours still right?"


def _current(row: Row | None) -> dict[int, str]:
    """The numbers of the notes that the usual clients have, each with its fingerprint."""
    facts = (row.facts(client) for client in USUAL) if row else ()
    numbers = {number for fact in facts if fact for number in fact.notes}
    return {one: row.notes.get(str(one), "") for one in numbers} if row else {}


def _came_and_went(kind: str, old: set[str], new: set[str]) -> Iterator[str]:
    yield from (f"{kind} {one} is new" for one in sorted(new - old))
    yield from (f"{kind} {one} is gone" for one in sorted(old - new))


def _in_row(name: str, old: Row, new: Row) -> Iterator[str]:
    for client in new.cells:
        before, after = old.facts(client), new.facts(client)
        if _answer(before) != _answer(after):
            yield f"{name} in {client}: {_answer(before)} → {_answer(after)}"
    if old.tested != new.tested:
        yield f"{name}: tested {old.tested} → {new.tested}"


def _answer(fact: Fact | None) -> str:
    if not fact:
        return "not tried"
    notes = "".join(f" #{one}" for one in fact.notes)
    return f"{_ANSWERS[fact.value]}{notes}"
