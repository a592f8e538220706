"""SendGrid: Single Sends, the mails that go to a list, as drafts in the code editor.

Sources: Twilio's SendGrid documentation ("Using Handlebars", "Single Sends API", "Unsubscribe
groups", "Tracking settings"). Its dynamic templates are for programs that send mails of their own;
they take other links (`<%asm_…%>`), so the two are not mixed here.
"""

from __future__ import annotations

from typing import Any

from pipeline.errors import SettingsError
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

_BYTES = 1_048_576
_LEGACY = r"|<(?=%)|\[(?=%|(?i:unsubscribe|weblink|sender_))"
_NAME = 100  # characters of a Single Send's name


def _write(name: str, field: Field, where: Where) -> str:
    return handlebars.write(handlebars.path(name), field, where)


def _requests(exported: Exported) -> tuple[Request, ...]:
    """A Single Send a letter. Without a time to send it stays a draft."""
    sends = "single_send_{}".format
    return tuple(
        Request(
            name=letter.key,
            method="POST",
            path="/v3/marketing/singlesends",
            body=_single_send(exported, letter),
            keeps={sends(letter.number): "id"},
            again=Again("PATCH", f"/v3/marketing/singlesends/{{{sends(letter.number)}}}"),
        )
        for letter in exported.letters
    )


def _single_send(exported: Exported, letter: Letter) -> dict[str, Any]:
    config: dict[str, Any] = {
        "subject": letter.subject,
        "html_content": letter.html,
        "plain_content": letter.text,
        "generate_plain_content": False,
        "editor": "code",
    }
    for key, name in (("sender_id", "sender_id"), ("suppression_group_id", "group_id")):
        number = exported.settings.get(name, "")
        if number:
            config[key] = _number(name, number)
    body: dict[str, Any] = {"name": letter.name[:_NAME], "email_config": config}
    lists = exported.settings.get("list_ids", "").replace(",", " ").split()
    return body | ({"send_to": {"list_ids": lists}} if lists else {})


def _number(name: str, told: str) -> int:
    """A number of the account. Raises SettingsError for what is none."""
    if not (told.isascii() and told.isdigit()):
        raise SettingsError(
            f"export.sendgrid.{name}: {told[:40]!r} is no number",
            hint="copy the number from SendGrid, digits alone",
        )
    return int(told)


def _looks(exported: Exported) -> tuple[Request, ...]:
    """Whether what an earlier upload made is a draft still."""
    return tuple(
        Request(
            name=f"{letter.key}-state",
            method="GET",
            path=f"/v3/marketing/singlesends/{{single_send_{letter.number}}}",
            idle={"status": ("draft",)},
        )
        for letter in exported.letters
    )


DIALECT = Dialect(
    name="sendgrid",
    title="SendGrid",
    about=(
        "A service of Twilio's. Each letter becomes a Single Send, a mail to a list, as a draft "
        "in Marketing."
    ),
    docs="https://www.twilio.com/docs/sendgrid/for-developers/sending-email/using-handlebars",
    own=handlebars.OWN + _LEGACY,
    write=_write,
    finish=handlebars.finished,
    links={
        "unsubscribe_url": "{{{unsubscribe}}}",
        "preferences_url": "{{{unsubscribe_preferences}}}",
        "web_url": "{{{Weblink}}}",
    },
    public_archive=True,
    requests=_requests,
    looks=_looks,
    api=Api("https://{region}", ("SENDGRID_API_KEY",), "bearer"),
    limits=Limits(html=_BYTES, text=_BYTES, subject=255),
    settings=(
        Setting(
            "region",
            "where your account is: global or eu",
            "global",
            needed=True,
            choices={"global": "api.sendgrid.com", "eu": "api.eu.sendgrid.com"},
        ),
        Setting("list_ids", "the ids of the lists that get the letters", "f2fe66a1-43f3-4e3a"),
        Setting("sender_id", "the number of the verified sender", "4823091"),
        Setting("group_id", "the number of the series' unsubscribe group", "21865"),
    ),
    steps=(
        (
            "In SendGrid open Suppressions, Unsubscribe Groups, and make a group for the series: "
            "it is what a reader leaves."
        ),
        (
            "Open Marketing, Custom Fields, and see that the fields which this bundle lists are "
            "there by these names. first_name, last_name and email are there already."
        ),
        (
            "Open Marketing, Single Sends, Create a Single Send, and choose the Code Editor, once "
            "for each of the {count} letters. Give the letter's name."
        ),
        (
            "Paste the letter's HTML over everything that is there. Turn off Auto-generate plain "
            "text on the tab Plain Text, and paste the letter's text."
        ),
        (
            "In the settings at the left give the subject, the sender, the list and the "
            "unsubscribe group. Leave the preheader empty: the letter has its own."
        ),
        "Send a test to yourself. Save it as a draft.",
        (
            "When all is well, choose the time that the schedule names, and press Schedule: that "
            "is the only step that sends."
        ),
    ),
    no_tracking="account",
    tracking_off=(
        "Open Settings, Tracking, and turn off Open Tracking and Click Tracking. They hold for "
        "every mail of the account; a Single Send cannot turn them off by itself."
    ),
    leave_series=(
        "Give the series an unsubscribe group of its own: the unsubscribe link leaves that group, "
        "and a reader stays in the others."
    ),
    cannot=(
        (
            "SendGrid's API makes no series: each letter is a Single Send, and the schedule says "
            "when it goes. For a series that begins for each reader at another time, build an "
            "automation in SendGrid by hand from the same HTML."
        ),
        "SendGrid cannot encode a field within a link: such a field is an error.",
        "The preview line has no field here: it is within the HTML.",
        "SendGrid's web version of a mail is open to everybody who has its address.",
        "A name of more than 100 characters is cut.",
    ),
    unconfirmed=(
        "Whether {{{Weblink}}} makes the link to the web version in the code editor.",
        (
            "Whether the sender and the unsubscribe group must be given before SendGrid saves a "
            "draft: if an upload is refused, set sender_id and group_id."
        ),
        "Whether SendGrid escapes names in plain text and in the subject: they ask it not to.",
        "The names of menus and buttons in the steps: they were not checked in an account.",
    ),
)
