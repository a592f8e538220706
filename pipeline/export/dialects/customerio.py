"""Customer.io: Liquid, and the mails of a campaign that a person has made.

Sources: Customer.io's "Liquid syntax list", "Subscription FAQs" and its App API reference ("Update
a campaign action").
"""

from __future__ import annotations

from pipeline.errors import SettingsError
from pipeline.export.dialect import Again, Api, Dialect, Exported, Letter, Request, Setting
from pipeline.export.engines import liquid
from pipeline.model import Field, Where


def _write(name: str, field: Field, where: Where) -> str:
    return liquid.write(liquid.path(f"customer.{name}"), field, where)


def _requests(exported: Exported) -> tuple[Request, ...]:
    """What is written into the mails of a campaign, which are set not to send by themselves."""
    actions = _actions(exported)
    return tuple(
        Request(
            name=letter.key,
            method="PUT",
            path=f"/v1/campaigns/{{campaign_id}}/actions/{action}",
            body=_body(letter) | {"sending_state": "draft"},
            again=Again("PUT", f"/v1/campaigns/{{campaign_id}}/actions/{action}", _body(letter)),
        )
        for letter, action in zip(exported.letters, actions, strict=True)
    )


def _body(letter: Letter) -> dict[str, str]:
    return {
        "subject": letter.subject,
        "preheader_text": letter.preheader,
        "body": letter.html,
    }


def _looks(_exported: Exported) -> tuple[Request, ...]:
    """Whether the campaign runs: its mails are changed only while it does not."""
    idle = {"campaign.state": ("draft", "stopped", "archived")}
    return (Request("campaign-now", "GET", "/v1/campaigns/{campaign_id}", idle=idle),)


def _actions(exported: Exported) -> list[str]:
    """The number of each letter's mail. Raises SettingsError where there are others than letters.

    Without the setting there is a name in its place, for a bundle to show.
    """
    told = exported.settings.get("action_ids", "").replace(",", " ").split()
    if not told:
        return [f"{{action_{letter.number}}}" for letter in exported.letters]
    numbers = all(one.isascii() and one.isdecimal() for one in told)
    if len(told) != len(exported.letters) or not numbers:
        raise SettingsError(
            f"export.customerio.action_ids and the letters differ in number: {len(told)} and "
            f"{len(exported.letters)}"
            if numbers
            else "export.customerio.action_ids must be numbers with commas between them",
            hint="write the number of each letter's mail, in the order of the letters: "
            f'action_ids = "{", ".join(str(12 + 2 * one.number) for one in exported.letters[:9])}"'
            "; take it out to have the bundle without",
        )
    return told


DIALECT = Dialect(
    name="customerio",
    title="Customer.io",
    about="A service for messages that follow what people do. A series fills a campaign's mails.",
    docs="https://docs.customer.io/journeys/liquid-tag-list",
    own=liquid.OWN,
    write=_write,
    links={
        "unsubscribe_url": "{% unsubscribe_url %}",
        "preferences_url": "{% manage_subscription_preferences_url %}",
        "web_url": "{% view_in_browser_url %}",
    },
    requests=_requests,
    looks=_looks,
    api=Api("https://{region}", ("CUSTOMERIO_APP_API_KEY",), "bearer"),
    settings=(
        Setting(
            "region",
            "where your account is: us, or eu in Europe",
            "us",
            needed=True,
            choices={"us": "api.customer.io", "eu": "api-eu.customer.io"},
        ),
        Setting("campaign_id", "the campaign's number, in its page's address", "7", needed=True),
        Setting(
            "action_ids",
            "the numbers of the campaign's mails, in the order of the letters",
            "12, 14, 16",
            needed=True,
        ),
    ),
    steps=(
        (
            "In Customer.io open Campaigns, press Create Campaign, and call it by the series' "
            "name. Choose who gets it. Its number is in the page's address: that is campaign_id."
        ),
        (
            "Under Workflow drag in an Email for each of the {count} letters, and before it a "
            "Time Delay as long as the schedule says."
        ),
        (
            "Open each mail, press Add Content, and choose the code editor, not the drag-and-drop"
            " editor. Choose the layout Empty. The mail's number is in the page's address: these "
            "are action_ids."
        ),
        (
            "Without the API: paste the letter's HTML into each mail, and give its subject and "
            "preheader."
        ),
        "Leave each mail's sending behaviour on Queue Draft. Press Send test in each, to yourself.",
        (
            "When all is well, set the mails to Send Automatically, and press Start Campaign: "
            "that is the only step that sends."
        ),
    ),
    no_tracking="account",
    tracking_off=(
        "Open each mail in the campaign and turn Enable open & link tracking off in its settings."
        " For every mail to come: Settings, Workspace Settings, Email, and turn it off there."
    ),
    leave_series=(
        "Make a topic for the series under Settings, Workspace Settings, Subscription Center, and"
        " choose it in the campaign's settings. Readers then leave that topic on the page that {%"
        " manage_subscription_preferences_url %} leads to, and stay on others."
    ),
    cannot=(
        (
            "An upload into a campaign that runs stops and says so. The first one sets the mails "
            "to Queue Draft; later ones leave their sending behaviour as it is."
        ),
        (
            "The API makes no campaign: make it by hand first, with a mail for each letter, and "
            "give its numbers in the settings."
        ),
        (
            "Customer.io makes the plain text from the HTML itself: the bundle's text files are "
            "for you to compare."
        ),
        "The unsubscribe header of Customer.io leaves all its mails, not a single topic.",
    ),
    unconfirmed=(
        (
            "Whether Customer.io's API tells as state that a campaign runs: if not, a second "
            "upload changes the mails of a running campaign without a word."
        ),
        (
            "The names of menus and buttons in the steps and below: they were not checked in an "
            "account, and services rename them."
        ),
        (
            "That Customer.io makes the plain text itself: the part of its API reference that was "
            "read has no field for it."
        ),
        (
            "Whether the API takes sending_state, which keeps a mail a draft: look that each mail"
            " says Queue Draft before you start the campaign."
        ),
        "Where exactly in the settings tracking is turned off.",
        (
            "Whether accounts made before 28 November 2023, with the older Liquid, read every "
            "filter that is used: choose the latest Liquid in the workspace's settings."
        ),
    ),
)
