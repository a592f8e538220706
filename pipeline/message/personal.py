"""The headers that differ from recipient to recipient."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline import slots
from pipeline.errors import MessageError
from pipeline.message import addresses, headers
from pipeline.message.values import Rejected, column, each, header_text, url
from pipeline.model import Field, Slotted

ID_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Personal:
    """Five header fields, in the order To, Subject, Date, Message-ID, List-Unsubscribe.

    `seed` and the recipient's address make the Message-ID, `domain` ends it. `mailto` is the
    second URI of List-Unsubscribe.
    """

    subject: Slotted
    to: Field
    unsubscribe: Field
    date: datetime
    seed: bytes
    domain: str
    mailto: str

    def lines(
        self, person: Mapping[str, str], date: datetime | None, message_id: str | None
    ) -> list[bytes]:
        """The fields for one recipient. Raises MessageError."""
        recipient = _recipient(slots.value_of(self.to, person))
        return [
            _to(recipient),
            self._subject([slots.value_of(slot.field, person) for slot in self.subject.slots]),
            headers.date_header(date or self.date),
            _message_id(message_id) if message_id else self._message_id(recipient),
            self._list_unsubscribe(slots.value_of(self.unsubscribe, person)),
        ]

    def columns(
        self,
        people: Sequence[Mapping[str, str]],
        date: datetime | None,
        rejected: Rejected,
    ) -> list[Sequence[bytes]]:
        """The same fields, one column each, for many recipients; refused rows in `rejected`."""
        given = column(self.to, people)
        recipients = each(_recipient, given, rejected)
        links = column(self.unsubscribe, people)
        return [
            [_to(recipient) for recipient in recipients],
            self._subjects(people, rejected),
            [headers.date_header(date or self.date)] * len(people),
            [self._message_id(recipient) for recipient in recipients],
            each(self._list_unsubscribe, links, rejected),
        ]

    def _subject(self, filled: Sequence[str]) -> bytes:
        parts = [self.subject.segments[0]]
        for slot, value, segment in zip(
            self.subject.slots, filled, self.subject.segments[1:], strict=True
        ):
            parts += (header_text(value, slot), segment)
        return headers.text_header("Subject", "".join(parts))

    def _subjects(self, people: Sequence[Mapping[str, str]], rejected: Rejected) -> list[bytes]:
        filled: list[tuple[str, ...]] = [()] * len(people)
        if self.subject.slots:
            columns = [column(slot.field, people) for slot in self.subject.slots]
            filled = list(zip(*columns, strict=True))
        return each(self._subject, filled, rejected)

    def _message_id(self, recipient: bytes) -> bytes:
        digest = hashlib.sha256(self.seed + recipient).hexdigest()[:ID_LENGTH]
        return f"Message-ID: <{digest}@{self.domain}>\r\n".encode()

    def _list_unsubscribe(self, link: str) -> bytes:
        written = url(link, self.unsubscribe)
        if written[:8].lower() != "https://":
            raise MessageError(
                f"{self.unsubscribe.name} must be an https link, not {written[:80]!r}",
                hint="one-click unsubscribing needs https; a mailto belongs in links",
            )
        return headers.uris_header("List-Unsubscribe", (written, self.mailto))


def _recipient(value: str) -> bytes:
    return addresses.address(value, "the recipient's address").encode()


def _to(recipient: bytes) -> bytes:
    return b"To: " + recipient + b"\r\n"


def _message_id(value: str) -> bytes:
    return headers.plain_header("Message-ID", f"<{addresses.message_id(value)}>")
