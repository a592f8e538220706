"""`letterloom approve`: what a person reads, answers, and finds written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from machine import FIRST

Run = Callable[..., Result]
BY = ("--by", "Dr Ada Moss", "--date", "2026-03-01")


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """The first article with its settings."""
    for path in FIRST, FIRST.with_suffix(".toml"):
        shutil.copy(path, tmp_path)
    return tmp_path / FIRST.name


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_it_shows_what_is_approved_and_asks(run: Run, first: Path) -> None:
    before = files(first.parent)
    done = run("approve", first.name, *BY, answers="n\n")
    assert done.exit_code == 0
    assert "Letter 3 of 3: one option, for later" in done.stdout
    assert "in every letter, series: Letters for you" in done.stdout
    assert "Approve these words as Dr Ada Moss, 2026-03-01? [y/N]" in done.stdout
    assert done.stdout.endswith("Nothing was written.\n")
    assert files(first.parent) == before
    done = run("approve", first.name, *BY, answers="y\n")
    assert done.exit_code == 0
    assert "Approved by Dr Ada Moss: road-to-recovery.toml" in done.stdout
    assert set(files(first.parent)) == {*before, "road-to-recovery.approved"}


def test_every_word_can_be_shown(run: Run, first: Path) -> None:
    done = run("approve", first.name, *BY, "--words", "--dry-run")
    assert "  subject: Letter 1 of 3: some plain facts" in done.stdout
    assert "about 15-20% of known pregnancies" in done.stdout


def test_the_last_changes_are_shown_before_one_approves_again(run: Run, first: Path) -> None:
    run("approve", first.name, *BY, "--yes")
    same = run("approve", first.name, *BY, "--dry-run")
    assert "Nothing has changed since then." in same.stdout
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("15-20%", "25%"), encoding="utf-8")
    shown = run("approve", first.name, *BY, "--dry-run").stdout
    assert "letter 1: was “15-20%”, now “25%”" in shown


def test_for_programs(run: Run, first: Path) -> None:
    done = run("approve", first.name, *BY, "--yes", "--json")
    told = json.loads(done.stdout)
    assert (told["by"], told["date"], len(told["words"])) == ("Dr Ada Moss", "2026-03-01", 64)
    assert [one["words"] for one in told["letters"]] == [225, 175, 356]
    assert told["changes"] == []
    assert told["files"] == ["road-to-recovery.toml", "road-to-recovery.approved"]
    assert f'words = "{told["words"]}"' in Path("road-to-recovery.toml").read_text("utf-8")
    asked = run("approve", first.name, *BY, "--json")
    assert asked.exit_code == 2
    assert json.loads(asked.stdout)["errors"][0]["message"] == "--json asks no question"


def test_it_can_be_taken_back(run: Run, first: Path) -> None:
    before = files(first.parent)
    run("approve", first.name, *BY, "--yes")
    approved = files(first.parent)
    assert "Would be taken back" in run("approve", first.name, "--withdraw", "--dry-run").stdout
    assert files(first.parent) == approved
    done = run("approve", first.name, "--withdraw")
    assert done.stdout == (
        "Taken back: [approved] in road-to-recovery.toml, and road-to-recovery.approved.\n"
    )
    assert files(first.parent) == before
    again = run("approve", first.name, "--withdraw")
    assert again.exit_code == 4
    assert "there is no approval to take back" in again.stderr


MISTAKES = [
    (("a.md",), "--by: who approves?"),
    (("a.md", "--by", " \x07"), "--by: who approves?"),
    (("a.md", "--by", "A", "--date", "tomorrow"), "--date: 'tomorrow' is no day"),
    (("-", "--by", "A"), "what comes on standard input cannot be approved"),
    (("a.md", "--by", "A", "--withdraw"), "--withdraw takes no name"),
    (("none.md", "--by", "A"), "there is no such file"),
]


@pytest.mark.parametrize(("arguments", "message"), MISTAKES)
def test_mistakes(run: Run, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    (tmp_path / "a.md").write_text("Some words.\n", encoding="utf-8")
    done = run("approve", *arguments)
    assert done.exit_code in (2, 3)
    assert message in done.stderr
    assert files(tmp_path) == {"a.md": b"Some words.\n"}


def test_errors_are_mended_first(run: Run, tmp_path: Path) -> None:
    text = "# A walk\n\nSome words.\n\n![A wood](gone.png)\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    done = run("approve", "a.md", *BY, "--yes")
    assert done.exit_code == 1
    assert "1 error must be mended before anybody approves: image/missing" in done.stderr
    assert "there is no image gone.png" in done.stderr
    assert set(files(tmp_path)) == {"a.md"}


def test_a_change_after_it_stops_a_release(run: Run, first: Path) -> None:
    sender = '[sender]\nfrom = "The clinic <a@example.org>"\npostal_address = "12 Elm Street"\n'
    links = '[links]\nunsubscribe = "https://example.org/stop"\n'
    Path("letterloom.toml").write_text(sender + links, encoding="utf-8")
    unread = run("build", first.name, "--release")
    assert unread.exit_code == 1
    assert "nobody has approved the words" in unread.output
    run("approve", first.name, *BY, "--yes")
    assert run("build", first.name, "--release").exit_code == 0
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("15-20%", "25%"), encoding="utf-8")
    before = {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}
    stopped = run("build", first.name, "--release")
    assert stopped.exit_code == 1
    assert "was “15-20%”, now “25%”" in stopped.output
    after = {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}
    assert after == before
