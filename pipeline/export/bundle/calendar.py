"""The days of sending as a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from pipeline.export.bundle.schedule import when
from pipeline.export.dialect import Exported, Letter

FILE = "schedule.ics"
WIDTH = 75  # octets of a line at most, its end not counted (RFC 5545, 3.1)
_LASTS = timedelta(minutes=15)


def files(exported: Exported) -> dict[str, bytes]:
    """The calendar; none where nobody said when the series begins."""
    if exported.begins is None or not exported.letters:
        return {}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Letterloom//export//EN",
        "CALSCALE:GREGORIAN",
    ]
    for letter in exported.letters:
        lines += _event(exported, letter)
    lines.append("END:VCALENDAR")
    return {FILE: b"".join(folded(line) for line in lines)}


def _event(exported: Exported, letter: Letter) -> list[str]:
    at = when(exported, letter)
    if at is None:
        return []
    said = f"{exported.slug}/{exported.dialect.name}/{letter.key}"
    timed = bool(exported.send_at) or (at.hour, at.minute) != (0, 0)
    return [
        "BEGIN:VEVENT",
        f"UID:{uuid5(NAMESPACE_URL, said)}@letterloom.invalid",
        f"DTSTAMP:{_utc(at)}",
        *(_span(at) if timed else _day(at)),
        f"SUMMARY:{escaped(letter.name)}",
        f"DESCRIPTION:{escaped(f'{exported.dialect.title}: {letter.subject}')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _span(at: datetime) -> list[str]:
    return [f"DTSTART:{_moment(at)}", f"DTEND:{_moment(at + _LASTS)}"]


def _day(at: datetime) -> list[str]:
    return [
        f"DTSTART;VALUE=DATE:{at:%Y%m%d}",
        f"DTEND;VALUE=DATE:{at + timedelta(days=1):%Y%m%d}",
    ]


def _moment(at: datetime) -> str:
    """A moment: in UTC where its zone is known, else on whatever clock the reader has."""
    return _utc(at) if at.tzinfo else f"{at:%Y%m%dT%H%M%S}"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC) if at.tzinfo else at:%Y%m%dT%H%M%S}Z"


def escaped(text: str) -> str:
    """A text as a property's value (RFC 5545, 3.3.11)."""
    for found, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(found, written)
    return text.replace("\r", "")


def folded(line: str) -> bytes:
    """A line with its end, broken where it is too long, never within a character."""
    parts, here = [], b""
    for character in line:
        data = character.encode("utf-8", "replace")
        if len(here) + len(data) > WIDTH:
            parts.append(here)
            here = b" "
        here += data
    return b"\r\n".join((*parts, here)) + b"\r\n"
