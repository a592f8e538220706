"""Fields in Liquid, rendered by python-liquid: what our own splice writes."""

from __future__ import annotations

import html
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liquid import Environment

from pipeline import slots
from pipeline.export.dialect import Cannot
from pipeline.export.engines import liquid
from pipeline.export.letters import Pen
from pipeline.export.services import dialect
from pipeline.model import Field, FieldKind, Slot, Slotted, Where

SERVICES = {"customerio": "customer", "kit": "subscriber"}
IN_HTML = (Where.TEXT, Where.TITLE, Where.ATTRIBUTE)
WILD = (
    "Ada",
    "",
    "O'Brien",
    'say "hi"',
    "R&D <b>",
    "{{ x }}",
    "{% if %}",
    "}",
    "}}",
    "%}",
    "{",
    "a\\b",
    "Zoë 东 / ? + #",
    "{%- raw -%}",
)
QUOTED = (
    Field("city", FieldKind.TEXT, 'a "b" <c>'),
    Field("city", FieldKind.URL, 'https://example.org/"a"<b>'),
)
ANYTHING = st.one_of(
    st.sampled_from(WILD), st.text(alphabet="{}%-'\"\\<&>| :a0+é", max_size=12), st.text(max_size=9)
)
LINE = ANYTHING.map(slots.tidy)


def rendered(service: str, template: str, values: dict[str, str]) -> str:
    return Environment().from_string(template).render(**{SERVICES[service]: values})


@pytest.mark.parametrize("service", list(SERVICES))
@given(value=LINE, default=LINE, where=st.sampled_from((*IN_HTML, Where.PLAIN, Where.HEADER)))
def test_a_liquid_field_renders_to_what_our_own_splice_writes(
    service: str, value: str, default: str, where: Where
):
    field = Field("first_name", FieldKind.TEXT, default)
    template = dialect(service).write("first_name", field, where)
    ours = slots.encode(value or default, Slot(field, where))
    for known in ({"first_name": value},) if value else ({"first_name": ""}, {}):
        got = rendered(service, template, known)
        if where in IN_HTML:
            assert not set("<\"'") & set(got)
            assert html.unescape(got) == html.unescape(ours)
        else:
            assert got == ours


@pytest.mark.parametrize("service", list(SERVICES))
@given(value=LINE, default=LINE)
def test_a_liquid_field_in_a_link_is_percent_encoded(service: str, value: str, default: str):
    field = Field("city", FieldKind.TEXT, default)
    template = dialect(service).write("city", field, Where.COMPONENT)
    got = rendered(service, template, {"city": value})
    assert not set(" +&\"'<>") & set(got)
    assert unquote(got) == (value or default)


@pytest.mark.parametrize("service", list(SERVICES))
@pytest.mark.parametrize("where", [Where.URL, Where.PLAIN])
@pytest.mark.parametrize("value", ["", "https://example.org/b?x=1&y=2"])
def test_a_liquid_link_stays_whole(service: str, where: Where, value: str):
    field = Field("page", FieldKind.URL, "https://example.org/ä?a=1&b={2}")
    template = dialect(service).write("page", field, where)
    got = rendered(service, template, {"page": value})
    assert got == slots.encode(value or field.default, Slot(field, where))


@pytest.mark.parametrize("service", list(SERVICES))
@pytest.mark.parametrize("where", list(Where)[:5])
def test_a_liquid_field_may_stand_within_an_attribute(service: str, where: Where):
    written = dialect(service).write("city", QUOTED[where is Where.URL], where)
    assert not set('"<') & set(written)


@pytest.mark.parametrize("service", list(SERVICES))
@given(
    texts=st.lists(st.text(alphabet="ab{}%#'\"<& \\", max_size=8), min_size=2, max_size=4),
    default=st.sampled_from(WILD),
)
def test_words_around_a_liquid_field_stay_words(service: str, texts: list[str], default: str):
    field = Field("first_name", FieldKind.TEXT, default)
    pen = Pen(dialect(service), {}, {}, {}, 1)
    page = pen.html(
        Slotted(
            tuple(html.escape(text) for text in texts),
            tuple(Slot(field, Where.TEXT) for _ in texts[1:]),
        )
    )
    plain = pen.plain(Slotted(tuple(texts), tuple(Slot(field, Where.PLAIN) for _ in texts[1:])))
    person = {"first_name": "Ada {{ x }} <b>"}
    expected = "Ada {{ x }} <b>".join(texts)
    assert html.unescape(rendered(service, page, person)) == expected
    assert rendered(service, plain, person).replace("\u2060", "") == expected


def test_an_empty_default_is_written_too():
    field = Field("city")
    written = dialect("customerio").write("city", field, Where.TEXT)
    assert written == "{{ customer.city | default: '' | escape }}"


@pytest.mark.parametrize("name", ["a b", "a'b", "a | b", "x }}", "_a", "a-b", ""])
def test_a_name_that_liquid_cannot_read_is_refused(name: str):
    with pytest.raises(Cannot, match="cannot read a field"):
        liquid.path(name)
