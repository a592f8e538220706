"""What a mail to many must have at its end: a way out, and who sent it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.contents.inbox import preview, subject, title
from pipeline.check.contents.links import Link
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.words.mail_words import NO_MORE, PLACE_WORDS, TRANSACTION, UNSUBSCRIBE
from pipeline.model import Severity

LONG = 20  # texts of a mail below which it is a fragment
FOOT = 0.6  # of a mail behind which a postal address stands
_CODES = re.compile(
    r"\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"
    r"|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b|\b(?:[A-Z]{1,2}-)?\d{4,5}\s+[^\W\d_][\w-]+"
    r"|\b\d{4}\s?[A-Z]{2}\b|\b\d{3}-\d{4}\b|\b\d{2}-\d{3}\s+\w+|\b\d{6}\b|\b\d{3}\s\d{2}\s+\w+"
)
_INCLUDES = re.compile(
    r"\{%-?\s*(?:include|block|extends|render|partial)\b|\{\{~?\s*(?:>|template\b|block\b)"
    r"|<%[-=]?\s*(?:include|render|yield)\b"
)
"""What brings other files into a template: its foot may stand there."""
_FIELD = re.compile(r"(?i)(?:\{\{|\*\||%%|\[|\$\{|\{|<%)[^}|%\]>]*(?:address|anschrift|addr|list:)")


def is_way_out(link: Link) -> bool:
    """Whether a link ends the mails, by its words or its address."""
    text = f"{link.text} {link.element.get('title')} {_alts(link)}".lower()
    whole = link.address.whole.lower()
    known = ("unsub", "optout", "opt-out", "opt_out", "preferences", "abmelden", "desinscri")
    return any(one in text for one in UNSUBSCRIBE) or any(one in whole for one in known)


def _alts(link: Link) -> str:
    return " ".join(one.get("alt") for one in link.element.walk() if one.has("alt"))


@rule("message/unsubscribe-link", Severity.WARNING)
def unsubscribe_link(mail: Mail) -> Iterator[Found]:
    """There is no link by which a reader ends the mails.

    The law asks for one in a mail to many, Gmail and Yahoo ask for one that is seen, and who does
    not find it presses “spam”. Put it where it can be found, in words that say so. A plain letter
    to a few, without pictures or a line for inboxes, is left alone, and so is the answer to
    something that the reader did: an order, a new password, an invitation.

    Source: CAN-SPAM Act, 15 U.S.C. 7704; Article 13 of the ePrivacy Directive; Gmail's and
    Yahoo's rules for senders since 2024.
    """
    if not mail.texts or len(mail.links) < 2 or _answers(mail) or not _to_many(mail):
        return
    if _INCLUDES.search(mail.html):
        return
    if not any(is_way_out(one) for one in mail.links) and not _is_way_out_near(mail):
        hint = "link a page that ends the mails, at the foot, in words that say so"
        yield Found("the mail has no link to stop it", mail.texts[-1].element, hint)


def _to_many(mail: Mail) -> bool:
    """Whether a mail looks made for many: by its list, its pictures, its line for inboxes."""
    listed = mail.letter and (mail.letter.first("List-Id") or mail.letter.first("List-Unsubscribe"))
    if mail.ours or listed:
        return True
    return bool(mail.pictures or preview(mail).written) and not _answers_a_deed(mail)


def _answers_a_deed(mail: Mail) -> bool:
    """Whether it answers something that the reader did: an order, a new password."""
    text = " ".join([subject(mail) or "", title(mail)[0], *(one.data for one in mail.texts)])
    lower = text.lower().replace("’", "'")
    return any(one in lower for one in TRANSACTION)


def _is_way_out_near(mail: Mail) -> bool:
    """Whether the words around a link say that it ends the mails: “to unsubscribe, click here”."""
    rows = (row.words.lower().replace("’", "'") for row in mail.rows if row.links)
    return any(one in words for words in rows for one in (*UNSUBSCRIBE, *NO_MORE))


def _answers(mail: Mail) -> bool:
    """Whether it is an answer to somebody, and no mail to many."""
    return bool(mail.letter and mail.letter.first("In-Reply-To"))


@rule("message/postal-address", Severity.NOTE)
def postal_address(mail: Mail) -> Iterator[Found]:
    """No postal address of the sender is seen.

    The law of many countries asks for one in every mail to many, and it tells readers who writes.
    Put it at the foot. It is looked for by postcodes and by words such as “street”: leave this be
    if yours is there.

    Source: CAN-SPAM Act, 15 U.S.C. 7704(a)(5); the duty to name the sender in the EU's Directive
    on Electronic Commerce, Article 5.
    """
    if mail.ours or len(mail.texts) < LONG or _answers(mail) or not _to_many(mail):
        return
    if _INCLUDES.search(mail.html):
        return
    foot = mail.texts[int(len(mail.texts) * FOOT) :]
    text = " ".join(one.data for one in foot)
    lower = f" {text.lower()} "
    if _CODES.search(text) or _FIELD.search(text) or any(one in lower for one in PLACE_WORDS):
        return
    hint = "name the sender and where they are at the foot"
    yield Found("no postal address is seen in the mail", foot[-1].element, hint)


RULES: tuple[Rule[Mail], ...] = (unsubscribe_link, postal_address)
