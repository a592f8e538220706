"""The headers of a message: there once, and written as the standards want them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import getaddresses, parsedate_to_datetime

from pipeline.check.contents.addresses import site
from pipeline.check.contents.encoded_words import LONGEST, encoded_words
from pipeline.check.contents.letter import Header, Letter
from pipeline.check.mail import Mail
from pipeline.check.rule import At, Found, Rule, rule
from pipeline.errors import Place
from pipeline.model import Severity

ONCE = (
    *("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID"),
    *("In-Reply-To", "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    *("List-Unsubscribe", "List-Unsubscribe-Post", "List-Id"),
)
_WANTED = (
    ("From", Severity.ERROR, "who sends it: From: Name <name@example.org>"),
    ("Date", Severity.ERROR, "when it is sent; a program that sends mail writes it"),
    ("Subject", Severity.ERROR, "what it is about"),
    ("Message-ID", Severity.WARNING, "a name of its own; a program that sends mail writes it"),
    ("To", Severity.WARNING, "whom it is for"),
)
_DRAFT = ("Date", "Message-ID", "To", "From")
_ADDRESS = re.compile(
    r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*|\"[^\"]+\")"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,}"
)
_IN_NAME = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_ID = re.compile(r"<[^\s<>@]+@(?P<host>[^\s<>@]+)>")
_QUOTED_WORD = re.compile(r"\"[^\"]*=\?[^\"?]+\?[bqBQ]\?[^\"]*\"")
_UNFINISHED = re.compile(r"=\?[\w-]+\?[bqBQ]\?(?:[^?]|\?(?!=))*\Z")


def at(mail: Mail, header: Header, needle: str = "") -> At:
    """Where a header stands in the message's file; a message of ours is in no file."""
    letter = mail.letter
    return None if mail.ours or not letter else letter.place(mail.name, header.start, needle)


def whole(mail: Mail) -> At:
    """The message's file as a whole."""
    return None if mail.ours or mail.raw is None else Place(mail.name)


def _letter(mail: Mail) -> Letter:
    return mail.letter or Letter(b"")


@rule("message/header-missing", Severity.ERROR)
def header_missing(mail: Mail) -> Iterator[Found]:
    """A header that every mail has is missing.

    From and Date are required; without a subject, an addressee or an identifier mail programs show
    the mail oddly and filters take it for spam. Who sends by a program or a service gets most of
    them from there: a draft needs but its subject.

    Source: RFC 5322 section 3.6; SpamAssassin's MISSING_DATE, MISSING_MID, MISSING_FROM,
    MISSING_HEADERS and MISSING_SUBJECT.
    """
    if not mail.letter:
        return
    draft = any(one.value.strip() == "1" for one in mail.letter.all("X-Unsent"))
    copies = mail.letter.first("Cc") or mail.letter.first("Bcc")
    for name, severity, hint in _WANTED:
        if mail.letter.all(name) or (draft and name in _DRAFT) or (name == "To" and copies):
            continue
        yield Found(f"the message has no {name}", whole(mail), f"write {hint}", severity=severity)
    typed = [one for one in mail.letter.headers if one.name.lower().startswith("content-type")]
    if typed and not mail.letter.all("MIME-Version"):
        message = "the message has no MIME-Version, so strict programs show its parts as they are"
        hint = "write MIME-Version: 1.0"
        yield Found(message, at(mail, typed[0]), hint, severity=Severity.WARNING)


@rule("message/header-repeated", Severity.ERROR)
def header_repeated(mail: Mail) -> Iterator[Found]:
    """A header that may be there once is there twice.

    One program reads the first, another the last: a mail shows one sender here and another there.
    Gmail refuses such mails. Keep one.

    Source: RFC 5322 section 3.6; Gmail's errors 550 5.7.1 for repeated headers.
    """
    for name in ONCE if mail.letter else ():
        found = _letter(mail).all(name)
        if len(found) > 1:
            message = f"the message has {name} {len(found)} times"
            yield Found(message, at(mail, found[1]), "keep one")


@rule("message/address", Severity.ERROR)
def address_wrong(mail: Mail) -> Iterator[Found]:
    """An address in a header is not one.

    Servers refuse the mail, or send it to somebody else: a comma in a name makes two addresses of
    one, unless the name is quoted.

    Source: RFC 5322 section 3.4; RFC 6531 for addresses beyond ASCII.
    """
    for name in ("From", "Sender", "Reply-To", "To", "Cc"):
        for header in _letter(mail).all(name):
            wrong = next(_wrong(header), None)
            if wrong is not None:
                said = f"“{wrong}” is no mail address" if wrong else "it names no mail address"
                hint = 'write name@example.org, or "Name, with a comma" <name@example.org>'
                yield Found(f"in {name} {said}", at(mail, header, wrong), hint)


def _wrong(header: Header) -> Iterator[str]:
    """The addresses of a header that are none; a group without members is fine."""
    value = header.value.strip()
    if value.endswith(":;") or "undisclosed-recipients" in value.lower():
        return
    try:
        found = getaddresses([value])
    except (ValueError, IndexError):
        found = []
    if not any(mailbox for _, mailbox in found):
        yield value
    for said, mailbox in found:
        beyond = not mailbox.isascii()
        if mailbox and not beyond and not _ADDRESS.fullmatch(mailbox):
            yield mailbox
        elif not mailbox and said:
            yield said


@rule("message/from-name", Severity.WARNING)
def from_name(mail: Mail) -> Iterator[Found]:
    """The sender's name holds the mail address of somebody else.

    A reader sees that address, and the mail comes from another: so does forged mail, and filters
    know it. Let the name be the sender's name only.

    Source: Gmail's guide for senders; SpamAssassin's rules on FROM_NAME and address.
    """
    for header in _letter(mail).all("From"):
        for said, mailbox in getaddresses([header.text]):
            named = _IN_NAME.search(said)
            if named and site(named[1].lower()) != site(mailbox.rpartition("@")[2].lower()):
                message = f"the sender's name “{said}” is another's mail address"
                yield Found(message, at(mail, header), "write the sender's name only")


@rule("message/from-several", Severity.WARNING)
def from_several(mail: Mail) -> Iterator[Found]:
    """From names several senders.

    That is allowed with a Sender beside it, and hardly anybody accepts it: which of the domains is
    to vouch for the mail? Name one.

    Source: RFC 5322 section 3.6.2; RFC 7489 section 6.6.1.
    """
    for header in _letter(mail).all("From"):
        found = [mailbox for _, mailbox in getaddresses([header.value]) if "@" in mailbox]
        if len(found) > 1:
            yield Found(f"From names {len(found)} senders", at(mail, header), "name one")


@rule("message/date", Severity.ERROR)
def date_wrong(mail: Mail) -> Iterator[Found]:
    """The date is no date.

    Mail programs sort the mail to the far end of the inbox, and filters count it as a sign of
    spam.

    Source: RFC 5322 section 3.3; SpamAssassin's INVALID_DATE.
    """
    for header in _letter(mail).all("Date"):
        try:
            parsedate_to_datetime(header.value)
        except (ValueError, TypeError, IndexError, OverflowError):
            message = f"“{header.value[:60]}” is no date"
            hint = "write it as Mon, 05 Jan 2026 09:30:00 +0000"
            yield Found(message, at(mail, header), hint)


@rule("message/message-id", Severity.WARNING)
def message_id(mail: Mail) -> Iterator[Found]:
    """The message's identifier is not as it should be.

    It is `<something@a.domain>`, new for each mail, its domain one's own. Filters know the
    identifiers of programs that send spam: without brackets, from `localhost`.

    Source: RFC 5322 section 3.6.4; SpamAssassin's INVALID_MSGID.
    """
    for header in _letter(mail).all("Message-ID"):
        found = _ID.fullmatch(header.value.strip())
        if not found:
            message = f"“{header.value[:60]}” is no Message-ID"
            yield Found(message, at(mail, header), "write <something@your.domain>")
        elif "." not in found["host"] or found["host"].endswith((".local", ".localdomain")):
            message = f"the Message-ID ends in {found['host']}, which is no domain"
            yield Found(message, at(mail, header), "let it end in your domain")


@rule("message/encoded-word", Severity.ERROR)
def encoded_word(mail: Mail) -> Iterator[Found]:
    """A header's letters beyond ASCII are encoded wrongly.

    Readers see `=?utf-8?…?=` or signs that mean nothing in place of a name or a subject: a letter
    was cut in two, the encoding or the charset is unknown, the word is too long or stands within
    quotes.

    Source: RFC 2047 sections 2 and 5; SpamAssassin's SUBJ_ILLEGAL_CHARS and BAD_ENC_HEADER.
    """
    for header in _letter(mail).headers:
        why, severity = _badly_encoded(header.value) if "=?" in header.value else ("", None)
        if why:
            message = f"{header.name} has an encoded word that mail programs cannot read: {why}"
            if severity:
                message = f"{header.name} has an encoded word that some programs show raw: {why}"
            hint = "let your mail program write it, or use ASCII"
            yield Found(message, at(mail, header), hint, severity=severity)


def _badly_encoded(value: str) -> tuple[str, Severity | None]:
    for word in encoded_words(value):
        if word.problem:
            return word.problem, None
        if word.end - word.start > LONGEST:
            return f"it is longer than {LONGEST} letters", Severity.WARNING
    if _QUOTED_WORD.search(value):
        return "it stands within quotes", Severity.WARNING
    return ("it never ends", None) if _UNFINISHED.search(value) else ("", None)


@rule("message/eight-bit", Severity.ERROR)
def eight_bit(mail: Mail) -> Iterator[Found]:
    """Letters beyond ASCII stand in a header as they are.

    Each program guesses what they mean, and many show the wrong letters; older servers refuse the
    mail, filters count it.

    Source: RFC 5322 section 2.2 and RFC 2047; SpamAssassin's SUBJ_ILLEGAL_CHARS and
    FROM_ILLEGAL_CHARS.
    """
    for header in _letter(mail).headers:
        if not header.raw.isascii():
            message = f"{header.name} holds letters beyond ASCII that are not encoded"
            hint = "encode them (RFC 2047), as every mail program does"
            yield Found(message, at(mail, header), hint)


RULES: tuple[Rule[Mail], ...] = (
    header_missing,
    header_repeated,
    address_wrong,
    from_name,
    from_several,
    date_wrong,
    eight_bit,
    encoded_word,
    message_id,
)
