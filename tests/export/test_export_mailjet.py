"""Mailjet: run by its documented grammar, and compared with our own splice."""

from __future__ import annotations

import grammar_mailjet as grammar
import pytest
from hypothesis import given
from splices import VALUES, WORDS, one, shown, text_field, written

from pipeline import slots
from pipeline.export.dialect import Cannot
from pipeline.export.dialects.mailjet import DIALECT, unsubscribe
from pipeline.export.letters import Pen
from pipeline.model import Where


@pytest.mark.parametrize("where", [Where.TEXT, Where.TITLE, Where.PLAIN, Where.HEADER])
@given(value=VALUES, default=WORDS, before=WORDS, after=WORDS)
def test_words_come_out_as_our_own_splice_writes_them(
    where: Where, value: str, default: str, before: str, after: str
) -> None:
    text = one(where, before, text_field(default=default), after)
    pen = Pen(DIALECT, {}, {}, {}, 1)
    made = written(DIALECT, text, where, pen)
    if pen.refusals:
        assert where in (Where.PLAIN, Where.HEADER)
        assert "{" in default or "[" in default
        return
    mine = slots.fill(text, {"first_name": value})
    filled = grammar.render(made, {"firstname": value})
    assert shown(filled, where) == shown(mine, where)


def test_a_plain_default_stands_within_the_field() -> None:
    made = DIALECT.write("firstname", text_field(default="there"), Where.TEXT)
    assert made == '{{data:firstname:"there"}}'


def test_a_default_with_quotes_is_a_condition() -> None:
    made = DIALECT.write("firstname", text_field(default='"you"'), Where.PLAIN)
    assert made == (
        '{% if data:firstname:"" != "" %}{{data:firstname:""}}{% else %}"you"{% endif %}'
    )


def test_a_field_within_a_link_is_refused() -> None:
    with pytest.raises(Cannot, match="within a link"):
        DIALECT.write("firstname", text_field(), Where.COMPONENT)


def test_what_is_no_property_is_refused() -> None:
    with pytest.raises(Cannot, match="property"):
        DIALECT.write("first name", text_field(), Where.TEXT)


@pytest.mark.parametrize(
    ("lang", "link"),
    [("de-AT", "[[UNSUB_LINK_DE]]"), ("en", "[[UNSUB_LINK_EN]]"), ("he", "[[UNSUB_LINK_EN]]")],
)
def test_the_page_that_unsubscribes_is_in_the_letters_language(lang: str, link: str) -> None:
    assert unsubscribe(lang) == link
