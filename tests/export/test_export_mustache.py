"""Fields in Mustachio, rendered by mustache.js: what our own splice writes.

Mustachio has no port beside its own language. Sections of a text, `{{.}}` within them, inverted
sections and braces mean the same to both.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from javascript import render
from splices import VALUES, WORDS, one, shown, text_field, written

from pipeline import slots
from pipeline.export.dialect import Cannot
from pipeline.export.dialects.postmark import DIALECT
from pipeline.export.engines import mustache
from pipeline.export.letters import Pen
from pipeline.model import Field, FieldKind, Slot, Slotted, Where

PLACES = (Where.TEXT, Where.TITLE, Where.ATTRIBUTE, Where.PLAIN, Where.HEADER)
WILD = st.one_of(
    st.sampled_from(["Ada", "O'Brien", "R&D <b>", "{{x}}", "}}", "{", "\\", "{{/first_name}}"]),
    st.text(alphabet="{}%-'\"\\<&> #/:a0+=`é\n", max_size=12).map(slots.tidy),
)


@given(value=VALUES | WILD, default=WILD, where=st.sampled_from(PLACES))
def test_a_mustache_field_renders_to_what_our_own_splice_writes(
    value: str, default: str, where: Where
) -> None:
    field = text_field(default=default)
    template = DIALECT.write("first_name", field, where)
    ours = slots.encode(value or default, Slot(field, where)) if value or default else ""
    for known in ({"first_name": value},) if value else ({"first_name": ""}, {}):
        got = render("mustache", template, known)
        assert shown(got, where) == shown(ours, where)
        assert where in (Where.PLAIN, Where.HEADER) or not set("<\"'") & set(got)


@given(value=VALUES, default=WORDS, before=WORDS, after=WORDS, where=st.sampled_from(PLACES))
@example(value="Ada", default="", before="a{", after="}", where=Where.PLAIN)
@example(value="", default="{", before="{", after="}}", where=Where.TEXT)
def test_words_around_a_mustache_field_stay_words(
    value: str, default: str, before: str, after: str, where: Where
) -> None:
    text = one(where, before, text_field(default=default), after)
    if where is Where.ATTRIBUTE:
        text = Slotted((f'<p title="{text.segments[0]}', f'{text.segments[1]}">'), text.slots)
    pen = Pen(DIALECT, {}, {}, {}, 1)
    made = written(DIALECT, text, where, pen)
    assert not pen.refusals
    mine = slots.fill(text, {"first_name": value})
    assert shown(render("mustache", made, {"first_name": value}), where) == shown(mine, where)


@given(lines=st.lists(st.sampled_from(["", " ", "FIELD", "FIELD FIELD", "a"]), max_size=6))
def test_lines_that_hold_a_mustache_field_alone_stay_lines(lines: list[str]) -> None:
    words = "\n".join(lines).split("FIELD")
    field = Field("first_name", FieldKind.TEXT, "you")
    text = Slotted(tuple(words), tuple(Slot(field, Where.PLAIN) for _ in words[1:]))
    for value in ("", "Ada"):
        made = written(DIALECT, text, Where.PLAIN)
        assert render("mustache", made, {"first_name": value}) == slots.fill(
            text, {"first_name": value}
        )


def test_a_field_within_a_link_is_refused_at_postmark() -> None:
    with pytest.raises(Cannot, match="within a link"):
        DIALECT.write("city", text_field("city"), Where.COMPONENT)


@pytest.mark.parametrize("name", ["a b", "a-b", "eachother", "1a", "", "a}}", "."])
def test_a_name_that_mustachio_cannot_read_is_refused(name: str) -> None:
    with pytest.raises(Cannot, match="cannot read a field"):
        mustache.path(name)
