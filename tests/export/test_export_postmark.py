"""Postmark's letters, run by the rules of Mustachio's own parser: what our own splice writes."""

from __future__ import annotations

import grammar_mustachio as grammar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from splices import VALUES, WORDS, one, shown, text_field, written

from pipeline import slots
from pipeline.export.dialects.postmark import DIALECT
from pipeline.export.letters import Pen
from pipeline.model import Field, FieldKind, Slot, Slotted, Where

PLACES = (Where.TEXT, Where.TITLE, Where.ATTRIBUTE, Where.PLAIN, Where.HEADER)
WILD = st.sampled_from(["O'Brien", "R&D <b>", "{{x}}", "{{{x}}}", "}}", "{", "{{/first_name}}", ""])


@given(
    value=VALUES | WILD,
    default=WORDS | WILD,
    before=WORDS,
    after=WORDS,
    where=st.sampled_from(PLACES),
)
@example(value="Ada", default="", before="{", after="}", where=Where.PLAIN)
@example(value="", default="{", before="{{", after="}}", where=Where.HEADER)
@example(value="", default="}", before="", after="{{pm:unsubscribe}}", where=Where.TEXT)
def test_a_letter_renders_by_mustachios_rules_to_our_own_splice(
    value: str, default: str, before: str, after: str, where: Where
) -> None:
    text = one(where, before, text_field(default=default), after)
    if where is Where.ATTRIBUTE:
        text = Slotted((f'<p title="{text.segments[0]}', f'{text.segments[1]}">'), text.slots)
    pen = Pen(DIALECT, {}, {}, {}, 1)
    made = written(DIALECT, text, where, pen)
    assert not pen.refusals
    mine = slots.fill(text, {"first_name": value})
    assert shown(grammar.render(made, {"first_name": value}), where) == shown(mine, where)
    if not value:
        assert shown(grammar.render(made, {}), where) == shown(mine, where)


@pytest.mark.parametrize("value", ["", "https://example.org/b?x=1&y=2"])
@pytest.mark.parametrize("where", [Where.URL, Where.PLAIN])
def test_a_whole_link_stays_whole(value: str, where: Where) -> None:
    field = Field("page", FieldKind.URL, "https://example.org/ä?a=1&b={2}")
    made = DIALECT.write("page", field, where)
    ours = slots.encode(value or field.default, Slot(field, where))
    assert shown(grammar.render(made, {"page": value}), where) == shown(ours, where)


def test_a_section_alone_on_its_line_leaves_the_line() -> None:
    field = Field("first_name", FieldKind.TEXT, "you")
    text = Slotted(("Dear\n", "\nhow are you?"), (Slot(field, Where.PLAIN),))
    made = written(DIALECT, text, Where.PLAIN)
    assert grammar.render(made, {}) == "Dear\nyou\nhow are you?"


@pytest.mark.parametrize("template", ["{{a b}}", "{{#a}}x", "{{/a}}", "{{#eachother}}", "{{a-b}}"])
def test_the_rules_refuse_what_mustachio_refuses(template: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        grammar.render(template, {})


def test_a_brace_without_an_end_is_text_to_it() -> None:
    assert grammar.render("{{ a {b} }} {{c", {}) == "{{ a {b} }} {{c"
