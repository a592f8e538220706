"""Mails as mail programs show them, for the page: edits on the mails' HTML with marks."""

from __future__ import annotations

from typing import Any

from pipeline.errors import UsageError
from pipeline.page.page import Page
from pipeline.simulation import PROGRAMS, as_data, simulate


def simulation(page: Page, number: int, program: str) -> dict[str, Any]:
    """A part, by its number, as a program shows it.

    Raises UsageError for a program that is not simulated, and for a part that there is not.
    """
    if program not in PROGRAMS:
        raise UsageError("no such mail program", hint=f"one of: {', '.join(PROGRAMS)}")
    mails = page.seen.mails
    if not 1 <= number <= len(mails):
        raise UsageError(f"there is no part {number}", hint=f"from 1 to {len(mails)}")
    offsets = page.offsets(page.made.emails[number - 1])
    return as_data(simulate(mails[number - 1], program), offsets.span, page.file)


def simulations(page: Page, number: int) -> dict[str, Any]:
    """A part as each program shows it, by the program's name."""
    return {program: simulation(page, number, program) for program in PROGRAMS}
