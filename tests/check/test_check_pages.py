"""The pages of the checks: each says what is wrong and where that is known from; docs are true."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.check.beside import BESIDE
from pipeline.check.names import Known, families, known, mistake
from pipeline.check.pages import FAMILIES, explained, pages, written
from pipeline.check.report.as_json import data
from pipeline.check.table import MAIL_RULES, SERIES_RULES
from pipeline.cli.check import check
from pipeline.errors import Place
from pipeline.model import Change, CheckedFile, Finding, Ignore, Ignored, Severity

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "checks"
MADE = re.compile(r'\bFinding\(\s*(?:f?"|")([a-z0-9]+/[a-z0-9-]+)"')
NAMED = re.compile(r"\b[a-z0-9]+/[a-z0-9-]+\b")
WRITE_THEM = "run: python -m pipeline.check.pages docs/checks"


def test_the_pages_in_docs_are_true() -> None:
    there = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert there == pages(), WRITE_THEM


def test_the_pages_can_be_written_as_they_say(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("a family that is no more", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline.check.pages", str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT)
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == pages()


@pytest.mark.parametrize("one", known(), ids=lambda one: one.name)
def test_every_check_says_what_why_and_from_where(one: Known) -> None:
    title, _, rest = one.doc.partition("\n")
    assert re.fullmatch(r"[a-z0-9]+/[a-z0-9-]+", one.name)
    assert title.endswith("."), "the first line says what is wrong, and ends with a full stop"
    assert len(title) <= 100
    assert rest.startswith("\n"), "an empty line follows the first"
    assert re.search(r"(?m)^Source: \S", rest), "the page ends with `Source: …`"
    body = rest.partition("\nSource: ")[0]
    assert len(body.split()) >= 5, "the page says why it matters and what to do"


@pytest.mark.parametrize("rules", [MAIL_RULES, SERIES_RULES, BESIDE], ids=["mail", "series", "-"])
def test_no_two_checks_have_one_name(rules: Sequence[Known]) -> None:
    assert len(rules) == len({one.name for one in rules})


def test_what_is_a_rule_has_no_second_page() -> None:
    ruled = {one.name for one in (*MAIL_RULES, *SERIES_RULES)}
    assert ruled & {one.name for one in BESIDE} == set()


def test_every_family_is_told() -> None:
    assert set(families()) <= set(FAMILIES)


def test_every_finding_that_is_made_anywhere_has_a_page() -> None:
    sources = (ROOT / "pipeline").rglob("*.py")
    made = {name for path in sources for name in MADE.findall(path.read_text("utf-8"))}
    assert made, "the pattern finds none"
    assert made - {one.name for one in known()} == set()


def test_every_check_is_in_the_index_and_its_anchor_is_there() -> None:
    made = pages()
    for one in known():
        anchor = one.name.replace("/", "")
        assert f"[`{one.name}`]({one.family}.md#{anchor})" in made["README.md"]
        assert f"\n## {one.name}\n" in made[f"{one.family}.md"]


def test_a_check_and_a_family_are_explained() -> None:
    assert explained("image/moves").startswith("image/moves (warning)\n\nAn image that moves")
    family = [one for one in known() if one.family == "check"]
    assert explained("check").count("\n\nSource: ") == len(family)
    with pytest.raises(KeyError):
        explained("image/moved")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("image/moved", "image/moves"), ("no-alt", "image/no-alt"), ("Image_Moves", "image/moves")],
)
def test_the_nearest_name_is_told(name: str, hint: str) -> None:
    assert mistake(name) == (f'there is no check "{name}"', hint)


def test_writing_makes_the_folder(tmp_path: Path) -> None:
    assert written(tmp_path / "docs" / "checks") == list(pages())


def test_the_guides_name_checks_that_there_are() -> None:
    texts = [(ROOT / "docs" / page).read_text("utf-8") for page in ("check.md", "ci.md")]
    named = {name for text in texts for name in NAMED.findall(text)}
    ours = {name for name in named if name.partition("/")[0] in FAMILIES}
    assert "link/insecure" in ours
    assert {name for name in ours if mistake(name)} == set()


def test_the_guide_tells_of_every_option_and_every_key() -> None:
    text = (ROOT / "docs" / "check.md").read_text("utf-8")
    options = {one for param in check.params for one in param.opts if one.startswith("-")}
    common = {"--project", "--help", "-h", "--quiet", "--verbose"}
    assert {one for one in options - common if one not in text} == set()
    keys = _keys(data([CheckedFile("a", findings=(FOUND,), ignored=(Ignored(FOUND, (LEFT,)),))]))
    assert {key for key in keys if f'"{key}"' not in text} == set()


PLACE = Place("a", 1)
FOUND = Finding("link/x", Severity.ERROR, "m", place=PLACE, changes=(Change("a", 0, 1, ""),))
LEFT = Ignore("link", "so", place=PLACE)


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return {*value, *(key for each in value.values() for key in _keys(each))}
    if isinstance(value, list):
        return {key for each in value for key in _keys(each)}
    return set()
