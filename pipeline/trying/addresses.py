"""Whom a test mail may go to: a handful of people, each with an address that mail can reach."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import message
from pipeline.errors import MessageError, UsageError
from pipeline.words import cut

MOST = 5
SHOWN = 80


def recipients(given: Sequence[str]) -> tuple[str, ...]:
    """The addresses, each but once, in their order. Raises UsageError for others and for many."""
    found = tuple(dict.fromkeys(_checked(one) for one in given))
    if not found:
        raise UsageError("whom is it for?", hint="letterloom test me@example.org")
    if len(found) > MOST:
        raise UsageError(
            f"{len(found)} addresses: a test goes to {MOST} at most",
            hint="this is for trying things out; a campaign sends to readers",
        )
    return found


def _checked(given: str) -> str:
    try:
        address = message.address(given)
    except MessageError as error:
        raise UsageError(f"no mail can be sent to {cut(given, SHOWN)!r}", hint=error.hint) from None
    if address.startswith("-"):  # a program would take it for an option
        raise UsageError(f"{given!r}: no test goes to an address that begins with -")
    return address
