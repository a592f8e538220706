"""Buttondown: Django's template language, a draft a letter, and an automation that sends them.

Sources: Buttondown's documentation ("Template variables", "Metadata") and its OpenAPI description
(EmailInput, AutomationInput).
"""

from __future__ import annotations

from typing import Any

from pipeline.export.delays import delay
from pipeline.export.dialect import (
    Again,
    Api,
    Dialect,
    Exported,
    Letter,
    Limits,
    Request,
    Setting,
    Shape,
)
from pipeline.export.engines import django
from pipeline.model import Field, Where

AS_HTML = "<!-- buttondown-editor-mode: fancy -->"
"""What Buttondown wants at the beginning of a body that is HTML and no Markdown."""

NAME_LENGTH = 100  # characters of an automation's name
LETTERS = 25  # actions of an automation
SUBJECT = 2000


def _write(name: str, field: Field, where: Where) -> str:
    variable = "subscriber.email" if name == "email" else f"subscriber.metadata.{name}"
    return django.write(django.path(variable), field, where)


def _requests(exported: Exported) -> tuple[Request, ...]:
    """The letters as drafts, then the automation, which Buttondown makes inactive."""
    automation = _automation(exported)
    made = Request(
        name="automation",
        method="POST",
        path="/automations",
        body=automation,
        keeps={"automation_id": "id"},
        again=Again("PATCH", "/automations/{automation_id}", automation),
    )
    return (*(_email(exported, letter) for letter in exported.letters), made)


def _looks(_exported: Exported) -> tuple[Request, ...]:
    """Whether the automation is running: its updates leave that as it is."""
    idle = {"status": ("inactive",)}
    return (Request("automation-now", "GET", "/automations/{automation_id}", idle=idle),)


def _email(exported: Exported, letter: Letter) -> Request:
    kept = f"email_{letter.number}"
    body = {
        "subject": letter.subject,
        "body": f"{AS_HTML}{letter.html}",
        "archival_mode": "disabled" if exported.sensitive else "enabled",
    }
    return Request(
        name=letter.key,
        method="POST",
        path="/emails",
        body={**body, "status": "draft"},
        keeps={kept: "id"},
        again=Again("PATCH", f"/emails/{{{kept}}}", body),
    )


def _automation(exported: Exported) -> dict[str, Any]:
    body: dict[str, Any] = {
        "name": exported.name[:NAME_LENGTH],
        "trigger": "subscriber.confirmed",
        "actions": [_action(letter) for letter in exported.letters],
    }
    if "tag_id" in exported.settings:
        body["trigger"] = "subscriber.tags.changed"
        body["filters"] = {"filters": [_tagged()], "groups": [], "predicate": "and"}
        body["should_evaluate_filter_after_delay"] = True
    return body


def _tagged() -> dict[str, str]:
    return {"field": "subscriber.tags", "operator": "contains", "value": "{tag_id}"}


def _action(letter: Letter) -> dict[str, Any]:
    """A letter of an automation. Its delay counts from the beginning, not from the one before."""
    timing: dict[str, Any] = {"time": "immediate"}
    if letter.waited:
        wait = delay(letter.waited)
        timing = {"time": "delay", "delay": {"value": str(wait.value), "unit": wait.unit}}
    metadata = {"email_id": f"{{email_{letter.number}}}"}
    return {"type": "send_email", "metadata": metadata, "timing": timing}


DIALECT = Dialect(
    name="buttondown",
    title="Buttondown",
    about="A small newsletter service. A series becomes an automation.",
    docs="https://docs.buttondown.com/template-variables",
    own=django.OWN,
    write=_write,
    shape=Shape.FRAGMENT,
    links={
        "unsubscribe_url": "{{ unsubscribe_url }}",
        "preferences_url": "{{ manage_subscription_url }}",
        "web_url": "{{ email_url }}",
    },
    public_archive=True,
    requests=_requests,
    looks=_looks,
    api=Api("https://api.buttondown.com/v1", ("BUTTONDOWN_API_KEY",), "token"),
    settings=(
        Setting(
            "tag_id",
            "the tag that starts the series; without it every new subscriber gets it",
            "sub_tag_0j6hb7h40j6hb7h40j6hb7h40j",
        ),
    ),
    limits=Limits(subject=SUBJECT, letters=LETTERS),
    sequence=True,
    steps=(
        (
            "In Buttondown open Settings, Subscribing, and see that the fields of the series are "
            "kept as metadata, by the names that this bundle lists."
        ),
        (
            "Open Emails, press New, and choose the HTML view of the editor. Paste the letter's "
            "HTML, give its subject, and save it as a draft. Do so for each of the {count} "
            "letters."
        ),
        (
            "Open Automations, press New, and call it by the series' name. Choose the trigger "
            "Subscriber confirmed, or Tags changed with a filter for your tag."
        ),
        (
            "Add an action Send email for each letter, choose its draft, and give the delay that "
            "the schedule names, counted from the beginning of the series."
        ),
        (
            "Leave the automation inactive. Open each draft, press Preview, and send a test to "
            "yourself."
        ),
        "When all is well, turn the automation on: that is the only step that sends.",
    ),
    no_tracking="account",
    tracking_off=(
        "In Buttondown open Settings, then Tracking, and turn off both the tracking of opens and "
        "that of clicks. The API has no setting for a single letter."
    ),
    leave_series=(
        "Start the series by a tag (tag_id): who loses the tag gets no further letter, and stays "
        "subscribed. Let readers change their own tags in Settings, Portal."
    ),
    cannot=(
        (
            "Buttondown makes the plain text from the HTML itself: the bundle's text files are "
            "for you to compare."
        ),
        "An automation has at most 25 letters.",
        (
            "A second upload changes the letters and leaves it as it is whether the automation "
            "runs. Where it runs by then, the upload stops and says so."
        ),
        "Buttondown has no field for the preview line: it takes the first words of the letter.",
        (
            "The time of day of a letter is that at which the subscriber came. Set Morning or "
            "Evening in the automation if you want another."
        ),
        "A sensitive series is kept out of the archive by the payload (archival mode disabled).",
    ),
    unconfirmed=(
        (
            "Whether Buttondown changes a letter by its API once an automation has sent it: look "
            "at it there after a second upload."
        ),
        (
            "The names of menus and buttons in the steps and below: they were not checked in an "
            "account, and services rename them."
        ),
        (
            "That Buttondown makes plain text and preview line itself: its API has no fields for "
            "them. Whether fields are filled in the subject too: send a test."
        ),
        "Whether the editor keeps every style of the letter's HTML: look at a test mail.",
        "Where exactly in the settings tracking is turned off.",
        (
            "Whether values are escaped by Buttondown itself in HTML: the letters come out right "
            "in both cases."
        ),
    ),
)
