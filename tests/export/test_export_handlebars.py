"""Fields in Handlebars, rendered by Handlebars.js: what our own splice writes."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from javascript import render
from splices import VALUES, WORDS, one, shown, text_field, written

from pipeline import slots
from pipeline.export.dialect import Cannot, Dialect
from pipeline.export.engines import handlebars
from pipeline.export.letters import Pen
from pipeline.export.services import dialect
from pipeline.model import Field, FieldKind, Slot, Slotted, Where

SERVICES = ("sendgrid", "ses", "mailgun")
HTML = (Where.TEXT, Where.TITLE, Where.ATTRIBUTE)
PLAIN = (Where.PLAIN, Where.HEADER)
WILD = st.one_of(
    st.sampled_from(
        ["", "Ada", "O'Brien", "R&D <b>", "{{x}}", "}}", "{", "\\", "a\\\\", "{{else}}"]
    ),
    st.text(alphabet="{}%-'\"\\<&> #/:a0+=`é\n", max_size=12).map(slots.tidy),
)


def filled(service: str, template: str, values: dict[str, str]) -> str:
    return render("handlebars", template, values, escape=dialect(service).escapes)


@pytest.mark.parametrize("service", SERVICES)
@given(value=VALUES | WILD, default=WILD, where=st.sampled_from((*HTML, *PLAIN)))
def test_a_handlebars_field_renders_to_what_our_own_splice_writes(
    service: str, value: str, default: str, where: Where
) -> None:
    own = dialect(service)
    if not own.escapes and where in HTML:
        value = html.escape(value)  # as such a list must hold it
    field = text_field(default=default)
    template = own.write("first_name", field, where)
    ours = slots.encode(html.unescape(value) if where in HTML else value, Slot(field, where))
    expected = ours if value else slots.encode(default, Slot(field, where)) if default else ""
    for known in ({"first_name": value},) if value else ({"first_name": ""}, {}):
        got = filled(service, template, known)
        assert shown(got, where) == shown(expected, where)
        assert where not in HTML or not set("<\"'") & set(got)


@pytest.mark.parametrize("service", SERVICES)
@given(
    value=VALUES, default=WORDS, before=WORDS, after=WORDS, where=st.sampled_from((*HTML, *PLAIN))
)
@example(value="Ada", default="", before="a\\", after="}", where=Where.PLAIN)
@example(value="Ada", default="\\", before="{{{{a\\\\", after="{{/if}}", where=Where.PLAIN)
@example(value="", default="{", before="{", after="\\{{b}}", where=Where.TEXT)
def test_words_around_a_handlebars_field_stay_words(
    service: str, value: str, default: str, before: str, after: str, where: Where
) -> None:
    text = one(where, before, text_field(default=default), after)
    if where is Where.ATTRIBUTE:
        text = Slotted((f'<p title="{text.segments[0]}', f'{text.segments[1]}">'), text.slots)
    pen = Pen(dialect(service), {}, {}, {}, 1)
    made = written(dialect(service), text, where, pen)
    assert not pen.refusals
    mine = slots.fill(text, {"first_name": value})
    assert shown(filled(service, made, {"first_name": value}), where) == shown(mine, where)


@pytest.mark.parametrize("service", SERVICES)
@given(lines=st.lists(st.sampled_from(["", " ", "FIELD", "FIELD FIELD", "a"]), max_size=6))
def test_lines_that_hold_a_field_alone_stay_lines(service: str, lines: list[str]) -> None:
    words = "\n".join(lines).split("FIELD")
    field = Field("first_name", FieldKind.TEXT, "you")
    text = Slotted(tuple(words), tuple(Slot(field, Where.PLAIN) for _ in words[1:]))
    for value in ("", "Ada"):
        made = written(dialect(service), text, Where.PLAIN)
        assert filled(service, made, {"first_name": value}) == slots.fill(
            text, {"first_name": value}
        )


@pytest.mark.parametrize("service", SERVICES)
def test_a_whole_link_stays_whole(service: str) -> None:
    field = Field("page", FieldKind.URL, "https://example.org/ä?a=1&b={2}")
    own: Dialect = dialect(service)
    for where in (Where.URL, Where.PLAIN):
        value = "https://example.org/b?x=1&y=2"
        given_value = value if own.escapes or where is Where.PLAIN else html.escape(value)
        template = own.write("page", field, where)
        for known, meant in ((given_value, value), ("", field.default)):
            got = filled(service, template, {"page": known})
            ours = slots.encode(meant, Slot(field, where))
            assert shown(got, where) == shown(ours, where)


def test_a_field_within_a_link_is_refused() -> None:
    with pytest.raises(Cannot, match="within a link"):
        handlebars.write("city", text_field("city"), Where.COMPONENT)


@pytest.mark.parametrize("name", ["a b", "a-b", "if", "x.each", "1a", "", "a}}", "this"])
def test_a_name_that_handlebars_cannot_read_is_refused(name: str) -> None:
    with pytest.raises(Cannot, match="cannot read a field"):
        handlebars.path(name)


@pytest.mark.parametrize("service", ["sendgrid", "mailgun"])
def test_a_value_that_is_markup_stays_words(service: str) -> None:
    field = text_field()
    made = dialect(service).write("first_name", replace(field, default="you"), Where.TEXT)
    got = filled(service, made, {"first_name": '<img src=x onerror="a()">'})
    assert "<" not in got
