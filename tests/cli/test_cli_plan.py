"""What `letterloom plan` shows: bars of lengths, and why each part begins where it does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from machine import FIRST

from pipeline.cli.bars import WIDTH, Bars
from pipeline.words import width

Run = Callable[..., Result]

SHOWN = """\
       starts               lines  words  min  wait  150 to 450 words are wished
  1/3  The Road to Recove…    2–6    225    1     –  ███████▌░░░░░░░
  2/3  The Emotional Impa…   7–13    175    1   4 d  █████▉░░░░░░░░░
  3/3  The Road to Recove…  14–22    356    2   7 d  ███████████▉░░░

  1/3  Letter 1 of 3: some plain facts
       Something to read when it suits you. There is nothing you need to do.
  2/3  Letter 2 of 3: looking after yourself
       Two short sections, to take at your own pace.
  3/3  Letter 3 of 3: one option, for later
       If this is not for now, leave it closed. It will keep.
"""
EXPLAINED = """\
Why the parts begin where they do

  2/3  At the heading “The Emotional Impact of Miscarriage” (line 7).
       The sections above and below it have few words in common (26 of 100). The
       parts on both sides have 225 and 175 words.
       Runner-up: no break there, but one part of 400 words; it is as good, or
       nearly.

  3/3  At the heading “The Road to Recovery” (line 14).
       The sections above and below it have few words in common (16 of 100). The
       parts on both sides have 175 and 356 words.
       Runner-up: “How ICI Can Help After Miscarriage” (line 17), for parts of
       298 and 233 words; it would part what belongs together and an
       abbreviation would part from its meaning (+0.13).

  With one part less: 400 and 356 words; it is as good, or nearly.
  With one part more: 225, 175, 234 and 122 words; the lengths would fit less
  and it would part what belongs together and an abbreviation would part from
  its meaning (+1.95).

  What stands behind + is how much worse a choice is: 0.1 is little, 1 is much.
"""
PARAGRAPH = "The tide of the {0} comes in with the {0} and goes out by the {0} again. " * 6


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """The first article with its settings."""
    for path in FIRST, FIRST.with_suffix(".toml"):
        shutil.copy(path, tmp_path)
    return tmp_path / FIRST.name


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The first article without any."""
    return Path(shutil.copy(FIRST, tmp_path / "bare.txt"))


def test_the_parts_with_a_bar_of_each(run: Run, first: Path, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run("plan", first.name)
    assert done.exit_code == 0
    assert done.stdout == SHOWN


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_it_fits_the_terminal(run: Run, first: Path, monkeypatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = run("plan", first.name, "--explain").stdout
    assert max(map(width, shown.splitlines())) <= max(columns, 80)


def test_nothing_is_told_by_colour_alone(run: Run, first: Path) -> None:
    assert "\x1b" not in run("plan", first.name, "--explain").stdout


def test_why_in_plain_words(run: Run, bare: Path, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("plan", bare.name, "--explain").stdout
    assert shown.endswith(EXPLAINED)


def test_why_as_data(run: Run, bare: Path) -> None:
    told = json.loads(run("plan", bare.name, "--explain", "--json").stdout)
    assert told["parts"][0]["why"] is None
    assert told["parts"][2]["why"] == {
        "at": "heading",
        "level": 2,
        "likeness": 0.16,
        "shift": None,
        "words": [175, 356],
        "runner_up": {
            "starts": "How ICI Can Help After Miscarriage",
            "lines": [17, 17],
            "words": [298, 233],
            "costs_more": pytest.approx(0.132, abs=0.01),
            "by_lengths": pytest.approx(-0.2, abs=0.1),
            "by_breaks": pytest.approx(0.18, abs=0.1),
            "by_abbreviations": pytest.approx(0.15, abs=0.1),
        },
    }
    assert told["one_part_less"]["words"] == [400, 356]
    assert told["one_part_more"]["words"] == [225, 175, 234, 122]
    plain = json.loads(run("plan", bare.name, "--json").stdout)
    assert plain == [{k: v for k, v in part.items() if k != "why"} for part in told["parts"]]


def why(run: Run, folder: Path, text: str, *options: str) -> list[str]:
    """The first line of each reason."""
    (folder / "article.md").write_text(text, encoding="utf-8")
    kept = ("--keep", "duplicate-paragraph")
    shown = run("plan", "article.md", "--explain", *kept, *options).stdout
    reasons = shown.partition("Why the parts begin where they do\n")[2]
    return [line.strip() for line in reasons.splitlines() if line.startswith("  2/")]


def test_each_sort_of_break_is_told(run: Run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    bread, sea = PARAGRAPH.format("bread"), PARAGRAPH.format("sea")
    begins = "“The tide of the sea comes in with the sea and goes out by…”"
    both = [*[bread] * 3, *[sea] * 3]
    assert why(run, tmp_path, "\n\n".join(both), "--parts", "2") == [
        f"2/2  Where the subject shifts: {begins} (line 7)."
    ]
    assert why(run, tmp_path, "\n".join(f"- {one}" for one in both)) == [
        f"2/2  Between two items of a list: {begins} (line 4)."
    ]
    assert why(run, tmp_path, "One.\n\n<!-- part -->\n\nTwo.") == [
        "2/2  You put it there, with <!-- part -->: “Two.” (line 5)."
    ]
    told = "One.\n\n**What of the sea?**\n\nTwo. " + f"{sea} " * 3
    assert why(run, tmp_path, f"{bread}\n\n{bread}\n\n{bread}\n\n{told}") == [
        "2/2  At the line “What of the sea?” (line 9)."
    ]


def test_one_part_needs_no_reason(run: Run, tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text("One.\n", encoding="utf-8")
    assert "There is one part: nothing is broken." in run("plan", "article.md", "--explain").stdout


@pytest.mark.parametrize("words", [0, 1, 149, 150, 260, 450, 451, 2000])
def test_a_bar_is_as_long_as_its_part(words: int) -> None:
    bars = Bars(150, 450, 2000)
    shown = bars.of(words)
    bar, _, word = shown.partition(" ") if words < 150 else (shown.split(" ")[0], "", shown)
    filled = sum(one not in "░ " for one in bar)
    assert filled == max(1, -(-round(8 * words * WIDTH / 2000) // 8))
    assert word.endswith("short") == (words < 150)
    assert word.endswith("long") == (words > 450)


def test_bars_share_a_scale() -> None:
    bars = Bars(150, 450, 300)
    assert [bars.of(words) for words in (60, 300, 540)] == [
        "██   ░░░░░░░░░░    short",
        "██████████░░░░░",
        "██████████████████ long",
    ]
