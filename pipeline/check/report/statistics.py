"""How often each check found something, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.check.report.telling import RANKS, told
from pipeline.model import CheckedFile


def statistics(files: Sequence[CheckedFile]) -> list[list[str]]:
    """Rows of severity, check, how often, how many of those can be mended: the worst first."""
    found = [one for file in files for one in told(file.findings)]
    number = Counter((one.finding.severity, one.finding.rule) for one in found)
    fixable = Counter((one.finding.severity, one.finding.rule) for one in found if one.fixable)
    ordered = sorted(number, key=lambda one: (RANKS.index(one[0]), -number[one], one[1]))
    return [
        [one[0].value, one[1], str(number[one]), f"{fixable[one]} with --fix" * bool(fixable[one])]
        for one in ordered
    ]
