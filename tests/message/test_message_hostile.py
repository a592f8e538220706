"""Promises 8, 9 and 11: whatever the values, the message keeps its form for three parsers."""

import unicodedata

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mails import ENVELOPE, FIELDS, HARMLESS, compiled, email, wild, wild_links
from three_parsers import standard

from pipeline.errors import MessageError
from pipeline.message import Envelope
from pipeline.model import Links, Sender, Slot, Slotted, Where

TEMPLATE = compiled()
BOUNDARY = TEMPLATE.fill(HARMLESS).partition(b'boundary="')[2].partition(b'"')[0].decode()
boundaries = st.sampled_from([f"--{BOUNDARY}", f"\r\n--{BOUNDARY}--\r\n", f"=\r\n--{BOUNDARY}"])
values = st.one_of(wild, st.tuples(wild, boundaries, wild).map("".join))
safe_links = values.map("https://example.org/".__add__)
patient = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


def well_formed(message: bytes) -> bool:
    assert message.isascii()
    assert message.endswith(b"\r\n")
    assert b"\r" not in message.replace(b"\r\n", b"")
    assert b"\n" not in message.replace(b"\r\n", b"")
    assert b"\0" not in message
    head, _, body = message.partition(b"\r\n\r\n")
    assert max(map(len, head.split(b"\r\n"))) <= 998
    return max(map(len, body.split(b"\r\n"))) <= 76


people = st.fixed_dictionaries(
    {
        "email": st.just("ana@example.org"),
        "first_name": values,
        "city": values,
        "code": values,
        "web_url": safe_links,
        "unsubscribe_url": safe_links.filter(lambda link: len(link) < 90),
    }
)


@patient
@given(people)
def test_no_value_changes_the_form(parsers, person):
    message = TEMPLATE.fill(person)
    assert well_formed(message)
    seen = [parse(message) for parse in parsers]
    expected = parsers[0](TEMPLATE.fill(HARMLESS)).shape
    assert [one.shape for one in seen] == [expected] * 3
    assert seen[0].tree == seen[1].tree == seen[2].tree
    assert seen[0].unsubscribe == seen[1].unsubscribe == seen[2].unsubscribe


@patient
@given(values)
def test_a_wild_recipient_is_one_recipient_or_an_error(parsers, address):
    try:
        message = TEMPLATE.fill(HARMLESS | {"email": address})
    except MessageError:
        return
    assert well_formed(message)
    expected = parsers[0](TEMPLATE.fill(HARMLESS))
    for parse in parsers:
        seen = parse(message)
        assert (seen.names, len(seen.to)) == (expected.names, 1)


@patient
@given(values, values, values, st.text(max_size=20))
def test_no_name_of_sender_or_series_changes_the_form(parsers, name, public_name, slug, lang):
    envelope = Envelope(
        sender=Sender(name=name, address="care@clinic.example"),
        links=Links(),
        date=ENVELOPE.date,
        message_id_seed=name,
        part_id=slug,
        series_slug=slug,
        public_name=public_name,
        lang=lang,
    )
    message = compiled(envelope=envelope).fill(HARMLESS)
    assert well_formed(message)
    for parse in parsers:
        seen = parse(message)
        assert seen.sender[1] == "care@clinic.example"
        assert seen.to == ("ana@example.org",)
        assert set(seen.names) - {"Content-Language"} == {
            *("From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe"),
            *("List-Unsubscribe-Post", "MIME-Version", "Content-Type"),
        }


def test_all_of_unicode(parsers):
    """Every character in a header and in HTML, and after each odd one what a header begins with."""
    name = FIELDS["first_name"]
    html = Slotted(("<p>", "</p>\n"), (Slot(name, Where.TEXT),))
    template = compiled(email(html, Slotted(("Hello\n",))))
    expected = parsers[0](template.fill(HARMLESS)).shape
    ordinary = ("Lo", "Ll", "Lu", "Cn", "Co")
    for first in range(0, 0x110000, 0x4000):
        text = "".join(
            character if unicodedata.category(character) in ordinary else f"{character}B:"
            for character in map(chr, range(first, first + 0x4000))
        )
        message = template.fill(HARMLESS | {"first_name": text})
        assert well_formed(message)
        assert [parse(message).shape for parse in parsers] == [expected] * 3


def test_every_character_that_might_end_a_line(parsers):
    expected = parsers[0](TEMPLATE.fill(HARMLESS)).shape
    suspects = [
        character
        for character in map(chr, range(0x10000))
        if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Zs")
    ]
    assert len(suspects) > 120
    for character in suspects:
        name = f"Ana{character}Bcc: evil@example.net{character}{character}body"
        message = TEMPLATE.fill(HARMLESS | {"first_name": name})
        assert [parse(message).shape for parse in parsers] == [expected] * 3


# HTML --------------------------------------------------------------------------------------


def skeleton(html: bytes) -> list[tuple[object, list[str]]]:
    """Every node of the tree, comments too, and the names of its attributes."""
    tree = lxml.html.document_fromstring(html, parser=lxml.html.HTMLParser(encoding="utf-8"))
    return [(node.tag, list(node.attrib)) for node in tree.iter()]


@settings(max_examples=300)
@given(people)
def test_no_value_adds_an_element_or_attribute(person):
    html = standard(TEMPLATE.fill(person)).leaves["text/html"]
    expected = standard(TEMPLATE.fill(HARMLESS)).leaves["text/html"]
    assert skeleton(html) == skeleton(expected)


@settings(max_examples=300)
@given(wild_links)
def test_a_link_is_https_or_mailto_or_an_error(link):
    try:
        message = TEMPLATE.fill(HARMLESS | {"web_url": link})
    except MessageError:
        return
    tree = lxml.html.document_fromstring(standard(message).leaves["text/html"])
    hrefs = [anchor.get("href") for anchor in tree.iter("a")]
    assert all(href.lower().startswith(("https://", "mailto:")) for href in hrefs)
    assert len(hrefs) == 3


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "http://example.org",
        "//example.org",
        "https:example.org",
        "vbscript:x",
        "https://",
        "mailto: ",
    ],
)
@pytest.mark.parametrize("name", ["web_url", "unsubscribe_url"])
def test_links_that_are_refused(name, link):
    with pytest.raises(MessageError, match=name):
        TEMPLATE.fill(HARMLESS | {name: link})


def test_leaving_needs_https():
    with pytest.raises(MessageError, match="must be an https link"):
        TEMPLATE.fill(HARMLESS | {"unsubscribe_url": "mailto:leave@example.org"})
