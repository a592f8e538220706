"""Mailchimp: run by its documented grammar, and compared with our own splice."""

from __future__ import annotations

import grammar_mailchimp as grammar
import pytest
from hypothesis import given
from splices import VALUES, WORDS, one, shown, text_field, written

from pipeline import slots
from pipeline.export.dialect import Cannot
from pipeline.export.dialects.mailchimp import DIALECT
from pipeline.export.letters import Pen
from pipeline.model import Where

HTML = (Where.TEXT, Where.TITLE)
PLAIN = (Where.PLAIN, Where.HEADER)


@pytest.mark.parametrize("where", HTML)
@given(value=VALUES, default=WORDS, before=WORDS, after=WORDS)
def test_html_comes_out_as_our_own_splice_writes_it(
    where: Where, value: str, default: str, before: str, after: str
) -> None:
    text = one(where, before, text_field(default=default), after)
    made = grammar.render(written(DIALECT, text, where), {"FNAME": value})
    mine = slots.fill(text, {"first_name": value})
    assert shown(made, where) == shown(mine, where)
    assert made.count("<") == mine.count("<")


@pytest.mark.parametrize("where", PLAIN)
@given(value=VALUES, default=WORDS, before=WORDS, after=WORDS)
def test_plain_text_comes_out_too_or_its_default_is_refused(
    where: Where, value: str, default: str, before: str, after: str
) -> None:
    text = one(where, before, text_field(default=default), after)
    pen = Pen(DIALECT, {}, {}, {}, 1)
    made = written(DIALECT, text, where, pen)
    if pen.refusals:
        assert "*" in default or "|" in default
        return
    assert shown(grammar.render(made, {"FNAME": value}), where) == shown(
        slots.fill(text, {"first_name": value}), where
    )


def test_a_default_is_a_condition() -> None:
    made = DIALECT.write("FNAME", text_field(default="there"), Where.TEXT)
    assert made == "*|IF:FNAME|**|FNAME|**|ELSE:|*there*|END:IF|*"
    assert DIALECT.write("FNAME", text_field(), Where.TEXT) == "*|FNAME|*"


def test_an_address_needs_no_default() -> None:
    assert DIALECT.write("EMAIL", slots.BUILT_IN["email"], Where.TEXT) == "*|EMAIL|*"


@pytest.mark.parametrize(
    ("name", "tag"),
    [("favourite_colour", "FAVOURITE"), ("city", "CITY"), ("home-town", "HOME_TOWN")],
)
def test_names_are_merge_tags(name: str, tag: str) -> None:
    assert DIALECT.named(name) == tag
    assert DIALECT.write(tag, text_field(), Where.TEXT) == f"*|{tag}|*"


@pytest.mark.parametrize("name", ["", "fname", "A_LONG_NAME_INDEED", "A B"])
def test_what_is_no_merge_tag_is_refused(name: str) -> None:
    with pytest.raises(Cannot, match="merge tag"):
        DIALECT.write(name, text_field(), Where.TEXT)


def test_a_field_within_a_link_is_refused() -> None:
    with pytest.raises(Cannot, match="within a link"):
        DIALECT.write("FNAME", text_field(), Where.COMPONENT)
