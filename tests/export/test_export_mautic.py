"""Mautic: run by its documented grammar, and compared with our own splice."""

from __future__ import annotations

from datetime import timedelta

import grammar_mautic as grammar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from splices import VALUES, WORDS, one, shown, text_field, written

from pipeline import slots
from pipeline.export.dialect import Cannot
from pipeline.export.dialects.mautic import DIALECT, interval
from pipeline.export.letters import Pen
from pipeline.model import Where

DEFAULTS = st.one_of(WORDS, st.sampled_from(["true", "label", "date", "a%7Db", "there"]))


@pytest.mark.parametrize("where", [Where.TEXT, Where.TITLE, Where.PLAIN, Where.HEADER])
@given(value=VALUES.filter(lambda value: value != "0"), default=DEFAULTS, before=WORDS, after=WORDS)
def test_words_come_out_as_our_own_splice_writes_them(
    where: Where, value: str, default: str, before: str, after: str
) -> None:
    text = one(where, before, text_field(default=default), after)
    pen = Pen(DIALECT, {}, {}, {}, 1)
    made = written(DIALECT, text, where, pen)
    if pen.refusals:
        assert where in (Where.PLAIN, Where.HEADER)
        return
    mine = slots.fill(text, {"first_name": value})
    filled = grammar.render(made, {"firstname": value})
    assert shown(filled, where) == shown(mine, where)


def test_a_default_stands_within_the_token() -> None:
    made = DIALECT.write("firstname", text_field(default="there"), Where.PLAIN)
    assert made == "{contactfield=firstname|there}"


@pytest.mark.parametrize("default", ["a|b", "a}b", "a%7Db", "true", "label"])
def test_what_would_end_the_token_is_written_by_reference_in_html_and_refused_in_text(
    default: str,
) -> None:
    field = text_field(default=default)
    made = grammar.render(DIALECT.write("firstname", field, Where.TEXT), {})
    assert shown(made, Where.TEXT) == default
    with pytest.raises(Cannot):
        DIALECT.write("firstname", field, Where.HEADER)


def test_within_a_link_the_value_is_encoded_and_has_no_default() -> None:
    made = DIALECT.write("email", slots.BUILT_IN["email"], Where.COMPONENT)
    assert grammar.render(made, {"email": "a+b@example.org"}) == "a%2Bb%40example.org"
    with pytest.raises(Cannot, match="no default"):
        DIALECT.write("firstname", text_field(default="there"), Where.COMPONENT)


@pytest.mark.parametrize("name", ["", "First", "a b", "1a"])
def test_what_is_no_alias_is_refused(name: str) -> None:
    with pytest.raises(Cannot, match="alias"):
        DIALECT.write(name, text_field(), Where.TEXT)


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        (timedelta(0), (0, "d")),
        (timedelta(days=3), (3, "d")),
        (timedelta(hours=36), (36, "h")),
        (timedelta(minutes=90), (90, "i")),
    ],
)
def test_a_wait_is_said_in_the_largest_unit_that_fits(
    wait: timedelta, said: tuple[int, str]
) -> None:
    assert interval(wait) == said
