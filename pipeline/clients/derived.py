"""caniemail's data → the table of facts, from its published JSON or from a digest of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from pipeline.clients.programs import CLIENTS
from pipeline.clients.row import Fact, Facts, Row, write_cell

SOURCE = "https://www.caniemail.com/"
COPYRIGHT = "Copyright (c) 2019 HTeuMeuLeu (Rémi Parmentier), MIT licence, see NOTICE.md"
_VALUE = re.compile(r"\s*([ynau])\b((?:[\s,]*#\d+)*)\s*", re.IGNORECASE)


def derived(data: Any) -> Facts:
    """The facts in caniemail's published JSON (`data` is a list), or in a digest (`features`).

    Raises ValueError if it is neither, or says something that is not understood.
    """
    if not isinstance(data, dict):
        raise ValueError("not caniemail's data: a JSON object is expected")  # noqa: TRY004
    try:
        if isinstance(data.get("data"), list):
            rows = {one["slug"]: _published(one) for one in data["data"]}
            return _facts(str(data.get("last_update_date", "")), rows)
        if isinstance(data.get("features"), dict):
            rows = {name: _digest(one) for name, one in data["features"].items()}
            return _facts(f"commit {data.get('commit', 'unknown')}", rows)
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError(f"not caniemail's data: {error!r}") from error
    raise ValueError('not caniemail\'s data: neither "data" nor "features" is there')


def written(facts: Facts) -> str:
    """The table as text: JSON, a feature a line."""
    head = {
        "source": SOURCE,
        "state": facts.state,
        "licence": COPYRIGHT,
        "cells": "value:version:notes of each client in turn; y yes, n no, a partly, u unknown",
        "clients": facts.clients,
    }
    lines = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    rows = [f"{_json(name)}: {_json(_row(facts, name))}" for name in facts.rows]
    return "{\n" + ",\n".join(lines) + ',\n"features": {\n' + ",\n".join(rows) + "\n}\n}\n"


def _facts(state: str, rows: Mapping[str, Row]) -> Facts:
    if not rows:
        raise ValueError("not caniemail's data: there are no features")
    found = {client for row in rows.values() for client in row.cells}
    known = [one for one in CLIENTS if one in found]
    clients = (*known, *sorted(found.difference(CLIENTS)))
    return Facts(state, clients, dict(sorted(rows.items())))


def _row(facts: Facts, name: str) -> list[Any]:
    row = facts.rows[name]
    cells = " ".join(row.cells.get(client, "-") for client in facts.clients)
    return [row.title, row.category, row.tested, cells, row.notes]


def _published(one: Mapping[str, Any]) -> Row:
    cells = {
        f"{family}.{platform}": _last(
            (version, *_read(value)) for version, value in versions.items()
        )
        for family, platforms in one["stats"].items()
        for platform, versions in platforms.items()
        if versions
    }
    notes = one.get("notes_by_num") or {}
    return Row(one["title"], one["category"], _date(one["last_test_date"]), cells, _prints(notes))


def _digest(one: Mapping[str, Any]) -> Row:
    cells = {
        client: _last((version, value, tuple(notes)) for version, value, notes in tried)
        for client, tried in one["support"].items()
        if tried
    }
    return Row(one["title"], one["category"], _date(one["tested"]), cells, _prints(one["notes"]))


def _last(tried: Iterable[tuple[str, str, tuple[int, ...]]]) -> str:
    """The cell of the last version listed: their order is the source's, never that of numbers."""
    version, value, notes = [*tried][-1]
    if value not in "ynau":
        raise ValueError(f"not caniemail's data: {value!r} is no answer")
    return write_cell(Fact(value, notes, re.sub(r"[\s:]+", "_", str(version))))


def _read(value: str) -> tuple[str, tuple[int, ...]]:
    found = _VALUE.fullmatch(value)
    if not found:
        raise ValueError(f"not caniemail's data: {value!r} is no answer")
    return found[1].lower(), tuple(int(one) for one in re.findall(r"\d+", found[2]))


def _prints(notes: Mapping[str, str]) -> dict[str, str]:
    """What tells that a note was reworded, without its words."""
    return {
        str(number): sha256(text.strip().encode()).hexdigest()[:8]
        for number, text in sorted(notes.items(), key=lambda one: int(one[0]))
    }


def _date(tested: str) -> str:
    """A date as `2024-05-01`: a lone digit of the day is made two."""
    year, *rest = str(tested).split("-")
    return "-".join([year, *(one.zfill(2) for one in rest)])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
