"""Mails as they occur in the field, and what a person thinks of each finding in them.

Beside each mail of `mails/` stands `<name>.judged`: every finding, a line each, begun by its
judgement. `right` is what a good developer is glad to be told, `loud` is right and nobody would
act on it, `false` is wrong; `missed` lines are faults that the checks do not find, with why.
`UPDATE_JUDGED=1` writes the findings anew: new ones are `unjudged`, which fails until somebody has
looked at the mail and judged.
"""

import os
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.asked_check import AskedCheck
from pipeline.checking import check
from pipeline.model import CheckSettings
from pipeline.project import load_project

MAILS = Path(__file__).parent / "mails"
SUFFIXES = (".html", ".eml", ".mjml")
FILES = sorted(path for path in MAILS.iterdir() if path.suffix in SUFFIXES)
JUDGEMENTS = ("right", "loud", "false", "unjudged")
WANTED = 200
FEW = 5  # findings that may be loud


class Judged(NamedTuple):
    """A line of a `.judged` file: the judgement, and what is judged."""

    judgement: str
    what: str

    @property
    def family(self) -> str:
        """The family of the rule."""
        return self.what.split()[2].partition("/")[0]


def judged(path: Path) -> list[Judged]:
    beside = path.with_suffix(".judged")
    lines = beside.read_text(encoding="utf-8").splitlines() if beside.is_file() else []
    return [Judged(*line.split(" ", 1)) for line in lines if line]


@cache
def found_in(path: Path) -> tuple[str, ...]:
    asked = AskedCheck(CheckSettings(), kind="mail")
    (checked,) = check([path], load_project(MAILS), asked)
    assert checked.error is None, str(checked.error)
    return tuple(
        f"{one.severity} {one.place.line if one.place else 0}"
        f":{one.place.column if one.place else 0} {one.rule} {one.message}"
        + (f" ({one.count})" if one.count > 1 else "")
        for one in checked.findings
    )


def updated(path: Path) -> None:
    """Writes the findings as they are, each with its judgement if it has one."""
    known = judged(path)
    judgements = {one.what: one.judgement for one in known if one.judgement in JUDGEMENTS}
    lines = [f"{judgements.get(what, 'unjudged')} {what}" for what in found_in(path)]
    lines += [f"missed {one.what}" for one in known if one.judgement == "missed"]
    path.with_suffix(".judged").write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_finding_was_judged_by_hand(path):
    if os.environ.get("UPDATE_JUDGED"):
        updated(path)
    lines = judged(path)
    assert {one.judgement for one in lines} <= {"right", "loud", "missed"}
    assert [one.what for one in lines if one.judgement != "missed"] == list(found_in(path))


def test_many_findings_were_judged_none_false_and_few_loud():
    lines = [one for path in FILES for one in judged(path)]
    counts = Counter(one.judgement for one in lines)
    families = Counter(one.family for one in lines if one.judgement in JUDGEMENTS)
    told = f"{len(FILES)} mails: {dict(counts)}, {dict(families.most_common())}"
    sys.stdout.write(f"{told}\n")  # shown with `pytest -s`
    assert counts["right"] + counts["loud"] >= WANTED
    assert counts["loud"] <= FEW
    assert counts["false"] == counts["unjudged"] == 0


def test_a_judgement_stands_beside_a_mail():
    assert sorted(MAILS.glob("*.judged")) == [path.with_suffix(".judged") for path in FILES]
