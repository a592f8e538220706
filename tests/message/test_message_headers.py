import re
from datetime import UTC, datetime, timedelta, timezone
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mails import wild

from pipeline.errors import MessageError
from pipeline.message import headers

subjects = st.one_of(wild, st.text(st.characters(), max_size=300))
WORD = re.compile(r"=\?utf-8\?[qb]\?[!->@-~]+\?=")


def value(field: bytes) -> str:
    assert field.endswith(b"\r\n")
    folded = field.decode("ascii").removesuffix("\r\n")
    for line in folded.split("\r\n"):
        assert len(line) <= (76 if "=?" in line else 78)
        assert line.strip()
        assert "\r" not in line
        assert "\n" not in line
    assert all(line[0] == " " for line in folded.split("\r\n")[1:])
    return folded.replace("\r\n", "").partition(":")[2].strip()


def read(unfolded: str) -> str:
    return str(make_header(decode_header(unfolded)))


@given(subjects)
def test_a_subject_comes_back(subject):
    written = value(headers.text_header("Subject", subject))
    assert read(written) == headers.one_line(subject)


@given(subjects)
def test_encoded_words_are_short_and_whole(subject):
    for word in value(headers.text_header("Subject", subject)).split():
        if word.startswith("=?"):
            assert len(word) <= 75
            assert WORD.fullmatch(word)
            octets, charset = decode_header(word)[0]
            octets.decode(charset)


def test_a_combining_sequence_stays_in_one_word():
    family = "👩‍👩‍👧‍👦"
    for text in ("e\u0301" * 60, "क्षि" * 40, family * 12, "👍🏽" * 30, ("a" + "\u0301" * 9) * 9):
        words = value(headers.text_header("Subject", text)).split()
        pieces = [
            octets.decode(charset) for word in words for octets, charset in decode_header(word)
        ]
        assert len(pieces) > 1
        assert "".join(pieces) == text
        assert not any(piece[0] in "\u0301\u200d\u094d\U0001f3fd" for piece in pieces)


@pytest.mark.parametrize("text", ["a" + "\u0301" * 300, "\u200d" * 300])
def test_a_combining_sequence_that_fits_no_word_is_split_at_characters(text):
    assert read(value(headers.text_header("Subject", text))) == text


def test_plain_text_stays_plain():
    assert headers.text_header("Subject", "Rest, part 1 of 3") == b"Subject: Rest, part 1 of 3\r\n"
    assert headers.text_header("Subject", "") == b"Subject:\r\n"
    words = "word " * 30
    assert headers.text_header("Subject", words) == (
        b"Subject: " + b"word " * 13 + b"word\r\n" + b" word" * 15 + b"\r\n word\r\n"
    )


def test_what_looks_like_an_encoded_word_is_encoded():
    smuggled = "=?utf-8?q?=0D=0ABcc:_evil@example.net?="
    written = value(headers.text_header("Subject", smuggled))
    assert smuggled not in written
    assert read(written) == smuggled


def test_a_word_too_long_for_a_line_is_encoded():
    written = headers.text_header("Subject", "x" * 2000)
    assert read(value(written)) == "x" * 2000


@pytest.mark.parametrize(
    ("phrase", "written"),
    [
        ("", b"From: a@b.example\r\n"),
        ("The Clinic", b"From: The Clinic <a@b.example>\r\n"),
        ("Dr. Ana, Porto", b'From: "Dr. Ana, Porto" <a@b.example>\r\n'),
        ('Ana "A" \\ B', b'From: "Ana \\"A\\" \\\\ B" <a@b.example>\r\n'),
        ("Ana (work)", b'From: "Ana (work)" <a@b.example>\r\n'),
        ("evil@example.net,", b'From: "evil@example.net," <a@b.example>\r\n'),
        ("Żółw", b"From: =?utf-8?b?xbvDs8WCdw==?= <a@b.example>\r\n"),
        ("José Antonio, care", b"From: =?utf-8?q?Jos=C3=A9_Antonio=2C_care?= <a@b.example>\r\n"),
        ("=?utf-8?q?x?=", b"From: =?utf-8?b?PT91dGYtOD9xP3g/PQ==?= <a@b.example>\r\n"),
        ("\r\nBcc: x@y.example", b'From: "Bcc: x@y.example" <a@b.example>\r\n'),
        ("\r\n", b"From: a@b.example\r\n"),
    ],
)
def test_display_names(phrase, written):
    assert headers.mailbox_header("From", phrase, "a@b.example") == written


def test_a_quoted_name_is_never_folded_within_its_quotes():
    """Python's parseaddr, given the field as it stands, ends the quotes at the fold."""
    for length in range(1, 40):
        field = headers.mailbox_header("From", "a, b " * length, "a@b.example")
        assert b'"' not in field or field.count(b'"', 0, field.find(b"\r\n")) == 2
        assert parseaddr(field.decode()[6:])[1] == "a@b.example"
        assert read(parseaddr(value(field))[0]) == ("a, b " * length).strip()


@given(subjects)
def test_no_display_name_adds_a_mailbox(phrase):
    field = headers.mailbox_header("From", phrase, "a@b.example")
    unfolded = value(field)
    assert unfolded.endswith("a@b.example>" if headers.one_line(phrase) else "a@b.example")
    text = unfolded.removesuffix("<a@b.example>").rstrip()
    if text.startswith('"'):
        assert re.fullmatch(r'"(?:[^"\\]|\\.)*"', text)
    elif text != "a@b.example":
        assert re.fullmatch(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*", text)


def test_uris_stand_on_lines_of_their_own_as_they_are():
    long = "https://example.org/" + "x" * 880
    assert headers.uris_header("List-Unsubscribe", (long, "mailto:a@b.example")) == (
        f"List-Unsubscribe: <{long}>,\r\n <mailto:a@b.example>\r\n".encode()
    )


def test_a_uri_longer_than_a_line_of_mail_is_an_error():
    longest = "https://example.org/" + "x" * (
        998 - len("List-Unsubscribe: <https://example.org/>,")
    )
    headers.uris_header("List-Unsubscribe", (longest, "mailto:a@b.example"))
    with pytest.raises(MessageError, match="999 characters") as caught:
        headers.uris_header("List-Unsubscribe", (longest + "x", "mailto:a@b.example"))
    assert "998" in caught.value.hint


@pytest.mark.parametrize(
    ("uri", "written"),
    [
        ("https://e.org/?a=?b=?", "https://e.org/?a=%3Fb=%3F"),
        ("https://e.org/=?utf-8?q?x?=", "https://e.org/%3D?utf-8?q?x?="),
        ("https://e.org/==?x=1", "https://e.org/=%3D?x=1"),
        ("https://e.org/?a==&b=(c),d;e'f", "https://e.org/?a==&b=(c),d;e'f"),
    ],
)
def test_a_uri_never_passes_for_an_encoded_word(uri, written):
    assert headers.uris_header("X", (uri,)) == f"X: <{written}>\r\n".encode()


def test_long_parameters_are_folded():
    boundary = "=_" + "a" * 50
    assert headers.plain_header("Content-Type", f'multipart/related; boundary="{boundary}"') == (
        f'Content-Type: multipart/related;\r\n boundary="{boundary}"\r\n'.encode()
    )


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2900, 1, 1)),  # noqa: DTZ001
    st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_dates_are_the_same_moment_in_utc(moment, zone):
    date = moment.replace(tzinfo=zone, microsecond=0)
    written = value(headers.date_header(date))
    assert written.endswith(" +0000")
    assert parsedate_to_datetime(written) == date
    assert written[:3] == date.astimezone(UTC).strftime("%a")


def test_a_date_without_a_zone_is_an_error():
    with pytest.raises(MessageError, match="no time zone"):
        headers.date_header(datetime(2026, 1, 1))  # noqa: DTZ001
