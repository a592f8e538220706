"""Findings that someone decided to leave: they are taken out, and told where nothing is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.check.names import on_demand
from pipeline.check.rule import OFF, is_wanted, named, told_severity, wanted
from pipeline.errors import Place
from pipeline.model import Change, CheckSettings, Finding, Ignore, Ignored, Severity

UNUSED, NO_REASON, UNKNOWN = "check/ignore-unused", "check/ignore-reason", "check/ignore-unknown"


class Sifted(NamedTuple):
    """What stays of some findings, and what was ignored."""

    findings: tuple[Finding, ...]
    ignored: tuple[Ignored, ...]


class Wanted(NamedTuple):
    """The ignores that somebody wrote into a file, and what is wrong with others there.

    `spans` are the offsets of the comments that hold just one ignore, by that ignore.
    """

    ignores: tuple[Ignore, ...] = ()
    wrong: tuple[Finding, ...] = ()
    spans: tuple[tuple[Ignore, int, int], ...] = ()


NONE_WANTED = Wanted()


def is_ignored(ignore: Ignore, rule: str, message: str, place: Place | None) -> bool:
    """Whether an ignore means what a rule found at a place."""
    if not named(ignore.rule, rule):
        return False
    if ignore.lines and not (place and ignore.lines[0] <= place.line <= ignore.lines[1]):
        return False
    if ignore.lines and place and ignore.place and place.file != ignore.place.file:
        return False
    return ignore.contains in message or bool(place and ignore.contains in place.text)


def sifted(
    findings: Iterable[Finding],
    settings: CheckSettings,
    own: Wanted = NONE_WANTED,
    *,
    file: str = "",
) -> Sifted:
    """The findings that are wanted, as hard as the settings say, without those that are ignored.

    The settings' ignores are for all files: whether they are needed is told by `unneeded` when all
    are checked. `own` are one file's: those that ignore nothing are told here, and where `file`
    is the file that their comments stand in, changes take these out.
    """
    kept: list[Finding] = []
    ignored: list[Ignored] = []
    ignores = dict.fromkeys((*settings.ignores, *own.ignores))
    for finding in wanted((*findings, *own.wrong), settings):
        because = tuple(
            one for one in ignores if is_ignored(one, finding.rule, finding.message, finding.place)
        )
        if because:
            ignored.append(Ignored(finding, because))
        else:
            kept.append(finding)
    told = unneeded(own.ignores, ignored, settings)
    changes = {one: _taken_out(start, end, file) for one, start, end in own.spans if file}
    kept += (replace(each, changes=changes.get(one, ())) for one, each in told)
    return Sifted(tuple(kept), tuple(ignored))


def heeding(settings: CheckSettings, own: Wanted) -> CheckSettings:
    """The settings with the ignores of one file: rules tell apart what they mean."""
    return replace(settings, ignores=tuple(dict.fromkeys((*settings.ignores, *own.ignores))))


def unneeded(
    ignores: Sequence[Ignore], ignored: Iterable[Ignored], settings: CheckSettings
) -> Iterator[tuple[Ignore, Finding]]:
    """A note for each ignore, written down somewhere, that ignored nothing though its rule ran."""
    used = {one for each in ignored for one in each.because}
    severity = told_severity(settings, UNUSED)
    if severity == OFF:
        return
    for one in ignores:
        if one.place and one not in used and _ran(one.rule, settings):
            yield (
                one,
                Finding(
                    UNUSED,
                    Severity(severity or Severity.NOTE),
                    f"nothing is left that {one.rule} would find here, so the ignore does nothing",
                    hint="take the ignore out",
                    place=one.place,
                ),
            )


def _ran(rule: str, settings: CheckSettings) -> bool:
    """Whether a rule or family was looked for as a whole, so that finding nothing tells."""
    if any(named(rule, one) or named(one, rule) for one in on_demand()):
        return False
    return is_wanted(settings, rule)


def _taken_out(start: int, end: int, file: str) -> tuple[Change, ...]:
    return (Change(file, start, end, ""),)
