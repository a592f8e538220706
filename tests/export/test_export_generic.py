"""Any other service: its files rendered by Jinja2 come out as our own splice."""

from __future__ import annotations

import html
import re

import jinja2
import pytest
from hypothesis import given
from splices import WORDS, one, shown, text_field, written

from pipeline import slots
from pipeline.export.dialect import Cannot
from pipeline.export.dialects.generic import DIALECT
from pipeline.model import Field, FieldKind, Slotted, Where

HTML = jinja2.Environment(autoescape=True, keep_trailing_newline=True, newline_sequence="\n")
TEXT = jinja2.Environment(autoescape=False, keep_trailing_newline=True, newline_sequence="\n")


def render(text: str, where: Where, values: dict[str, str]) -> str:
    plain = where in (Where.PLAIN, Where.HEADER)
    return (TEXT if plain else HTML).from_string(text).render(values)


@pytest.mark.parametrize("where", [Where.TEXT, Where.TITLE, Where.PLAIN, Where.HEADER])
@given(value=WORDS, default=WORDS, before=WORDS, after=WORDS)
def test_words_come_out_as_our_own_splice_writes_them(
    where: Where, value: str, default: str, before: str, after: str
) -> None:
    text = one(where, before, text_field(default=default), after)
    values = {"first_name": value}
    made = render(written(DIALECT, text, where), where, values)
    assert shown(made, where) == shown(slots.fill(text, values), where)


@pytest.mark.parametrize("mark", ['"', "'"])
@given(value=WORDS, default=WORDS)
def test_a_value_stays_within_its_attribute(mark: str, value: str, default: str) -> None:
    inner = one(Where.ATTRIBUTE, "", text_field(default=default), "")
    text = Slotted((f"<img alt={mark}", f"{mark}>"), inner.slots)
    values = {"first_name": value}
    made = render(written(DIALECT, text, Where.TEXT), Where.TEXT, values)
    assert html.unescape(made) == html.unescape(slots.fill(text, values))
    assert made.count(mark) == 2


@given(value=WORDS, default=WORDS)
def test_within_a_link_a_value_is_encoded_once(value: str, default: str) -> None:
    inner = one(Where.COMPONENT, "", text_field(default=default), "")
    text = Slotted(('<a href="https://example.org/', '?b=1">x</a>'), inner.slots)
    values = {"first_name": value}
    made = render(written(DIALECT, text, Where.TEXT), Where.TEXT, values)
    assert made == slots.fill(text, values)


def test_the_syntax_is_that_of_our_own_articles() -> None:
    field = text_field(default="there")
    assert re.fullmatch(
        r'\{\{ first_name \| default\("there", true\) \}\}',
        DIALECT.write("first_name", field, Where.TEXT),
    )


def test_a_whole_link_has_its_default() -> None:
    page = Field("page", FieldKind.URL, "https://example.org/a?b=c&d=e")
    text = Slotted(('<a href="', '">x</a>'), one(Where.URL, "", page, "").slots)
    made = render(written(DIALECT, text, Where.TEXT), Where.TEXT, {})
    assert made == '<a href="https://example.org/a?b=c&amp;d=e">x</a>'


def test_what_is_no_name_is_refused() -> None:
    with pytest.raises(Cannot, match="name"):
        DIALECT.write("home town", text_field(), Where.TEXT)
