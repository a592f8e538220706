"""When each letter goes: for programs and for people."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from typing import Any

from pipeline.export.delays import delay
from pipeline.export.dialect import Exported, Letter

SCHEMA = 1


def files(exported: Exported) -> dict[str, bytes]:
    """`schedule.json`, and the same as a table that any spreadsheet opens."""
    data = {
        "schema": SCHEMA,
        "service": exported.dialect.name,
        "name": exported.name,
        "begins": moment(exported, exported.letters[0]) if exported.letters else None,
        "send_at": exported.send_at or None,
        "letters": [_letter(exported, one) for one in exported.letters],
    }
    told = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return {"schedule.json": told.encode(), "schedule.csv": _table(exported)}


def when(exported: Exported, letter: Letter) -> datetime | None:
    """The moment at which a letter goes; None where nobody said when the series begins.

    A `begins` without a time of day takes the series' own.
    """
    if exported.begins is None:
        return None
    begins = exported.begins
    hours, _, minutes = exported.send_at.partition(":")
    if hours and (begins.hour, begins.minute) == (0, 0):
        begins = begins.replace(hour=int(hours), minute=int(minutes or 0))
    return begins + letter.waited


def moment(exported: Exported, letter: Letter) -> str | None:
    """The moment in ISO 8601, on the clock of whoever asked unless they named a zone."""
    at = when(exported, letter)
    return at.isoformat(timespec="minutes") if at else None


def duration(wait: timedelta) -> str:
    """A wait in ISO 8601: `P3D`, `PT6H`, `PT0S`."""
    minutes, rest = divmod(int(wait.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    clock = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if n)
    date = f"{days}D" if days else ""
    return f"P{date}T{clock}" if clock else f"P{date}" if date else "PT0S"


def in_words(wait: timedelta) -> str:
    """A wait as people say it: `4 days`, `at once`."""
    if not wait:
        return "at once"
    number, unit = delay(wait)
    return f"{number} {unit if number > 1 else unit.removesuffix('s')}"


def _letter(exported: Exported, letter: Letter) -> dict[str, Any]:
    number, unit = delay(letter.wait)
    return {
        "number": letter.number,
        "name": letter.name,
        "subject": letter.subject,
        "wait": duration(letter.wait),
        "after_start": duration(letter.waited),
        "delay": {"value": number, "unit": unit},
        "at": moment(exported, letter),
    }


def _table(exported: Exported) -> bytes:
    """The table; what a spreadsheet would take for a formula begins with an apostrophe."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(("letter", "name", "subject", "wait after the letter before", "goes at"))
    for one in exported.letters:
        told = moment(exported, one) or ""
        rows.writerow(
            map(_cell, (str(one.number), one.name, one.subject, in_words(one.wait), told))
        )
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
