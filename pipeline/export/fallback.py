"""What stands in where a field is empty, written for the place that it stands in."""

from __future__ import annotations

from pipeline import slots
from pipeline.model import Field, FieldKind, Slot, Where

IN_HTML = (Where.TEXT, Where.TITLE, Where.ATTRIBUTE, Where.URL)
"""The places whose text is HTML, where `<` and `&` are escaped."""

NEVER_EMPTY = ("email",)
"""Fields that every subscriber of a service has, for which no default is needed."""


def raw(field: Field, where: Where) -> str:
    """A field's default as a value: one line, a link as ASCII, nothing escaped."""
    if not field.default:
        return ""
    if where is Where.URL or (field.kind is FieldKind.URL and where is not Where.COMPONENT):
        return slots.url(field.default, field)
    return slots.tidy(field.default)


def written(field: Field, where: Where) -> str:
    """A field's default as our own splice writes it there: escaped, encoded, or as it is."""
    return slots.encode(field.default, Slot(field, where)) if field.default else ""
