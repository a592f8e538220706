"""The headers of a mail to many: how a mail program ends it, which list it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.contents.letter import Header
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.message_foot import is_way_out
from pipeline.check.rules.message_headers import at, whole
from pipeline.model import Severity

_URI = re.compile(r"<([^<>]*)>")
_LIST_ID = re.compile(r"(?:[^<>]*)<[^\s<>]+(?:\.[^\s<>.]+)+>(?:\s*\([^)]*\))?")
ONE_CLICK = "List-Unsubscribe=One-Click"


@rule("message/list-unsubscribe", Severity.WARNING)
def list_unsubscribe(mail: Mail) -> Iterator[Found]:
    """A mail program finds no way to end the mails.

    Gmail, Apple Mail and Outlook show a button for it beside the sender, taken from
    List-Unsubscribe. Gmail and Yahoo ask for it, with an https address, from all who send much;
    Outlook's button uses only a mail address, so that both should be there.

    Source: RFC 2369 section 3.2 and RFC 8058 section 3.1; Gmail's and Yahoo's rules for senders
    since 2024.
    """
    if not mail.letter:
        return
    header = mail.letter.first("List-Unsubscribe")
    if header:
        yield from _uris(mail, header)
    elif _to_many(mail):
        hint = "add List-Unsubscribe: <https://…>, <mailto:…>; a sending service does so"
        yield Found("the message has no List-Unsubscribe", whole(mail), hint)


def _to_many(mail: Mail) -> bool:
    """Whether it is a mail to many: of a list, or with a link that ends it."""
    letter = mail.letter
    if letter and (letter.first("List-Id") or letter.first("List-Unsubscribe-Post")):
        return True
    return any(is_way_out(one) for one in mail.links)


def _uris(mail: Mail, header: Header) -> Iterator[Found]:
    uris = [one.strip().lower() for one in _URI.findall(header.value)]
    where = at(mail, header)
    if not uris:
        hint = "write <https://…>, <mailto:…>"
        message = "List-Unsubscribe has no address in angle brackets, so no program reads it"
        yield Found(message, where, hint, severity=Severity.ERROR)
        return
    if any(one.startswith("http:") for one in uris):
        yield Found("List-Unsubscribe has an address without encryption", where, "write https://")
    if not any(one.startswith(("https:", "http:")) for one in uris):
        hint = "add <https://…>, with List-Unsubscribe-Post"
        yield Found("List-Unsubscribe has no https address", where, hint)
    if not any(one.startswith("mailto:") for one in uris):
        message = "List-Unsubscribe has no mail address, the only one that Outlook's button uses"
        yield Found(message, where, "add <mailto:…>", severity=Severity.NOTE)


@rule("message/one-click", Severity.WARNING)
def one_click(mail: Mail) -> Iterator[Found]:
    """The mails cannot be ended with one click.

    Gmail and Yahoo ask for `List-Unsubscribe-Post: List-Unsubscribe=One-Click` from all who send
    much: with it, their button works without opening a page.

    Source: RFC 8058 sections 3.1 and 3.2; Gmail's and Yahoo's rules for senders since 2024.
    """
    if not mail.letter:
        return
    uris, post = mail.letter.first("List-Unsubscribe"), mail.letter.first("List-Unsubscribe-Post")
    https = bool(uris and "<https:" in uris.value.lower())
    if post and post.value.strip().lower() != ONE_CLICK.lower():
        message = f"List-Unsubscribe-Post says “{post.value[:60]}”, which nobody knows"
        yield Found(message, at(mail, post), f"write {ONE_CLICK}", severity=Severity.ERROR)
    elif post and not https:
        message = "List-Unsubscribe-Post is there without an https address in List-Unsubscribe"
        yield Found(message, at(mail, post), "add <https://…>", severity=Severity.ERROR)
    elif https and uris and not post:
        message = "the message has no List-Unsubscribe-Post, so one click does not end the mails"
        yield Found(message, at(mail, uris), f"add List-Unsubscribe-Post: {ONE_CLICK}")


@rule("message/list-id", Severity.NOTE)
def list_id(mail: Mail) -> Iterator[Found]:
    """The list has no name that stays.

    List-Id lets readers sort the mails by a rule, keeps automatic answers away and lets mailbox
    services tell one list of yours from another.

    Source: RFC 2919 section 2; RFC 3834 section 2.
    """
    if not mail.letter:
        return
    header = mail.letter.first("List-Id")
    if header and not _LIST_ID.fullmatch(header.value.strip()):
        message = f"“{header.value[:60]}” is no List-Id"
        hint = "write Name <list.example.org>"
        yield Found(message, at(mail, header), hint, severity=Severity.WARNING)
    elif not header and mail.letter.first("List-Unsubscribe"):
        hint = "add List-Id: Name <list.example.org>"
        yield Found("the message has no List-Id", whole(mail), hint)


RULES: tuple[Rule[Mail], ...] = (list_unsubscribe, one_click, list_id)
