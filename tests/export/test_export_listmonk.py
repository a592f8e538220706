"""listmonk: rendered by Go's own template packages, and compared with our own splice."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

import pytest
from golang_listmonk import Listmonk, running
from hypothesis import given
from splices import WORDS, amid

from pipeline import slots
from pipeline.export.dialects.listmonk import DIALECT
from pipeline.export.letters import Pen
from pipeline.model import Field, FieldKind, Slot, Slotted, Where

HREF = re.compile(r'href="([^"]*)"')


@pytest.fixture(scope="session")
def listmonk() -> Listmonk:
    return running()


def mail(body: Slotted, text: Slotted, subject: Slotted) -> dict[str, str]:
    """A mail in listmonk's syntax, as it is uploaded."""
    pen = Pen(DIALECT, {}, {}, {}, 1)
    made = {
        "html": pen.html(body),
        "text": pen.plain(text),
        "subject": pen.plain(subject, Where.HEADER),
    }
    assert not pen.refusals
    return made


EMPTY = Slotted(("",))
PAGE = ('<!doctype html><p title="x">', "</p>")


@given(value=WORDS, default=WORDS, before=WORDS, after=WORDS)
def test_words_and_values_come_out_as_our_own_splice_writes_them(
    listmonk: Listmonk, value: str, default: str, before: str, after: str
) -> None:
    field = Field("city", FieldKind.TEXT, default)
    left, right = slots.tidy(before), slots.tidy(after)
    body = amid(Where.TEXT, PAGE[0] + html.escape(left), field, html.escape(right) + PAGE[1])
    text = amid(Where.PLAIN, left, field, right)
    subject = amid(Where.HEADER, left, field, right)
    given_value = slots.tidy(value)
    made = listmonk.render(**mail(body, text, subject), attribs={"city": given_value})
    assert "error" not in made
    mine = slots.fill(body, {"city": given_value})
    assert html.unescape(made["html"]) == html.unescape(mine)
    assert "<p" not in made["html"].removeprefix(PAGE[0])
    assert made["text"] == slots.fill(text, {"city": given_value})
    assert made["subject"] == slots.fill(subject, {"city": given_value})


@given(value=WORDS, default=WORDS)
@pytest.mark.parametrize("link", ["https://example.org/?a=", "https://example.org/p/"])
def test_within_a_link_a_value_is_encoded_once(
    listmonk: Listmonk, link: str, value: str, default: str
) -> None:
    field = Field("city", FieldKind.TEXT, default)
    body = amid(Where.COMPONENT, f'<a href="{link}', field, '&amp;b=1">x</a>')
    text = amid(Where.COMPONENT, f"See {link}", field, "&b=1\n")
    values = {"city": slots.tidy(value)}
    made = listmonk.render(**mail(body, text, EMPTY), attribs=values)
    assert "error" not in made
    assert html.unescape(made["html"]) == html.unescape(slots.fill(body, values))
    assert made["text"] == slots.fill(text, values)


@given(value=WORDS, default=WORDS)
@pytest.mark.parametrize("mark", ['"', "'"])
def test_a_value_stays_within_its_attribute(
    listmonk: Listmonk, mark: str, value: str, default: str
) -> None:
    field = Field("city", FieldKind.TEXT, default)
    body = amid(Where.ATTRIBUTE, f"<img alt={mark}", field, f"{mark}>")
    values = {"city": slots.tidy(value)}
    made = listmonk.render(**mail(body, EMPTY, EMPTY), attribs=values)
    assert html.unescape(made["html"]) == html.unescape(slots.fill(body, values))
    assert made["html"].count(mark) == 2


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("https://example.org/a?b=c&d=e f", "https://example.org/a?b=c&d=e%20f"),
        ("", "https://example.org/there"),
        ("javascript:alert(1)", "#ZgotmplZ"),
    ],
)
def test_a_whole_link_is_the_value_and_never_a_script(
    listmonk: Listmonk, value: str, shown: str
) -> None:
    field = Field("page", FieldKind.URL, "https://example.org/there")
    body = amid(Where.URL, '<a href="', field, '">x</a>')
    made = listmonk.render(**mail(body, EMPTY, EMPTY), attribs={"page": value})
    (link,) = HREF.findall(made["html"])
    assert unquote(html.unescape(link)) == unquote(shown)


def test_someone_without_attributes_gets_the_defaults(listmonk: Listmonk) -> None:
    first, city = Field("first_name", FieldKind.TEXT, "there"), Field("city")
    body = Slotted(("<p>Hi ", " of ", ".</p>"), (Slot(first, Where.TEXT), Slot(city, Where.TEXT)))
    made = listmonk.render(**mail(body, EMPTY, EMPTY), name="", attribs=None)
    assert made["html"] == "<p>Hi there of .</p>"


def test_the_first_name_is_the_subscribers(listmonk: Listmonk) -> None:
    body = amid(Where.TEXT, "<p>Hi ", Field("first_name", FieldKind.TEXT, "there"), ".</p>")
    made = listmonk.render(**mail(body, EMPTY, EMPTY), name="Ada Example")
    assert made["html"] == "<p>Hi Ada.</p>"


def test_a_name_with_a_hyphen_is_found(listmonk: Listmonk) -> None:
    body = amid(Where.TEXT, "<p>", Field("home-town"), "</p>")
    made = listmonk.render(**mail(body, EMPTY, EMPTY), attribs={"home-town": "Bern"})
    assert made["html"] == "<p>Bern</p>"


def test_the_links_of_listmonk_stand_in_html_and_text(listmonk: Listmonk) -> None:
    field = slots.BUILT_IN["unsubscribe_url"]
    body = amid(Where.URL, '<a href="', field, '">x</a>')
    made = listmonk.render(**mail(body, amid(Where.PLAIN, "Stop: ", field, "\n"), EMPTY))
    link = "https://lists.example.org/unsubscribe/1f0c?manage=true"
    assert HREF.findall(html.unescape(made["html"])) == [link]
    assert made["text"] == f"Stop: {link}\n"


def test_what_only_outlook_reads_stays(listmonk: Listmonk) -> None:
    body = (
        "<body><!--[if mso]><table><tr><td><![endif]--><p>a</p>"
        "<!--[if !mso]><!--><b>b</b><!--<![endif]--></body>"
    )
    assert listmonk.render(**mail(Slotted((body,)), EMPTY, EMPTY))["html"] == body


def test_tags_in_plain_text_are_words(listmonk: Listmonk) -> None:
    words = "a <b and <!-- c --> <script>{{ x }}</script> <https://example.org/>\n"
    text = amid(Where.PLAIN, words, Field("first_name"), " <i\n")
    made = listmonk.render(**mail(EMPTY, text, EMPTY), name="Ada <b>")
    assert made["text"] == f"{words}Ada <i\n"


def test_what_looks_like_a_tracked_link_is_words(listmonk: Listmonk) -> None:
    words = "Mail news@TrackLink or https://example.org/x@TrackLink {{ TrackView }}"
    made = listmonk.render(**mail(Slotted((f"<p>{words}</p>",)), EMPTY, Slotted((words,))))
    assert html.unescape(made["html"]) == f"<p>{words}</p>"
