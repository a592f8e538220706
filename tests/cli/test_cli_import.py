"""`letterloom import`: what it writes reads the same again; nothing that is there is replaced."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from trees import manifest

from pipeline import project
from pipeline.asked import ReadAs
from pipeline.errors import LetterloomError
from pipeline.importing import Imported, _prove, imported
from pipeline.making import read

Run = Callable[..., Result]
ROOT = Path(__file__).resolve().parent.parent.parent
DOT = (Path(__file__).parent / "dot.png").read_bytes()
TEXT = """\
Care * with _signs_

Some words, {{ first_name }} among them, and <b>angles</b>.

What to bring

It is cold:

- a coat
- a [book]

1. Rise.
2. Go.

Share this post
"""
FROM_TEXT = """\
---
lang: en
---

# Care \\* with \\_signs\\_

Some words, \\{{ first\\_name }} among them, and \\<b\\>angles\\</b\\>.

## What to bring

It is cold:

- a coat
- a \\[book\\]

<!-- -->

1. Rise.
2. Go.
"""
FOREIGN = """\
---
layout: post
title: "Of paths: a walk, {{ first_name }}"
tags: [walks]
author: Wren
---
Hello {{ first_name | default("friend") }}, see [the map][map].{:.wide}

![A path](pictures/the%20path.png)

* one
* two

<!-- part -->

## After

![Again](<pictures/the path.png>) and <img src="pictures/the path.png" alt="once more">

[map]: https://commonmark.org/map
"""


def test_a_text_as_markdown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "care.txt").write_text(TEXT)
    done = run("import", "care.txt")
    assert (done.exit_code, (tmp_path / "content/care.md").read_text()) == (0, FROM_TEXT)
    assert done.stdout.endswith(
        "  words in  25\n  kept      22\n  removed    3\n"
        "      line 15, share-line: Share this post\n\n"
        "Written: content/care.md\nNext: letterloom build content/care.md\n"
    )


def test_markdown_of_another_generator(run: Run, tmp_path: Path) -> None:
    there = tmp_path / "blog"
    (there / "pictures").mkdir(parents=True)
    (there / "pictures/the path.png").write_bytes(DOT)
    (there / "walk.md").write_text(FOREIGN)
    (tmp_path / "content").mkdir()
    done = run("import", "blog/walk.md", "--slug", "The walk", "--json")
    told = json.loads(done.stdout)
    markdown = (tmp_path / "content/the-walk.md").read_text()
    assert told["article"] == str(tmp_path / "content/the-walk.md")
    assert told["beside"] == [str(tmp_path / "content/the-walk-the-path.png")]
    assert [one["rule"] for one in told["removed"]] == ["shortcode"]
    assert markdown.startswith(
        "---\ntitle: 'Of paths: a walk, {{ first_name }}'\nauthor: Wren\nlang: en\n---\n\n"
    )
    assert 'Hello {{ first_name | default("friend") }}, see [the map][map].' in markdown
    assert "![A path](the-walk-the-path.png)" in markdown
    assert '<img src="the-walk-the-path.png" alt="once more">' in markdown
    assert "<!-- part -->\n\n## After" in markdown
    assert "[map]: https://commonmark.org/map" in markdown
    assert (tmp_path / "content/the-walk-the-path.png").read_bytes() == DOT
    assert run("build").exit_code == 0
    assert len(manifest(tmp_path / "out/the-walk")["parts"]) == 2


@pytest.mark.parametrize(
    "there", ["care.md", "care.html", "Care.txt", "care-dot.png", "care.docx", "care.toml"]
)
def test_what_is_there_stays(run: Run, tmp_path: Path, there: str) -> None:
    (tmp_path / "care.md").write_text("# Care\n\nWords.\n\n![A dot](dot.png)\n")
    (tmp_path / "care.toml").write_text('lang = "en"\n')
    (tmp_path / "dot.png").write_bytes(DOT)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / there).write_bytes(b"mine")
    done = run("import", "care.md")
    assert done.exit_code == 7
    assert "there already" in done.stderr or "of this name already" in done.stderr
    assert [path.name for path in (tmp_path / "content").iterdir()] == [there]
    assert (tmp_path / "content" / there).read_bytes() == b"mine"


def test_its_settings_come_along(run: Run, tmp_path: Path) -> None:
    (tmp_path / "care.md").write_text("# Care\n\nWords.\n")
    (tmp_path / "care.toml").write_text('# mine\nauthor = "Wren"\n')
    assert run("import", "care.md").exit_code == 0
    assert (tmp_path / "content/care.toml").read_text() == '# mine\nauthor = "Wren"\n'
    assert run("build").exit_code == 0


def test_standard_input_is_named_by_its_title(run: Run, tmp_path: Path) -> None:
    done = run("import", "-", "--format", "md", answers="# Of bread\n\nFlour and water.\n")
    assert done.exit_code == 0
    assert (
        (tmp_path / "content/of-bread.md").read_text().endswith("# Of bread\n\nFlour and water.\n")
    )


def test_standard_input_wants_a_format(run: Run) -> None:
    done = run("import", "-", answers="# Of bread\n")
    assert (done.exit_code, done.stderr) == (
        3,
        (
            "error: standard-input: nothing tells what this is\n"
            "  try: say --format txt, md, html or docx\n"
        ),
    )


def test_a_dry_run_shows_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "care.txt").write_text(TEXT)
    done = run("import", "care.txt", "--dry-run")
    assert (done.exit_code, done.stdout) == (0, FROM_TEXT)
    assert not (tmp_path / "content").exists()
    assert "Would write: content/care.md" in done.stderr


def test_a_rule_that_is_turned_off(run: Run, tmp_path: Path) -> None:
    (tmp_path / "care.txt").write_text(TEXT)
    assert run("import", "care.txt", "--keep", "share-line").exit_code == 0
    assert (tmp_path / "content/care.md").read_text().endswith("Share this post\n")


def test_what_would_not_read_the_same_is_not_written(tmp_path: Path) -> None:
    source = tmp_path / "care.txt"
    source.write_text(TEXT)
    settings = project.load_project(tmp_path)
    made = imported(source, source.read_bytes(), settings, ReadAs())
    changed = Imported(made.article, made.markdown.replace("angles", "angels"), made.beside)
    with pytest.raises(LetterloomError, match="would not read the same"):
        _prove(changed, settings)


@pytest.mark.parametrize(
    "path",
    [ROOT / "content/road-to-recovery.txt", *sorted((ROOT / "tests/articles").glob("*.md"))],
    ids=lambda path: path.stem,
)
def test_the_samples_read_the_same_again(path: Path, tmp_path: Path) -> None:
    settings = project.load_project(tmp_path)
    made = imported(path, path.read_bytes(), settings, ReadAs())
    (tmp_path / made.name).write_text(made.markdown)
    again = read(tmp_path / made.name, made.markdown.encode(), settings)
    assert [one.text for one in again.blocks] == [one.text for one in made.article.blocks]
