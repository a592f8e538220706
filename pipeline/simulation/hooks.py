"""Selectors that are written for one program alone, since only its own page has what they ask for.

Published by people who tried: Gmail puts a `<u>` before the mail's body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.simulation.cuts import Cuts
from pipeline.styles import Sheet

HOOKS: Mapping[str, re.Pattern[str]] = {
    "gmail": re.compile(r"(?:(?<=,)|^)\s*u\s*\+\s*"),
}
"""By family: what is taken off a selector, so that the rule reaches the mail."""


def let_in(sheet: Sheet, hook: re.Pattern[str], cuts: Cuts) -> None:
    """Let the rules of a style block reach the mail that are written for the program alone."""
    for rule in sheet.rules:
        text = sheet.css[rule.start - sheet.start :].partition("{")[0]
        for found in hook.finditer(text):
            cuts.put(rule.start + found.start(), rule.start + found.end())
