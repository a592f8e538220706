"""Email → template: the headers and the MIME skeleton put together and encoded once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from operator import itemgetter

from pipeline.message import envelope as own
from pipeline.message import headers, mime
from pipeline.message.envelope import Envelope
from pipeline.message.personal import Personal
from pipeline.message.splice import MessageTemplate
from pipeline.message.values import column_of
from pipeline.model import Email, Field, Slot
from pipeline.slots import BUILT_IN


class Head(IntEnum):
    """The personal headers, by their index in what `Personal` gives."""

    TO = 0
    SUBJECT = 1
    DATE = 2
    MESSAGE_ID = 3
    LIST_UNSUBSCRIBE = 4


Piece = bytes | Slot | Head


def template(email: Email, envelope: Envelope, fields: Mapping[str, Field]) -> MessageTemplate:
    """The mail as RFC 5322 asks for it, ready to be filled for each recipient.

    Text comes first and HTML last (RFC 2046), both quoted-printable: every line is 7-bit and at
    most 78 characters where that can be had. The fields `email` and `unsubscribe_url` address it
    and let its reader leave with one click (RFC 8058). Raises MessageError for an address, a
    link or a name that no header may hold.
    """
    pieces = list(_merged(_pieces(email, envelope)))
    own_slots = tuple(dict.fromkeys(piece for piece in pieces if isinstance(piece, Slot)))
    shared = tuple(dict.fromkeys(piece for piece in pieces if isinstance(piece, bytes)))
    places: dict[Piece, int] = {
        piece: index for index, piece in enumerate((*Head, *own_slots, *shared))
    }
    return MessageTemplate(
        personal=_personal(email, envelope, fields),
        columns=tuple(map(column_of, own_slots)),
        shared=shared,
        pick=itemgetter(*(places[piece] for piece in pieces)),
    )


def _personal(email: Email, envelope: Envelope, fields: Mapping[str, Field]) -> Personal:
    return Personal(
        subject=email.subject,
        to=fields.get("email", BUILT_IN["email"]),
        unsubscribe=fields.get("unsubscribe_url", BUILT_IN["unsubscribe_url"]),
        date=envelope.date,
        seed=f"{envelope.message_id_seed}\0{envelope.part_id}\0".encode(errors="replace"),
        domain=envelope.domain,
        mailto=own.unsubscribe_mailto(envelope),
    )


def _pieces(email: Email, envelope: Envelope) -> Iterator[Piece]:
    """The message from its first header to its last line."""
    yield own.sender_headers(envelope)
    yield Head.TO
    yield own.reply_headers(envelope)
    yield Head.SUBJECT
    yield Head.DATE
    yield Head.MESSAGE_ID
    yield own.list_headers(envelope)
    yield Head.LIST_UNSUBSCRIBE
    yield headers.plain_header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
    yield own.mime_headers(envelope)
    yield from mime.body(email, envelope.links.images, envelope.domain)


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with neighbours that all recipients share made one."""
    held = b""
    for piece in pieces:
        if isinstance(piece, bytes):
            held += piece
            continue
        if held:
            yield held
        held = b""
        yield piece
    if held:
        yield held
