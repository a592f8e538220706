"""What is to be known before sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from pipeline.errors import LetterloomError, Place


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to know before sending: the rule that found it, what, where, what to do.

    `clients` are the mail programs concerned, by the names of `pipeline.clients`, `share` the rough
    share of readers who use them (0 to 1, 0 if it is not about some programs), `tested` when that
    was last tried (`2024-05-01`). `count` is how often the same was found; the first is told.
    `changes` mend it, where that is safe.
    """

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    part: int = 0
    place: Place | None = None
    clients: tuple[str, ...] = ()
    share: float = 0.0
    tested: str = ""
    count: int = 1
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A change that mends a file: its characters `[start, end)` become `text`."""

    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Ignore:
    """Findings that someone decided to leave: those of a rule, and why.

    `rule` may be a family (`client`). `contains` narrows it to findings whose message or line
    holds that text; `lines` to a stretch of the article. `place` is where it is written.
    """

    rule: str
    reason: str
    contains: str = ""
    lines: tuple[int, int] | None = None
    place: Place | None = None


class Ignored(NamedTuple):
    """A finding that is left, and why: all that ask for it."""

    finding: Finding
    because: tuple[Ignore, ...]


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What is checked, and how hard.

    `select` are the rules or families to run, all if empty. `severities` replace a rule's own,
    "off" turns it off. `clients` are the mail programs that count, by name or by family
    (`outlook`), the usual ones if empty; `shares` replace the table's shares of readers, 0 to 1.
    `grade` is the reading grade wished for, in years of school. `fail_on` is the severity
    from which on a check fails.
    """

    select: tuple[str, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    clients: tuple[str, ...] = ()
    shares: Mapping[str, float] = field(default_factory=dict)
    grade: float = 9.0
    fail_on: str = "error"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was checked: what it was taken for, what was found, or why it cannot be read.

    `kind` is "article" or "mail". `findings` are those that nobody ignores, `ignored` the others.
    `parts` is the number of mails that an article became. `remarks` say what else was asked.
    """

    name: str
    kind: str = "mail"
    findings: tuple[Finding, ...] = ()
    error: LetterloomError | None = None
    parts: int = 0
    ignored: tuple[Ignored, ...] = ()
    remarks: tuple[str, ...] = ()
