"""What the headers of a mail say, beside its subject: who sends, which list, when."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from pipeline.errors import MessageError
from pipeline.message import addresses, headers
from pipeline.model import Links, Sender

UNSET_SENDER = "sender@example.invalid"

_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_LIST_ID = re.compile(r"(?P<phrase>[^<>]*)<(?P<id>[^<>]*)>|(?P<bare>[^<>\s]+)")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a mail's headers are made of.

    `public_name` and `series_slug` go into List-Id: for a sensitive series the caller gives
    neutral ones, or none. `message_id_seed` and `part_id` only go into a hash. `date` is aware.
    `lang` (BCP 47) becomes Content-Language.
    """

    sender: Sender
    links: Links
    date: datetime
    message_id_seed: str
    part_id: str
    series_slug: str = ""
    public_name: str = ""
    lang: str = ""

    @property
    def address(self) -> str:
        """The sender's address in ASCII, a placeholder where none is set. Raises MessageError."""
        return addresses.address(self.sender.address or UNSET_SENDER, "the sender's address")

    @property
    def domain(self) -> str:
        """The sender's domain: identifiers of messages, lists and images end in it."""
        return addresses.domain_of(self.address)


def sender_headers(envelope: Envelope) -> bytes:
    """From."""
    return headers.mailbox_header("From", envelope.sender.name, envelope.address)


def reply_headers(envelope: Envelope) -> bytes:
    """Reply-To, where the sender asks for one."""
    if not envelope.sender.reply_to:
        return b""
    reply_to = addresses.address(envelope.sender.reply_to, "the address to reply to")
    return headers.mailbox_header("Reply-To", "", reply_to)


def list_headers(envelope: Envelope) -> bytes:
    """List-Id: the sender's own, or one made from the series' slug and the sender's domain.

    Mail of lists needs neither Auto-Submitted, which is for what no person wrote, nor
    Precedence: List-Id already keeps automatic answers away (RFC 3834, section 2).
    """
    phrase, identifier = _list_id(envelope)
    return headers.list_id_header(phrase or envelope.public_name, identifier)


def mime_headers(envelope: Envelope) -> bytes:
    """MIME-Version, and Content-Language where it is known."""
    version = headers.plain_header("MIME-Version", "1.0")
    if not _LANGUAGE.fullmatch(envelope.lang):
        return version
    return version + headers.plain_header("Content-Language", envelope.lang)


def unsubscribe_mailto(envelope: Envelope) -> str:
    """Where a mail program without the web sends "unsubscribe": a `mailto:` URL."""
    sender = envelope.sender
    written = envelope.links.unsubscribe_mailto or sender.reply_to or envelope.address
    return addresses.mailto(written, "the mailto link to unsubscribe")


def _list_id(envelope: Envelope) -> tuple[str, str]:
    """The phrase and the identifier of the list."""
    found = _LIST_ID.fullmatch(envelope.sender.list_id.strip() or _own_list(envelope.series_slug))
    identifier = (found["id"] or found["bare"] or "") if found else ""
    if identifier and "." not in identifier:
        identifier = f"{identifier}.{envelope.domain}"
    if not found or not identifier:
        raise MessageError(
            f"sender.list_id is not a list's name: {envelope.sender.list_id[:80]!r}",
            hint="write it as news.example.org or Our news <news.example.org>",
        )
    phrase = (found["phrase"] or "").strip().strip('"')
    return phrase, addresses.domain(identifier, "sender.list_id")


def _own_list(slug: str) -> str:
    """A label for a series' own list: its slug if that is one, else a word made from it."""
    if not slug:
        return "newsletter"
    if _LABEL.fullmatch(slug):
        return slug
    return "series-" + hashlib.sha256(slug.encode(errors="replace")).hexdigest()[:8]
