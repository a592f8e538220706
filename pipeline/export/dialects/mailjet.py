"""Mailjet: its own template language, over contact properties."""

from __future__ import annotations

import re

from pipeline.export.dialect import Again, Api, Cannot, Dialect, Exported, Letter, Request
from pipeline.export.fallback import IN_HTML, written
from pipeline.model import Field, Where

_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)
_QUOTABLE = re.compile(r"[^\"\\{}\[\]%<>&']*")
_OWN = str.maketrans({"{": "&#123;", "[": "&#91;", "%": "&#37;"})
_LOCALES = {
    "de": "DE",
    "en": "EN",
    "es": "ES",
    "fr": "FR",
    "it": "IT",
    "nl": "NL",
    "pl": "PL",
    "pt": "PT",
    "sv": "SV",
}


def _write(name: str, field: Field, where: Where) -> str:
    if not _NAME.fullmatch(name):
        raise Cannot(
            f"{name!r} cannot be a Mailjet contact property here",
            "use letters, digits and _: name it in [export.mailjet.fields]",
        )
    if where is Where.COMPONENT:
        raise Cannot(
            "Mailjet cannot encode a field within a link: its UrlEncode leaves + and @ as they are",
            "keep the reader's whole link in a property of its own, or leave the field out",
        )
    default = written(field, where)
    if _QUOTABLE.fullmatch(default):
        return f'{{{{data:{name}:"{default}"}}}}'
    shown = f'{{{{data:{name}:""}}}}'
    return (
        f'{{% if data:{name}:"" != "" %}}{shown}{{% else %}}{_literal(field, where)}{{% endif %}}'
    )


def _literal(field: Field, where: Where) -> str:
    """A default between two statements, in which nothing is the template language's."""
    default = written(field, where)
    if where in IN_HTML:
        return default.translate(_OWN)
    if re.search(r"[{\[]", default):
        raise Cannot(
            f"the default of {field.name} has a {{ or [, which Mailjet reads as its own",
            "choose a default without them",
        )
    return default


def _template(exported: Exported, letter: Letter) -> dict[str, object]:
    return {
        "Name": letter.name,
        "Locale": exported.lang.replace("-", "_"),
        "OwnerType": "user",
        "Purposes": ["marketing"],
    }


def _content(exported: Exported, letter: Letter) -> dict[str, object]:
    headers = {"Subject": letter.subject}
    if exported.address:
        headers |= {"SenderEmail": exported.address, "SenderName": exported.sender}
    if exported.reply_to:
        headers["Reply-To"] = exported.reply_to
    link = DIALECT.links["unsubscribe_url"]
    own = unsubscribe(exported.lang)
    return {
        "Headers": headers,
        "Html-part": letter.html.replace(link, own),
        "Text-part": letter.text.replace(link, own),
    }


def _requests(exported: Exported) -> tuple[Request, ...]:
    made: list[Request] = []
    for letter in exported.letters:
        kept = f"template_{letter.number}"
        made.append(
            Request(
                name=f"{letter.key}-template",
                method="POST",
                path="/v3/REST/template",
                body=_template(exported, letter),
                keeps={kept: "Data.0.ID"},
                again=Again("PUT", f"/v3/REST/template/{{{kept}}}"),
            )
        )
        path = f"/v3/REST/template/{{{kept}}}/detailcontent"
        made.append(Request(f"{letter.key}-content", "POST", path, _content(exported, letter)))
    return tuple(made)


def unsubscribe(lang: str) -> str:
    """Mailjet's unsubscribe link with its page in a letter's language, English for others."""
    return f"[[UNSUB_LINK_{_LOCALES.get(lang.lower()[:2], 'EN')}]]"


DIALECT = Dialect(
    name="mailjet",
    title="Mailjet",
    about="A marketing and transactional service with contact lists and templates.",
    docs="https://dev.mailjet.com/template-language/reference/",
    own=r"\{(?=[{%#])|\[(?=\[)",
    write=_write,
    names={"first_name": "firstname", "last_name": "lastname"},
    links={"unsubscribe_url": "[[UNSUB_LINK_EN]]", "web_url": "[[PERMALINK]]"},
    public_archive=True,
    requests=_requests,
    api=Api("https://api.mailjet.com", ("MJ_APIKEY_PUBLIC", "MJ_APIKEY_PRIVATE"), "basic2"),
    escapes=False,
    steps=(
        (
            "In Mailjet open Contacts, Contact properties. Add a property for each field that the "
            "letters use, with exactly its name."
        ),
        (
            "Open Campaigns, My templates, Create a new template, Code your own, once for each of "
            "the {count} letters. Paste the letter's HTML and its text, and save it under the "
            "letter's name."
        ),
        (
            "Open Campaigns, Create campaign. Give the letter's name, subject, sender and list, "
            "and choose the letter's template."
        ),
        "Open the settings of the campaign and turn off Track opens and Track clicks.",
        "Send a test to yourself, then schedule the campaign for the time that the schedule names.",
    ),
    no_tracking="account",
    tracking_off=(
        "For the whole account: Account settings, Email tracking, turn off Open tracking and Click "
        "tracking. For one campaign: turn off Track opens and Track clicks in its settings. A "
        "template by itself cannot turn them off."
    ),
    leave_series=(
        "Give the series a contact list of its own: Mailjet's unsubscribe link leaves the list "
        "that the mail went to, and a reader stays on the others."
    ),
    cannot=(
        (
            "Mailjet's API makes templates and no sequence: each letter is a template, and the "
            "schedule says when it goes."
        ),
        "Mailjet cannot encode a field within a link: such a field is an error.",
        "Mailjet makes no page on which a reader chooses what to get.",
        "The preview line has no field in a template: it is within the HTML.",
        "Mailjet's web version of a mail is open to everybody who has its address.",
        (
            "In the files the unsubscribe link has Mailjet's English page: put another language "
            "for EN in [[UNSUB_LINK_EN]], such as DE. An upload does that by itself."
        ),
    ),
    unconfirmed=(
        (
            "Whether Mailjet escapes < and & in a contact's values within HTML: we take it that it "
            "does not."
        ),
        "Whether [[PERMALINK]] leads to the web version in every plan.",
        "Whether a property without a value compares equal to an empty text in a condition.",
        "Whether the two switches for tracking are where these steps say in your account.",
    ),
)
