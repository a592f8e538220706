"""Promise 12: List-Unsubscribe stands as it is, for URLs of 10 to 900 characters."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mails import ENVELOPE, HARMLESS, compiled

from pipeline.errors import MessageError
from pipeline.model import Links, Sender

TEMPLATE = compiled()
MAILTO = "mailto:care@clinic.example?subject=unsubscribe"
START = "https://a."
PATH = "abcXYZ0189-._~/?#[]@!$&'()*+,;:%="


@st.composite
def urls(draw):
    length = draw(st.integers(10, 900))
    path = draw(st.text(PATH, max_size=60)) or "b"
    whole = (START + "b/" + path * (length // len(path) + 1))[:length]
    while "=?" in whole:  # the one sequence that a header must not hold
        whole = whole.replace("=?", "==")
    return whole


def check(parsers, url):
    message = TEMPLATE.fill(HARMLESS | {"unsubscribe_url": url})
    lines = message.partition(b"\r\n\r\n")[0].split(b"\r\n")
    at = lines.index(f"List-Unsubscribe: <{url}>,".encode())
    assert lines[at + 1] == f" <{MAILTO}>".encode()
    assert lines[at + 2] == b"List-Unsubscribe-Post: List-Unsubscribe=One-Click"
    for parse in parsers:
        assert parse(message).unsubscribe == f"<{url}>, <{MAILTO}>"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(urls())
def test_a_url_is_never_encoded_or_broken(parsers, url):
    check(parsers, url)


def test_every_length(parsers):
    for length in range(10, 901):
        url = (START + "b" * 9 + "/leave?token=" + "x" * 900)[:length]
        check(parsers if length % 9 == 0 else [], url)


@pytest.mark.parametrize("length", [977, 978, 1200, 100_000])
def test_a_url_too_long_for_a_line_is_an_error_or_whole(length):
    url = START + "b/" + "x" * (length - len(START + "b/"))
    if length < 978:
        assert f"<{url}>,\r\n".encode() in TEMPLATE.fill(HARMLESS | {"unsubscribe_url": url})
        return
    with pytest.raises(MessageError, match="List-Unsubscribe") as caught:
        TEMPLATE.fill(HARMLESS | {"unsubscribe_url": url})
    assert "998" in caught.value.hint


def test_a_url_beyond_ascii_is_percent_encoded(parsers):
    message = TEMPLATE.fill(HARMLESS | {"unsubscribe_url": "https://example.org/é b<>"})
    for parse in parsers:
        assert parse(message).unsubscribe == f"<https://example.org/%C3%A9%20b%3C%3E>, <{MAILTO}>"


def test_the_default_is_an_address_that_leads_nowhere():
    filled = TEMPLATE.fill({})
    assert b"List-Unsubscribe: <https://example.invalid/unsubscribe>,\r\n" in filled
    assert b"\r\nTo: reader@example.invalid\r\n" in filled


def test_the_mailto_comes_from_the_links_or_the_sender():
    def written(sender: Sender, links: Links) -> bytes:
        envelope = replace(ENVELOPE, sender=sender, links=links)
        message = compiled(envelope=envelope).fill(HARMLESS)
        return message.partition(b",\r\n <")[2].partition(b">\r\n")[0]

    one = Sender(address="a@b.example", reply_to="r@b.example")
    asked = Links(unsubscribe_mailto="mailto:out@b.example?subject=out")
    assert written(one, asked) == b"mailto:out@b.example?subject=out"
    assert written(one, Links(unsubscribe_mailto="out@b.example")) == (
        b"mailto:out@b.example?subject=unsubscribe"
    )
    assert written(one, Links()) == b"mailto:r@b.example?subject=unsubscribe"
    assert written(Sender(address="a@b.example"), Links()) == (
        b"mailto:a@b.example?subject=unsubscribe"
    )
    assert written(Sender(), Links()) == b"mailto:sender@example.invalid?subject=unsubscribe"
