import html
import re
import string
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import slots
from pipeline.errors import MessageError
from pipeline.model import Field, FieldKind, Mark, Marks, Slot, Slotted, Where

CITY = Field("city", FieldKind.TEXT, "your town")
NAME = Field("name", FieldKind.TEXT, "there")
LINK = Field("link", FieldKind.URL, "https://example.org/")
FIELDS = {field.name: field for field in (CITY, NAME, LINK)}

wild = st.text(st.characters(), max_size=40)
static = st.text(st.characters(codec="utf-8"), max_size=30)
TEXT_PLACES = (Where.TEXT, Where.TITLE, Where.ATTRIBUTE)


def marks(content: bytes = b"article", used: tuple[str, ...] = ()) -> Marks:
    start = slots.prefix(content)
    written = tuple(
        Mark(slots.mark_text(start, index), FIELDS[name], f"{{{{{name}}}}}")
        for index, name in enumerate(used)
    )
    return Marks(start, written, slots.for_theme(start, FIELDS, len(used)))


@given(st.lists(st.tuples(static, st.sampled_from(sorted(FIELDS))), max_size=14), static)
def test_marked_text_comes_apart_where_it_was_put_together(pairs, last):
    known = marks(used=tuple(name for _, name in pairs))
    text = "".join(
        segment + mark.text for (segment, _), mark in zip(pairs, known.used, strict=True)
    )
    found = slots.split(text + last, known, Where.PLAIN)
    assert found == Slotted(
        (*(segment for segment, _ in pairs), last),
        tuple(Slot(FIELDS[name], Where.PLAIN) for _, name in pairs),
    )
    segments = [segment for segment, _ in pairs]
    defaults = [FIELDS[name].default for _, name in pairs]
    shown = [f"{{{{ {name} }}}}" for _, name in pairs]
    assert slots.unmarked(text + last, known) == woven(segments, defaults) + last
    assert slots.shown(text + last, known) == woven(segments, shown) + last


def woven(segments: list[str], between: list[str]) -> str:
    return "".join(a + b for a, b in zip(segments, between, strict=True))


def test_marks_are_opaque_words_that_differ_by_content_and_number():
    one, other = slots.prefix(b"one"), slots.prefix(b"other")
    assert one == slots.prefix(b"one") != other
    found = [slots.mark_text(one, index) for index in range(120)]
    assert len(set(found)) == 120
    assert all(set(mark) <= set(string.ascii_lowercase + string.digits) for mark in found)
    assert slots.pattern(one).findall("".join(found)) == found
    assert not slots.pattern(other).search("".join(found))


def test_the_theme_has_one_mark_a_field_after_those_of_the_author():
    known = marks(used=("city", "city"))
    assert {name: mark.field for name, mark in known.fields.items()} == FIELDS
    assert [mark.text for mark in known.fields.values()] == [
        slots.mark_text(known.prefix, index) for index in (2, 3, 4)
    ]
    assert len(known.by_text()) == 5


@given(wild)
def test_a_tidy_value_is_one_line_of_whole_characters(value):
    tidied = slots.tidy(value)
    tidied.encode()
    assert len(tidied.splitlines()) <= 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", tidied)
    if not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", value):
        assert tidied == value


@given(wild)
def test_text_in_html_comes_back_and_is_written_alike_in_its_places(value):
    written = {slots.encode(value, Slot(CITY, where)) for where in TEXT_PLACES}
    assert len(written) == 1
    (one,) = written
    assert html.unescape(one) == slots.tidy(value)
    assert not set(one) & set("<>\"'")


@given(wild)
def test_text_in_plain_places_is_as_it_is(value):
    assert slots.encode(value, Slot(CITY, Where.PLAIN)) == slots.tidy(value)
    assert slots.encode(value, Slot(CITY, Where.HEADER)) == slots.tidy(value)


@given(wild)
def test_a_piece_of_a_link_comes_back_and_is_no_more_than_a_piece(value):
    written = slots.encode(value, Slot(CITY, Where.COMPONENT))
    assert re.fullmatch(r"(?:[A-Za-z0-9_.~-]|%[0-9A-F]{2})*", written)
    assert unquote(written) == slots.tidy(value)


@given(st.one_of(wild, wild.map("https://e.org/".__add__), wild.map("mailto:a".__add__)))
def test_a_link_is_ascii_and_https_or_mailto_or_an_error(value):
    try:
        written = slots.url(value, LINK)
    except MessageError:
        return
    assert re.match(r"(?i)https://[^/?#]|mailto:.", written)
    assert written.isascii()
    assert written.isprintable()
    assert not set(written) & set(' <>"\\^`{|}')
    assert slots.url(written, LINK) == written
    assert slots.encode(value, Slot(LINK, Where.URL)) == html.escape(written)
    assert slots.encode(value, Slot(LINK, Where.PLAIN)) == written
    assert slots.encode(value, Slot(LINK, Where.HEADER)) == written


@pytest.mark.parametrize(
    "value",
    [
        "",
        "http://example.org",
        "javascript:alert(1)",
        "\tjavascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://",
        "https:///path",
        "https://?x",
        "mailto:",
        "example.org",
    ],
)
def test_links_that_are_refused(value):
    for where in (Where.URL, Where.PLAIN, Where.HEADER):
        with pytest.raises(
            MessageError, match="the field link must be an https or mailto link"
        ) as caught:
            slots.encode(value, Slot(LINK, where))
        assert caught.value.hint.startswith("give link a whole link")


def test_links_keep_what_is_encoded_already():
    kept = "https://e.org/%C3%A9?a=1&b=%20#c"
    assert slots.url(f" {kept}\n", LINK) == kept
    assert slots.url("https://e.org/é ü", LINK) == "https://e.org/%C3%A9%20%C3%BC"


def test_a_mail_is_filled_with_values_defaults_and_images():
    picture = Slot(Field("walk.png"), Where.IMAGE)
    text = Slotted(
        ("Hi ", " of ", ': <img src="', '"> <a href="', '">'),
        (Slot(NAME, Where.TEXT), Slot(CITY, Where.TEXT), picture, Slot(LINK, Where.URL)),
    )
    filled = slots.fill(text, {"name": "A & B", "city": ""}, {"walk.png": "images/a&b.png"})
    assert filled == (
        'Hi A &amp; B of your town: <img src="images/a&amp;b.png"> <a href="https://example.org/">'
    )


def test_a_field_in_an_address_of_a_text_is_a_piece_of_it():
    marks = Marks("llx", (), slots.for_theme("llx", slots.BUILT_IN, 0))
    word = {name: mark.text for name, mark in marks.fields.items()}
    text = (
        f"Dear {word['first_name']}, see (https://x.org/?n={word['first_name']}&e={word['email']}) "
        f"or {word['web_url']}, or mailto:{word['email']} {word['email']}"
    )
    filled = slots.fill(
        slots.split_plain(text, marks), {"first_name": "Ana & Bo", "email": "a@b.org"}
    )
    assert filled == (
        "Dear Ana & Bo, see (https://x.org/?n=Ana%20%26%20Bo&e=a%40b.org) "
        "or https://example.invalid/web, or mailto:a%40b.org a@b.org"
    )
