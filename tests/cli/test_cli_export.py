"""`letterloom export`: bundles on the disk, what stops them, what an upload would ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
PROJECT = """
[sender]
from = "Lantern Clinic <hello@example.org>"
postal_address = "12 Elm Street, Springfield"

[links]
web = "https://letters.example.org"
preferences = "https://example.org/preferences"

[export.kit.fields]
first_name = "given_name"
"""
ARTICLE = "# Rest\n\nDear {{ first_name | default('friend') }}, rest well and sleep long.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "letterloom.toml").write_text(PROJECT, encoding="utf-8")
    path = tmp_path / "rest.md"
    path.write_text(ARTICLE.replace("'", '"'), encoding="utf-8")
    return path


def test_a_bundle_is_written_and_its_readme_named(run: Run, article: Path, tmp_path: Path):
    done = run("export", "rest.md", "--to", "kit")
    assert done.exit_code == 0
    assert "Kit: 1 letter are in" not in done.stdout
    assert "out/_export/rest/kit/README.md" in done.stdout
    folder = tmp_path / "out/_export/rest/kit"
    assert "given_name" in (folder / "01-letter-1/email.html").read_text(encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run("export", "rest.md", "--to", "kit").exit_code == 0
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert article.read_text(encoding="utf-8").startswith("# Rest")


def test_all_services_at_once_for_programs(run: Run, article: Path):
    assert article.is_file()
    done = run("export", "rest.md", "--to", "all", "--dry-run", "--json")
    told = json.loads(done.stdout)
    stopped = [
        one["service"]
        for one in told["bundles"]
        if any(found["severity"] == "error" for found in one["findings"])
    ]
    assert (done.exit_code, stopped, told["written"]) == (0, [], False)
    assert len(told["bundles"]) > 10


def test_a_dry_upload_shows_what_would_be_asked(run: Run, article: Path, tmp_path: Path):
    done = run("export", "rest.md", "--to", "kit", "--upload", "--dry-run")
    assert done.exit_code == 0
    assert "POST https://api.kit.com/v4/sequences" in done.stdout
    assert "Nothing was written, and nobody was asked." in done.stdout
    assert not (tmp_path / "out").exists()
    assert article.is_file()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--to", "mailchmp"], "did you mean mailchimp?"),
        ([], "--to: for which service?"),
        (["--to", "kit", "--begins", "soon"], "is no day and no time"),
        (["--to", "kit", "--set", "colour=red"], "has no such setting"),
        (["--to", "kit", "--set", "nothing"], "sets nothing"),
        (["--to", "kit", "--forget"], "are about uploads"),
    ],
)
def test_wrong_input_is_told(run: Run, article: Path, arguments: list[str], says: str):
    assert article.is_file()
    done = run("export", "rest.md", *arguments)
    assert done.exit_code == 2
    assert says in done.stderr


def test_an_error_stops_it_and_nothing_is_written(run: Run, article: Path, tmp_path: Path):
    (tmp_path / "letterloom.toml").write_text("", encoding="utf-8")
    done = run("export", "rest.md", "--to", "mailjet")
    assert done.exit_code == 1
    assert "set links.preferences to a page of your own" in done.stderr
    assert "Nothing was written: errors for Mailjet" in done.stderr
    assert not (tmp_path / "out").exists()
    assert article.is_file()
