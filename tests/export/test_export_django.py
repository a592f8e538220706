"""Fields in Django's template language, rendered by Django: what our own splice writes."""

from __future__ import annotations

import html
from urllib.parse import unquote

import pytest
from django.template import Context, Engine
from hypothesis import given
from hypothesis import strategies as st

from pipeline import slots
from pipeline.export.dialect import Cannot
from pipeline.export.engines import django
from pipeline.export.letters import Pen
from pipeline.export.services import dialect
from pipeline.model import Field, FieldKind, Slot, Slotted, Where

SERVICES = ("klaviyo", "buttondown", "brevo")
IN_HTML = (Where.TEXT, Where.TITLE, Where.ATTRIBUTE)
OUTSIDE = (Where.PLAIN, Where.HEADER)
WILD = (
    "Ada",
    "",
    "O'Brien",
    'say "hi"',
    "R&D <b>",
    "{{ x }}",
    "{% if %}",
    "}}",
    "%}",
    "{",
    "{# no #}",
    "a\\b",
    "Zoë 东 / ? + #",
    "*|A|*",
)
QUOTED = (
    Field("city", FieldKind.TEXT, 'a "b" <c>'),
    Field("city", FieldKind.URL, 'https://example.org/"a"<b>'),
)
ANYTHING = st.one_of(
    st.sampled_from(WILD), st.text(alphabet="{}%#'\"\\<&>| :a0+é", max_size=12), st.text(max_size=9)
)
LINE = ANYTHING.map(slots.tidy)


def known(service: str, name: str, value: str) -> dict[str, object]:
    """What a service knows of a person, as its templates see it."""
    if service == "klaviyo":
        return {name: value} if name == "first_name" else {"person": {name: value}}
    if service == "brevo":
        return {"contact": {name: value}}
    return {"subscriber": {"metadata": {name: value}}}


def rendered(service: str, template: str, values: dict[str, object], *, escapes: bool) -> str:
    engine = Engine(autoescape=escapes)
    return engine.from_string(template).render(Context(values, autoescape=escapes))


def escaping(service: str) -> tuple[bool, ...]:
    """Brevo says that it escapes; of the others nobody says, so it may or may not."""
    return (True,) if service == "brevo" else (True, False)


@pytest.mark.parametrize("service", SERVICES)
@given(value=LINE, default=LINE, where=st.sampled_from((*IN_HTML, *OUTSIDE)))
def test_a_field_renders_to_what_our_own_splice_writes(
    service: str, value: str, default: str, where: Where
):
    theirs = dialect(service)
    field = Field("first_name", FieldKind.TEXT, default)
    name = theirs.names.get("first_name", theirs.named("first_name"))
    template = theirs.write(name, field, where)
    ours = slots.encode(value or default, Slot(field, where))
    for escapes in escaping(service):
        got = rendered(service, template, known(service, name, value), escapes=escapes)
        if where in IN_HTML:
            assert "<" not in got
            assert '"' not in got
            assert "'" not in got
            assert html.unescape(got) == html.unescape(ours)
        else:
            assert got == ours


@pytest.mark.parametrize("service", SERVICES)
@given(value=LINE, default=LINE)
def test_a_part_of_a_link_is_percent_encoded(service: str, value: str, default: str):
    theirs = dialect(service)
    field = Field("city", FieldKind.TEXT, default)
    name = theirs.named("city")
    template = theirs.write(name, field, Where.COMPONENT)
    got = rendered(service, template, known(service, name, value), escapes=True)
    assert got == slots.encode(value or default, Slot(field, Where.COMPONENT))
    assert unquote(got) == (value or default)


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("where", [Where.URL, Where.PLAIN])
@pytest.mark.parametrize("value", ["", "https://example.org/b?x=1&y=2"])
def test_a_link_stays_whole(service: str, where: Where, value: str):
    theirs = dialect(service)
    field = Field("page", FieldKind.URL, "https://example.org/ä?a=1&b={2}")
    name = theirs.named("page")
    template = theirs.write(name, field, where)
    got = rendered(service, template, known(service, name, value), escapes=True)
    assert got == slots.encode(value or field.default, Slot(field, where))


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("where", list(Where)[:5])
def test_a_field_may_stand_within_an_attribute(service: str, where: Where):
    field = QUOTED[where is Where.URL]
    written = dialect(service).write("city", field, where)
    assert '"' not in written
    assert "<" not in written


@pytest.mark.parametrize("service", SERVICES)
@given(
    texts=st.lists(st.text(alphabet="ab{}%#'\"<& \\", max_size=8), min_size=2, max_size=4),
    default=st.sampled_from(WILD),
)
def test_words_around_a_field_stay_words(service: str, texts: list[str], default: str):
    theirs = dialect(service)
    field = Field("first_name", FieldKind.TEXT, default)
    name = theirs.names.get("first_name", theirs.named("first_name"))
    pen = Pen(theirs, {}, {}, {}, 1)
    slots_here = tuple(Slot(field, Where.TEXT) for _ in texts[1:])
    page = pen.html(Slotted(tuple(html.escape(text) for text in texts), slots_here))
    plain = pen.plain(Slotted(tuple(texts), tuple(Slot(field, Where.PLAIN) for _ in texts[1:])))
    values = known(service, name, "Ada {{ x }} <b>")
    expected = "Ada {{ x }} <b>".join(texts)
    shown = rendered(service, page, values, escapes=True)
    assert html.unescape(shown) == expected
    assert rendered(service, plain, values, escapes=True).replace("\u2060", "") == expected


def test_klaviyo_looks_up_a_property_whose_name_is_no_word():
    field = Field("colour", FieldKind.TEXT, "grey")
    written = dialect("klaviyo").write("Favorite Color", field, Where.TEXT)
    assert written == "{{ person|lookup:'Favorite Color'|default:'grey'|escape }}"


def test_what_editors_know_is_written_as_they_know_it():
    field = Field("first_name", FieldKind.TEXT, "there")
    assert dialect("brevo").write("FIRSTNAME", field, Where.TEXT) == (
        "{{ contact.FIRSTNAME|default:'there' }}"
    )
    assert dialect("klaviyo").write("first_name", field, Where.HEADER) == (
        "{{ first_name|default:'there'|safe }}"
    )


@pytest.mark.parametrize("name", ["a b", "a'b", "a|safe", "x }}", "_a", ""])
def test_a_name_that_the_language_cannot_read_is_refused(name: str):
    with pytest.raises(Cannot, match="cannot read a field"):
        django.path(name)
