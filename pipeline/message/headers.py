"""The header writer: fields of RFC 5322, folded, and never more than one field from one value.

Our own, because the standard library of Python 3.11.7 lets an encoded word become a header of
its own (CVE-2024-6923) and folds the URLs of List-Unsubscribe into encoded words. Every writer
gives whole lines, CRLF at their ends, ASCII only.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from pipeline.errors import MessageError
from pipeline.message.encoded_words import SMUGGLED, encoded_words, needed
from pipeline.slots import tidy

FOLD = 78  # a line's length where it can be had, its end not counted
LONGEST = 998  # and at the very most

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_SPACES = re.compile(r" {2,}")


def text_header(name: str, value: str) -> bytes:
    """An unstructured field such as Subject: plain where it can be, else encoded words."""
    text = one_line(value)
    start = f"{name}: "
    if needed(text) or not _folds(start, text):
        return _field(name, _encoded(start, text))
    return _field(name, _folded(start, text))


def mailbox_header(name: str, phrase: str, address: str) -> bytes:
    """A field such as From with one mailbox: its display name, if any, and its address."""
    written = one_line(phrase)
    return _with_phrase(name, written, f"<{address}>" if written else address)


def list_id_header(phrase: str, identifier: str) -> bytes:
    """List-Id (RFC 2919): a name for people, and an identifier that stays the same."""
    return _with_phrase("List-Id", one_line(phrase), f"<{identifier}>")


def uris_header(name: str, uris: tuple[str, ...]) -> bytes:
    """A field of RFC 2369: each URI on a line of its own, never folded, never encoded.

    Raises MessageError for a URI too long for a line of mail.
    """
    return _field(name, f"{name}: " + ",\r\n ".join([f"<{_unmistakable(uri)}>" for uri in uris]))


def plain_header(name: str, value: str) -> bytes:
    """A structured field whose value is already as the standard wants it.

    A long one is folded after each `;`.
    """
    if len(name) + 2 + len(value) > FOLD:
        value = value.replace("; ", ";\r\n ")
    return _field(name, f"{name}: {value}")


@lru_cache(maxsize=16)
def date_header(date: datetime) -> bytes:
    """Date, in UTC. Raises MessageError for a time without a zone."""
    if date.tzinfo is None:
        raise MessageError(
            f"the mail's date {date.isoformat()} has no time zone", hint="give it one, such as UTC"
        )
    utc = date.astimezone(UTC)
    day, month = _DAYS[utc.weekday()], _MONTHS[utc.month - 1]
    written = f"{day}, {utc.day:02} {month} {utc.year:04} {utc:%H:%M:%S} +0000"
    return _field("Date", f"Date: {written}")


def one_line(value: str) -> str:
    """A value as a header may hold it: no control characters, single spaces, none at the ends."""
    if not (value.isascii() and value.isprintable()):
        value = tidy(value)
    if "  " in value:
        value = _SPACES.sub(" ", value)
    return value.strip(" ")


def _with_phrase(name: str, phrase: str, last: str) -> bytes:
    """A phrase (RFC 5322, section 3.2.5), and what follows it."""
    start = f"{name}: "
    if not phrase:
        return _field(name, start + last)
    written = _phrase(phrase)
    whole = len(start) + len(written) <= FOLD
    if not needed(phrase) and (whole or (written == phrase and _folds(start, phrase))):
        return _field(name, _folded(start, f"{written} {last}"))
    encoded = _encoded(start, phrase)
    column = len(encoded) - encoded.rfind("\n") - 1
    gap = " " if column + 1 + len(last) <= FOLD - 2 else "\r\n "
    return _field(name, encoded + gap + last)


def _phrase(text: str) -> str:
    """Words as they are, or quoted; parsers of addresses break on a fold within the quotes."""
    if _ATOMS.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _folds(start: str, text: str) -> bool:
    """Whether every word of a plain text finds room on a line of 78 characters."""
    if len(start) + len(text) <= FOLD:
        return True
    first, *others = text.split(" ")
    return len(start) + len(first) <= FOLD and all(len(word) < FOLD for word in others)


def _folded(start: str, text: str) -> str:
    """A field broken at its spaces."""
    if len(start) + len(text) <= FOLD:
        return (start + text).rstrip(" ")
    line, *words = (start + text).split(" ")
    lines: list[str] = []
    for word in words:
        if len(line) + 1 + len(word) > FOLD and line != start.rstrip(" "):
            lines.append(line)
            line = " " + word
        else:
            line = f"{line} {word}"
    return "\r\n".join([*lines, line])


def _encoded(start: str, text: str) -> str:
    return start + "\r\n ".join(encoded_words(text, len(start)))


def _unmistakable(uri: str) -> str:
    """The same URI without `=?`, which lenient programs take for an encoded word."""
    if SMUGGLED not in uri:
        return uri
    path, mark, query = uri.partition("?")
    path = path[:-1] + "%3D" if path.endswith("=") else path
    return path + mark + query.replace(SMUGGLED, "=%3F")


def _field(name: str, written: str) -> bytes:
    """The field as bytes. Raises MessageError for a line beyond what mail allows."""
    longest = len(written)
    if longest > LONGEST:
        longest = max(map(len, written.split("\r\n")))
    if longest > LONGEST:
        raise MessageError(
            f"the header {name} would need a line of {longest} characters",
            hint=f"shorten its longest link or address: a line of mail holds {LONGEST}",
        )
    return written.encode("ascii") + b"\r\n"
