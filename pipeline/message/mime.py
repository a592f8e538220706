"""The MIME skeleton of a mail, as pieces between which each recipient's values stand.

multipart/alternative
├── text/plain
└── text/html, or multipart/related: text/html and the images it shows
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from pipeline.message import headers, images, quoted
from pipeline.model import Email, Slot, Slotted, Where

Piece = bytes | Slot

# Slots that stand in HTML alike are written alike, so one encoding serves them all.
_ESCAPED = (Where.TITLE, Where.ATTRIBUTE)


def body(email: Email, hosted: str, domain: str) -> Iterator[Piece]:
    """From the Content-Type of the message to its last line; `hosted` is where images are."""
    outer, inner = (f"=_{_digest(email)}_{letter}" for letter in "ar")
    sources = images.addresses_of(email, hosted, domain)
    carried = images.carried(email, hosted)
    html = _text("html", images.resolved(email.html, sources, escape=True))
    yield headers.plain_header("Content-Type", f'multipart/alternative; boundary="{outer}"')
    yield f"\r\n--{outer}\r\n".encode()
    yield from _text("plain", images.resolved(email.text, sources, escape=False))
    yield f"\r\n--{outer}\r\n".encode()
    if carried:
        parts = [images.part(image, domain) for image in carried]
        yield from _related(inner, html, parts)
    else:
        yield from html
    yield f"\r\n--{outer}--\r\n".encode()


def _related(boundary: str, html: Iterator[Piece], parts: list[bytes]) -> Iterator[Piece]:
    kind = f'multipart/related; type="text/html"; boundary="{boundary}"'
    yield headers.plain_header("Content-Type", kind)
    yield f"\r\n--{boundary}\r\n".encode()
    yield from html
    for part in parts:
        yield f"\r\n--{boundary}\r\n".encode() + part
    yield f"\r\n--{boundary}--\r\n".encode()


def _text(subtype: str, text: Slotted) -> Iterator[Piece]:
    """A part of text; its last line is always a whole one, so that something ends it."""
    yield headers.plain_header("Content-Type", f"text/{subtype}; charset=utf-8")
    yield headers.plain_header("Content-Transfer-Encoding", "quoted-printable")
    yield b"\r\n"
    *segments, last = text.segments
    for segment, slot in zip(segments, text.slots, strict=True):
        yield quoted.body_piece(segment)
        yield replace(slot, where=Where.TEXT) if slot.where in _ESCAPED else slot
    yield quoted.body_piece(last if last.endswith("\n") else last + "\n")


def _digest(email: Email) -> str:
    """A word for the boundaries: the same for the same mail.

    No part can hold it, whatever the values: quoted-printable never writes `=_`, and base64 has
    no underscore.
    """
    content = hashlib.sha256()
    for text in (email.html, email.text):
        content.update("\0".join(text.segments).encode(errors="replace"))
    return content.hexdigest()[:24]
