"""A message as it is sent (RFC 5322, RFC 2045): its headers, its parts, its lines.

Headers are read line by line, so that each has its place; for the tree of parts the standard
library is asked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check.contents.encoded_words import decoded
from pipeline.errors import Place

if TYPE_CHECKING:
    from email.message import Message

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_FIELD = re.compile(rb"(?P<name>[!-9;-~]+)[ \t]*:(?P<value>.*)", re.DOTALL)
_ENCODED = ("quoted-printable", "base64", "x-uuencode", "uuencode", "uue", "x-uue")
_FOLD = re.compile(r"[\r\n]+")


class Header(NamedTuple):
    """A field: its name as written, its value unfolded, where its line begins in the message."""

    name: str
    value: str
    start: int
    raw: bytes

    @property
    def text(self) -> str:
        """Its value as people read it."""
        return decoded(self.value)


class Part(NamedTuple):
    """A part that holds no others: its type, how it is encoded, its octets as sent and as meant.

    `encoding` is in lower case, "" where none is named. `around` are the types of the parts that
    it is in, the outermost first.
    """

    kind: str
    charset: str
    encoding: str
    attached: bool
    sent: bytes
    data: bytes
    around: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its octets as text."""
        try:
            return self.data.decode(self.charset or "utf-8", "replace")
        except LookupError:
            return self.data.decode("utf-8", "replace")


@dataclass(frozen=True)
class Letter:
    """A message's octets, read."""

    raw: bytes

    @cached_property
    def body_at(self) -> int:
        """Where its body begins."""
        return self._head[1]

    @cached_property
    def headers(self) -> tuple[Header, ...]:
        """Its headers in order."""
        return self._head[0]

    @cached_property
    def _head(self) -> tuple[tuple[Header, ...], int]:
        return _head(self.raw)

    def all(self, name: str) -> tuple[Header, ...]:
        """The headers of a name, in any case."""
        return tuple(one for one in self.headers if one.name.lower() == name.lower())

    def first(self, name: str) -> Header | None:
        """The first header of a name."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str | None:
        """What the first header of a name says, None if there is none."""
        found = self.first(name)
        return found.text if found else None

    @cached_property
    def message(self) -> Message:
        """It as the standard library parses it."""
        from email.parser import BytesParser

        return BytesParser().parsebytes(self.raw)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts that hold no others, in order."""
        return tuple(_parts(self.message, ()))

    @cached_property
    def bodies(self) -> tuple[Part, ...]:
        """Its parts of text that are no attachments."""
        texts = ("text/plain", "text/html")
        return tuple(one for one in self.parts if one.kind in texts and not one.attached)

    @cached_property
    def defects(self) -> tuple[str, ...]:
        """The names of what the standard library finds wrong with its parts."""
        return tuple(type(each).__name__ for one in self.message.walk() for each in one.defects)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer(rb"\r\n|\n|\r", self.raw))]

    def place(self, file: str, offset: int, needle: str = "") -> Place:
        """The place of an octet in the message's file, or of the needle in its line."""
        line = bisect_right(self._starts, offset)
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.raw)
        text = self.raw[start:end].rstrip(b"\r\n").decode("utf-8", "replace")
        column = text.find(needle) + 1 if needle else offset - start + 1
        return Place(file, line, column, text)


def _head(raw: bytes) -> tuple[tuple[Header, ...], int]:
    """The headers, and where the body begins: behind the first empty line."""
    found: list[tuple[int, int]] = []
    at = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    while at < len(raw):
        line = _LINE.match(raw, at)
        end = line.end() if line else len(raw)
        text = raw[at:end]
        if not text.rstrip(b"\r\n"):
            return _fields(raw, found), end
        if text[:1] in b" \t" and found:
            found[-1] = (found[-1][0], end)
        elif _FIELD.match(text):
            found.append((at, end))
        elif not (text.startswith((b"From ", b">From ")) and not found):
            return _fields(raw, found), at
        at = end
    return _fields(raw, found), len(raw)


def _fields(raw: bytes, spans: list[tuple[int, int]]) -> tuple[Header, ...]:
    return tuple(_field(raw[start:end], start) for start, end in spans)


def _field(line: bytes, start: int) -> Header:
    found = _FIELD.match(line)
    name, value = (found["name"], found["value"]) if found else (b"", line)
    text = _FOLD.sub("", value.decode("utf-8", "replace")).strip(" \t")
    return Header(name.decode("ascii"), text, start, line)


def _parts(message: Message, around: tuple[str, ...]) -> Iterator[Part]:
    kind = message.get_content_type()
    payload = message.get_payload()
    if isinstance(payload, list):
        for one in payload:
            if not isinstance(one, str):
                yield from _parts(one, (*around, kind))
        return
    data = message.get_payload(decode=True)
    octets = data if isinstance(data, bytes) else b""
    yield Part(
        kind,
        message.get_content_charset() or "",
        _encoding(message),
        message.get_content_disposition() == "attachment",
        _sent(message, octets),
        octets,
        around,
    )


def _encoding(message: Message) -> str:
    return str(message.get("Content-Transfer-Encoding", "")).strip().lower()


def _sent(message: Message, data: bytes) -> bytes:
    """The octets of a part as they are sent; what is not encoded is sent as it is."""
    if _encoding(message) not in _ENCODED:
        return data
    return str(message.get_payload() or "").encode("utf-8", "surrogateescape")
