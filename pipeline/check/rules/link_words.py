"""Links: whether their words name the place that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.contents.addresses import Address, address, site
from pipeline.check.contents.known_hosts import COMMON_ENDS
from pipeline.check.contents.links import Link
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, rule
from pipeline.model import Severity

_NAME = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}"
_URL = re.compile(rf"(?i)(?:https?://|\bwww\.)(?:[^\s/?#@]*@)?(?P<host>(?:{_NAME}))")
_BARE = re.compile(rf"(?i)\W*(?P<host>{_NAME})(?P<rest>[/?#]\S*)?\W*")
_MAILBOX = re.compile(rf"(?i)[\w.+-]+@(?P<host>{_NAME})")


@rule("link/text-names-other-domain", Severity.ERROR)
def text_names_other_domain(mail: Mail) -> Iterator[Found]:
    """A link's words name one site, and it leads to another.

    So does every forged letter from a bank: Thunderbird and Outlook warn the reader, filters count
    it against the sender. It mostly happens when a service that counts clicks rewrites an address
    that is also shown. Write words in place of the shown address, or show the one it leads to.

    Source: Thunderbird's scam detection; SpamAssassin and ClamAV compare the two as well; Gmail's
    guide for senders asks that links be what they seem.
    """
    for one in mail.links:
        if not one.filled and one.text:
            named = _named(one)
            meant = _meant(one.address)
            if named and meant and site(named) != site(meant):
                message = f"the link says {named} and leads to {meant}"
                hint = "write words in place of the shown address, or link the one that is shown"
                yield Found(message, one.element, hint, one.written)


def _meant(read: Address) -> str:
    """The host that a link leads to, "" where it leads to none."""
    if read.is_web:
        return _ascii(read.host)
    if read.scheme == "mailto":
        return _ascii(read.whole.partition("?")[0].rpartition("@")[2].lower())
    return ""


def _named(link: Link) -> str:
    """The host that a link's words name, "" if they name none."""
    mailbox = _MAILBOX.search(link.text)
    if link.address.scheme == "mailto":
        return _ascii(mailbox["host"].lower()) if mailbox else ""
    if mailbox:
        return ""
    found = _URL.search(link.text)
    if found:
        return _ascii(found["host"].lower().removeprefix("www."))
    bare = _BARE.fullmatch(link.text)
    return _bare(bare["host"].lower(), rest=bool(bare["rest"])) if bare else ""


def _bare(host: str, *, rest: bool) -> str:
    """A name without `www.`: a file's name or a product's may look alike (`report.pdf`)."""
    common = host.rpartition(".")[2] in COMMON_ENDS
    likely = common and (rest or host == site(host) or host.startswith("www."))
    return _ascii(host) if likely and address(f"https://{host}").host else ""


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError:
        return host
