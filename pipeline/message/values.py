"""A recipient's values as pieces of a body: one by one, or a column of them at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline import slots
from pipeline.errors import MessageError
from pipeline.message.quoted import LINE, SOFT, encoded_piece, value_piece
from pipeline.model import Field, FieldKind, Slot, Where

# Values that come out as they are in every place, or but for `&` and `=`; and columns of them.
_ORDINARY = re.compile(r"[A-Za-z0-9 ,_-]{1,75}")
_ORDINARY_COLUMN = re.compile(r"[A-Za-z0-9 ,_\0-]*")
_URL = r"https://[A-Za-z0-9][A-Za-z0-9./_~?&=%-]*"
_ORDINARY_URL = re.compile(_URL)
_ORDINARY_URL_COLUMN = re.compile(rf"{_URL}(?:\0{_URL})*")

Rejected = dict[int, MessageError]
Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Column:
    """A slot, and how any value of it is written: `write` gives a piece of a body."""

    slot: Slot
    name: str
    default: str
    write: Callable[[str, Slot], bytes]

    def piece(self, person: Mapping[str, str]) -> bytes:
        """One recipient's piece. Raises MessageError."""
        return self.write(person.get(self.name) or self.default, self.slot)

    def pieces(self, people: Sequence[Mapping[str, str]], rejected: Rejected) -> list[bytes]:
        """The pieces of many recipients: what `piece` gives for each, most in a few steps."""
        values = column(self.slot.field, people)
        joined = "\0".join(values)
        if joined.count("\0") == len(values) - 1:
            if self.write in (link_in_html, link) and _ORDINARY_URL_COLUMN.fullmatch(joined):
                return _links(joined, self.slot)
            if self.write is words and _ORDINARY_COLUMN.fullmatch(joined) and _short(values):
                return (joined.replace("\0", f"{SOFT}\0") + SOFT).encode().split(b"\0")
        return each(lambda value: self.write(value, self.slot), values, rejected)


def column_of(slot: Slot) -> Column:
    """The column of a slot in a body."""
    if slot.where is Where.URL:
        write = link_in_html
    elif slot.where is Where.COMPONENT:
        write = component
    elif slot.where is Where.PLAIN and slot.field.kind is FieldKind.URL:
        write = link
    else:
        write = words
    return Column(slot, slot.field.name, slot.field.default, write)


def url(value: str, field: Field) -> str:
    """A link as ASCII, https or mailto. Raises MessageError for anything else."""
    return value if _ORDINARY_URL.fullmatch(value) else slots.url(value, field)


def header_text(value: str, slot: Slot) -> str:
    """A value for a header, which its writer makes one line. Raises MessageError."""
    return url(value, slot.field) if slot.field.kind is FieldKind.URL else value


def link_in_html(value: str, slot: Slot) -> bytes:
    """A whole link in an attribute; of what HTML escapes, a link as ASCII holds only two."""
    escaped = url(value, slot.field).replace("&", "&amp;").replace("'", "&#x27;")
    return value_piece(escaped)


def link(value: str, slot: Slot) -> bytes:
    """A whole link in plain text."""
    return value_piece(url(value, slot.field))


def component(value: str, slot: Slot) -> bytes:
    """A piece of a link."""
    return value_piece(slots.encode(value, slot))


def words(value: str, slot: Slot) -> bytes:
    """Text, in HTML or plain; most values need nothing done to them."""
    if _ORDINARY.fullmatch(value):
        return encoded_piece(value)
    return value_piece(slots.encode(value, slot))


def column(field: Field, people: Sequence[Mapping[str, str]]) -> list[str]:
    """The values of one field for many recipients, defaults where they are empty."""
    name, default = field.name, field.default
    return [person.get(name) or default for person in people]


def each(
    write: Callable[[Value], bytes], values: Sequence[Value], rejected: Rejected
) -> list[bytes]:
    """Every value written, equal ones once; a refused one is empty, its error in `rejected`."""
    written: dict[Value, bytes] = {}
    for index, value in enumerate(values):
        if value not in written:
            try:
                written[value] = write(value)
            except MessageError as error:
                rejected.setdefault(index, error)
    return [written.get(value, b"") for value in values]


def _links(joined: str, slot: Slot) -> list[bytes]:
    if slot.where is Where.URL:
        joined = joined.replace("&", "&amp;")
    return [encoded_piece(one) for one in joined.replace("=", "=3D").split("\0")]


def _short(values: Sequence[str]) -> bool:
    """Whether each value is a line of its own as it stands."""
    starts = [value[:5] for value in values]
    return "" not in starts and "From " not in starts and max(map(len, values)) < LINE
