"""Waits as sending services take them: a number and a unit."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


class Delay(NamedTuple):
    """A wait as a number of `days`, `hours` or `minutes`."""

    value: int
    unit: str


def delay(wait: timedelta, *, minutes: bool = True) -> Delay:
    """A wait in the greatest unit that gives a whole number; what is left over counts as one.

    Without `minutes` the smallest unit is an hour.
    """
    if wait % DAY == timedelta():
        return Delay(wait // DAY, "days")
    if wait % HOUR == timedelta() or not minutes:
        return Delay(-(-wait // HOUR), "hours")
    return Delay(-(-wait // MINUTE), "minutes")
