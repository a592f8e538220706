"""Mailgun: Handlebars templates, which a program of one's own sends to its list.

Sources: Mailgun's documentation ("Templates", "Send templates", "Tracking messages", "Mailing
lists", "Unsubscribes").
"""

from __future__ import annotations

import json

from pipeline.export.dialect import (
    Again,
    Api,
    Dialect,
    Exported,
    Letter,
    Limits,
    Request,
    Setting,
)
from pipeline.export.engines import handlebars
from pipeline.model import Field, Where

_TAG = "letterloom"
_OWN = r"|%(?=recipient|unsubscribe_|mailing_list_|tag_unsubscribe_)"


def _write(name: str, field: Field, where: Where) -> str:
    return handlebars.write(handlebars.path(name), field, where)


def _requests(exported: Exported) -> tuple[Request, ...]:
    """A template a letter, by a name that stays; a second upload changes its version."""
    return tuple(_template(exported, letter) for letter in exported.letters)


def _template(exported: Exported, letter: Letter) -> Request:
    kept = f"template_{letter.number}"
    version = {"template": letter.html, "headers": _headers(exported, letter)}
    return Request(
        name=f"{letter.key}-template",
        method="POST",
        path="/v3/{domain}/templates",
        body={
            "name": f"{exported.slug}-{letter.key}".lower(),
            "description": letter.name,
            "tag": _TAG,
            "engine": "handlebars",
            **version,
        },
        keeps={kept: "template.name"},
        again=Again("PUT", f"/v3/{{domain}}/templates/{{{kept}}}/versions/{_TAG}", version),
    )


def _headers(exported: Exported, letter: Letter) -> str:
    headers = {"Subject": letter.subject}
    if exported.address:
        named = f"{exported.sender} <{exported.address}>" if exported.sender else exported.address
        headers["From"] = named
    if exported.reply_to:
        headers["Reply-To"] = exported.reply_to
    return json.dumps(headers, ensure_ascii=False)


DIALECT = Dialect(
    name="mailgun",
    title="Mailgun",
    about="A service for the mails of programs. Each letter becomes a template; a program sends.",
    docs="https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/send-templates",
    own=handlebars.OWN + _OWN,
    write=_write,
    finish=handlebars.finished,
    links={"unsubscribe_url": "%unsubscribe_url%"},
    requests=_requests,
    api=Api("https://{region}", ("MAILGUN_API_KEY",), "basic", form=True),
    limits=Limits(html=100 * 1024, letters=100),
    settings=(
        Setting(
            "region",
            "where your domain is: us or eu",
            "us",
            needed=True,
            choices={"us": "api.mailgun.net", "eu": "api.eu.mailgun.net"},
        ),
        Setting("domain", "the sending domain", "mg.example.org", needed=True),
    ),
    steps=(
        (
            "In Mailgun open Send, Templates, and choose your domain. Press Create Template and "
            "choose the code editor, once for each of the {count} letters."
        ),
        (
            "Give it the letter's name, paste the letter's HTML, and set the subject among the "
            "template's headers. Save."
        ),
        (
            "Mailgun has no button that sends to a list of readers. Whoever runs your program "
            "sends each template at the time that the schedule names, with a call to /messages."
        ),
        (
            "That call says template, o:tracking=no, o:tag with the series' name, and text with "
            "the letter's plain text. For each reader it gives the fields that the letter uses, "
            "with exactly their names (t:variables)."
        ),
        "Have it send one to you first, and look at it.",
    ),
    no_tracking="account",
    tracking_off=(
        "Open Send, Domains, your domain, Settings, and turn off Click tracking and Open tracking. "
        "Each call that sends should say o:tracking=no besides. Leave Unsubscribe tracking on: "
        "without it %unsubscribe_url% makes no link."
    ),
    leave_series=(
        "Send the letters with a tag of the series' own, and put %tag_unsubscribe_url% for "
        "%unsubscribe_url% in the HTML: the link then leaves that tag alone."
    ),
    cannot=(
        (
            "Mailgun sends nothing by itself: each letter is a template, and the schedule says "
            "when your program must send it."
        ),
        (
            "A template holds HTML alone: your program gives the text when it sends, or says "
            "t:text=yes, and Mailgun makes another one from the HTML."
        ),
        "Mailgun cannot encode a field within a link: such a field is an error.",
        "Mailgun makes no page on which a reader chooses what to get, and no web version.",
        "The preview line has no field in a template: it is within the HTML.",
        "A domain holds 100 templates, and each letter takes one. A template holds 100 KB.",
    ),
    unconfirmed=(
        "Whether %unsubscribe_url% is read in the text that your program gives with a template.",
        "Whether the stored subject may hold fields with a default, as ours do.",
        "The names of menus and buttons in the steps: they were not checked in an account.",
    ),
)
