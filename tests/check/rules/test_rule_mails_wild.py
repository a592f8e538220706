"""Rules on links, images, messages and spam: wild mails, safe changes, letters of our own."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import project
from pipeline.asked_check import AskedCheck
from pipeline.check.contents.addresses import address, site
from pipeline.check.contents.encoded_words import decoded
from pipeline.check.mail import Mail
from pipeline.check.rules import images, link_online, links, message, spam
from pipeline.check.run import check_mail
from pipeline.checking import check
from pipeline.mails.messages import read_message
from pipeline.model import CheckSettings

RULES = (*links.RULES, *images.RULES, *message.RULES, *spam.RULES)
SNIPPETS = (
    *("<a href=", '"', "'", ">", "<", "</a>", "<img src=", " width=", " height=", "style="),
    *("https://", "http:", "mailto:", "tel:", "#", "?", "@", "%", "%25", "%2520", "[", "]", "::"),
    *("bank.com", "www.", "example.com", "xn--", "\u200b", "ü", "。", "\x00", "\ud800", "&amp;"),
    *("<!--[if mso]>", "<![endif]-->", "<title>", "display:none", "font-size:1px", "color:#fff"),
    *("data:image/png;base64,", "cid:", "{{ x }}", "<table bgcolor=", "<v:fill src=", "<body>"),
)
HEADERS = (
    *("From: ", "To: ", "Subject: ", "Date: ", "Message-ID: ", "List-Unsubscribe: ", "List-Id: "),
    *("Content-Type: ", "multipart/alternative; boundary=b", "text/html; charset=", "utf-7", "x"),
    *("Content-Transfer-Encoding: ", "base64", "quoted-printable", "MIME-Version: 1.0"),
    *("\r\n", "\n", "\r", "\r\n\r\n", "\r\n ", "--b", "--b--", "=?utf-8?q?", "=?x?b?", "?=", "<"),
    *(">", ",", '"', "(", ")", ";", ":", "@", "\x00", "é", "<a href=https://x.org>", "re:", "!!!"),
    *("charset*=utf-8''", "name*0*=", "\\", "=", "message/rfc822", "99 Foo 99999999 -9999"),
)
wild_html = st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=8), max_size=24).map("".join)
wild_raw = st.lists(st.sampled_from(HEADERS) | st.text(max_size=8), max_size=30).map(
    lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
)


@given(wild_html, wild_html, st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_rule_raises_on_any_html(html, text, ours):
    mail = Mail("x.html", html, text=text, ours=ours, files={"cid:x": b"\x89PNG"})
    assert all(one.message for one in check_mail(mail, RULES))


@given(wild_raw)
@settings(max_examples=400, deadline=None)
def test_no_rule_raises_on_any_message(raw):
    mail = Mail("x.eml", "<p>Words</p>", text="Words", raw=raw)
    assert all(one.message for one in check_mail(mail, RULES))


@given(wild_raw)
@settings(max_examples=200, deadline=None)
def test_headers_and_body_are_the_whole_message(raw):
    letter = Mail("x.eml", "", raw=raw).letter
    assert letter is not None
    headers = b"".join(one.raw for one in letter.headers)
    assert headers == b"" or headers in raw
    assert 0 <= letter.body_at <= len(raw)


@given(st.text(max_size=60))
def test_a_subject_is_decoded_as_it_was_encoded(text):
    line = " ".join(text.split())
    if line.isprintable() and "=?" not in line:
        made = EmailMessage()
        made["Subject"] = line
        written = bytes(made).partition(b"Subject:")[2].partition(b"\n\n")[0].decode("ascii")
        assert decoded(written.replace("\n", "")) == line


def changed(html):
    """The HTML with every safe change made."""
    found = check_mail(Mail("x.html", html, file="x.html"), RULES)
    changes = {(one.start, one.end, one.text) for finding in found for one in finding.changes}
    for start, end, text in sorted(changes, reverse=True):
        html = html[:start] + text + html[end:]
    return html


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" https://park.org/a ", "https://park.org/a"),
        ("\n  https://park.org/a?b=1&amp;c=2", "https://park.org/a?b=1&amp;c=2"),
        ("https://park.org/a%2520b%25C3%25BC", "https://park.org/a%20b%C3%BC"),
        ("tel:+44 20 7946 0000", "tel:+442079460000"),
        ("tel:+44%2020&nbsp;7946", "tel:+44%2020&nbsp;7946"),
        ("http://park.org/", "http://park.org/"),
        (
            "https://park.org/?to=https%253A%252F%252Fa.org",
            "https://park.org/?to=https%253A%252F%252Fa.org",
        ),
    ],
)
def test_what_is_safe_is_mended_and_nothing_else(before, after):
    html = '<p><a class="x" href="{}">plan</a> &amp; more</p>'
    assert changed(html.format(before)) == html.format(after)
    assert changed(html.format(after)) == html.format(after)


@pytest.mark.parametrize(
    ("host", "owned"),
    [
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("park.org", "park.org"),
        ("a.b.park.org", "park.org"),
        ("co.uk", "co.uk"),
        ("a.co.jp", "a.co.jp"),
        ("x.github.io", "github.io"),
        ("127.0.0.1", "127.0.0.1"),
        ("", ""),
    ],
)
def test_who_owns_a_name(host, owned):
    assert site(host) == owned


def test_an_address_in_its_pieces():
    assert address(" HTTPS://me@Park.ORG:81/a?b#c ") == (
        *("HTTPS://me@Park.ORG:81/a?b#c", "https", "me", "park.org", "81", "/a", "b", "c"),
    )


def test_a_folded_and_encoded_header_has_its_place(tmp_path):
    raw = b"From: a@park.org\r\nSubject: =?utf-8?q?Der_?=\r\n =?utf-8?q?Weg!!!?=\r\n\r\n<p>x</p>"
    mail = read_message(tmp_path / "x.eml", raw, CheckSettings())
    (found,) = check_mail(mail, [message.message_inbox.subject_shouting])
    assert found.message == "the subject “Der Weg!!!” shouts with its signs"
    assert found.place
    assert (found.place.line, found.place.column) == (2, 1)


def test_the_first_series_has_nothing_to_mend_here():
    root = Path(__file__).resolve().parents[3]
    families = ("link", "image", "message", "spam")
    asked = AskedCheck(CheckSettings(select=families))
    article = root / "content" / "road-to-recovery.txt"
    (checked,) = check([article], project.load_project(root), asked)
    assert checked.error is None
    assert checked.parts == 3
    assert [one for one in checked.findings if one.rule.partition("/")[0] in families] == []


def test_rules_told_elsewhere_find_nothing_by_themselves():
    html = '<a href="https://bit.ly/x">plan</a>'
    told = (*link_online.ELSEWHERE, *spam.ELSEWHERE)
    assert list(check_mail(Mail("x.html", html), told)) == []


def test_filters_and_we_look_at_rules_that_there_are():
    names = {one.name for one in RULES}
    assert set(spam.FILTERED) <= names


@pytest.mark.parametrize(
    "rule", [*RULES, *link_online.ELSEWHERE, *spam.ELSEWHERE], ids=lambda one: one.name
)
def test_every_rule_says_why_and_where_from(rule):
    paragraphs = rule.doc.split("\n\n")
    assert len(paragraphs) >= 3
    assert paragraphs[0].endswith(".")
    assert paragraphs[-1].startswith("Source: ")
