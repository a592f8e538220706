"""What all reports share: findings told once, in the order in which people mend things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.errors import Place
from pipeline.model import CheckedFile, Finding, Severity

RANKS = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class Told(NamedTuple):
    """A finding as it is told: once, with the letters that have it and how many more are like it.

    `more` counts those at other places; the finding is the first of them.
    """

    finding: Finding
    parts: tuple[int, ...]
    more: int

    @property
    def fixable(self) -> bool:
        """Whether there is a change that mends it."""
        return bool(self.finding.changes)


def told_of(file: CheckedFile) -> list[Told]:
    """A file's findings in order; which letters have them is left out where there is but one."""
    every = told(file.findings)
    return every if file.parts > 1 else [one._replace(parts=()) for one in every]


def told(findings: Iterable[Finding]) -> list[Told]:
    """The findings in order: the worst first, then by place; what many letters have, but once."""
    alike: dict[tuple[str, Severity, str, str, bool], list[Finding]] = {}
    for one in sorted(findings, key=_order):
        key = (one.rule, one.severity, one.message, one.hint, bool(one.changes))
        alike.setdefault(key, []).append(one)
    return [_once(same) for same in alike.values()]


def _order(finding: Finding) -> tuple[int, bool, str, int, int, int]:
    place = finding.place
    return (
        RANKS.index(finding.severity),
        place is None,
        place.file if place else "",
        place.line if place else 0,
        place.column if place else 0,
        finding.part,
    )


def _once(same: Sequence[Finding]) -> Told:
    places: dict[tuple[str, int, int], int] = {}
    for one in same:
        where = (one.place.file, one.place.line, one.place.column) if one.place else ("", 0, 0)
        places[where] = max(places.get(where, 0), one.count)
    parts = tuple(sorted({one.part for one in same if one.part}))
    return Told(same[0], parts, sum(places.values()) - 1)


def fails(files: Iterable[CheckedFile], fail_on: str) -> bool:
    """Whether something was found that is as bad as `fail_on`, a severity or "never"."""
    if fail_on == "never":
        return False
    bad = RANKS[: RANKS.index(Severity(fail_on)) + 1]
    return any(one.severity in bad for file in files for one in file.findings)


def counts(every: Iterable[Told]) -> Counter[Severity]:
    """How many of each severity."""
    return Counter(one.finding.severity for one in every)


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 error`, `2 errors`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def in_words(found: Counter[Severity]) -> str:
    """The counts in a phrase: `2 errors, 1 warning and 7 notes`; "" for none."""
    *most, last = [counted(found[one], one.value) for one in RANKS if found[one]] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def readers(finding: Finding) -> str:
    """Whom it concerns: `about 6 % of readers: Gmail (apps); last tried 2024-05`; "" if all.

    Mail programs that the message names are not named again.
    """
    if not finding.clients:
        return ""
    from pipeline.clients import told as named

    percent = round(100 * finding.share)
    share = f"about {percent} % of readers" if percent else "few readers"
    names = named(finding.clients)
    who = "" if names in finding.message else f": {names}"
    tested = f"; last tried {finding.tested[:7]}" if finding.tested else ""
    return f"{share}{who}{tested}"


def like_it(one: Told) -> str:
    """In which letters it is, and how many more there are; "" if neither is to be told."""
    said = [f"in {_letters(one.parts)}"] if one.parts else []
    if one.more:
        said.append(f"and {one.more:,} more like it")
    return ", ".join(said)


def _letters(parts: Sequence[int]) -> str:
    if len(parts) == 1:
        return f"letter {parts[0]}"
    return "letters " + ", ".join(_ranges(parts))


def _ranges(parts: Sequence[int]) -> Iterator[str]:
    """Numbers in short: 1, 2, 3, 5 are `1–3` and `5`."""
    first = last = parts[0]
    for number in (*parts[1:], 0):
        if number == last + 1:
            last = number
            continue
        yield str(first) if first == last else f"{first}–{last}"
        first = last = number


def kind_of(file: CheckedFile) -> str:
    """What a file was taken for: `mail`, or `article, 3 letters`."""
    ours = file.kind == "article" and file.parts
    return f"{file.kind}, {counted(file.parts, 'letter')}" if ours else file.kind


def once(files: Iterable[CheckedFile]) -> list[CheckedFile]:
    """The files, what lies outside of them told for the first alone: a theme, the settings."""
    seen: set[tuple[str, str, Place]] = set()
    return [replace(file, findings=tuple(_new(file, seen))) for file in files]


def _new(file: CheckedFile, seen: set[tuple[str, str, Place]]) -> Iterator[Finding]:
    before = set(seen)
    for one in file.findings:
        if one.place is None or one.place.file == file.name:
            yield one
            continue
        key = (one.rule, one.message, one.place)
        seen.add(key)
        if key not in before:
            yield one
