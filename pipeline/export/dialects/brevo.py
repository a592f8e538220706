"""Brevo: a language like Django's, a draft campaign a letter.

Sources: Brevo's help center ("Brevo Template Language", "Modify the output of a variable using
filters", "Disable auto-escaping and display double curly brackets") and its API reference for email
campaigns, as its own client library carries it.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.errors import SettingsError
from pipeline.export.dialect import Again, Api, Dialect, Exported, Letter, Request, Setting
from pipeline.export.engines import django
from pipeline.model import Field, Where

_ATTRIBUTE = re.compile(r"[^A-Z0-9_]+")


def _named(name: str) -> str:
    """A name as Brevo's contact attributes are called."""
    return _ATTRIBUTE.sub("_", name.upper())


def _write(name: str, field: Field, where: Where) -> str:
    return django.write(django.path(f"contact.{name}"), field, where, escape=False)


_DRAFT = {"status": ("draft",)}


def _requests(exported: Exported) -> tuple[Request, ...]:
    """A campaign a letter, each a draft: no time to send is given."""
    lists = _lists(exported.settings.get("list_ids", ""))
    return tuple(_campaign(exported, letter, lists) for letter in exported.letters)


def _campaign(exported: Exported, letter: Letter, lists: list[int]) -> Request:
    kept = f"campaign_{letter.number}"
    body: dict[str, Any] = {
        "name": letter.name,
        "subject": letter.subject,
        "previewText": letter.preheader,
        "sender": {"name": exported.sender, "email": exported.address},
        "replyTo": exported.reply_to or exported.address,
        "htmlContent": letter.html,
        "inlineImageActivation": False,
        "mirrorActive": True,
    }
    if lists:
        body["recipients"] = {"listIds": lists}
    return Request(
        name=letter.key,
        method="POST",
        path="/emailCampaigns",
        body=body,
        keeps={kept: "id"},
        again=Again(
            "PUT",
            f"/emailCampaigns/{{{kept}}}",
            body,
            (Request(f"{letter.key}-now", "GET", f"/emailCampaigns/{{{kept}}}", idle=_DRAFT),),
        ),
    )


def _lists(told: str) -> list[int]:
    """The numbers of lists. Raises SettingsError for what is no number."""
    words = told.replace(",", " ").split()
    wrong = [word for word in words if not (word.isascii() and word.isdigit())]
    if wrong:
        raise SettingsError(
            f"export.brevo.list_ids: {wrong[0][:40]!r} is no number of a list",
            hint='write the numbers with commas between them: list_ids = "3, 7"',
        )
    return [int(word) for word in words]


DIALECT = Dialect(
    name="brevo",
    title="Brevo",
    about="A marketing service, once called Sendinblue. Each letter becomes a campaign.",
    docs="https://help.brevo.com/hc/en-us/articles/4402386448530",
    own=django.OWN,
    write=_write,
    names={"first_name": "FIRSTNAME", "last_name": "LASTNAME", "email": "EMAIL"},
    named=_named,
    links={
        "unsubscribe_url": "{{ unsubscribe }}",
        "preferences_url": "{{ update_profile }}",
        "web_url": "{{ mirror }}",
    },
    requests=_requests,
    api=Api("https://api.brevo.com/v3", ("BREVO_API_KEY",), "header:api-key"),
    settings=(Setting("list_ids", "the numbers of the lists that get the letters", "3, 7"),),
    steps=(
        (
            "In Brevo open Contacts, Settings, Contact attributes, and see that the fields which "
            "this bundle lists are there, by these names in capitals."
        ),
        (
            "Open Campaigns, press Create campaign, and choose Email, once for each of the "
            "{count} letters. Give the letter's name."
        ),
        (
            "Choose the sender and the list. Give the subject and the preview text as the bundle "
            "has them."
        ),
        (
            "Under Design press Start designing, then Code your own, Paste your code. Paste the "
            "letter's HTML over everything that is there, and save."
        ),
        "Leave the campaign a draft. Press Preview & test, and send a test to yourself.",
        (
            "When all is well, press Schedule and choose the time that the schedule names: that "
            "is the only step that sends."
        ),
    ),
    no_tracking="never",
    tracking_off=(
        "Brevo cannot leave opens and clicks uncounted. It can count them without keeping who it "
        "was: open Campaigns, Settings, Default settings, Tracking, press Yes under Anonymous "
        "email tracking, and Activate."
    ),
    leave_series=(
        "Give the series a list of its own, and an unsubscription page that takes readers off "
        "that list: the campaign's advanced settings, Use a custom unsubscribe page."
    ),
    cannot=(
        (
            "The API makes no series: each letter is a draft campaign, and the schedule says when"
            " it goes. For a series that begins for each reader at another time, save the letters"
            " as templates and build an automation in Brevo by hand."
        ),
        (
            "Brevo makes the plain text from the HTML itself: the bundle's text files are for you"
            " to compare."
        ),
    ),
    unconfirmed=(
        (
            "The names of menus and buttons in the steps and below: they were not checked in an "
            "account, and services rename them."
        ),
        (
            "That Brevo cannot stop counting altogether: its help names only anonymous tracking, "
            "and no way to turn it off."
        ),
        (
            "Whether the filter urlencode, which stands where a field is a part of a link, is in "
            "Brevo's language: its list of filters does not name it. Look at such a link in a "
            "test."
        ),
        (
            "Whether the tag autoescape, which keeps names right in the subject, is read there: "
            "send a test to somebody whose name holds an apostrophe."
        ),
    ),
)
