"""Ghost: run as its own source reads a post, and compared with our own splice."""

from __future__ import annotations

import html

import grammar_ghost as grammar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from splices import VALUES, WORDS, one, shown, text_field, written

from pipeline import slots
from pipeline.export.dialect import Cannot
from pipeline.export.dialects.ghost import DIALECT
from pipeline.export.letters import Pen
from pipeline.model import Slotted, Where

DEFAULTS = st.one_of(VALUES, WORDS)


@given(value=VALUES, default=DEFAULTS, before=WORDS, after=WORDS)
def test_html_and_text_come_out_as_our_own_splice_writes_them(
    value: str, default: str, before: str, after: str
) -> None:
    inner = one(Where.TEXT, before, text_field(default=default), after)
    text = Slotted((f"<p>{inner.segments[0]}", f"{inner.segments[1]}</p>"), inner.slots)
    pen = Pen(DIALECT, {}, {}, {}, 1)
    made = written(DIALECT, text, Where.TEXT, pen)
    if pen.refusals:
        assert set(default) & set("&<>\"'%{}\u2192\u2013\u201c\u201d")
        return
    page, plain = grammar.render(made, {"first_name": value})
    mine = html.unescape(slots.fill(text, {"first_name": value}))
    assert shown(page, Where.TEXT) == mine
    assert f"<p>{shown(plain, Where.PLAIN)}</p>" == mine


def test_what_looks_like_ghosts_own_stays_words() -> None:
    words = "<p>%%{first_name}%% and %recipient.name% and %%{x, &quot;y&quot;}%%</p>"
    made = written(DIALECT, Slotted((words,)), Where.TEXT)
    page, plain = grammar.render(made, {"first_name": "Ada"})
    assert shown(page, Where.TEXT) == html.unescape(words)
    assert "Ada" not in plain
    assert "%recipient" not in page


def test_a_default_stands_within_the_field() -> None:
    made = DIALECT.write("first_name", text_field(default="there"), Where.TEXT)
    assert made == '%%{first_name, "there"}%%'


@pytest.mark.parametrize("default", ["R&B", 'a "friend"', "you – yes", "100%", "a}"])
def test_a_default_that_ghost_would_lose_is_refused(default: str) -> None:
    with pytest.raises(Cannot, match="plain text"):
        DIALECT.write("first_name", text_field(default=default), Where.TEXT)


@pytest.mark.parametrize("where", [Where.HEADER, Where.URL, Where.COMPONENT])
def test_places_that_ghost_does_not_fill_are_refused(where: Where) -> None:
    with pytest.raises(Cannot):
        DIALECT.write("first_name", text_field(default="there"), where)


def test_a_field_that_no_member_has_is_refused() -> None:
    with pytest.raises(Cannot, match="no field 'city'"):
        DIALECT.write("city", text_field("city"), Where.TEXT)
