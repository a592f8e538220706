"""`letterloom test`: what a person reads, before it goes and after, and what programs read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
ARTICLE = "# Walk\n\nOne.\n\n<!-- part -->\n\n# The way back\n\nTwo.\n"
STAND_IN = """\
import sys
data = sys.stdin.buffer.read()
with open("log", "ab") as log:
    log.write(data)
sys.exit(67 if "no@" in sys.argv[-1] else 0)
"""


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An article, and a program that takes mails for all but one."""
    (tmp_path / "walk.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "stand_in.py").write_text(STAND_IN, encoding="utf-8")
    for end in ("HOST", "PORT", "USER", "SECURITY", "CA_FILE"):
        monkeypatch.delenv(f"LETTERLOOM_SMTP_{end}", raising=False)
    monkeypatch.setenv("LETTERLOOM_SENDMAIL", f"{sys.executable} stand_in.py")
    monkeypatch.setenv("LETTERLOOM_SMTP_FROM", "hello@example.org")
    return "walk.md"


def test_it_tells_what_went(run: Run, article: str, tmp_path: Path) -> None:
    done = run("test", "me@example.org", article)
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[0].startswith("  1/2  [Test] Walk  to me@example.org, ")
    assert lines[1].startswith("  2/2  [Test] The way back  to me@example.org, ")
    assert lines[2:] == ["", "Sent: 2 mails to me@example.org."]
    assert (tmp_path / "log").read_bytes().count(b"X-Letterloom-Test: yes\n") == 2
    assert not (tmp_path / "out").exists()


def test_what_failed_is_told_beside_what_went(run: Run, article: str) -> None:
    done = run("test", "no@example.org", "me@example.org", article, "--part", "2")
    assert done.exit_code == 8
    assert done.stdout.endswith("Sent: 1 of 2 mails to me@example.org.\n")
    assert "not sent: part 2 to no@example.org\nerror: " in done.stderr


def test_programs_are_told_the_same(run: Run, article: str) -> None:
    done = run("test", "no@example.org", "me@example.org", article, "--part", "2", "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 8
    assert [(one["part"], one["to"]) for one in told["sent"]] == [(2, "me@example.org")]
    assert [(one["part"], one["to"], one["exit_code"]) for one in told["errors"]] == [
        (2, "no@example.org", 8)
    ]


def test_a_dry_run_sends_nothing(run: Run, article: str, tmp_path: Path) -> None:
    done = run("test", "me@example.org", article, "--dry-run")
    assert done.exit_code == 0
    first, *_, last = done.stdout.splitlines()
    program = sys.executable
    assert first == f"Would send 2 mails through the program {program}, from hello@example.org:"
    assert last == "Nothing was sent."
    assert not (tmp_path / "log").exists()


def test_a_file_with_an_at_sign_is_an_article(run: Run, article: str, tmp_path: Path) -> None:
    (tmp_path / "walk@home.md").write_text(ARTICLE, encoding="utf-8")
    done = run("test", "walk@home.md", "me@example.org", "--quiet")
    assert (done.exit_code, done.stdout) == (0, "")


def test_the_projects_only_article_needs_no_name(run: Run, article: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "walk.md").rename(tmp_path / "content" / "walk.md")
    assert run("test", "me@example.org", "--part", "1").exit_code == 0
    (tmp_path / "content" / "another.md").write_text(ARTICLE, encoding="utf-8")
    done = run("test", "me@example.org")
    assert (done.exit_code, done.stderr) == (
        2,
        "error: which article?\n  try: name it: content/another.md, content/walk.md\n",
    )


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["walk.md"], 2, "whom is it for?"),
        (["me@", "walk.md"], 2, "no mail can be sent to 'me@'"),
        (["me@example.org", "walk.md", "--part", "3"], 2, "there is no part 3"),
        (["me@example.org", "walk.md", "--set", "x"], 2, "--set: 'x' sets nothing"),
        (["me@example.org", "walk.md", "--person", "x"], 2, "nobody is called 'x'"),
        (["me@example.org", "wlak.md"], 3, "did you mean walk.md?"),
        ([*(f"{one}@example.org" for one in "abcdef"), "walk.md"], 2, "6 addresses"),
    ],
    ids=["nobody", "half", "part", "value", "person", "file", "many"],
)
def test_mistakes(run: Run, article: str, arguments: list[str], code: int, told: str) -> None:
    done = run("test", *arguments)
    assert done.exit_code == code
    assert told in done.stderr


def test_it_says_what_to_set_up(run: Run, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LETTERLOOM_SENDMAIL")
    done = run("test", "me@example.org", article)
    assert done.exit_code == 4
    assert done.stderr.startswith("error: no mail server is set up for test mails\n  try: set ")
    for told in ("smtp.gmail.com", "smtp.office365.com", "LETTERLOOM_SENDMAIL", "Mailpit"):
        assert told in done.stderr
