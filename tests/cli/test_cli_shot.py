"""`letterloom shot`: what is written and told; what is missing; nothing taken in a dry run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
FEW = ("--width", "390", "--mode", "light")


@pytest.fixture
def article(tmp_path: Path) -> str:
    (tmp_path / "walk.md").write_text("# A walk\n\nHome.\n", encoding="utf-8")
    return "walk.md"


@pytest.mark.browser
def test_pictures_and_what_is_told(browser, run: Run, article: str, tmp_path: Path) -> None:
    done = run("shot", article, *FEW)
    assert done.exit_code == 0
    assert done.stdout == "1 picture in out/_shots/walk\nOpen: out/_shots/walk/index.html\n"
    there = {path.name for path in (tmp_path / "out" / "_shots" / "walk").iterdir()}
    assert there == {"01-390-light.png", "contact.png", "index.html", "manifest.json"}


@pytest.mark.browser
def test_a_build_beside_them_minds_neither(browser, run: Run, article: str, tmp_path: Path) -> None:
    for command in (("shot", article, *FEW), ("build", article), ("shot", article, *FEW)):
        assert run(*command).exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"walk", "_shots"}
    assert "nothing had changed" in run("build", article).stdout


@pytest.mark.browser
def test_programs_are_told(browser, run: Run, article: str) -> None:
    told = json.loads(run("shot", article, *FEW, "--json").stdout)
    (picture,) = told["pictures"]
    assert picture.pop("height") > 300
    assert picture == {
        "file": "01-390-light.png",
        "part": 1,
        "width": 390,
        "mode": "light",
        "mail_width": 390,
        "whole": True,
    }


def test_a_dry_run_needs_no_browser(run: Run, article: str, tmp_path: Path) -> None:
    done = run("shot", article, "--dry-run", "--mode", "all", "--width", "390")
    assert done.stdout.splitlines() == [
        "Would write to out/_shots/walk:",
        "  01-390-light.png",
        "  01-390-dark.png",
        "  01-390-gmail-ios.png",
        "  01-390-gmail-android.png",
        "  01-390-outlook-windows.png",
        "  01-390-outlook-com.png",
    ]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("walk.md", "--mode", "sepia"), 2, "there is no mode 'sepia'"),
        (("walk.md", "--width", "9"), 2, "a picture cannot be 9 px wide"),
        (("walk.md", "--part", "2"), 2, "there is no part 2"),
        (("walk.md", "--out", "."), 7, "this cannot be the output folder"),
    ],
    ids=["mode", "width", "part", "out"],
)
def test_mistakes(run: Run, article: str, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = run("shot", *arguments)
    assert done.exit_code == code
    assert told in done.stderr


def test_a_browser_that_is_none(
    run: Run, article: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "nowhere"))
    done = run("shot", article, *FEW)
    assert done.exit_code == 1
    assert "there is no browser to take pictures with: " in done.stderr
    assert "playwright install chromium" in done.stderr
    assert not (tmp_path / "out").exists()


def test_without_playwright_it_says_how_to_get_it(article: str, tmp_path: Path) -> None:
    without = (
        "import sys; sys.modules['playwright'] = None; sys.modules['playwright.sync_api'] = None; "
        f"sys.argv = ['letterloom', 'shot', {article!r}]; "
        "from pipeline.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", without], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == (
        "error: pictures need Playwright, which is not installed\n"
        '  try: pip install "letterloom[shot]"\n'
    )
