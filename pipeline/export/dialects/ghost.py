"""Ghost: posts that go out as a newsletter, within Ghost's own frame."""

from __future__ import annotations

import re

from pipeline.export.dialect import (
    JOINER,
    Again,
    Api,
    Cannot,
    Dialect,
    Exported,
    Letter,
    Limits,
    Request,
    Setting,
    Shape,
)
from pipeline.export.fallback import NEVER_EMPTY, raw
from pipeline.model import Field, Where

_FIELDS = ("first_name", "name", "email", "created_at", "status", "uuid")
_PLAIN_WORDS = re.compile(r"[^&<>\"'%{}\u2192\u2013\u201c\u201d]*")
_EXCERPT = 300  # characters of Ghost's custom_excerpt
_TITLE = 255
_POSTS = "/ghost/api/admin/posts/"


def _write(name: str, field: Field, where: Where) -> str:
    if name not in _FIELDS:
        raise Cannot(
            f"Ghost knows no field {name!r} of a member",
            f"use one of {', '.join(_FIELDS)}, or leave the field out",
        )
    if where is Where.HEADER:
        raise Cannot("Ghost fills no fields into a subject", "write the subject without a field")
    if where in (Where.URL, Where.COMPONENT):
        raise Cannot("Ghost cannot encode a field within a link", "write the link without a field")
    default = "" if field.name in NEVER_EMPTY else raw(field, where)
    if not _PLAIN_WORDS.fullmatch(default):
        raise Cannot(
            f"the default of {field.name} has a character that Ghost writes differently in HTML "
            "and in plain text, and then does not find again",
            "choose a default of plain words, without quotes, dashes, % & < > { and }",
        )
    return f'%%{{{name}, "{default}"}}%%' if default else f"%%{{{name}}}%%"


def _finished(text: str, where: Where) -> str:
    """Ghost reads HTML and writes it anew, so that references do not last: a joiner does."""
    if where is Where.TEXT:
        return text.replace("&#37;", f"%{JOINER}")
    return text


def _post(exported: Exported, letter: Letter) -> dict[str, object]:
    subject = letter.subject[:_TITLE]
    return {
        "title": letter.name if exported.sensitive else subject,
        "email_subject": letter.subject,
        "html": f"<!--kg-card-begin: html-->{letter.html}<!--kg-card-end: html-->",
        "custom_excerpt": letter.preheader[:_EXCERPT] or None,
        "email_only": exported.sensitive,
    }


def _requests(exported: Exported) -> tuple[Request, ...]:
    return tuple(_request(exported, letter) for letter in exported.letters)


def _request(exported: Exported, letter: Letter) -> Request:
    post, kept = _post(exported, letter), f"post_{letter.number}"
    changed = f"{kept}_updated_at"
    look = Request(
        f"{letter.key}-now",
        "GET",
        f"{_POSTS}{{{kept}}}/",
        keeps={changed: "posts.0.updated_at"},
        idle={"posts.0.status": ("draft",)},
    )
    return Request(
        name=letter.key,
        method="POST",
        path=f"{_POSTS}?source=html",
        body={"posts": [{**post, "status": "draft"}]},
        keeps={kept: "posts.0.id"},
        again=Again(
            "PUT",
            f"{_POSTS}{{{kept}}}/?source=html",
            {"posts": [{**post, "updated_at": f"{{{changed}}}"}]},
            (look,),
        ),
    )


DIALECT = Dialect(
    name="ghost",
    title="Ghost",
    about="A publishing program whose posts go out as newsletters.",
    docs="https://ghost.org/help/email-newsletters/",
    own=r"%%\{|%recipient|%unsubscribe_(?:url|email)%|%tag_unsubscribe|%mailing_list",
    write=_write,
    finish=_finished,
    names={"first_name": "first_name", "name": "name", "email": "email"},
    links={
        "unsubscribe_url": "%%{unsubscribe_url}%%",
        "preferences_url": "%%{manage_account_url}%%",
    },
    shape=Shape.FRAGMENT,
    requests=_requests,
    api=Api(
        "{url}",
        ("GHOST_ADMIN_API_KEY",),
        "ghost",
        {"Accept-Version": "v5.0"},
        address="GHOST_URL",
    ),
    limits=Limits(html=1_000_000_000, subject=_TITLE),
    settings=(Setting("url", "where your site is", "https://blog.example.org"),),
    escapes=False,
    steps=(
        (
            "In Ghost open Posts, New post, once for each of the {count} letters. Write the "
            "letter's subject as the title."
        ),
        "Type /html to add an HTML card, and paste the letter's HTML into it.",
        (
            "Open the settings of the post and paste the preview line as the excerpt. For a "
            "sensitive series give the post a title that names nothing, and the subject under "
            "Email subject."
        ),
        "Press Preview, Email, and send a test to yourself.",
        (
            "To send it press Publish, choose Email only for a sensitive series, and the date that "
            "the schedule names."
        ),
    ),
    no_tracking="account",
    tracking_off=(
        "Settings, Email newsletter, Analytics: turn off Newsletter opens and Newsletter clicks. "
        "They are for the whole site, and no post can turn them off by itself."
    ),
    leave_series=(
        "Make a newsletter of its own for the series (Settings, Newsletters, Add newsletter) and "
        "send the posts by it: Ghost's unsubscribe link leaves that newsletter alone."
    ),
    cannot=(
        "A second upload changes drafts. A post that is published by then stops it.",
        (
            "Ghost puts a header and a footer of its own around the article: the letter is the "
            "article alone."
        ),
        "Ghost makes the plain text from the HTML: the text in this bundle is for comparison.",
        (
            "Ghost fills no field into a subject or a link, and knows only a member's name, email, "
            "status and date of joining."
        ),
        "Ghost does not escape a member's name within HTML.",
        "The first name is the first word of the member's name.",
        (
            "Ghost has no sequences by its API: each letter is a draft, and the schedule says when "
            "it goes."
        ),
        "Ghost links to the post's page on the site, unless it goes out by email only.",
    ),
    unconfirmed=(
        "Whether your version fills in %%{manage_account_url}%%: older ones may not.",
        "Whether letters such as é in a default are found again in every version: send a test.",
    ),
)
