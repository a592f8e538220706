"""Waits as a number and a unit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.delays import delay

UNITS = {"days": 86400, "hours": 3600, "minutes": 60}


@pytest.mark.parametrize(
    ("wait", "minutes", "told"),
    [
        (timedelta(), True, (0, "days")),
        (timedelta(days=2), True, (2, "days")),
        (timedelta(hours=36), True, (36, "hours")),
        (timedelta(minutes=90), True, (90, "minutes")),
        (timedelta(minutes=90), False, (2, "hours")),
        (timedelta(seconds=1), True, (1, "minutes")),
    ],
)
def test_a_wait_is_told_in_its_greatest_unit(wait: timedelta, minutes: bool, told: object):
    assert delay(wait, minutes=minutes) == told


@given(st.integers(0, 10**7), st.booleans())
def test_nobody_gets_a_letter_early(seconds: int, minutes: bool):
    told = delay(timedelta(seconds=seconds), minutes=minutes)
    assert seconds <= told.value * UNITS[told.unit] < seconds + 3600
