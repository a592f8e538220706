"""A part as a mail to oneself: as readers get it, but for its subject and a few headers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from pipeline import assembly, message, slots
from pipeline.errors import UsageError
from pipeline.making import Made
from pipeline.model import Email, Slotted
from pipeline.page.chosen import filling

MARK = "[Test]"
HEADER = b"X-Letterloom-Test: yes\r\n"


@dataclass(frozen=True, slots=True)
class Trial:
    """A mail marked as a test, for one recipient: what it is, and its bytes as they are sent."""

    part: int
    of: int
    sender: str
    to: str
    subject: str
    message_id: str
    data: bytes = field(repr=False)


def trials(
    made: Made,
    parts: Sequence[int],
    to: Sequence[str],
    sender: str,
    values: Mapping[str, str] | None = None,
) -> tuple[Trial, ...]:
    """The parts with these numbers for each recipient, all parts where none is named.

    `values` fill the fields, by default the first sample's; personal links lead nowhere all the
    same. `sender` is the address that they come from. Each has a Message-ID and a Date of its own
    and answers nothing, so that no mail program makes a conversation of them. Raises UsageError
    for a part that there is not, MessageError for what no mail may hold.
    """
    chosen = _chosen(made, parts)
    marks = _marks(chosen)
    return tuple(
        _trial(made, email, marks[email.part.number], one, sender, values)
        for one in to
        for email in chosen
    )


def _chosen(made: Made, parts: Sequence[int]) -> list[Email]:
    there = {email.part.number: email for email in made.emails}
    missing = [number for number in parts if number not in there]
    if missing:
        many = f"parts 1 to {len(there)}" if len(there) > 1 else "one part"
        raise UsageError(f"there is no part {missing[0]}", hint=f"the series has {many}")
    return [there[number] for number in dict.fromkeys(parts)] or list(made.emails)


def _marks(emails: Sequence[Email]) -> dict[int, str]:
    """What stands before each part's subject: with its number where two subjects are alike."""
    alike = Counter(_words(email.subject) for email in emails)
    return {
        email.part.number: f"[Test {email.part.number}]"
        if alike[_words(email.subject)] > 1
        else MARK
        for email in emails
    }


def _words(subject: Slotted) -> tuple[str, ...]:
    return (*subject.segments, *(slot.field.name for slot in subject.slots))


def _trial(
    made: Made,
    email: Email,
    mark: str,
    to: str,
    sender: str,
    values: Mapping[str, str] | None,
) -> Trial:
    envelope = assembly.envelope(made.series, email, made.theme, made.project)
    envelope = replace(envelope, sender=replace(envelope.sender, address=sender))
    first, *rest = email.subject.segments
    subject = replace(email.subject, segments=(f"{mark} {first}", *rest))
    marked = replace(email, subject=subject, html=assembly.with_sample_note(email.html))
    filled = {**filling(made, email, values), "email": to}
    unique = _unique()
    message_id = f"{unique}@{envelope.domain}"
    template = message.template(marked, envelope, made.project.fields)
    data = template.fill(filled, date=datetime.now(UTC), message_id=message_id)
    return Trial(
        email.part.number,
        email.part.total,
        envelope.address,
        to,
        slots.fill(subject, filled),
        message_id,
        HEADER + b"X-Entity-Ref-ID: " + unique.encode() + b"\r\n" + data,
    )


def _unique() -> str:
    import secrets

    return f"test.{secrets.token_hex(16)}"
