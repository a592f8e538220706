"""What mail programs do with a feature, by caniemail's tests: read from `facts.json` when asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from pipeline.clients.row import Row, read_row

FACTS = Path(__file__).with_name("facts.json")
"""The table in the package."""

Answer: TypeAlias = Literal["yes", "no", "partly", "unknown"]
"""Whether a mail program supports something."""

ANSWERS: Mapping[str, Answer] = {"y": "yes", "n": "no", "a": "partly", "u": "unknown"}

_SAME = {"thunderbird.windows": "thunderbird.macos"}
"""Programs that are seldom tried, and those that are the same program elsewhere."""


class Feature(NamedTuple):
    """A feature of HTML, CSS or pictures: its name, title, category, when it was last tested."""

    name: str
    title: str
    category: str
    tested: str


class Support(NamedTuple):
    """What a program does with a feature: the answer, numbers of notes, the version tried."""

    answer: Answer
    notes: tuple[int, ...]
    version: str


@cache
def _table() -> Mapping[str, Any]:
    table: dict[str, Any] = json.loads(FACTS.read_text("utf-8"))
    return table


@cache
def _row(feature: str) -> Row | None:
    row = _table()["features"].get(feature)
    return read_row(row, _table()["clients"]) if row else None


class _Features(Mapping[str, Feature]):
    """The features by name; the table is read when one is first asked for."""

    def __getitem__(self, name: str) -> Feature:
        row = _row(name)
        if not row:
            raise KeyError(name)
        return Feature(name, row.title, row.category, row.tested)

    def __contains__(self, name: object) -> bool:
        return name in _table()["features"]

    def __iter__(self) -> Iterator[str]:
        return iter(_table()["features"])

    def __len__(self) -> int:
        return len(_table()["features"])


FEATURES: Mapping[str, Feature] = _Features()
"""Every feature that there are facts of, by name."""


def feature(name: str) -> Feature | None:
    """A feature by its name, None if there are no facts of it."""
    return FEATURES.get(name)


@cache
def support(feature: str, client: str) -> Support | None:
    """What a client does with a feature, None if nobody tried.

    Thunderbird for Windows is what Thunderbird for Mac is, where only that was tried.
    """
    row = _row(feature)
    fact = row.facts(client) or row.facts(_SAME.get(client, "")) if row else None
    return Support(ANSWERS[fact.value], fact.notes, fact.version) if fact else None


def age(tested: str, today: date) -> str:
    """How old a fact is: "3 years", "8 months", "new" within a month; "" if the date is unknown."""
    try:
        then = date.fromisoformat(tested)
    except ValueError:
        return ""
    months = (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)
    if months < 1:
        return "new"
    number, unit = (months, "month") if months < 24 else (months // 12, "year")
    return f"{number} {unit}{'s' if number > 1 else ''}"
