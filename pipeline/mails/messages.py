"""Anybody's message (RFC 5322) as the checks read it, with places in its file as it stands."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from functools import cached_property
from pathlib import Path
from quopri import decodestring

from pipeline.check.contents.encoded_words import wider
from pipeline.check.mail import Mail
from pipeline.errors import Place, SourceError
from pipeline.markup import Element
from pipeline.model import CheckSettings

_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
_WEB_FILES = ("image/", "application/octet-stream")


def read_message(path: Path, data: bytes, settings: CheckSettings) -> Mail:
    """A message as a mail. Raises SourceError for what is none."""
    place = Place(str(path))
    if not data.strip():
        raise SourceError("the file is empty", place=place, hint="name a mail")
    if not _HEADER.match(data.removeprefix(b"\xef\xbb\xbf")) and not data.startswith(b"From "):
        raise SourceError(
            "this is no message: it does not begin with headers",
            place=place,
            hint="save the mail as .eml (in Thunderbird: Save As), or name its HTML",
        )
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
    except (MessageError, ValueError, LookupError) as error:
        raise SourceError(
            f"this message cannot be read: {error}",
            place=place,
            hint="open it in a mail program and save it again",
        ) from None
    html = next(_parts(message, "text/html"), None)
    text = next(_parts(message, "text/plain"), None)
    body = _BodyPart(data, html) if html is not None else None
    return Mail(
        str(path),
        body.text if body else "",
        settings,
        text=_text(text) if text is not None else None,
        raw=data,
        files=_files(message),
        locate=InMessage(str(path), body),
    )


def _parts(message: Message, kind: str) -> Iterator[Message]:
    """The parts of a kind that are no attachments."""
    for one in message.walk():
        if one.get_content_type() == kind and one.get_content_disposition() != "attachment":
            yield one


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    return _decoded(data if isinstance(data, bytes) else b"", part)


def _decoded(data: bytes, part: Message) -> str:
    try:
        return data.decode(_charset(part))
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _charset(part: Message) -> str:
    """The encoding that a part says it is in; UTF-8 where it says none that is known."""
    name = part.get_content_charset() or ""
    try:
        return codecs.lookup(wider(name)).name if name else "utf-8"
    except LookupError:
        return "utf-8"


def _files(message: Message) -> dict[str, bytes]:
    """The images that a message carries, by `cid:` address."""
    found = {}
    for one in message.walk():
        name = str(one.get("Content-ID", "")).strip().strip("<>")
        data = one.get_payload(decode=True) if name else None
        if isinstance(data, bytes) and one.get_content_type().startswith(_WEB_FILES):
            found[f"cid:{name}"] = data
    return found


@dataclass(frozen=True)
class _BodyPart:
    """The HTML part of a message: where its lines stand in the file, and its text."""

    data: bytes
    part: Message

    @cached_property
    def text(self) -> str:
        """Its HTML."""
        return _text(self.part)

    @cached_property
    def encoding(self) -> str:
        """How it is encoded: quoted-printable, base64, or "" for as it is."""
        name = str(self.part.get("Content-Transfer-Encoding", "")).strip().lower()
        return name if name in ("quoted-printable", "base64") else ""

    @cached_property
    def raw(self) -> bytes:
        """It as it stands in the file."""
        if self.encoding:
            return str(self.part.get_payload()).encode(errors="replace")
        data = self.part.get_payload(decode=True)
        return data if isinstance(data, bytes) else b""

    @cached_property
    def start(self) -> int:
        """Where it begins in the file, -1 if it is not found there."""
        return self.data.find(self.raw)

    @cached_property
    def lines(self) -> list[bytes]:
        """Its lines as they stand in the file, with their ends."""
        return self.raw.splitlines(keepends=True)

    @cached_property
    def ends(self) -> list[int]:
        """How many bytes of its HTML there are up to the end of each of its lines."""
        found, total = [], 0
        for line in self.lines:
            total += len(decodestring(line)) if self.encoding == "quoted-printable" else len(line)
            found.append(total)
        return found

    def place(self, offset: int, file: str) -> Place:
        """The place in the file of a place in the HTML."""
        first = self.data.count(b"\n", 0, max(self.start, 0)) + 1
        charset = _charset(self.part)
        before = self.text[:offset].encode(charset, "replace")
        if self.encoding == "base64" or self.start < 0:
            return Place(file, first, 0, self._line(offset))
        at = bisect_right(self.ends, len(before))
        line = self.lines[at] if at < len(self.lines) else b""
        within = len(before) - (self.ends[at - 1] if at else 0)
        column = _column(line, within) if self.encoding else within
        shown = line.rstrip(b"\r\n").decode(charset if not self.encoding else "ascii", "replace")
        return Place(file, first + at, column + 1, shown)

    def _line(self, offset: int) -> str:
        start = self.text.rfind("\n", 0, offset) + 1
        return self.text[start:].partition("\n")[0].rstrip("\r")


def _column(line: bytes, within: int) -> int:
    """Where in a quoted-printable line its decoded byte of a number stands."""
    at = 0
    for _ in range(within):
        at += 3 if re.match(rb"=[0-9A-Fa-f]{2}", line[at : at + 3]) else 1
    return at


@dataclass(frozen=True, slots=True)
class InMessage:
    """Places in a message's file."""

    file: str
    body: _BodyPart | None

    def __call__(self, mail: Mail, at: Element | int, needle: str) -> Place | None:
        """The line and the column of an element or an offset, or of the needle right behind."""
        if not self.body:
            return Place(self.file)
        offset = at if isinstance(at, int) else at.start
        if needle and isinstance(at, Element):
            found = mail.html.find(needle, at.start, max(at.end, at.close))
            offset = found if found >= 0 else offset
        return self.body.place(offset, self.file)
