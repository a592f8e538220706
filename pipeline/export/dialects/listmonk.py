"""listmonk: Go templates on a server of one's own."""

from __future__ import annotations

import re

from pipeline.export.dialect import Again, Api, Cannot, Dialect, Exported, Letter, Request, Setting
from pipeline.export.engines import golang
from pipeline.model import Field, Where

_OF_SUBSCRIBER = ("FirstName", "LastName", "Name", "Email")
_IDENTIFIER = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def _value(name: str) -> str:
    """The expression for a subscriber's field, or for one of their attributes."""
    if name in _OF_SUBSCRIBER:
        return f".Subscriber.{name}"
    if _IDENTIFIER.fullmatch(name):
        return f".Subscriber.Attribs.{name}"
    return f"(index .Subscriber.Attribs {golang.quoted(name)})"


def _write(name: str, field: Field, where: Where) -> str:
    if not name.strip():
        raise Cannot(f"{field.name} has no name there", "name it in [export.listmonk.fields]")
    return golang.write(_value(name), field, where)


def _number(exported: Exported, name: str) -> int | str:
    """A setting as a number, as listmonk wants it; its name in braces while it is not given."""
    given = exported.settings.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() else f"{{{name}}}"


def _body(exported: Exported, letter: Letter) -> dict[str, object]:
    body: dict[str, object] = {
        "name": letter.name,
        "subject": letter.subject,
        "lists": [_number(exported, "list_id")],
        "type": "regular",
        "content_type": "html",
        "body": letter.html,
        "altbody": letter.text,
        "messenger": "email",
        "template_id": _number(exported, "template_id"),
        "headers": [],
        "archive": False,
    }
    if exported.address:
        sender = f"{exported.sender} <{exported.address}>" if exported.sender else exported.address
        body["from_email"] = sender
    if exported.reply_to:
        body["headers"] = [{"Reply-To": exported.reply_to}]
    return body


def _again(exported: Exported, letter: Letter) -> Again:
    """A campaign is changed while it is a draft: listmonk itself changes a scheduled one too."""
    path = f"/api/campaigns/{{campaign_{letter.number}}}"
    look = Request(f"{letter.key}-now", "GET", path, idle={"data.status": ("draft",)})
    return Again("PUT", path, _body(exported, letter), (look,))


def _requests(exported: Exported) -> tuple[Request, ...]:
    return tuple(
        Request(
            name=letter.key,
            method="POST",
            path="/api/campaigns",
            body=_body(exported, letter),
            keeps={f"campaign_{letter.number}": "data.id"},
            again=_again(exported, letter),
        )
        for letter in exported.letters
    )


DIALECT = Dialect(
    name="listmonk",
    title="listmonk",
    about="A mailing list program on a server of your own.",
    docs="https://listmonk.app/docs/templating/",
    own=r"\{(?=\{)|@TrackLink",
    write=_write,
    literal=golang.literal,
    finish=golang.finished,
    names={"first_name": "FirstName", "last_name": "LastName", "name": "Name", "email": "Email"},
    links={
        "unsubscribe_url": "{{ UnsubscribeURL }}",
        "preferences_url": "{{ ManageURL }}",
        "web_url": "{{ MessageURL }}",
    },
    requests=_requests,
    api=Api("{url}", ("LISTMONK_API_USER", "LISTMONK_API_TOKEN"), "token", address="LISTMONK_URL"),
    settings=(
        Setting("url", "where your listmonk is", "https://lists.example.org"),
        Setting("list_id", "the number of the list that gets the mails", "3", needed=True),
        Setting("template_id", "the number of the pass-through template", "5", needed=True),
    ),
    steps=(
        (
            "In listmonk open Campaigns, Templates, and press New. Choose the type Campaign, call "
            "it "
            'Pass-through, and put only {{ template "content" . }} into it. Save. Its number is in '
            "the address of its page: that is template_id."
        ),
        "Open Lists. The number of your list is in the address of its page: that is list_id.",
        (
            "Open Campaigns, New, once for each of the {count} letters. Give the letter's name and "
            "subject, choose the list, the format Raw HTML and the template Pass-through. Press "
            "Continue."
        ),
        (
            "On the tab Content paste the letter's HTML. Press Add alt text message and paste the "
            "letter's text."
        ),
        "On the tab Archive leave Publish to public archive off.",
        (
            "Press Save changes, then Preview, and send a test to yourself. Set the date that the "
            "schedule names under Send later when all is well."
        ),
    ),
    no_tracking="payload",
    tracking_off=(
        "listmonk counts only what a mail asks it to count, and these mails ask for nothing: they "
        "hold no view pixel and no tracked link. To make sure of it for every mail: Settings, "
        "Settings, Privacy, turn on Disable tracking where your version has it."
    ),
    leave_series=(
        "Give the series a list of its own in listmonk: its unsubscribe page then leaves that "
        "list, and a reader stays on the others."
    ),
    cannot=(
        "A second upload changes drafts. A campaign that is scheduled or sent by then stops it.",
        "listmonk has no sequences: each letter is a campaign, and the schedule says when it goes.",
        "listmonk has no field for the preview line: it is within the HTML.",
        "The first name is the first word of the subscriber's name that has more than two letters.",
    ),
    unconfirmed=(
        (
            "Whether your version has the page for preferences that {{ ManageURL }} leads to: "
            "versions before 2.5 may not."
        ),
        "Older versions may escape the plain text otherwise: look at a test mail's text.",
    ),
)
