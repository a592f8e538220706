"""Rules → Findings: each rule in turn; the same is told once, with its count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from pipeline.check.checked import Checked
from pipeline.check.mail import Mail
from pipeline.check.rule import At, Found, Rule
from pipeline.clients import share_of
from pipeline.errors import Place
from pipeline.model import CheckSettings, Finding, Lines, Severity

Asked = TypeVar("Asked", Mail, Checked)
OFF = "off"


def check_mail(mail: Mail, rules: Iterable[Rule[Mail]]) -> Iterator[Finding]:
    """What the rules find in a mail."""

    def place(at: At, needle: str) -> Place | None:
        if at is None or isinstance(at, Place):
            return at
        return None if isinstance(at, Lines) else mail.place(at, needle)

    for one in _chosen(rules, mail.settings):
        for found in _once(one.name, one(mail)):
            yield _finding(one, found, mail.settings, place, mail)


def check_series(checked: Checked, rules: Iterable[Rule[Checked]]) -> Iterator[Finding]:
    """What the rules find in a series."""

    def place(at: At, needle: str) -> Place | None:
        if isinstance(at, Lines):
            return checked.place(at, needle)
        return at if isinstance(at, Place) else None

    for one in _chosen(rules, checked.settings):
        for found in _once(one.name, one(checked)):
            yield _finding(one, found, checked.settings, place, None)


def named(wanted: str, rule: str) -> bool:
    """Whether a rule is meant by a name: its own, or that of its family."""
    return wanted in (rule, rule.partition("/")[0])


def _chosen(rules: Iterable[Rule[Asked]], settings: CheckSettings) -> Iterator[Rule[Asked]]:
    """The rules that are selected and not turned off."""
    for one in rules:
        wanted = not settings.select or any(named(name, one.name) for name in settings.select)
        if wanted and settings.severities.get(one.name) != OFF:
            yield one


def _once(rule: str, found: Iterable[Found]) -> Iterator[tuple[Found, int]]:
    """Each thing found, the same but once, with how often: its key, or its message, tells."""
    first: dict[tuple[str, str, int], list[Found]] = {}
    for one in found:
        first.setdefault((rule, one.key or one.message, one.part), []).append(one)
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
    severity = settings.severities.get(rule.name)
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
