"""What a command must not import: nothing heavy for help, nothing heavy where nothing changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_word import docx, paragraph

HEAVY = frozenset(
    {
        *(
            "PIL",
            "babel",
            "charset_normalizer",
            "css_inline",
            "cssutils",
            "jinja2",
            "lxml",
            "markdown_it",
        ),
        *("mammoth", "mdit_py_plugins", "mjml", "nh3", "premailer", "requests", "rich", "ruamel"),
        *("tomlkit", "trafilatura", "urllib3"),
        *("anyio", "playwright", "smtplib", "starlette", "uvicorn", "watchfiles"),
        *("asyncio", "email", "http", "logging", "ssl", "xml"),
    }
)
LETTER = """---
title: A letter
description: With front matter, a field and an image.
---

Dear {{ first_name | default("there") }},

<img src="dot.png" alt="A dot">

The end.
"""
PAGE = "<h1>A title</h1><p>Some text stands here.</p><p><img src=dot.png alt='A dot'></p>"
TEXT = paragraph("A title") + paragraph("Some text stands here.")
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)


def imported(*arguments: str | Path) -> frozenset[str]:
    """The modules that a command imports."""
    command = [sys.executable, "-X", "importtime", "-m", "pipeline", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return frozenset(line.rpartition("|")[2].strip() for line in lines)


def heavy(modules: frozenset[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules} & HEAVY


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("-h",),
        ("build", "--help"),
        ("plan", "--help"),
        ("check", "--help"),
        ("import", "--help"),
        ("preview", "--help"),
        ("test", "--help"),
        ("shot", "--help"),
        ("themes", "--help"),
        ("themes", "copy", "--help"),
        ("themes",),
    ],
    ids=" ".join,
)
def test_help_imports_nothing_heavy(arguments):
    assert heavy(imported(*arguments)) == set()


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_imports_no_command(argument):
    commands = {f"pipeline.cli.{name}" for name in ("build", "import_", "new", "plan")} | {
        "pipeline.build"
    }
    assert imported(argument) & commands == set()


def test_a_build_imports_what_it_uses_and_no_more(first_project):
    cold = imported("build", "--project", first_project)
    used = {"cssutils", "jinja2", "lxml", "markdown_it", "mjml", "premailer"}
    assert used <= heavy(cold)
    others = {"PIL", "css_inline", "requests", "rich", "ruamel", "smtplib", "starlette", "tomlkit"}
    assert heavy(cold) & others == set()


def test_a_build_with_nothing_changed_imports_nothing_heavy(first_project):
    imported("build", "--project", first_project)
    assert heavy(imported("build", "--project", first_project)) == set()


def test_nor_does_one_of_an_article_with_front_matter_and_images(make: Callable[..., Path]):
    root = make(
        {
            "letterloom.toml": '[fields.first_name]\nkind = "text"\n',
            "content/letter.md": LETTER,
            "content/dot.png": DOT,
        }
    )
    assert {"ruamel", "PIL"} & heavy(imported("build", "--project", root))
    assert heavy(imported("build", "--project", root)) == set()


@pytest.mark.parametrize("form", ["html", "docx"])
def test_nor_does_one_of_a_page_or_of_a_word_file(make: Callable[..., Path], form: str):
    article = PAGE.encode() if form == "html" else docx(TEXT)
    root = make({"letterloom.toml": "", f"content/a.{form}": article, "content/dot.png": DOT})
    own, others = {"html": ("lxml", "mammoth"), "docx": ("mammoth", "trafilatura")}[form]
    cold = heavy(imported("build", "--project", root, "--fail-on", "never"))
    assert own in cold
    assert others not in cold
    assert heavy(imported("build", "--project", root, "--fail-on", "never")) == set()


def test_a_text_needs_nothing_that_only_pages_and_word_files_need(first_project):
    cold = heavy(imported("build", "--project", first_project))
    assert cold & {"mammoth", "trafilatura", "nh3", "urllib3", "charset_normalizer"} == set()
