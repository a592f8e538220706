"""The docs name what there is."""

from __future__ import annotations

import re

from machine import ROOT

from pipeline.cli import COMMANDS
from pipeline.read.clean import RULES


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_cleaning_rule_is_told():
    told = set(re.findall(r"^\| `([a-z-]+)` \|", page("docs/articles.md"), re.MULTILINE))
    assert {rule.name for rule in RULES} <= told


def test_every_command_is_in_the_readme():
    assert {name for name in COMMANDS if f"letterloom {name}" not in page("README.md")} == set()


def test_links_between_the_docs_lead_somewhere():
    pages = [ROOT / name for name in ("README.md", "CONTRIBUTING.md")]
    for path in [*pages, *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|<)([^)#\s]+)", path.read_text("utf-8")):
            if not target.startswith(("{{", "wood")):
                assert (path.parent / target).exists(), f"{path.name}: {target}"
