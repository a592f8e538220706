"""What a test mail says of itself, and that it is otherwise the mail that readers get."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from tried import read

from pipeline.errors import UsageError
from pipeline.page.chosen import values_of
from pipeline.trying import recipients, trials


def parsed(mail):
    return message_from_bytes(mail.data, policy=policy.default)


def test_each_is_marked_and_nobody_makes_a_conversation_of_them(made):
    mails = [
        parsed(one)
        for _ in range(2)
        for one in trials(made, [], ["a@example.net", "b@example.net"], "hello@example.org")
    ]
    assert [str(one["Subject"]) for one in mails[:2]] == ["[Test] A walk", "[Test] The way back"]
    assert {str(one["X-Letterloom-Test"]) for one in mails} == {"yes"}
    for name in ("Message-ID", "X-Entity-Ref-ID"):
        assert len({str(one[name]) for one in mails}) == 8
    for one in mails:
        assert one["References"] is one["In-Reply-To"] is one["Auto-Submitted"] is None
        age = datetime.now(UTC) - parsedate_to_datetime(one["Date"])
        assert timedelta() <= age < timedelta(minutes=1)


def test_subjects_that_are_alike_are_numbered(root):
    part = '[[series.parts]]\nsubject = "Again"\n'
    (root / "content" / "walk.toml").write_text(
        f'{part}{part}starts = "The way back"\n', encoding="utf-8"
    )
    mails = trials(read(root), [], ["me@example.net"], "hello@example.org")
    assert [one.subject for one in mails] == ["[Test 1] Again", "[Test 2] Again"]


def test_its_personal_links_lead_nowhere_and_its_body_is_the_samples(made):
    (mail,) = trials(made, [1], ["me@example.net"], "hello@example.org")
    body = mail.data.partition(b"\r\n\r\n")[2]
    assert body == made.samples[0].made["eml"][1].partition(b"\r\n\r\n")[2]
    assert parsed(mail)["List-Unsubscribe"].startswith("<https://example.invalid/unsubscribe>")


def test_a_sensitive_series_names_its_topic_in_no_header(root):
    (root / "content" / "walk.toml").write_text("sensitive = true\n", encoding="utf-8")
    article = root / "content" / "walk.md"
    article.write_text(article.read_text("utf-8").replace("title: A walk", "title: Miscarriage"))
    for mail in trials(read(root), [], ["me@example.net"], "hello@example.org"):
        head = mail.data.partition(b"\r\n\r\n")[0].lower()
        assert b"miscarriage" not in head
        assert b"walk" not in head


@pytest.mark.parametrize(
    ("person", "values", "expected"),
    [
        ("", {}, "Dear Maya"),
        ("2", {}, "Dear Zoë"),
        ("zo", {}, "Dear Zoë"),
        ("nothing known", {}, "Dear there"),
        ("", {"first_name": "Ada"}, "Dear Ada"),
    ],
    ids=["first", "number", "name", "nobody", "value"],
)
def test_somebody_fills_the_fields(made, person, values, expected):
    filled = values_of(made, person, values)
    (mail,) = trials(made, [1], ["me@example.net"], "hello@example.org", filled)
    assert expected in parsed(mail).get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("person", "values", "told"),
    [
        ("Nemo", {}, "nobody is called 'Nemo'"),
        ("9", {}, "nobody is called '9'"),
        ("", {"frist_name": "x"}, "there is no field 'frist_name'"),
        ("", {"unsubscribe_url": "https://example.org/"}, "cannot be set"),
        ("", {"email": "you@example.org"}, "cannot be set"),
    ],
    ids=["name", "number", "field", "link", "address"],
)
def test_nobody_else_fills_them(made, person, values, told):
    with pytest.raises(UsageError) as found:
        values_of(made, person, values)
    assert told in found.value.message


def test_a_part_that_there_is_not(made):
    with pytest.raises(UsageError, match="there is no part 3"):
        trials(made, [1, 3], ["me@example.net"], "hello@example.org")


@pytest.mark.parametrize(
    "given",
    [["me"], ["a@b.org, c@d.org"], ["-oQ@example.org"], ["é@example.org"], [], ["a@b.org\nBcc: c"]],
    ids=["word", "two-in-one", "option", "accent", "none", "header"],
)
def test_what_is_no_address(given):
    with pytest.raises(UsageError):
        recipients(given)


def test_a_handful_of_addresses_each_once():
    five = [f"{name}@example.org" for name in "abcde"]
    assert recipients([*five, five[0]]) == tuple(five)
    with pytest.raises(UsageError, match="6 addresses: a test goes to 5 at most"):
        recipients([*five, "f@example.org"])


def test_nothing_is_written(root: Path):
    before = sorted(root.rglob("*"))
    trials(read(root), [], ["me@example.net"], "hello@example.org")
    assert sorted(root.rglob("*")) == before
