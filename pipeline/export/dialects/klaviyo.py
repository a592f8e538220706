"""Klaviyo: Django's template language, a template a letter, and a flow that sends them in turn.

Sources: Klaviyo's "Message personalization reference" and "Glossary of variable filters" (help
center), and its API reference for templates and flows, as its own client library carries it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.export.delays import delay
from pipeline.export.dialect import Again, Api, Dialect, Exported, Letter, Request, Setting
from pipeline.export.engines import django
from pipeline.model import Field, Where

REVISION = "2026-10-15"
_JSON = "application/vnd.api+json"
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OWN = ("first_name", "last_name", "email")
_PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_LOOKED_UP = re.compile(r"[^\x00-\x1f'\"\\{}%|]+")


def _variable(name: str) -> str:
    """A profile property as a variable: Klaviyo's own by name, a custom one of the person's."""
    if name in _OWN:
        return name
    if _PLAIN_NAME.fullmatch(name):
        return f"person.{name}"
    if "." not in name and _LOOKED_UP.fullmatch(name):
        return f"person|lookup:'{name}'"
    return django.path(name)


def _write(name: str, field: Field, where: Where) -> str:
    return django.write(_variable(name), field, where)


def _requests(exported: Exported) -> tuple[Request, ...]:
    """A template a letter, then the flow: a draft of mails and the waits between them."""
    flow = Request(
        name="flow",
        method="POST",
        path="/api/flows",
        body=_flow(exported),
        keeps={"flow_id": "data.id"},
        again=Again("GET", "/api/flows/{flow_id}"),
    )
    return (*(_template(letter) for letter in exported.letters), flow)


def _template(letter: Letter) -> Request:
    kept = f"template_{letter.number}"
    content = {"name": letter.name, "html": letter.html, "text": letter.text}
    made = {"type": "template", "attributes": {**content, "editor_type": "CODE"}}
    changed = {"type": "template", "id": f"{{{kept}}}", "attributes": content}
    return Request(
        name=f"{letter.key}-template",
        method="POST",
        path="/api/templates",
        body={"data": made},
        keeps={kept: "data.id"},
        again=Again("PATCH", f"/api/templates/{{{kept}}}", {"data": changed}),
    )


def _flow(exported: Exported) -> dict[str, Any]:
    actions = [action for letter in exported.letters for action in _actions(exported, letter)]
    following = [action["temporary_id"] for action in actions[1:]]
    linked = [
        {**action, "links": {"next": after}}
        for action, after in zip(actions, [*following, None], strict=True)
    ]
    definition = {
        "triggers": [{"type": "list", "id": "{list_id}"}],
        "profile_filter": None,
        "actions": linked,
        "entry_action_id": actions[0]["temporary_id"],
    }
    attributes = {"name": exported.name, "definition": definition}
    return {"data": {"type": "flow", "attributes": attributes}}


def _actions(exported: Exported, letter: Letter) -> Iterator[Mapping[str, Any]]:
    """The wait before a letter, if there is one, and the letter."""
    if letter.wait:
        wait = delay(letter.wait)
        data: dict[str, Any] = {
            "unit": wait.unit,
            "value": wait.value,
            "secondary_value": 0,
            "timezone": "profile",
        }
        if wait.unit == "days":
            data["delay_until_weekdays"] = list(_WEEK)
        yield {"temporary_id": f"wait-{letter.number}", "type": "time-delay", "data": data}
    mail = {"message": _message(exported, letter), "status": "draft"}
    yield {"temporary_id": letter.key, "type": "send-email", "data": mail}


def _message(exported: Exported, letter: Letter) -> dict[str, Any]:
    """A flow's mail. Smart sending would leave a letter out where another mail came that day."""
    return {
        "from_email": exported.address,
        "from_label": exported.sender,
        "reply_to_email": exported.reply_to or exported.address,
        "cc_email": None,
        "bcc_email": None,
        "subject_line": letter.subject,
        "preview_text": letter.preheader,
        "template_id": f"{{template_{letter.number}}}",
        "smart_sending_enabled": False,
        "transactional": False,
        "add_tracking_params": False,
        "name": letter.name,
    }


DIALECT = Dialect(
    name="klaviyo",
    title="Klaviyo",
    about="A marketing service, mostly for shops. A series becomes a flow.",
    docs="https://help.klaviyo.com/hc/en-us/articles/4408802648731",
    own=django.OWN,
    write=_write,
    links={
        "unsubscribe_url": "{% unsubscribe_link %}",
        "preferences_url": "{% manage_preferences_link %}",
        "web_url": "{% web_view_link %}",
    },
    requests=_requests,
    api=Api(
        "https://a.klaviyo.com",
        ("KLAVIYO_API_KEY",),
        "klaviyo",
        {"revision": REVISION, "Accept": _JSON, "Content-Type": _JSON},
    ),
    settings=(
        Setting("list_id", "the list whose new members get the series", "Y6nRLr", needed=True),
    ),
    sequence=True,
    steps=(
        (
            "In Klaviyo open Audience, Lists & segments, then the list whose new members shall "
            "get the series. Its id is in the page's address, and under Settings: that is "
            "list_id."
        ),
        (
            "Open Content, Templates, and press Create, Email, Code your own (HTML). Give the "
            "letter's name, paste its HTML, and save. Do so for each of the {count} letters."
        ),
        (
            "Open Flows, press Create flow, then Build your own, and call it by the series' name."
            " Choose the trigger Added to list, and your list."
        ),
        (
            "Drag an Email into the flow for each letter, and a Time delay before it as long as "
            "the schedule says. Give each mail its subject and preview text, and choose its "
            "template. Under the mail's settings turn Smart Sending and UTM tracking off."
        ),
        "Leave every mail on Draft. Press Preview in each, and send a test to yourself.",
        "When all is well, turn the flow on: that is the only step that sends.",
    ),
    no_tracking="account",
    tracking_off=(
        "The payloads add no tracking parameters to links. Opens and clicks are counted as the "
        "account says: click the account's name, then Settings, Email, and turn open tracking and"
        " click tracking off there. Turn Email to website tracking off on the same page."
    ),
    leave_series=(
        "Start the flow from a list of its own. The page that {% manage_preferences_link %} leads"
        " to then names that list, and a reader leaves it and stays on others. Add the flow "
        'filter "is in the list" so that who has left gets no further letter.'
    ),
    cannot=(
        (
            "Klaviyo copies a template into the flow when the flow is made. A second upload "
            "changes the templates, and leaves the flow: open each mail in it and choose its "
            "template again."
        ),
        (
            "The time of day of a letter is not set by the payload: set it in the flow's time "
            "delays, under Delay until a specific time."
        ),
    ),
    unconfirmed=(
        (
            "The names of menus and buttons in the steps and below: they were not checked in an "
            "account, and services rename them."
        ),
        (
            "That Klaviyo copies a template when a flow is made from it, and that the flow's API "
            "takes no changed mail afterwards."
        ),
        (
            "Where exactly in the settings open and click tracking are turned off: no public page"
            " of Klaviyo names the place. Send a test and look whether its links are your own."
        ),
        (
            "Whether values are escaped by Klaviyo itself in HTML: the letters come out right in "
            "both cases."
        ),
    ),
)
