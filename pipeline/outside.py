"""Others asked about finished mails, where a person wants that: SpamAssassin, and web servers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline import assembly, spam
from pipeline.asked_check import AskedCheck
from pipeline.check.checked import Checked
from pipeline.check.mail import Mail
from pipeline.check.rule import is_wanted, wanted
from pipeline.model import Finding
from pipeline.online import Manners, check_links, personal_links

Progress = Callable[[int, int], None]


class Outside(NamedTuple):
    """What was found where others were asked, and lines that say who was."""

    findings: tuple[Finding, ...] = ()
    remarks: tuple[str, ...] = ()


def outside(
    mails: Sequence[Mail],
    asked: AskedCheck,
    *,
    personal: Collection[str] = (),
    manners: Manners | None = None,
    told: Progress | None = None,
) -> Outside:
    """What SpamAssassin and web servers say of some mails, as far as each is asked for.

    `personal` are links that are never followed, `told` is called as links are done.
    Raises UsageError where SpamAssassin is installed and fails.
    """
    found: list[Finding] = []
    remarks: list[str] = []
    if asked.spam and is_wanted(asked.settings, "spam/assassin"):
        found += wanted(_spam(mails), asked.settings)
        remarks.append(_filter(mails))
    if asked.online:
        links = check_links(mails, personal=personal, manners=manners, told=told)
        found += wanted(links.findings, asked.settings)
        own = f", {links.left_out} left alone as a reader's own" if links.left_out else ""
        remarks.append(f"links: {links.asked} asked on the network{own}")
    return Outside(tuple(found), tuple(remarks))


def _filter(mails: Sequence[Mail]) -> str:
    """Which filter was asked, in one line."""
    if spam.is_installed() and all(mail.raw is None for mail in mails):
        return "spam: rules of our own; SpamAssassin reads whole messages (.eml)"
    return spam.told()


def personal_of(checked: Checked) -> frozenset[str]:
    """The links of a series' mails that are each reader's own."""
    article, project = checked.article, checked.project
    return frozenset().union(
        *(
            personal_links(email, assembly.sample_values(article, email, project))
            for email in checked.emails
        )
    )


def _spam(mails: Iterable[Mail]) -> Iterator[Finding]:
    if not spam.is_installed():
        return
    for mail in mails:
        if mail.raw is not None:
            yield from spam.findings(spam.assassin(mail.raw), mail.number)
