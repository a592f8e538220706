"""Mautic: tokens for contact fields, and campaigns that are real sequences."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

from pipeline.export.dialect import (
    Again,
    Api,
    Cannot,
    Dialect,
    Exported,
    Letter,
    Request,
    Setting,
)
from pipeline.export.fallback import IN_HTML, NEVER_EMPTY, written
from pipeline.model import Field, Where

_ALIAS = re.compile(r"[a-z][a-z0-9_]*")
_MODIFIERS = ("true", "false", "label", "date", "time", "datetime")
_ENDS = re.compile(r"[|}]|%7[Dd]")
_EDGE = 150  # pixels between two events on the campaign's canvas


def _named(name: str) -> str:
    """A contact field's alias: small letters, digits and underscores."""
    return re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_")


def _write(name: str, field: Field, where: Where) -> str:
    if not _ALIAS.fullmatch(name):
        raise Cannot(
            f"{name!r} cannot be the alias of a Mautic contact field",
            "use a to z, 0 to 9 and _: name it in [export.mautic.fields]",
        )
    if where is Where.COMPONENT:
        return _component(name, field)
    default = written(field, where)
    if where in IN_HTML:
        default = _in_html(default)
    elif _ENDS.search(default) or default in _MODIFIERS:
        raise Cannot(
            f"the default of {field.name} has a }} or |, or is a word that Mautic reads as its own",
            "choose a default without them",
        )
    return f"{{contactfield={name}|{default}}}" if default else f"{{contactfield={name}}}"


def _in_html(default: str) -> str:
    """A default in HTML, in which nothing ends the token."""
    default = _ENDS.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", default)
    return f"&#{ord(default[0])};{default[1:]}" if default in _MODIFIERS else default


def _component(name: str, field: Field) -> str:
    """`|true` has the value encoded, and leaves no room for a default."""
    if field.default and field.name not in NEVER_EMPTY:
        raise Cannot(
            "Mautic has no default for a field within a link",
            f"use a field without default in links, or take away that of {field.name}",
        )
    return f"{{contactfield={name}|true}}"


def _email(exported: Exported, letter: Letter) -> dict[str, object]:
    body: dict[str, object] = {
        "name": letter.name,
        "subject": letter.subject,
        "customHtml": letter.html,
        "plainText": letter.text,
        "preheaderText": letter.preheader,
        "emailType": "template",
        "language": exported.lang,
    }
    sender = {
        "fromName": exported.sender,
        "fromAddress": exported.address,
        "replyToAddress": exported.reply_to,
    }
    return body | {name: value for name, value in sender.items() if value}


def _emails(exported: Exported) -> list[Request]:
    return [
        Request(
            name=f"{letter.key}-email",
            method="POST",
            path="/api/emails/new",
            body=_email(exported, letter) | {"isPublished": False},
            keeps={f"email_{letter.number}": "email.id"},
            again=Again(
                "PATCH", f"/api/emails/{{email_{letter.number}}}/edit", _email(exported, letter)
            ),
        )
        for letter in exported.letters
    ]


def interval(wait: timedelta) -> tuple[int, str]:
    """A wait in whole days, else hours, else minutes."""
    minutes = int(wait.total_seconds() // 60)
    for unit, size in (("d", 24 * 60), ("h", 60)):
        if minutes % size == 0:
            return minutes // size, unit
    return minutes, "i"


def _event(letter: Letter, *, last: bool) -> dict[str, object]:
    """Sending one letter, some time after the one before."""
    size, unit = interval(letter.wait)
    first = letter.number == 1
    return {
        "id": f"new_{letter.number}",
        "name": letter.name,
        "type": "email.send",
        "eventType": "action",
        "order": letter.number,
        "properties": {"email": f"{{email_{letter.number}}}", "email_type": "transactional"},
        "triggerDate": None,
        "triggerInterval": size,
        "triggerIntervalUnit": unit,
        "triggerMode": "interval" if size else "immediate",
        "children": [] if last else [f"new_{letter.number + 1}"],
        "parent": None if first else f"new_{letter.number - 1}",
        "decisionPath": None,
    }


def _canvas(exported: Exported) -> dict[str, object]:
    """Where the events stand on the campaign's page, each below the one before."""
    ids = ["lists", *(f"new_{letter.number}" for letter in exported.letters)]
    nodes = [
        {"id": name, "positionX": "600", "positionY": str(50 + _EDGE * index)}
        for index, name in enumerate(ids)
    ]
    edges = [
        {
            "sourceId": source,
            "targetId": target,
            "anchors": {"source": "leadsource" if source == "lists" else "bottom", "target": "top"},
        }
        for source, target in pairwise(ids)
    ]
    return {"nodes": nodes, "connections": edges}


def _campaign(exported: Exported) -> Request:
    """The sequence, unpublished. One that exists is left as it is: only its mails are changed."""
    final = len(exported.letters)
    body = {
        "name": exported.name,
        "isPublished": False,
        "events": [_event(letter, last=letter.number == final) for letter in exported.letters],
        "forms": [],
        "lists": [{"id": "{segment_id}"}],
        "canvasSettings": _canvas(exported),
    }
    return Request(
        name="campaign",
        method="POST",
        path="/api/campaigns/new",
        body=body,
        keeps={"campaign": "campaign.id"},
        again=Again("PATCH", "/api/campaigns/{campaign}/edit", {"name": exported.name}),
    )


def _looks(_exported: Exported) -> tuple[Request, ...]:
    """Whether the campaign is published: its mails are changed only while it is not."""
    idle = {"campaign.isPublished": ("false", "0")}
    return (Request("campaign-now", "GET", "/api/campaigns/{campaign}", idle=idle),)


def _requests(exported: Exported) -> tuple[Request, ...]:
    return (*_emails(exported), _campaign(exported))


DIALECT = Dialect(
    name="mautic",
    title="Mautic",
    about="Marketing automation on a server of your own.",
    docs="https://docs.mautic.org/en/latest/configuration/variables.html",
    own=r"(?:\{(?=[A-Za-z])|(?<=%7[Bb])[A-Za-z])[\w.-]*(?:=|\}|%7[Dd])",
    write=_write,
    names={"first_name": "firstname", "last_name": "lastname", "email": "email"},
    named=_named,
    links={
        "unsubscribe_url": "{unsubscribe_url}",
        "preferences_url": "{unsubscribe_url}",
        "web_url": "{webview_url}",
    },
    requests=_requests,
    looks=_looks,
    api=Api("{url}", ("MAUTIC_USER", "MAUTIC_PASSWORD"), "basic2", address="MAUTIC_URL"),
    settings=(
        Setting("url", "where your Mautic is", "https://mautic.example.org"),
        Setting("segment_id", "the number of the segment that gets the series", "4", needed=True),
    ),
    escapes=False,
    sequence=True,
    steps=(
        (
            "In Mautic open Settings, Custom fields. Add a field for each that the letters use, "
            "with exactly its alias."
        ),
        (
            "Open Channels, Emails, New, Template email, once for each of the {count} letters. "
            "Choose Code mode, give the letter's name and subject, and paste its HTML."
        ),
        (
            "On the tab Advanced paste the letter's text under Plain text version and the preview "
            "line under Preheader text. Save."
        ),
        (
            "Open Campaigns, New. Start from the segment that gets the series, add Send email for "
            "the first letter, and below it one for each further letter, at a relative time: the "
            "waits that the schedule names."
        ),
        "Publish the emails, send yourself an example of each, and publish the campaign last.",
    ),
    no_tracking="account",
    tracking_off=(
        "Settings, Configuration, Email settings: set Append tracking pixel into email body? to "
        "No, and Convert all links to trackable ones to No."
    ),
    leave_series=(
        "Give the series a segment of its own, and show segments on the page that unsubscribes "
        "(Settings, Configuration, Email settings, Show contact's segments): a reader can leave "
        "that segment alone."
    ),
    cannot=(
        "A field within a link has no default in Mautic, and its spaces become plus signs.",
        "The value 0 counts as empty: the default is shown instead of it.",
        (
            "A second upload changes the mails of the campaign, and not its order, its waits or "
            "what is published. Where the campaign is published by then, it stops and says so."
        ),
        (
            "The preferences link is the unsubscribe page, which shows a contact's choices where "
            "the configuration says so."
        ),
    ),
    unconfirmed=(
        (
            "Whether your version's API tells as isPublished that a campaign is published: if "
            "not, a second upload changes the mails of a running campaign without a word."
        ),
        (
            "Whether your version escapes < and & in a contact's values within HTML: we take it "
            "that it does not."
        ),
        "Whether your version has a preheader for emails by its API.",
    ),
)
