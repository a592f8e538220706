"""Amazon SES: stored templates of the API's version 2, which a program of one's own sends.

Sources: the Amazon SES developer guide ("Using templates to send personalized email", "Advanced
email personalization", "Using subscription management", "Monitoring email sending activity"), and
the service model that Amazon publishes for its clients.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

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

_REGIONS = (
    *("af-south-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"),
    *("ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3"),
    *("ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1"),
    *("ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2"),
    *("eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1"),
    *("mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"),
)
_NAME = 64  # characters of a template's name
_DIGITS = 8
_NAMED = re.compile(r"[^A-Za-z0-9_-]+")


def _write(name: str, field: Field, where: Where) -> str:
    return handlebars.write(handlebars.path(name), field, where, escapes=False)


def _requests(exported: Exported) -> tuple[Request, ...]:
    """A template a letter, by a name that stays: SES gives no other id."""
    return tuple(_template(exported, letter) for letter in exported.letters)


def _template(exported: Exported, letter: Letter) -> Request:
    name = template_name(exported.slug, letter.key)
    content: dict[str, Any] = {
        "TemplateContent": {"Subject": letter.subject, "Html": letter.html, "Text": letter.text}
    }
    return Request(
        name=f"{letter.key}-template",
        method="POST",
        path="/v2/email/templates",
        body={"TemplateName": name, **content},
        again=Again("PUT", f"/v2/email/templates/{name}", content),
    )


def template_name(slug: str, key: str) -> str:
    """A letter's template: ASCII, at most 64 characters, and another for every series.

    A slug that is too long or in other letters is told apart by a few digits made from it.
    """
    whole = f"{slug}-{key}"
    if len(whole) <= _NAME and not _NAMED.search(whole):
        return whole
    mark = f"{hashlib.sha256(slug.encode()).hexdigest()[:_DIGITS]}-{key}"
    kept = _NAMED.sub("-", slug)[: _NAME - 1 - len(mark)].strip("-")
    return f"{kept}-{mark}" if kept else f"series-{mark}"


DIALECT = Dialect(
    name="ses",
    title="Amazon SES",
    about=(
        "Amazon's service for the mails of programs. Each letter becomes a stored template; a "
        "program sends."
    ),
    docs="https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html",
    own=handlebars.OWN,
    write=_write,
    finish=handlebars.finished,
    links={"unsubscribe_url": "{{amazonSESUnsubscribeUrl}}"},
    requests=_requests,
    api=Api(
        "https://email.{region}.amazonaws.com",
        ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"),
        "sigv4",
    ),
    escapes=False,
    limits=Limits(html=500_000, together=True),
    settings=(
        Setting(
            "region",
            "the region of Amazon's in which you send",
            "eu-central-1",
            needed=True,
            choices={one: one for one in _REGIONS},
        ),
    ),
    steps=(
        (
            "SES has no page on which templates are pasted: one command puts them there, below, or "
            "somebody who knows Amazon's tools does it with the files in payloads/."
        ),
        (
            "Somebody who knows Amazon's tools makes a contact list with a topic for the series, "
            "by the command create-contact-list: an account has one list, with at most 20 topics."
        ),
        (
            "SES has no button that sends to a list of readers. Whoever runs your program sends "
            "each of the {count} templates at the time that the schedule names, with the call "
            "SendEmail, once for each reader. SendBulkEmail will not do: it takes no contact list, "
            "and the link to unsubscribe would stay empty."
        ),
        (
            "That call names the template, the contact list and the topic (ListManagementOptions), "
            "and for each reader every field that the letter uses, with exactly its name, empty "
            "where it is not known."
        ),
        (
            "In values that go into HTML your program writes &lt; for <, &gt; for > and &amp; for "
            "&: SES inserts them as they are."
        ),
        "Have it send one to yourself first, and look at it.",
    ),
    no_tracking="account",
    tracking_off=(
        "SES counts opens and clicks only where the configuration set of a mail publishes them. "
        "Open Configuration, Configuration sets, the one that you send with, Event destinations, "
        "and see that none of them has Opens or Clicks; or send with no configuration set."
    ),
    leave_series=(
        "Give the series a topic of its own in the contact list, and name it in the call that "
        "sends: the page behind the unsubscribe link lets a reader leave that topic alone."
    ),
    cannot=(
        (
            "SES sends nothing by itself: each letter is a template, and the schedule says when "
            "your program must send it."
        ),
        (
            "SES inserts values as they are, in HTML too: a name such as <b> would become markup. "
            "Your program must escape them before it gives them to SES."
        ),
        "SES cannot encode a field within a link: such a field is an error.",
        "SES makes no web version, and no page for preferences beside the one that unsubscribes.",
        (
            "SES fills in the unsubscribe link at most twice in a mail. The frame has it once in "
            "the HTML and once in the text: do not put it into the article's words as well."
        ),
        (
            "SES makes the unsubscribe link only for mails to one reader each, from a domain that "
            "SES signs (Easy DKIM)."
        ),
        "The preview line has no field in a template: it is within the HTML.",
        (
            "A template has no sender and no address for answers: your program gives them when it "
            "sends. Pictures must be on the web."
        ),
        "A mail for which a field is missing altogether may not be sent: give every field.",
    ),
    unconfirmed=(
        (
            "Whether a field that is not given at all, inside its condition, stops a mail: give "
            "every field, empty where it is not known."
        ),
        "Which letters a template's name may have: it is kept to a to z, digits, - and _.",
        (
            "Whether the unsubscribe link may stand twice in a whole mail, or twice in the HTML "
            "and twice in the text."
        ),
        "The names of menus in the steps: they were not checked in an account.",
    ),
)
