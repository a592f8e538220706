import pytest
from hypothesis import given
from mails import wild

from pipeline.errors import MessageError
from pipeline.message import address, addresses


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("ana@example.org", "ana@example.org"),
        (" ana@example.org\n", "ana@example.org"),
        ("a.b+c_d-e@sub.example.co.uk", "a.b+c_d-e@sub.example.co.uk"),
        ("o'brien!#$%&*/?=^`{|}~@example.org", "o'brien!#$%&*/?=^`{|}~@example.org"),
        ("root@localhost", "root@localhost"),
        ("Ana@Example.ORG", "Ana@Example.ORG"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("ana@例え.テスト", "ana@xn--r8jz45g.xn--zckzah"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org"),
        ("a.a.a.a@a.b.c.d.e-f", "a.a.a.a@a.b.c.d.e-f"),
    ],
)
def test_addresses_that_mail_can_be_sent_to(value, written):
    assert address(value) == written


@pytest.mark.parametrize(
    "value",
    [
        "",
        "ana",
        "@example.org",
        "ana@",
        "ana@@example.org",
        "a b@example.org",
        "ana@example.org, evil@example.net",
        "ana@example.org evil@example.net",
        "Ana <ana@example.org>",
        "<ana@example.org>",
        '"a b"@example.org',
        "ana@[127.0.0.1]",
        "ana@example..org",
        "ana@.example.org",
        "ana@example.org.",
        "ana@-example.org",
        "ana@exam_ple.org",
        ".ana@example.org",
        "ana.@example.org",
        "a..b@example.org",
        "josé@example.org",
        "ana@example.org\r\nBcc: evil@example.net",
        "ana@example.org\x85Bcc:evil@example.net",
        "ana\0@example.org",
        "ana@exam\u2028ple.org",
        "ana(comment)@example.org",
        "group:ana@example.org;",
        "=?utf-8?q?=0D=0ABcc?=@example.org",
        "a" * 65 + "@example.org",
        "ana@" + "a" * 64 + ".org",
        "ana@" + "é" * 64 + ".org",
        "a@" + ".".join(["a" * 60] * 5),
        "\ud800@example.org",
        "ana@\ud800.org",
        "ana@℀.org",
    ],
)
def test_everything_else_is_an_error_that_says_what_to_do(value):
    with pytest.raises(MessageError, match="the address") as caught:
        address(value)
    assert caught.value.hint


@pytest.mark.parametrize("domain", ["straße.de", "βόλος.com", "a\u200db.com"])
def test_domains_that_two_standards_read_differently_are_refused(domain):
    with pytest.raises(MessageError, match="two ways") as caught:
        address(f"ana@{domain}")
    assert "xn--" in caught.value.hint


@given(wild)
def test_an_address_is_one_word_of_ascii_or_refused(value):
    for given_value in (value, f"ana@{value}", f"{value}@example.org", f"ana@example.org{value}"):
        try:
            written = address(given_value)
        except MessageError:
            continue
        assert written.isascii()
        assert written.isprintable()
        assert written.count("@") == 1
        assert not set(written) & set(' ,;:<>()[]\\"')
        assert len(written) <= 254


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("leave@example.org", "mailto:leave@example.org?subject=unsubscribe"),
        ("a+b&c?d%e@example.org", "mailto:a+b%26c%3Fd%25e@example.org?subject=unsubscribe"),
        ("mailto:leave@example.org", "mailto:leave@example.org?subject=unsubscribe"),
        ("mailto:leave@example.org?subject=out", "mailto:leave@example.org?subject=out"),
        ("MAILTO:leave%2Bx@example.org?body=a%20b", "MAILTO:leave%2Bx@example.org?body=a%20b"),
    ],
)
def test_mailto_links(value, written):
    assert addresses.mailto(value) == written


@pytest.mark.parametrize(
    "value", ["https://example.org", "mailto:", "mailto:a b@example.org", "mailto:a@b.org>,<x", ""]
)
def test_what_is_no_mailto_link(value):
    with pytest.raises(MessageError):
        addresses.mailto(value)


def test_message_ids():
    assert addresses.message_id("<a.b@example.org>") == "a.b@example.org"
    assert addresses.message_id("a.b@example.org") == "a.b@example.org"
    for value in ("a", "a@b>\r\nBcc: x@y.z", "a b@c", "=?x?q?y?=@b.c", "a@" + "b" * 300):
        with pytest.raises(MessageError, match="no message id"):
            addresses.message_id(value)
