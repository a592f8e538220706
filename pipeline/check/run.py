"""Rules → Findings: each rule in turn; the same is told once, with its count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from pipeline.check.checked import Checked
from pipeline.check.ignores import Sifted, is_ignored, sifted
from pipeline.check.mail import Mail
from pipeline.check.rule import At, Found, Rule, is_wanted, named, told_severity
from pipeline.clients import share_of
from pipeline.errors import Place
from pipeline.model import CheckSettings, Finding, Lines, Severity

Asked = TypeVar("Asked", Mail, Checked)


def findings(checked: Checked, before_each: Callable[[], None] | None = None) -> Iterator[Finding]:
    """What every rule finds in a series; what several mails have from one place is told once.

    `before_each` is called before each rule, and may raise.
    """
    from pipeline.check.table import MAIL_RULES, SERIES_RULES

    yield from checked.article.notes
    yield from (note for email in checked.emails for note in email.notes)
    yield from check_series(checked, _in_turn(SERIES_RULES, before_each))
    yield from _merged(
        one for mail in checked.mails for one in check_mail(mail, _in_turn(MAIL_RULES, before_each))
    )


def _in_turn(
    rules: Iterable[Rule[Asked]], before_each: Callable[[], None] | None
) -> Iterator[Rule[Asked]]:
    """The rules, something called before each."""
    for one in rules:
        if before_each:
            before_each()
        yield one


def _merged(found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings, those that are the same but for their part made one, of no part."""
    same: dict[tuple[object, ...], list[Finding]] = {}
    for one in found:
        same.setdefault((one.rule, one.message, one.place), []).append(one)
    for first, *others in same.values():
        if not others:
            yield first
        else:
            count = first.count + sum(other.count for other in others)
            yield replace(first, part=0, count=count)


def sifted_findings(
    checked: Checked, file: str = "", *, before_each: Callable[[], None] | None = None
) -> Sifted:
    """What every rule finds in a series, less what is ignored.

    `file` is the article's, where comments in it that ignore nothing can be taken out.
    `before_each` is called before each rule, and may raise.
    """
    return sifted(findings(checked, before_each), checked.settings, checked.own, file=file)


def check_mail(mail: Mail, rules: Iterable[Rule[Mail]]) -> Iterator[Finding]:
    """What the rules find in a mail."""

    def place(at: At, needle: str) -> Place | None:
        if at is None or isinstance(at, Place):
            return at
        return None if isinstance(at, Lines) else mail.place(at, needle)

    for one in _chosen(rules, mail.settings):
        for found in _once(one.name, one(mail), mail.settings, place):
            yield _finding(one, found, mail.settings, place, mail)


def check_series(checked: Checked, rules: Iterable[Rule[Checked]]) -> Iterator[Finding]:
    """What the rules find in a series."""

    def place(at: At, needle: str) -> Place | None:
        if isinstance(at, Lines):
            return checked.place(at, needle)
        return at if isinstance(at, Place) else None

    for one in _chosen(rules, checked.settings):
        for found in _once(one.name, one(checked), checked.settings, place):
            yield _finding(one, found, checked.settings, place, None)


def _chosen(rules: Iterable[Rule[Asked]], settings: CheckSettings) -> Iterator[Rule[Asked]]:
    """The rules that are selected and not turned off."""
    for one in rules:
        asked = one.on or one.name in settings.select or one.name in settings.severities
        if asked and is_wanted(settings, one.name):
            yield one


def _once(
    rule: str,
    found: Iterable[Found],
    settings: CheckSettings,
    place: Callable[[At, str], Place | None],
) -> Iterator[tuple[Found, int]]:
    """Each thing found, the same but once, with how often: its key, or its message, tells.

    What somebody ignores is told by itself: the next of its kind may be meant.
    """
    ignores = [one for one in settings.ignores if named(one.rule, rule)]
    first: dict[tuple[object, int], list[Found]] = {}
    for one in found:
        where = place(one.at, one.needle) if ignores else None
        apart = any(is_ignored(each, rule, one.message, where) for each in ignores)
        first.setdefault((id(one) if apart else one.key or one.message, one.part), []).append(one)
    for same in first.values():
        changes = tuple(change for one in same for change in one.changes)
        yield same[0]._replace(changes=changes), len(same)


def _finding(
    rule: Rule[Asked],
    told: tuple[Found, int],
    settings: CheckSettings,
    place: Callable[[At, str], Place | None],
    mail: Mail | None,
) -> Finding:
    found, count = told
    severity = told_severity(settings, rule.name)
    file = mail.file if mail else ""
    changes = (replace(one, file=one.file or file) for one in found.changes)
    return Finding(
        rule.name,
        Severity(severity) if severity else found.severity or rule.severity,
        found.message,
        found.hint,
        mail.number if mail else found.part,
        place(found.at, found.needle),
        found.clients,
        share_of(found.clients, settings.shares),
        found.tested,
        count,
        tuple(one for one in changes if one.file),
    )
