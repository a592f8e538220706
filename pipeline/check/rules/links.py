"""Links: whether they lead somewhere, and where they say they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from pipeline.check.contents.addresses import Address, host_problem, site
from pipeline.check.contents.known_hosts import (
    CLICK_IDS,
    PLACEHOLDERS,
    RESERVED,
    RESERVED_ENDS,
    SHORTENERS,
)
from pipeline.check.contents.links import Link
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.link_forms import is_misspelt, malformed, written_in
from pipeline.check.rules.link_people import mailto, personal_data, tel
from pipeline.check.rules.link_words import text_names_other_domain
from pipeline.model import Severity

SHOWN = 80  # characters of an address in a message
_UNOPENED = {
    "file": "is a file on the computer of whoever wrote it",
    "data": "is a page inside an address, which mail programs do not open",
    "blob": "is known to one browser window only",
    "about": "is known to one browser only",
    "vbscript": "is a script, which mail programs do not run",
    "view-source": "is known to browsers' address bars only",
    "ftp": "is FTP, which browsers no longer open",
}
_SENDER = re.compile(r"@(?P<host>[\w.-]+)>?\s*\Z")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_TODO = re.compile(
    r"(?i)\A(?:https?://)?(?:\W*(?:to-?do|tbd|tba|xxx+|url|link|href|insert[-_ ]?\w*|fixme"
    r"|your[-_ ]?(?:link|url)(?:[-_ ]?here)?|(?:link|url)[-_ ]?here|change-?me|placeholder)\W*)\Z"
)
_LIKE_HOST = re.compile(r"(?i)(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#]|\Z)")


def shown(text: str) -> str:
    """An address as a message names it, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


@rule("link/empty", Severity.ERROR)
def empty(mail: Mail) -> Iterator[Found]:
    """A link has no address.

    It looks like a link and is read aloud as one, and nothing happens when a reader follows it;
    some mail programs open an empty window or the mail itself. Write the address, or take the
    link away and keep its words.

    Source: RFC 3986 section 4.4: an empty reference means the document itself, which in a mail is
    no page.
    """
    for one in mail.links:
        if not one.filled and one.written.strip() in ("", "mailto:", "tel:", "sms:"):
            words = f"the link “{shown(one.text)}”" if one.text else "a link"
            yield Found(f"{words} has no address", one.element, "write its address, or unlink it")


@rule("link/relative", Severity.ERROR)
def relative(mail: Mail) -> Iterator[Found]:
    """A link is written without its host.

    On a website `/about` means a page of that site. A mail lies on no site, so the link is dead
    for everybody; without `https:` in front, Outlook even looks for a file. Write the whole
    address.

    Source: RFC 3986 section 5.1: what is relative needs a base, and a mail has none.
    """
    for one in mail.links:
        read = one.address
        if one.filled or read.scheme or not read.whole or read.whole.startswith("#"):
            continue
        if _DRIVE.match(read.whole) or _is_todo(read) or is_misspelt(read.whole):
            continue
        hint = "write the whole address, with https://"
        if read.host or _LIKE_HOST.match(read.whole):
            hint = f"write https://{shown(read.whole.lstrip('/'))}"
        message = f"the link {shown(read.whole)} leads nowhere from a mail"
        yield Found(message, one.element, hint, one.written)


@rule("link/placeholder", Severity.ERROR)
def placeholder(mail: Mail) -> Iterator[Found]:
    """A link leads to a placeholder.

    `#`, `https://`, `example.com`, `yourdomain.com` and their like are what one writes until the
    true address is known. Readers who follow such a link get nothing, or somebody else's page.
    Write the true address. An address that is shown as an example, as its own words, is left alone,
    and so are links to the sender's own site in a mail from such a name: it is a sample.

    Source: RFC 2606 and RFC 6761 for the names kept for examples; the rest is what templates of
    mailing services come with.
    """
    own = _own_site(mail)
    for one in mail.links:
        mine = bool(own) and site(one.address.host) == own
        why = "" if one.filled or mine else _placeholder(one, ours=mail.ours)
        if why:
            message = f"the link {shown(one.address.whole)} {why}"
            yield Found(message, one.element, "write where it leads", one.written)


def _own_site(mail: Mail) -> str:
    """The site that the mail comes from, "" if that is not known."""
    sender = mail.letter.text("From") if mail.letter else None
    found = _SENDER.search(sender or "")
    return site(found["host"]) if found else ""


def _placeholder(link: Link, *, ours: bool) -> str:
    read = link.address
    if read.whole == "#":
        return "leads nowhere: it was never filled in"
    if read.scheme == "javascript":
        return "is a script, which no mail program runs"
    if _is_todo(read):
        return "was never filled in"
    if not read.is_web:
        return ""
    if not read.host and not read.path.strip("/") and not read.query:
        return "has no host: it was never filled in"
    return _nobodys(link, ours=ours)


def _nobodys(link: Link, *, ours: bool) -> str:
    """Why a host cannot be meant."""
    host = link.address.host
    if host == "localhost" or host.endswith(".localhost") or host in ("127.0.0.1", "[::1]"):
        return "leads to the reader's own machine"
    last = host.rpartition(".")[2]
    if ours and last == "invalid":
        return ""
    if host.removeprefix("www.") in PLACEHOLDERS:
        return "leads to a name that stands for one still to come"
    reserved = last in RESERVED_ENDS or site(host) in RESERVED
    if reserved and link.text.rstrip("/") != link.address.whole.rstrip("/"):
        return "leads to a name that is kept for examples"
    return ""


def _is_todo(read: Address) -> bool:
    return bool(_TODO.match(read.whole))


@rule("link/scheme", Severity.ERROR)
def scheme(mail: Mail) -> Iterator[Found]:
    """A link is of a kind that mail programs do not open.

    A path of somebody's own computer (`file:`, `C:`) works for nobody else, and mail programs
    refuse `data:` and scripts. Put the file on the web, and link that.

    Source: what Gmail, Outlook and Apple Mail take out of links: all but a few schemes.
    """
    for one in mail.links:
        read = one.address
        why = _UNOPENED.get(read.scheme, "")
        if _DRIVE.match(read.whole):
            why = _UNOPENED["file"]
        if why and not one.filled:
            hint = "put it on the web and link that, or take the link away"
            yield Found(f"the link {shown(read.whole)} {why}", one.element, hint, one.written)


@rule("link/insecure", Severity.WARNING)
def insecure(mail: Mail) -> Iterator[Found]:
    """A link is not encrypted.

    Whoever shares the reader's network sees which page was opened, and can change it; browsers
    say “not secure”. Write `https:`, and look once whether the page opens that way: it is never
    changed for you, since nothing is asked on the network.

    Source: RFC 9110 section 17; Chrome, Firefox and Safari warn of pages over `http:`.
    """
    for one in mail.links:
        read = one.address
        meant = read.scheme == "http" and not host_problem(read.host) and not one.filled
        if meant and not _nobodys(one, ours=False):
            message = f"the link {shown(read.whole)} is not encrypted"
            yield Found(message, one.element, "write https:// if the page has it", one.written)


@rule("link/anchor-missing", Severity.WARNING)
def anchor_missing(mail: Mail) -> Iterator[Found]:
    """A link leads to a place in the mail that is not there.

    `#news` needs an element whose id is `news`. Without it nothing happens when a reader follows
    the link. Give the place that id, or take the link away.

    Source: HTML Standard, “scrolling to a fragment”.
    """
    wanted = [one for one in mail.links if len(one.address.whole) > 1 and one.written[:1] == "#"]
    if not wanted or (mail.ours and mail.total > 1):  # series/anchor-across knows the others
        return
    named = {each.get(name) for each in mail.document.elements for name in ("id", "name")}
    for one in wanted:
        name = one.address.whole[1:]
        if any(each.name == "label" for each in one.element.walk()):  # a switch of a carousel
            continue
        if name not in named and name.lower() != "top" and not one.filled:
            message = f"the link {shown(one.address.whole)} leads to no place in this mail"
            hint = f'give the place that is meant id="{name}"'
            hint = "take the link away, or name the web page" if mail.ours else hint
            yield Found(message, one.element, hint, one.written)


@rule("link/shortener", Severity.WARNING)
def shortener(mail: Mail) -> Iterator[Found]:
    """A link goes through a shortener.

    It hides where it leads, so readers cannot judge it, and filters mistrust it: the same
    services carry much of the world's spam. In a mail nobody needs a short address. Write the
    one it leads to.

    Source: SpamAssassin's plugin for shortened addresses and the block lists of URIs (SURBL,
    Spamhaus DBL), which list such hosts.
    """
    for one in mail.links:
        host = one.address.host.removeprefix("www.")
        if one.address.is_web and host in SHORTENERS and not one.filled:
            message = f"the link {shown(one.address.whole)} hides where it leads"
            yield Found(message, one.element, "write the address that it leads to", one.written)


@rule("link/tracking-parameters", Severity.NOTE)
def tracking_parameters(mail: Mail) -> Iterator[Found]:
    """A link carries an identifier that was copied along.

    `fbclid`, `gclid`, `mc_eid` and their like tell a site which click, or which person, a visit
    came from. Copied from an address bar they count every reader as that one click. The page is
    the same without.

    Source: the published parameters of the advertisers and senders; browsers such as Firefox and
    Safari take out the same ones.
    """
    for one in mail.links:
        if not one.address.is_web or one.filled or not one.address.query:
            continue
        names = [name for name, _ in parse_qsl(one.address.query, keep_blank_values=True)]
        for name in dict.fromkeys(names):
            if name.lower() in CLICK_IDS:
                message = f"the link {shown(one.address.whole)} tells on somebody by its “{name}”"
                yield Found(message, one.element, f"take {name}=… out of it", name)


RULES: tuple[Rule[Mail], ...] = (
    empty,
    placeholder,
    relative,
    scheme,
    malformed,
    written_in,
    text_names_other_domain,
    anchor_missing,
    mailto,
    tel,
    personal_data,
    insecure,
    shortener,
    tracking_parameters,
)
