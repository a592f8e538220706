"""Mailchimp: merge tags, with a condition where a field has a default."""

from __future__ import annotations

import re

from pipeline.export.dialect import (
    Again,
    Api,
    Cannot,
    Dialect,
    Exported,
    Images,
    Letter,
    Limits,
    Request,
    Setting,
)
from pipeline.export.fallback import IN_HTML, NEVER_EMPTY, written
from pipeline.model import Field, Where

_TAG = re.compile(r"[A-Z0-9_]{1,10}")
_OWN_MARKS = str.maketrans({"*": "&#42;", "|": "&#124;"})


def _named(name: str) -> str:
    """A merge tag's name: capitals, digits and underscores, ten at most."""
    return re.sub(r"[^A-Z0-9_]+", "_", name.upper())[:10].strip("_")


def _write(name: str, field: Field, where: Where) -> str:
    if not _TAG.fullmatch(name):
        raise Cannot(
            f"{name!r} cannot be a Mailchimp merge tag",
            "a merge tag has at most ten of A to Z, 0 to 9 and _: name it in "
            "[export.mailchimp.fields]",
        )
    if where is Where.COMPONENT:
        raise Cannot(
            "Mailchimp cannot encode a field within a link",
            "keep the reader's whole link in a field of its own, or leave the field out",
        )
    default = "" if field.name in NEVER_EMPTY else _default(field, where)
    if not default:
        return f"*|{name}|*"
    return f"*|IF:{name}|**|{name}|**|ELSE:|*{default}*|END:IF|*"


def _default(field: Field, where: Where) -> str:
    """The default, in which nothing is a merge tag."""
    default = written(field, where)
    if where in IN_HTML:
        return default.translate(_OWN_MARKS)
    if "*" in default or "|" in default:
        raise Cannot(
            f"the default of {field.name} has a * or |, which Mailchimp reads as a merge tag",
            "choose a default without them",
        )
    return default


def _settings(exported: Exported, letter: Letter) -> dict[str, object]:
    settings: dict[str, object] = {
        "title": letter.name,
        "subject_line": letter.subject,
        "preview_text": letter.preheader,
        "from_name": exported.sender,
        "reply_to": exported.reply_to or exported.address,
        "auto_footer": False,
        "inline_css": False,
        "auto_tweet": False,
        "fb_comments": False,
    }
    return {name: value for name, value in settings.items() if value != ""}


def _campaign(exported: Exported, letter: Letter) -> dict[str, object]:
    return {
        "recipients": {"list_id": "{list_id}"},
        "settings": _settings(exported, letter),
        "tracking": {
            "opens": False,
            "html_clicks": False,
            "text_clicks": False,
            "goal_tracking": False,
            "ecomm360": False,
        },
    }


_DRAFT = {"status": ("save", "paused")}  # Mailchimp's word for a draft is save


def _requests(exported: Exported) -> tuple[Request, ...]:
    made: list[Request] = []
    for letter in exported.letters:
        campaign, kept = _campaign(exported, letter), f"campaign_{letter.number}"
        look = Request(f"{letter.key}-now", "GET", f"/campaigns/{{{kept}}}", idle=_DRAFT)
        made.append(
            Request(
                name=f"{letter.key}-campaign",
                method="POST",
                path="/campaigns",
                body={"type": "regular", **campaign},
                keeps={kept: "id"},
                again=Again("PATCH", f"/campaigns/{{{kept}}}", campaign, (look,)),
            )
        )
        content = {"html": letter.html, "plain_text": letter.text}
        path = f"/campaigns/{{{kept}}}/content"
        made.append(Request(f"{letter.key}-content", "PUT", path, content))
    return tuple(made)


DIALECT = Dialect(
    name="mailchimp",
    title="Mailchimp",
    about="A marketing service with audiences and campaigns.",
    docs="https://mailchimp.com/help/all-the-merge-tags-cheat-sheet/",
    own=r"\*\|",
    write=_write,
    names={"first_name": "FNAME", "last_name": "LNAME", "email": "EMAIL", "phone": "PHONE"},
    named=_named,
    links={
        "unsubscribe_url": "*|UNSUB|*",
        "preferences_url": "*|UPDATE_PROFILE|*",
        "web_url": "*|ARCHIVE|*",
    },
    public_archive=True,
    requests=_requests,
    api=Api("https://{dc}.api.mailchimp.com/3.0", ("MAILCHIMP_API_KEY",), "mailchimp"),
    images=Images.ZIP,
    limits=Limits(subject=150),
    settings=(
        Setting("list_id", "the audience's id, from its settings", "a1b2c3d4e5", needed=True),
    ),
    escapes=False,
    steps=(
        (
            "In Mailchimp open Audience, Settings, Audience fields and merge tags. Add a field for "
            "each that the letters use, with exactly its merge tag, and leave its default value "
            "empty: the letters bring their own."
        ),
        (
            "Open Content, Email templates, Create template, Code your own, Import zip, once for "
            "each of the {count} letters, and choose the letter's ZIP."
        ),
        (
            "Open Campaigns, Create, Regular email. Choose the audience, give sender, subject and "
            "preview text, and choose the letter's template under Design email."
        ),
        (
            "Under Settings and tracking turn off Track opens, Track clicks and Track plain text "
            "clicks."
        ),
        (
            "Under Preview, Enter preview mode, look at the letter with a contact's data. Then "
            "schedule it for the time that the schedule names."
        ),
    ),
    no_tracking="payload",
    tracking_off=(
        "In each campaign: Settings and tracking, turn off Track opens, Track clicks and Track "
        "plain text clicks."
    ),
    leave_series=(
        "Make a group for the series (Audience, Manage contacts, Groups) and send the letters to "
        "that group: the page behind the preferences link lets a reader leave the group alone."
    ),
    cannot=(
        "Mailchimp has no default within a merge tag: a condition stands there instead.",
        "Mailchimp cannot encode a field within a link: such a field is an error.",
        (
            "The API makes no automation: each letter is a campaign, and the schedule says when it "
            "goes."
        ),
        (
            "Each campaign gets a page at an address that anybody may open who knows it, and the "
            "API cannot turn that off."
        ),
        (
            "Mailchimp adds a footer of its own where a mail has no unsubscribe link or, in some "
            "plans, no postal address of the audience."
        ),
    ),
    unconfirmed=(
        (
            "Whether Mailchimp escapes < and & in a contact's values within HTML: we take it that "
            "it does not."
        ),
        "Whether a condition works in the subject line as it does in the mail: send a test.",
        "Whether your plan lets click tracking be turned off: some free plans may not.",
        "Whether *|ARCHIVE|* shows a page without the reader's own data.",
    ),
)
