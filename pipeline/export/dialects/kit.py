"""Kit: Liquid, and a sequence of mails.

Sources: Kit's API v4 reference ("Create a sequence", "Create a sequence email", and their updates)
and its page on Liquid templates, which names subscribers' fields.
"""

from __future__ import annotations

from typing import Any

from pipeline.errors import SettingsError
from pipeline.export.delays import Delay, delay
from pipeline.export.dialect import (
    Again,
    Api,
    Dialect,
    Exported,
    Letter,
    Request,
    Setting,
    Shape,
)
from pipeline.export.engines import liquid
from pipeline.model import Field, Where

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _write(name: str, field: Field, where: Where) -> str:
    return liquid.write(liquid.path(f"subscriber.{name}"), field, where)


def _requests(exported: Exported) -> tuple[Request, ...]:
    """A sequence that is not active, then its mails, which are not published."""
    sequence = Request(
        name="sequence",
        method="POST",
        path="/v4/sequences",
        body={**_sequence(exported), "active": False},
        keeps={"sequence_id": "sequence.id"},
        again=Again("PUT", "/v4/sequences/{sequence_id}", _sequence(exported)),
    )
    template = _number(exported, "template_id")
    return (sequence, *(_email(letter, template) for letter in exported.letters))


def _sequence(exported: Exported) -> dict[str, Any]:
    body: dict[str, Any] = {
        "name": exported.name,
        "repeat": False,
        "send_days": list(_WEEK),
    }
    if exported.send_at:
        body["send_hour"] = int(exported.send_at.partition(":")[0])
    if "time_zone" in exported.settings:
        body["time_zone"] = "{time_zone}"
    return body


def _email(letter: Letter, template: int | None) -> Request:
    kept = f"email_{letter.number}"
    wait = _wait(letter)
    body: dict[str, Any] = {
        "subject": letter.subject,
        "preview_text": letter.preheader,
        "content": letter.html,
        "delay_value": wait.value,
        "delay_unit": wait.unit,
        "position": letter.number - 1,
    }
    if template is not None:
        body["email_template_id"] = template
    return Request(
        name=letter.key,
        method="POST",
        path="/v4/sequences/{sequence_id}/emails",
        body={**body, "published": False},
        keeps={kept: "email.id"},
        again=Again("PUT", f"/v4/sequences/{{sequence_id}}/emails/{{{kept}}}", body),
    )


def _looks(_exported: Exported) -> tuple[Request, ...]:
    """Whether the sequence is active: its updates leave that as it is."""
    idle = {"sequence.active": ("false",)}
    return (Request("sequence-now", "GET", "/v4/sequences/{sequence_id}", idle=idle),)


def _wait(letter: Letter) -> Delay:
    """A letter's wait in days or hours: only the first may go at once."""
    wait = delay(letter.wait, minutes=False)
    return wait if wait.value or letter.number == 1 else Delay(1, "hours")


def _number(exported: Exported, name: str) -> int | None:
    """A setting that is a number. Raises SettingsError for any other."""
    told = exported.settings.get(name, "")
    if told and not (told.isascii() and told.isdigit()):
        raise SettingsError(
            f"export.kit.{name} must be a number, not {told[:40]!r}",
            hint=f'it is in the address of its page: {name} = "123"',
        )
    return int(told) if told else None


DIALECT = Dialect(
    name="kit",
    title="Kit",
    about="A mail service for authors, once called ConvertKit. A series becomes a sequence.",
    docs="https://developers.kit.com/api-reference/sequence-emails/create-a-sequence-email",
    own=liquid.OWN,
    write=_write,
    names={"email": "email_address"},
    shape=Shape.FRAGMENT,
    links={
        "unsubscribe_url": "{{ unsubscribe_url }}",
        "preferences_url": "{{ subscriber_preferences_url }}",
    },
    requests=_requests,
    looks=_looks,
    api=Api("https://api.kit.com", ("KIT_API_KEY",), "header:X-Kit-Api-Key"),
    settings=(
        Setting(
            "time_zone",
            "the zone of the hour at which letters go; without it the account's",
            "Europe/Berlin",
        ),
        Setting(
            "template_id",
            "the number of the email template that frames the letters; without it the account's",
            "5",
        ),
    ),
    sequence=True,
    steps=(
        (
            "In Kit open Grow, Subscribers, and see that the custom fields which this bundle "
            "lists are there."
        ),
        (
            "Open Send, Sequences, press New sequence, and call it by the series' name. Choose "
            "your email template: it makes the frame and the unsubscribe link."
        ),
        (
            "Add a mail for each of the {count} letters. Give its subject and preview text, and "
            "the wait that the schedule names after the mail before."
        ),
        "In each mail type / in the text, choose HTML, and paste the letter's HTML.",
        "Leave each mail a draft. Press Preview, and send a test to yourself.",
        (
            "When all is well, publish the mails, make the sequence active, and add people to it "
            "with a form, a tag or an automation: only then something is sent."
        ),
    ),
    no_tracking="never",
    tracking_off=(
        "Kit counts opens and clicks, and no setting was found that stops it: choose another "
        "service where that must not be."
    ),
    leave_series="",
    cannot=(
        (
            "Kit makes the plain text from the HTML itself: the bundle's text files are for you "
            "to compare."
        ),
        (
            "Kit counts waits in days or hours, and only the first mail may go at once: a shorter"
            " wait between letters becomes an hour. Letters that wait for days go at a full hour."
        ),
        (
            "Kit's unsubscribe link leaves all mails of the account. A sequence has no link of "
            "its own to leave it."
        ),
        (
            "Kit makes no web version of a sequence's mails: the link goes to the page that "
            "links.web names."
        ),
        (
            "A second upload changes the mails and leaves it as it is whether they are published. "
            "Where the sequence is active by then, the upload stops and says so."
        ),
    ),
    unconfirmed=(
        (
            "Whether Kit's API tells that a sequence is active when it is asked for one: if not, a "
            "second upload changes the mails of an active sequence without a word."
        ),
        (
            "The names of menus and buttons in the steps and below: they were not checked in an "
            "account, and services rename them."
        ),
        (
            "That Kit makes the plain text itself, and that its unsubscribe link leaves all mails: "
            "its API has no fields for anything else."
        ),
        (
            "Whether Kit has a setting that stops the counting of opens and clicks: its public "
            "pages name none."
        ),
        (
            "Whether Kit escapes values in HTML itself. The letters do so: look at a test to "
            "somebody whose name holds an apostrophe."
        ),
    ),
)
