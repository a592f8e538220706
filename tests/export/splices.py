"""One field amid words, in a service's syntax and as our own splice fills it."""

from __future__ import annotations

import html

from hypothesis import strategies as st

from pipeline import slots
from pipeline.export.dialect import JOINER, Dialect
from pipeline.export.letters import Pen
from pipeline.model import Field, FieldKind, Slot, Slotted, Where

MARKS = "{}<>&'\"\\`%|*[]$/?#+@ .-=:;,_aZ0é😀\u2028"
WORDS = (
    st.lists(
        st.one_of(
            st.sampled_from(MARKS),
            st.characters(codec="utf-8", exclude_characters=JOINER),
            st.sampled_from(["*|", "{{", "{%", "[[", "%%{", "{contactfield=a}", "%recipient.x%"]),
        ),
        max_size=8,
    )
    .map("".join)
    .map(slots.tidy)
)
"""Words full of what services read as their own."""

VALUES = st.text(st.characters(codec="utf-8", categories=("L", "N")), max_size=8)
"""Values that any service inserts the same way, whether it escapes or not."""


def amid(where: Where, before: str, field: Field, after: str) -> Slotted:
    """A field amid two texts."""
    return Slotted((before, after), (Slot(field, where),))


def one(where: Where, before: str, field: Field, after: str) -> Slotted:
    """A field amid words; in HTML these are escaped."""
    if where in (Where.TEXT, Where.TITLE, Where.ATTRIBUTE, Where.URL):
        before, after = html.escape(before), html.escape(after)
    return amid(where, before, field, after)


def text_field(name: str = "first_name", default: str = "") -> Field:
    """A field that is text."""
    return Field(name, FieldKind.TEXT, default)


def written(dialect: Dialect, text: Slotted, where: Where, pen: Pen | None = None) -> str:
    """A text in a service's syntax, as it is uploaded."""
    pen = pen or Pen(dialect, {}, {}, {}, 1)
    if where in (Where.PLAIN, Where.HEADER):
        return pen.plain(text, where)
    return pen.html(text)


def shown(text: str, where: Where) -> str:
    """What a reader sees of it: references read, joiners gone."""
    text = text.replace(JOINER, "")
    return text if where in (Where.PLAIN, Where.HEADER) else html.unescape(text)
