"""Mails in a service's own syntax: fields as it writes them, and everything else literal.

What stands between the fields is text. Where it looks like the service's syntax it is written so
that it stays text: in HTML the first character becomes a character reference, in CSS a comment
stands within it, in plain text the dialect knows a way.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import quote

from pipeline import slots
from pipeline.export.dialect import Cannot, Dialect, Letter, Literal, Refusal
from pipeline.markup.pieces import Kind, pieces
from pipeline.model import Email, Field, Slot, Slotted, Where

SHOWN = 40  # characters of what stays literal
TAIL = 16  # characters before a field that could begin the service's syntax with it
_ADDRESS = re.compile(r"(?i)(?:https?://|mailto:|tel:)[^\s<>]*$")

Names = Mapping[str, str]


@dataclass(slots=True)
class Pen:
    """Writes text amid slots in a dialect, and keeps what it met.

    `names` are the service's names for fields, where a person gave another than the dialect's;
    `addresses` are links that are the same for all readers, by their fields; `images` says where
    pictures are, `part` which letter this is.
    """

    dialect: Dialect
    names: Names
    addresses: Mapping[str, str]
    images: Mapping[str, str]
    part: int
    refusals: list[Refusal] = field(default_factory=list)
    literals: list[Literal] = field(default_factory=list)
    used: dict[str, Field] = field(default_factory=dict)
    _own: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        """Compile what the service would read."""
        # One character at a time: beginnings may overlap, `{{%` has two.
        self._own = re.compile(f"(?={self.dialect.own})[\\s\\S]")

    def html(self, text: Slotted) -> str:
        """A document or a fragment."""
        start = slots.prefix("\0".join(text.segments).encode("utf-8", "surrogateescape"))
        joined = text.segments[0]
        for index, segment in enumerate(text.segments[1:]):
            joined += slots.mark_text(start, index) + segment
        safe = "".join(
            self._literal_piece(joined[piece.start : piece.end], piece.kind)
            for piece in pieces(joined)
        )
        segments = tuple(slots.pattern(start).split(safe))
        return self.dialect.finish(self._filled(text, segments, _referred), Where.TEXT)

    def plain(self, text: Slotted, where: Where = Where.PLAIN) -> str:
        """Plain text, or a header."""
        segments = tuple(self._literal_plain(segment, where) for segment in text.segments)
        written = self._filled(text, segments, self.dialect.literal)
        return self.dialect.finish(written, where)

    def name_of(self, name: str) -> str:
        """What the service calls a field."""
        dialect = self.dialect
        return self.names.get(name) or dialect.names.get(name) or dialect.named(name)

    def _filled(self, text: Slotted, segments: Sequence[str], literal: Callable[[str], str]) -> str:
        """The segments, nothing of which is syntax, with the fields of the text between them.

        The end of a segment is made literal where syntax would begin in it with the field.
        """
        parts = [segments[0]]
        for index, slot in enumerate(text.slots):
            value = self._slot(slot)
            before = text.segments[index][-TAIL:]
            if self._joins(before, value):
                parts[-1] = parts[-1][:-1] + literal(before[-1])
            parts += (value, segments[index + 1])
        return "".join(parts)

    def _joins(self, before: str, value: str) -> bool:
        """Whether syntax begins in the text before a field that does not begin without it."""
        alone = {found.start() for found in self._own.finditer(before)}
        both = (found.start() for found in self._own.finditer(before + value))
        return any(start < len(before) and start not in alone for start in both)

    def _literal_piece(self, text: str, kind: Kind) -> str:
        """A piece of HTML in which nothing is the service's syntax."""
        match kind:
            case Kind.OTHER | Kind.END:
                return text
            case Kind.RAW:
                return self._own.sub(lambda found: f"{found[0]}/**/", text)
            case Kind.COMMENT:
                return self._own.sub(lambda found: f"{found[0]} ", text)
        if kind is Kind.TEXT:
            self._keep(text, Where.TEXT)
        return self._own.sub(lambda found: _referred(found[0]), text)

    def _literal_plain(self, text: str, where: Where) -> str:
        self._keep(text, where)
        return self._own.sub(lambda found: self._one_literal(text, found), text)

    def _one_literal(self, text: str, found: re.Match[str]) -> str:
        """In an address nothing may stand but its own characters."""
        start, end = found.span()
        encoded = f"%{ord(found[0]):02X}"
        if _ADDRESS.search(text, max(start - slots.ADDRESS_LENGTH, 0), start):
            read = self._own.search(encoded + text[end : end + TAIL])  # Mautic reads %7B too
            if not read or read.start() > len(encoded):
                return encoded
        return self.dialect.literal(found[0])

    def _keep(self, text: str, where: Where) -> None:
        for found in self._own.finditer(text):
            shown = html.unescape(text[found.start() : found.start() + SHOWN])
            self.literals.append(Literal(shown, where, self.part))

    def _slot(self, slot: Slot) -> str:
        """A field as the service writes it where it stands."""
        name, where = slot.field.name, slot.where
        if where is Where.IMAGE:
            return html.escape(self.images.get(name, f"images/{quote(name)}"))
        if name in self.dialect.links and name not in self.addresses:
            return self.dialect.links[name]
        if name in self.addresses:
            return slots.encode(self.addresses[name], slot)
        return self._field(slot)

    def _field(self, slot: Slot) -> str:
        if slot.field.name in _LINKS:
            return self._refused(slot, *_LINKS[slot.field.name])
        own = self.name_of(slot.field.name)
        try:
            written = self.dialect.write(own, slot.field, slot.where)
        except Cannot as reason:
            return self._refused(slot, reason.message, reason.hint)
        self.used[own] = slot.field
        return written

    def _refused(self, slot: Slot, message: str, hint: str) -> str:
        """The field's default, in the meantime: nobody is given a bundle with a refusal."""
        name = slot.field.name
        self.refusals.append(Refusal(name, slot.where, self.part, message, hint))
        return slots.encode(slot.field.default, slot) if slot.field.default else ""


_LINKS = {
    "unsubscribe_url": (
        "the service makes no link for each reader to stop the mails",
        "put its own in the theme's footer, or choose another service",
    ),
    "preferences_url": (
        "the service makes no page on which a reader chooses what to get",
        "set links.preferences to a page of your own",
    ),
    "web_url": (
        "the service makes no web version that is right here",
        "set links.web to where the web versions of out/ will be",
    ),
}


def _referred(found: str) -> str:
    """A character as a reference: browsers read it, template languages do not."""
    return f"&#{ord(found)};"


def letter(
    email: Email, body: Slotted, preheader: Slotted, name: str, pen: Pen, waited: timedelta
) -> Letter:
    """A mail as a letter in the pen's dialect; `body` is its HTML, a document or a fragment."""
    part = email.part
    return Letter(
        number=part.number,
        of=part.total,
        key=f"letter-{part.number}",
        name=name,
        subject=pen.plain(email.subject, Where.HEADER),
        preheader=pen.plain(preheader, Where.HEADER),
        html=pen.html(body),
        text=pen.plain(email.text),
        wait=part.wait,
        waited=waited,
        images=email.images,
        fields=dict(sorted(pen.used.items())),
    )
