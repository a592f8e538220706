"""Text amid fields in a service's syntax: what looks like the syntax stays words."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_dialect import dialect

from pipeline.export.dialect import JOINER, Literal
from pipeline.export.letters import Pen
from pipeline.model import Field, FieldKind, Slot, Slotted, Where

NAME = Field("first_name", FieldKind.TEXT, "there")
STOP = Field("unsubscribe_url", FieldKind.URL, "https://example.invalid/")
PAGE = Field("preferences_url", FieldKind.URL, "https://example.invalid/p")


def pen(**given: object) -> Pen:
    known: dict[str, object] = {"names": {}, "addresses": {}, "images": {}, "part": 1}
    return Pen(dialect(), **(known | given))  # type: ignore[arg-type]


def one(where: Where, before: str = "", after: str = "", field: Field = NAME) -> Slotted:
    return Slotted((before, after), (Slot(field, where),))


def test_a_field_is_written_as_the_service_writes_it():
    mine = pen(names={"first_name": "FIRST"})
    assert mine.html(one(Where.TEXT, "<p>Hello ", ".</p>")) == "<p>Hello {{FIRST|there}}.</p>"
    assert mine.used == {"FIRST": NAME}


def test_a_link_of_the_service_stands_where_ours_would():
    mine = pen()
    assert mine.html(one(Where.URL, '<a href="', '">x</a>', STOP)) == '<a href="{{stop}}">x</a>'
    assert mine.plain(one(Where.PLAIN, "Stop: ", "\n", STOP)) == "Stop: {{stop}}\n"


def test_a_page_for_all_readers_is_its_address():
    mine = pen(addresses={"preferences_url": "https://example.org/?a=1&b=2"})
    link = one(Where.URL, '<a href="', '">x</a>', PAGE)
    assert mine.html(link) == '<a href="https://example.org/?a=1&amp;b=2">x</a>'


def test_a_link_that_nobody_makes_is_refused_with_the_way_round():
    mine = pen(part=2)
    mine.html(one(Where.URL, '<a href="', '">x</a>', PAGE))
    (refused,) = mine.refusals
    assert (refused.field, refused.where, refused.part) == ("preferences_url", Where.URL, 2)
    assert refused.hint == "set links.preferences to a page of your own"


def test_a_field_that_cannot_be_written_is_refused_with_the_way_round():
    mine = pen()
    mine.html(one(Where.COMPONENT, '<a href="https://example.org/?a=', '">x</a>'))
    assert [one.message for one in mine.refusals] == ["nothing can stand in a link"]


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("<p>a {{b}}</p>", "<p>a &#123;{b}}</p>"),
        ('<a href="https://x.y/{{a}}">z</a>', '<a href="https://x.y/&#123;{a}}">z</a>'),
        ("<title>{{</title>", "<title>&#123;{</title>"),
        ("<style>a{}{{</style>", "<style>a{}{/**/{</style>"),
        ("<!-- {{ -->", "<!-- { { -->"),
        ("<!--[if mso]><p>{{</p><![endif]-->", "<!--[if mso]><p>&#123;{</p><![endif]-->"),
    ],
)
def test_what_looks_like_the_syntax_stays_words_in_html(given: str, written: str):
    assert pen().html(Slotted((given,))) == written


def test_what_looks_like_the_syntax_stays_words_in_plain_text():
    mine = pen(part=3)
    text = mine.plain(Slotted(("Write {{ name }} there.",)))
    assert text == f"Write {{{JOINER}{{ name }}}} there."
    assert mine.literals == [Literal("{{ name }} there.", Where.PLAIN, 3)]


def test_an_address_in_plain_text_stays_an_address():
    assert pen().plain(Slotted(("https://x.y/a?{{b}}",))) == "https://x.y/a?%7B{b}}"


def test_text_and_a_field_make_no_syntax_together():
    assert pen().html(one(Where.TEXT, "<p>{", "}</p>")) == "<p>&#123;{{first_name|there}}}</p>"
    assert pen().plain(one(Where.PLAIN, "%", "")) == f"%{JOINER}{{{{first_name|there}}}}"
    assert pen().plain(one(Where.PLAIN, "<", "")) == "<{{first_name|there}}"
    assert pen().plain(one(Where.PLAIN, "{", "")) == f"{{{JOINER}{{{{first_name|there}}}}"


def test_pictures_are_beside_the_letter_or_where_they_lie_on_the_web():
    slot = one(Where.IMAGE, '<img src="', '">', Field("a b.png"))
    assert pen().html(slot) == '<img src="images/a%20b.png">'
    there = pen(images={"a b.png": "https://example.org/a%20b.png"})
    assert there.html(slot) == '<img src="https://example.org/a%20b.png">'


@given(st.lists(st.text(alphabet="ab{}%<>&\\ ", max_size=8), min_size=1, max_size=6))
def test_whatever_stands_between_fields_a_reader_reads_it(texts: list[str]):
    escaped = tuple(html.escape(text) for text in texts)
    slots = tuple(Slot(NAME, Where.TEXT) for _ in texts[1:])
    written = pen().html(Slotted(escaped, slots))
    read = html.unescape(re.sub(r"(?<!\{)\{\{first_name\|there\}\}", "\0", written))
    assert read == "\0".join(texts)
    assert len(re.findall(r"\{\{|%\{", written)) == len(slots)
