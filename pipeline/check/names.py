"""The names of all checks: those of the table, and those that are found on the way to a mail."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.model import Severity


class Known(NamedTuple):
    """A check: its name, its severity, and its page, as a rule's docstring is."""

    name: str
    severity: Severity
    doc: str

    @property
    def family(self) -> str:
        """What stands before the slash."""
        return self.name.partition("/")[0]

    @property
    def title(self) -> str:
        """What it is about, in one line."""
        return self.doc.partition("\n")[0].rstrip(".")


@cache
def on_demand() -> frozenset[str]:
    """Checks and families that run only when asked for: that they find nothing says nothing."""
    from pipeline.check.rules import link_online, spam

    return frozenset(
        {"export", "release", *(one.name for one in (*link_online.ELSEWHERE, *spam.ELSEWHERE))}
    )


@cache
def known() -> tuple[Known, ...]:
    """Every check: those of the table, in its order, then those that stages make themselves."""
    from pipeline.check.beside import BESIDE
    from pipeline.check.rules import link_online, spam
    from pipeline.check.table import MAIL_RULES, SERIES_RULES

    of_mails = (*MAIL_RULES, *link_online.ELSEWHERE, *spam.ELSEWHERE)
    ruled = [Known(one.name, one.severity, one.doc) for one in of_mails]
    ruled += [Known(one.name, one.severity, one.doc) for one in SERIES_RULES]
    first: dict[str, Known] = {}
    for one in (*ruled, *BESIDE):
        first.setdefault(one.name, one)
    return tuple(first.values())


def families() -> tuple[str, ...]:
    """The families of checks, in the table's order."""
    return tuple(dict.fromkeys(one.family for one in known()))


def mistake(name: str) -> tuple[str, str] | None:
    """Why there is no check or family of this name, and what to write; None where there is."""
    from difflib import get_close_matches

    names = [one.name for one in known()]
    every = families()
    if name in names or name in every:
        return None
    written = name.strip().lower().replace("_", "-").replace(" ", "-")
    inside = [one for one in names if one.partition("/")[2] == written]
    near = inside or get_close_matches(written, [*names, *every], 1)
    hint = near[0] if near else "letterloom check --explain lists them all"
    return f'there is no check "{name}"', hint
