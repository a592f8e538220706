"""Postmark: Mustachio templates, which a program of one's own sends to its list.

Sources: Postmark's developer documentation ("Templates API", "Tracking opens per email") and its
support pages ("How to add an unsubscribe link", "How to create and send through Message Streams",
"Email size limits", "Subject line character limits", "How do I enable open tracking").
"""

from __future__ import annotations

from pipeline.export.dialect import Again, Api, Dialect, Exported, Letter, Limits, Request
from pipeline.export.engines import mustache
from pipeline.model import Field, Where

_MEGABYTE = 1024 * 1024


def _write(name: str, field: Field, where: Where) -> str:
    return mustache.write(mustache.path(name), field, where)


def _body(letter: Letter) -> dict[str, str]:
    return {
        "Name": letter.name,
        "Subject": letter.subject,
        "HtmlBody": letter.html,
        "TextBody": letter.text,
    }


def _requests(exported: Exported) -> tuple[Request, ...]:
    """A template a letter. The type is told once: it cannot be changed later."""
    return tuple(
        Request(
            name=f"{letter.key}-template",
            method="POST",
            path="/templates",
            body={**_body(letter), "TemplateType": "Standard"},
            keeps={f"template_{letter.number}": "TemplateId"},
            again=Again("PUT", f"/templates/{{template_{letter.number}}}", _body(letter)),
        )
        for letter in exported.letters
    )


DIALECT = Dialect(
    name="postmark",
    title="Postmark",
    about="A service for the mails of programs. Each letter becomes a template; a program sends.",
    docs="https://postmarkapp.com/support/article/1077-template-syntax",
    own=mustache.OWN,
    write=_write,
    links={"unsubscribe_url": "{{{ pm:unsubscribe }}}"},
    requests=_requests,
    api=Api("https://api.postmarkapp.com", ("POSTMARK_SERVER_TOKEN",), "postmark"),
    limits=Limits(html=5 * _MEGABYTE, text=5 * _MEGABYTE, subject=2000, letters=100),
    steps=(
        (
            "In Postmark open your server and press Create Message Stream. Choose the type "
            "Broadcast: newsletters may not go through a transactional stream."
        ),
        (
            "Open Templates and add a template for each of the {count} letters: choose to code "
            "your own, and no layout. Give it the letter's name and subject, and paste the "
            "letter's HTML and its text. Save."
        ),
        (
            "Fill in the test data that the template's page asks for, look at the preview, and "
            "send a test to yourself."
        ),
        (
            "Postmark keeps no list of readers and has no button that sends to all of them. "
            "Whoever runs your program sends each template at the time that the schedule names, "
            "with the call /email/batchWithTemplates."
        ),
        (
            "That call must name the Broadcast stream (MessageStream), and say TrackOpens: false, "
            "TrackLinks: None, InlineCss: false. For each reader it gives the fields that the "
            "letter uses, with exactly their names (TemplateModel)."
        ),
    ),
    no_tracking="account",
    tracking_off=(
        "Open your server's Settings and turn Open Tracking and Link Tracking off there: Open "
        "Tracking that is on for the server cannot be turned off for a single mail. Each call that "
        "sends should say TrackOpens: false and TrackLinks: None besides. A template by itself "
        "cannot turn them off."
    ),
    leave_series=(
        "Give the series a Broadcast message stream of its own: Postmark's unsubscribe link leaves "
        "that stream, and a reader stays on the others."
    ),
    cannot=(
        (
            "Postmark sends nothing by itself: it has no lists and no sequences. Each letter is a "
            "template, and the schedule says when your program must send it."
        ),
        "Postmark cannot encode a field within a link: such a field is an error.",
        "Postmark makes no page on which a reader chooses what to get, and no web version.",
        "The preview line has no field in a template: it is within the HTML.",
        (
            "A template has no sender and no address for answers: your program gives them when it "
            "sends."
        ),
        "A server holds 100 templates, and each letter takes one.",
        "A field whose value is the number 0, without quotation marks, counts as empty.",
    ),
    unconfirmed=(
        "How exactly the unsubscribe link reads in the plain text: look at a test mail's text.",
        (
            "Whether Postmark escapes values in plain text and in the subject: they are written so "
            "that it does not matter."
        ),
        "The names of menus and buttons in the steps: they were not checked in an account.",
        (
            "Whether an upload's template that you gave a layout by hand keeps that layout when it "
            "is uploaded again."
        ),
    ),
)
