"""Personal fields: what is known of each recipient, and where it stands in a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.errors import Place


class FieldKind(StrEnum):
    """What a field's value is."""

    TEXT = "text"
    URL = "url"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """Something known of each recipient: its name, its kind, what stands in when it is empty."""

    name: str
    kind: FieldKind = FieldKind.TEXT
    default: str = ""


class Where(StrEnum):
    """Where a slot stands, which decides how its value is written."""

    TEXT = "text"  # HTML text
    TITLE = "title"  # RCDATA: <title>
    ATTRIBUTE = "attribute"  # a quoted HTML attribute
    URL = "url"  # the start of a link: the value is the URL
    COMPONENT = "component"  # inside a link, after its host
    PLAIN = "plain"  # text/plain
    HEADER = "header"  # a message header
    IMAGE = "image"  # an image's address, resolved when the mail leaves


@dataclass(frozen=True, slots=True)
class Slot:
    """A field and where it stands. For `Where.IMAGE` the field's name is the image's name."""

    field: Field
    where: Where


@dataclass(frozen=True, slots=True)
class Slotted:
    """Text amid slots: `len(segments) == len(slots) + 1`, segments around the slots in turn."""

    segments: tuple[str, ...]
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One use of a field while text is made.

    `text` is the opaque word that stands for it, `raw` what the author wrote (code gets it
    back), `place` where. A mark whose `problem` is set is an error wherever it is used.
    """

    text: str
    field: Field
    raw: str
    place: Place | None = None
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of an article: those its author wrote, and one a field for the theme."""

    prefix: str
    used: tuple[Mark, ...]
    fields: Mapping[str, Mark]

    def by_text(self) -> dict[str, Mark]:
        """Every mark by its opaque word."""
        return {mark.text: mark for mark in (*self.used, *self.fields.values())}
