"""Fields in text: marks while it is made, slots when it is finished, values when it is filled.

A field is never a string of template code. Each use becomes a mark, an opaque alphanumeric word
that Markdown, Jinja2, MRML and the inliners pass on untouched; at the end each mark is found
again and becomes a slot, and a slot knows how a value must be written where it stands.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from urllib.parse import quote

from pipeline.errors import MessageError
from pipeline.model import Field, FieldKind, Mark, Marks, Slot, Slotted, Where

BUILT_IN: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("first_name", FieldKind.TEXT, "there"),
        Field("email", FieldKind.TEXT, "reader@example.invalid"),
        Field("unsubscribe_url", FieldKind.URL, "https://example.invalid/unsubscribe"),
        Field("web_url", FieldKind.URL, "https://example.invalid/web"),
        Field("preferences_url", FieldKind.URL, "https://example.invalid/preferences"),
    )
}
PERSONAL_LINKS = ("unsubscribe_url", "preferences_url")

ADDRESS_LENGTH = 2000  # characters before a slot in which an address may begin
_IN_ADDRESS = re.compile(r"(?i)(?:https?://[^\s/?#]+[/?#]|mailto:|tel:)[^\s<>]*$")
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_SAFE_SCHEME = re.compile(r"(?i)https://[^/?#\s]|mailto:[^\s]")
_URL_KEPT = ":/?#[]@!$&'()*+,;=-._~%"


def prefix(content: bytes) -> str:
    """The start of every mark of an article: from its content, so that it is the same each time."""
    return "ll" + hashlib.sha256(content).hexdigest()[:12] + "x"


def mark_text(start: str, index: int) -> str:
    """The opaque word of a mark."""
    return f"{start}{index}z"


def pattern(start: str) -> re.Pattern[str]:
    """Finds the marks that begin with a prefix."""
    return re.compile(re.escape(start) + r"\d+z")


def split(text: str, marks: Marks, where: Where) -> Slotted:
    """Text with marks as segments and slots that all stand in the same kind of place."""
    by_text = marks.by_text()
    found = pattern(marks.prefix)
    slots = [Slot(by_text[name].field, where) for name in found.findall(text)]
    return Slotted(tuple(found.split(text)), tuple(slots))


def split_plain(text: str, marks: Marks) -> Slotted:
    """Plain text with marks as segments and slots: one within an address is a part of it."""
    whole = split(text, marks, Where.PLAIN)
    slots = tuple(
        Slot(slot.field, Where.COMPONENT) if _IN_ADDRESS.search(before) else slot
        for slot, before in zip(whole.slots, _read_before(whole), strict=True)
    )
    return Slotted(whole.segments, slots)


def _read_before(text: Slotted) -> list[str]:
    """The text before each slot, earlier slots as a word of letters."""
    found: list[str] = []
    before = ""
    for segment in text.segments[:-1]:
        before = f"{before}{segment}"[-ADDRESS_LENGTH:]
        found.append(before)
        before += "x"
    return found


def unmarked(text: str, marks: Marks) -> str:
    """Text with each mark replaced by its field's default: for slugs, titles and counts."""
    by_text = marks.by_text()
    return pattern(marks.prefix).sub(lambda found: by_text[found[0]].field.default, text)


def shown(text: str, marks: Marks) -> str:
    """Text with each mark written as `{{ name }}`: for people and for `email.mjml`."""
    by_text = marks.by_text()
    return pattern(marks.prefix).sub(
        lambda found: f"{{{{ {by_text[found[0]].field.name} }}}}", text
    )


def value_of(field: Field, values: Mapping[str, str]) -> str:
    """The value of a field for one person: theirs, or the default if it is empty."""
    return values.get(field.name) or field.default


def tidy(value: str) -> str:
    """A value as one line: control characters and line ends become spaces."""
    return _SURROGATES.sub("\ufffd", _BREAKS.sub(" ", value))


def url(value: str, field: Field) -> str:
    """A URL as ASCII, https or mailto only.

    Raises MessageError for any other scheme, so that no value can be a script.
    """
    value = tidy(value).strip()
    if not _SAFE_SCHEME.match(value):
        raise MessageError(
            f"the field {field.name} must be an https or mailto link, not {value[:80]!r}",
            hint=f"give {field.name} a whole link such as https://example.org/page",
        )
    return quote(value, safe=_URL_KEPT)


def encode(value: str, slot: Slot) -> str:
    """A value as it must be written where its slot stands."""
    match slot.where:
        case Where.URL:
            return html.escape(url(value, slot.field))
        case Where.COMPONENT:
            return quote(tidy(value), safe="", errors="replace")
        case Where.PLAIN | Where.HEADER if slot.field.kind is FieldKind.URL:
            return url(value, slot.field)
        case Where.PLAIN | Where.HEADER:
            return tidy(value)
        case Where.IMAGE:
            return html.escape(value)
        case _:
            return html.escape(tidy(value))


def fill(text: Slotted, values: Mapping[str, str], images: Mapping[str, str] | None = None) -> str:
    """The text for one person; `images` says where each image is found."""
    parts = [text.segments[0]]
    for slot, segment in zip(text.slots, text.segments[1:], strict=True):
        source = images or {} if slot.where is Where.IMAGE else values
        parts.append(encode(value_of(slot.field, source), slot))
        parts.append(segment)
    return "".join(parts)


def for_theme(start: str, fields: Mapping[str, Field], first: int) -> dict[str, Mark]:
    """One mark a field, numbered from `first`, for templates to write."""
    return {
        name: Mark(mark_text(start, first + index), field, f"{{{{ {name} }}}}")
        for index, (name, field) in enumerate(sorted(fields.items()))
    }
