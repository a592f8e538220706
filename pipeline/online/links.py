"""The links of mails on the network: which are asked, and what is told of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from pipeline import slots
from pipeline.check.contents.addresses import address
from pipeline.check.contents.links import Link, links
from pipeline.check.mail import Mail
from pipeline.check.rules.message_foot import is_way_out
from pipeline.markup import Document
from pipeline.model import Email, FieldKind, Finding, Severity
from pipeline.online.asking import Manners
from pipeline.online.following import Outcome, Turns, follow

_TOKEN = re.compile(r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{20,}")
_MAILBOX = re.compile(r"(?i)[\w.+-]+(?:@|%40)[\w-]+\.[a-z]{2,}")
_UNTRUE = (".invalid", ".example", ".test", ".localhost")


class Told(NamedTuple):
    """What was found, how many addresses were asked, how many were left out as somebody's own."""

    findings: tuple[Finding, ...]
    asked: int
    left_out: int


class _Wanted(NamedTuple):
    """An address to ask, the first link to it, and how many there are."""

    mail: Mail
    link: Link
    times: int


def check_links(
    mails: Sequence[Mail],
    *,
    personal: Collection[str] = (),
    manners: Manners | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Told:
    """What becomes of every distinct web link of some mails.

    Links that are `personal`, hold a field, a mail address or a reader's code, or end the mails
    are never asked: to follow one is to act as its reader. `told` is called with how many of how
    many are done.
    """
    manners = manners or Manners()
    wanted, left_out = _wanted(mails, personal)
    outcomes = _outcomes(list(wanted), manners, told)
    found = (
        finding for url, one in wanted.items() for finding in _findings(one, outcomes[url], manners)
    )
    return Told(tuple(found), len(wanted), left_out)


def personal_links(email: Email, values: Mapping[str, str]) -> frozenset[str]:
    """The addresses in a mail of ours, filled for a person, that are another's for another one."""
    others = {
        slot.field.name: "https://letterloom.invalid/" if slot.field.kind is FieldKind.URL else "0"
        for slot in email.html.slots
    }
    mine = links(Document(slots.fill(email.html, values)))
    theirs = links(Document(slots.fill(email.html, others)))
    pairs = zip(mine, theirs, strict=True)
    return frozenset(one.written for one, other in pairs if one.written != other.written)


def _wanted(mails: Sequence[Mail], personal: Collection[str]) -> tuple[dict[str, _Wanted], int]:
    """The addresses to ask in the order of the mails, and how many were left out."""
    found: dict[str, _Wanted] = {}
    left: set[str] = set()
    for mail in mails:
        for link in mail.links:
            url = link.address.whole.partition("#")[0]
            if not link.address.is_web or not link.address.host:
                continue
            if link.address.host.endswith(_UNTRUE) or _is_own(link, mail, personal):
                left.add(url)
            elif url in found:
                found[url] = found[url]._replace(times=found[url].times + 1)
            else:
                found[url] = _Wanted(mail, link, 1)
    return {key: one for key, one in found.items() if key not in left}, len(left)


def _is_own(link: Link, mail: Mail, personal: Collection[str]) -> bool:
    """Whether a link is one reader's: whoever follows it acts as that reader."""
    whole = link.address.whole
    if link.written in personal or link.filled or is_way_out(link):
        return True
    if _MAILBOX.search(whole):
        return True
    # A code in the author's own link is the page's; in a mail as sent it may be the reader's.
    return not mail.ours and bool(_TOKEN.search(link.address.path + link.address.query))


def _outcomes(
    addresses: list[str],
    manners: Manners,
    told: Callable[[int, int], None] | None,
) -> dict[str, Outcome]:
    turns = Turns(manners.pause)
    found: dict[str, Outcome] = {}
    addresses = _in_turn(addresses)
    with ThreadPoolExecutor(max_workers=manners.at_once) as pool:
        answers = pool.map(lambda one: follow(one, manners, turns), addresses)
        for number, (url, outcome) in enumerate(zip(addresses, answers, strict=True), start=1):
            found[url] = outcome
            if told:
                told(number, len(addresses))
    return found


def _in_turn(addresses: list[str]) -> list[str]:
    """The first of each host, then the second of each: so that few wait for one host's turn."""
    hosts = Counter[str]()
    rank: dict[str, int] = {}
    for one in addresses:
        host = address(one).host
        rank[one] = hosts[host]
        hosts[host] += 1
    return sorted(addresses, key=rank.__getitem__)


def _findings(wanted: _Wanted, outcome: Outcome, manners: Manners) -> Iterator[Finding]:
    """What is told of an address."""
    name = wanted.link.address.whole[:80]
    match outcome.kind:
        case "gone" | "no-host" | "loop":
            message = f"the link {name} is dead: {outcome.said}"
            yield _finding("link/broken", Severity.ERROR, message, "name another page", wanted)
        case "failed" | "silent":
            message = f"the link {name} could not be opened: {outcome.said}"
            hint = "try it again later, and in a browser"
            yield _finding("link/broken", Severity.WARNING, message, hint, wanted)
        case "closed":
            message = f"whether the link {name} leads anywhere could not be seen: {outcome.said}"
            hint = "open it in a browser in which you are not logged in"
            yield _finding("link/unseen", Severity.NOTE, message, hint, wanted)
        case "certificate":
            message = f"browsers warn of the link {name}: its certificate fails: {outcome.said}"
            hint = "ask those who run the site, or name another page"
            yield _finding("link/certificate", Severity.ERROR, message, hint, wanted)
        case "private":
            message = f"the link {name} leads to {outcome.said}, and was not asked"
            hint = "name a page that readers can reach"
            yield _finding("link/refused-address", Severity.ERROR, message, hint, wanted)
    if outcome.kind == "there":
        yield from _remarks(wanted, outcome, name, manners)


def _remarks(wanted: _Wanted, outcome: Outcome, name: str, manners: Manners) -> Iterator[Finding]:
    """What is told of a page that is there."""
    if outcome.moved:
        message = f"the page {name} has moved for good"
        hint = f"write {outcome.address}"
        yield _finding("link/redirects", Severity.NOTE, message, hint, wanted)
    if outcome.seconds > manners.slow:
        message = f"the page {name} took {outcome.seconds:.0f} seconds to answer"
        hint = "readers on the way may give up; see whether it is always so"
        yield _finding("link/slow", Severity.NOTE, message, hint, wanted)


def _finding(rule: str, severity: Severity, message: str, hint: str, wanted: _Wanted) -> Finding:
    mail = wanted.mail
    place = mail.place(wanted.link.element, wanted.link.written)
    return Finding(rule, severity, message, hint, mail.number, place, count=wanted.times)
