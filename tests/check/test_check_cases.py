"""Each rule on files of its own: what it finds there stands beside them, line by line.

A folder `<what>.project` beside a case is the project that it is checked in.
`UPDATE_CASES=1` writes what is found; read it before you keep it.
"""

import os
from pathlib import Path

import pytest

from pipeline.asked_check import AskedCheck
from pipeline.check.table import MAIL_RULES, SERIES_RULES
from pipeline.checking import check
from pipeline.model import CheckSettings
from pipeline.project import load_project

CASES = Path(__file__).parent / "cases"
SUFFIXES = (".html", ".eml", ".mjml", ".md", ".txt")
FILES = sorted(
    path
    for path in CASES.glob("*/*")
    if path.suffix in SUFFIXES and path.with_suffix(".expected").is_file()
)
LOOSE = sorted(
    path
    for path in CASES.glob("*/*")
    if path.suffix in SUFFIXES and not path.with_suffix(".expected").is_file()
)
# What no article can bring about: held by construction, shown by tests in `rules/`.
HELD = {"series/header-differs", "series/same-id"}
RULES = {rule.name for rule in (*MAIL_RULES, *SERIES_RULES)} - HELD


def found_in(path: Path) -> list[str]:
    """The findings of the family that a case's folder is named by, one a line."""
    beside = path.with_suffix(".project")
    project = load_project(beside if beside.is_dir() else path.parent)
    own = f"{path.parent.name}/{path.stem}"  # for rules that are off unless named
    settings = CheckSettings(select=(path.parent.name, own))
    asked = AskedCheck(settings, release="release" in path.stem)
    kind = "article" if path.suffix in (".md", ".txt") else "mail"
    (checked,) = check([path], project, AskedCheck(asked.settings, asked.release, kind=kind))
    assert checked.error is None, str(checked.error)
    return [
        f"{one.severity} {one.place.line if one.place else 0}"
        f":{one.place.column if one.place else 0} {one.rule} {one.message}"
        + (f" ({one.count})" if one.count > 1 else "")
        for one in checked.findings
        if one.rule.partition("/")[0] == path.parent.name
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_case_gives_what_stands_beside_it(path):
    found = "".join(f"{line}\n" for line in found_in(path))
    expected = path.with_suffix(".expected")
    if os.environ.get("UPDATE_CASES"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_every_case_says_what_is_expected():
    assert LOOSE == []


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_case_that_it_finds_something_in(rule):
    folder = CASES / rule.partition("/")[0]
    told = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.expected")))
    assert any(f" {rule} " in text for text in told)


@pytest.mark.parametrize("family", sorted({rule.partition("/")[0] for rule in RULES}))
def test_every_family_has_a_near_miss(family):
    expected = (CASES / family).glob("*-ok*.expected")
    assert any(not path.read_text(encoding="utf-8") for path in expected)
