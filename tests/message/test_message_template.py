import base64
import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from email import message_from_bytes

import pytest
from mails import ENVELOPE, FIELDS, HARMLESS, SUBJECT, compiled, email, image, slot
from three_parsers import standard

from pipeline.errors import MessageError
from pipeline.message import template
from pipeline.model import ImageRef, Links, Sender, Slotted, Where

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SMALL = email(
    Slotted(("<p>Dear ", "</p>\n"), (slot("first_name", Where.TEXT),)),
    Slotted(("Dear ", "\n"), (slot("first_name", Where.PLAIN),)),
)
WHOLE = """\
From: The Clinic <care@clinic.example>
To: ana@example.org
Reply-To: answers@clinic.example
Subject: For Ana: rest
Date: Mon, 05 Jan 2026 09:30:00 +0000
Message-ID: <9a36726fb5d422c9d82a14d4ec09c4a8@clinic.example>
List-Id: Gentle notes <gentle-notes.clinic.example>
List-Unsubscribe: <https://example.org/leave/1>,
 <mailto:answers@clinic.example?subject=unsubscribe>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
MIME-Version: 1.0
Content-Language: en
Content-Type: multipart/alternative; boundary="=_cda3a28f22a0e20cc31b9398_a"

--=_cda3a28f22a0e20cc31b9398_a
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Dear =
Ana=


--=_cda3a28f22a0e20cc31b9398_a
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>Dear =
Ana=
</p>

--=_cda3a28f22a0e20cc31b9398_a--
"""


def header(message: bytes, name: str) -> str:
    return message_from_bytes(message)[name]


def sent_by(sender: Sender, **changes) -> bytes:
    return compiled(SMALL, replace(ENVELOPE, sender=sender, **changes)).fill(HARMLESS)


def test_a_whole_message():
    sender = replace(ENVELOPE.sender, reply_to="answers@clinic.example")
    message = sent_by(sender)
    assert message.decode() == WHOLE.replace("\n", "\r\n")


def test_the_same_input_gives_the_same_bytes_in_another_process():
    script = "import sys; sys.path[:0] = sys.argv[1:]\nimport mails\n"
    script += "sys.stdout.buffer.write(mails.compiled().fill(mails.HARMLESS))"
    found = subprocess.run(
        [sys.executable, "-c", script, *sys.path], capture_output=True, check=True
    )
    assert found.stdout == compiled().fill(HARMLESS)


def test_a_template_travels_between_processes():
    travelled = pickle.loads(pickle.dumps(compiled()))
    assert travelled.fill(HARMLESS) == compiled().fill(HARMLESS)


def test_empty_and_missing_values_are_defaults():
    assert compiled().fill({}) == compiled().fill(dict.fromkeys(HARMLESS, ""))
    assert header(compiled().fill({}), "Subject") == "For there: rest"


def test_a_date_and_a_message_id_of_the_callers():
    date = datetime(2026, 2, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=2)))
    message = compiled().fill(HARMLESS, date=date, message_id="<test.1@clinic.example>")
    assert header(message, "Date") == "Tue, 03 Feb 2026 02:05:06 +0000"
    assert header(message, "Message-ID") == "<test.1@clinic.example>"
    with pytest.raises(MessageError, match="no message id"):
        compiled().fill(HARMLESS, message_id="x\r\nBcc: evil@example.net")


def test_message_ids_differ_by_recipient_part_and_series_and_tell_nothing():
    found = {
        header(compiled(envelope=envelope).fill(HARMLESS | {"email": address}), "Message-ID")
        for envelope in (
            ENVELOPE,
            replace(ENVELOPE, part_id="p2"),
            replace(ENVELOPE, message_id_seed="miscarriage"),
        )
        for address in ("ana@example.org", "eva@example.org")
    }
    assert len(found) == 6
    assert not any("ana" in one or "miscarriage" in one for one in found)


@pytest.mark.parametrize(
    ("list_id", "slug", "name", "written"),
    [
        ("", "gentle-notes", "Gentle notes", "Gentle notes <gentle-notes.clinic.example>"),
        ("", "", "", "<newsletter.clinic.example>"),
        ("", "été", "", "<series-bd010c64.clinic.example>"),
        ("news.b.example", "s", "Notes, gentle", '"Notes, gentle" <news.b.example>'),
        ("Our news <news.b.example>", "s", "Notes", "Our news <news.b.example>"),
        ('"Our news" <news.b.example>', "s", "Notes", "Our news <news.b.example>"),
        ("news", "s", "Notes", "Notes <news.clinic.example>"),
        ("<news>", "s", "", "<news.clinic.example>"),
    ],
)
def test_list_ids(list_id, slug, name, written):
    sender = replace(ENVELOPE.sender, list_id=list_id)
    assert header(sent_by(sender, series_slug=slug, public_name=name), "List-Id") == written


@pytest.mark.parametrize("list_id", ["a b", "<>", "a <b> c", "a@b.example", "x <y> <z>", "<a b.c>"])
def test_list_ids_that_are_refused(list_id):
    with pytest.raises(MessageError, match="list_id") as caught:
        sent_by(replace(ENVELOPE.sender, list_id=list_id))
    assert caught.value.hint


def test_a_sender_that_is_not_set_yet():
    message = sent_by(Sender())
    assert header(message, "From") == "sender@example.invalid"
    assert header(message, "Reply-To") is None
    assert header(message, "Message-ID").endswith("@example.invalid>")


@pytest.mark.parametrize("field", ["address", "reply_to"])
def test_addresses_of_the_sender_are_checked(field):
    with pytest.raises(MessageError, match=r"the (sender's address|address to reply to)"):
        sent_by(replace(ENVELOPE.sender, **{field: "care@clinic.example, evil@example.net"}))
    international = sent_by(replace(ENVELOPE.sender, **{field: "care@bücher.example"}))
    assert b"care@xn--bcher-kva.example" in international


def test_a_date_needs_a_zone():
    with pytest.raises(MessageError, match="no time zone"):
        compiled(envelope=replace(ENVELOPE, date=datetime(2026, 1, 1))).fill({})  # noqa: DTZ001


def test_fields_may_bring_their_own_defaults():
    mine = FIELDS | {"email": replace(FIELDS["email"], default="me@example.org")}
    assert header(template(SMALL, ENVELOPE, mine).fill({}), "To") == "me@example.org"


def test_each_value_is_encoded_once_however_often_it_stands():
    names = [(column.name, column.slot.where) for column in compiled().columns]
    assert len(names) == len(set(names)) == 9


def test_a_part_that_ends_in_a_value_ends_in_a_whole_line():
    name = (slot("first_name", Where.PLAIN),)
    message = compiled(email(SMALL.html, Slotted(("Dear ", ""), name))).fill(HARMLESS)
    assert b"Dear =\r\nAna=\r\n\r\n\r\n--=_" in message


# Images ------------------------------------------------------------------------------------

PICTURE = ImageRef("walk.png", "walk.png", PNG, 1, 1)
LOST = ImageRef("lost.png", "lost.png", None)
UNUSED = ImageRef("other.png", "other.png", PNG)


def pictured(*names: str, images=(PICTURE, LOST, UNUSED)):
    segments = ('<p>Hi <img src="', *(['">, <img src="'] * (len(names) - 1)), '"></p>\n')
    return email(Slotted(segments, tuple(map(image, names))), Slotted(("Hi\n",)), SUBJECT, images)


def test_images_travel_inside_the_mail(parsers):
    message = compiled(pictured("walk.png", "lost.png", "walk.png")).fill(HARMLESS)
    seen = [parse(message) for parse in parsers]
    assert seen[0] == seen[1] == seen[2]
    kind, ((first, _), (related, ((second, html), picture))) = seen[0].tree
    assert (kind, first, related, second, picture) == (
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        ("image/png", PNG),
    )
    part = list(walk(message))[-1]
    cid = part["Content-ID"].strip("<>")
    assert cid.endswith("@clinic.example")
    assert "walk" not in cid
    assert part["Content-Disposition"] == 'inline; filename="walk.png"'
    assert part["Content-Transfer-Encoding"] == "base64"
    found = html.decode().split('"')[1::2]
    assert (found[0], found[2]) == (f"cid:{cid}", f"cid:{cid}")
    assert found[1].startswith("cid:")
    assert found[1] != found[0]


def walk(message: bytes):
    return message_from_bytes(message).walk()


def test_hosted_images_are_linked_and_not_carried():
    links = Links(images="https://img.example/a&b/")
    envelope = replace(ENVELOPE, links=links)
    message = compiled(pictured("walk.png", "a b.png", images=(PICTURE,)), envelope).fill(HARMLESS)
    _, leaves = standard(message).tree
    assert [leaf[0] for leaf in leaves] == ["text/plain", "text/html"]
    assert leaves[1][1].decode() == (
        '<p>Hi <img src="https://img.example/a&amp;b/walk.png">, '
        '<img src="https://img.example/a&amp;b/a%20b.png"></p>\n'
    )


def test_a_mail_that_shows_none_of_its_images_carries_none():
    message = compiled(replace(SMALL, images=(PICTURE,))).fill(HARMLESS)
    assert b"multipart/related" not in message
    assert b"image/png" not in message


def test_an_image_that_the_mail_does_not_have_is_an_error():
    with pytest.raises(MessageError, match=r"does not have: nowhere\.png"):
        compiled(pictured("nowhere.png"))


@pytest.mark.parametrize(
    ("name", "kind", "written"),
    [
        ("a.JPG", "image/jpeg", 'inline; filename="a.JPG"'),
        ("a.svg", "image/svg+xml", 'inline; filename="a.svg"'),
        ("a", "application/octet-stream", 'inline; filename="a"'),
        ("été.gif", "image/gif", "inline; filename*=utf-8''%C3%A9t%C3%A9.gif"),
        ('a"\r\nBcc: x.webp', "image/webp", 'inline; filename="a_ Bcc: x.webp"'),
        ("a; b.png", "image/png", "inline; filename*=utf-8''a%3B%20b.png"),
        (
            "=?utf-8?q?x?=.png",
            "image/png",
            "inline; filename*=utf-8''%3D%3Futf-8%3Fq%3Fx%3F%3D.png",
        ),
    ],
)
def test_names_of_images(name, kind, written):
    picture = ImageRef(name, name, b"bytes" * 100)
    part = list(walk(compiled(pictured(name, images=(picture,))).fill({})))[-1]
    assert part.get_content_type() == kind
    assert part["Content-Disposition"].replace("\r\n", "") == written
    assert part.get_payload(decode=True) == b"bytes" * 100


def test_importing_the_stage_loads_nothing_heavy():
    script = "import sys, pipeline.message; print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    loaded = set(found.stdout.split())
    assert not loaded & {"email", "email.message", "jinja2", "lxml", "premailer", "mjml", "rich"}
