"""The table of keys, and the page that is made from it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path

from pipeline.model import (
    Approval,
    ArticleSettings,
    CheckSettings,
    Ignore,
    Links,
    PartSettings,
    Sender,
    SeriesSettings,
    Support,
)
from pipeline.settings.foreign import FOREIGN
from pipeline.settings.keys import ARTICLE, PROJECT, TABLES, TYPES_TOLD
from pipeline.settings.reference import reference
from pipeline.settings.theme_keys import COLOURS, THEME_FILE, THEME_TABLES
from pipeline.settings.value_types import TYPES

ROOT = Path(__file__).parents[2]


def test_the_page_in_docs_is_true() -> None:
    written = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert written == reference(), "run: python -m pipeline.settings.reference > docs/settings.md"


def test_the_page_can_be_written_as_it_says() -> None:
    command = [sys.executable, "-X", "utf8", "-m", "pipeline.settings.reference"]
    run = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    assert run.stdout.decode().replace("\r\n", "\n") == reference()


def test_every_key_has_a_type_and_a_sentence() -> None:
    assert set(TYPES) == set(TYPES_TOLD) == {key.type for key in (*PROJECT, *ARTICLE, *THEME_FILE)}
    for key in (*PROJECT, *ARTICLE):
        assert key.doc.endswith("."), key
        assert key.table in TABLES, key
    for key in THEME_FILE:
        assert key.doc.endswith("."), key
        assert key.table in THEME_TABLES, key
    for key in PROJECT:
        assert key.example or key.default[:1] in '"[' or key.default in ("true", "false"), key


def test_the_colours_shown_are_those_of_the_theme_quiet() -> None:
    theme = tomllib.loads((ROOT / "templates/themes/quiet/theme.toml").read_text("utf-8"))
    assert {name: (light, dark) for name, (light, dark, _) in COLOURS.items()} == {
        name: (theme["light"][name], theme["dark"][name]) for name in theme["light"]
    }
    examples = {key.name: key.example for key in PROJECT if key.type == "px"}
    assert {name: theme["tokens"][name] for name in examples} == {
        name: f"{example}px" for name, example in examples.items()
    }
    spaces = {key.name: int(key.example) for key in THEME_FILE if key.type == "space"}
    assert theme["space"] == spaces


def test_the_table_has_every_field_of_the_nouns() -> None:
    def names(table: str) -> set[str]:
        return {key.name for key in (*PROJECT, *ARTICLE) if key.table == table}

    def told(noun: type) -> set[str]:
        return {each.name for each in fields(noun)}

    assert names("sender") == told(Sender) - {"address"} | {"from"}
    assert names("links") == told(Links)
    assert names("series") == told(SeriesSettings) - {"place"}
    assert names("series.parts[]") == told(PartSettings) - {"place"}
    assert names("support[]") == set(Support._fields)
    assert names("approved") == set(Approval._fields)
    apart = {"sensitive_told", "approved", "support", "series", "ignores"}
    assert names("") == told(ArticleSettings) - apart
    assert names("check") == told(CheckSettings) - {"ignores", "severities", "shares"}
    assert names("check.ignore[]") == told(Ignore) - {"lines", "place"}


def test_no_key_of_ours_is_passed_over() -> None:
    own = {key.path.split(".")[0].removesuffix("[]") for key in ARTICLE}
    assert not own & FOREIGN
    assert all(name == name.lower() for name in FOREIGN)
