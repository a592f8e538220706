"""Others asked about finished mails, where a person wants that: SpamAssassin, and web servers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline import assembly, spam
from pipeline.asked_check import AskedCheck
from pipeline.check import Checked, Mail
from pipeline.check.rule import named, told_severity
from pipeline.model import CheckSettings, Finding, Severity
from pipeline.online import Manners, check_links, personal_links

OFF = "off"
Progress = Callable[[int, int], None]


def outside(
    mails: Sequence[Mail],
    asked: AskedCheck,
    *,
    personal: Collection[str] = (),
    manners: Manners | None = None,
    told: Progress | None = None,
) -> Iterator[Finding]:
    """What SpamAssassin and web servers say of some mails, as far as each is asked for.

    `personal` are links that are never followed, `told` is called as links are done.
    Raises UsageError where SpamAssassin is installed and fails.
    """
    if asked.spam and _wanted("spam/assassin", asked.settings):
        yield from _meant(_spam(mails), asked.settings)
    if asked.online:
        found = check_links(mails, personal=personal, manners=manners, told=told)
        yield from _meant(found.findings, asked.settings)


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
        yield Finding(
            "spam/assassin",
            Severity.NOTE,
            "SpamAssassin is not installed: only rules of our own were asked",
            hint="apt-get install spamassassin",
        )
        return
    for mail in mails:
        if mail.raw is not None:
            yield from spam.findings(spam.assassin(mail.raw), mail.number)


def _meant(found: Iterable[Finding], settings: CheckSettings) -> Iterator[Finding]:
    """Findings as the settings want them: those selected, with the severity that they give."""
    for one in found:
        if _wanted(one.rule, settings):
            severity = told_severity(settings, one.rule)
            yield replace(one, severity=Severity(severity)) if severity else one


def _wanted(rule: str, settings: CheckSettings) -> bool:
    selected = not settings.select or any(named(name, rule) for name in settings.select)
    return selected and told_severity(settings, rule) != OFF
