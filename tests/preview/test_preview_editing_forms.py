"""What the forms show of an article, and its approval from the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from edited import built, files, first_article, garden

from pipeline.errors import LetterloomError, SettingsError, UsageError
from pipeline.preview.editing import Editing
from pipeline.preview.editing.forms import pictures
from pipeline.project import article_settings, load_project

PNG = b"\x89PNG\r\n\x1a\n"


def test_the_forms_show_what_is_written_with_its_place(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    (tmp_path / "letterloom.toml").write_text("# ours\n[theme.light]\naccent = '#224466'\n")
    shown = Editing(tmp_path).settings(source)
    file = "content/road-to-recovery.toml"
    assert shown["article"] == {
        "public_name": {"value": "Letters for you", "file": file, "line": 3, "locked": ""},
        "sensitive": {"value": True, "file": file, "line": 4, "locked": ""},
    }
    assert shown["project"] == {
        "theme.light.accent": {
            "value": "#224466",
            "file": "letterloom.toml",
            "line": 3,
            "locked": "",
        }
    }
    assert shown["files"] == {"article": file, "project": "letterloom.toml"}
    assert shown["parts"][1] == {
        "title": "",
        "subject": "Letter 2 of 3: looking after yourself",
        "preheader": "Two short sections, to take at your own pace.",
        "wait": "4 days",
    }
    assert [one["subject"] for one in shown["proposals"]] == [
        f"Letters for you: {number} of 3" for number in (1, 2, 3)
    ]
    proposed = shown["proposed"]
    assert proposed["article"]["series.every"] == "3 days"
    assert proposed["article"]["slug"] == "letters-for-you"
    assert proposed["project"]["theme.light.accent"] == "#2B615D"
    assert [one["name"] for one in shown["themes"]] == ["brief", "journal", "quiet"]
    assert all(one["description"] for one in shown["themes"])
    assert (shown["locked"], shown["undo"], shown["redo"]) == ("", 0, 0)


def test_keys_of_front_matter_say_why_they_are_locked(tmp_path: Path) -> None:
    shown = Editing(tmp_path).settings(garden(tmp_path))["article"]
    assert shown["title"] == {
        "value": "A garden by the sea",
        "file": "content/garden.md",
        "line": 2,
        "locked": "it stands in content/garden.md, line 2, which is never written to",
    }
    assert set(shown) == {"title", "description", "series.every"}


def test_the_forms_of_an_article_that_does_not_build_can_mend_it(tmp_path: Path) -> None:
    source = garden(tmp_path, "[series]\nparts = 99\n")
    editing = Editing(tmp_path)
    shown = editing.settings(source)
    assert (shown["parts"], shown["locked"]) == ([], "")
    with pytest.raises(SettingsError, match="99 parts are more"):
        editing.edit(source, [{"kind": "split", "before": 2}])
    editing.edit(source, [{"kind": "parts", "number": 2}])
    assert source.with_suffix(".toml").read_text() == "[series]\nparts = 2\n"
    source.with_suffix(".toml").write_text('theme = "quite"\nseries.send_at = "9"\n')
    assert editing.settings(source)["article"]["theme"]["value"] == "quite"
    with pytest.raises(SettingsError, match=r"series\.send_at must be a time"):
        editing.edit(source, [{"kind": "article", "key": "theme", "value": "brief"}])
    editing.edit(
        source,
        [
            {"kind": "article", "key": "theme", "value": "brief"},
            {"kind": "article", "key": "series.send_at", "value": None},
        ],
    )
    assert built(tmp_path, source).article.settings.theme == "brief"


def test_logos_are_pictures_of_the_project_and_no_links_out(tmp_path: Path) -> None:
    root = tmp_path / "project"
    for name in ("logo.png", "images/b.JPG", "images/a.gif", ".git/x.png", "out/y.png", "a.svg"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG)
    (root / "link.png").symlink_to(tmp_path / "secret.png")
    (root / "all").symlink_to(tmp_path)
    assert [*pictures(root)] == ["logo.png", "images/a.gif", "images/b.JPG"]


def test_an_approval_is_written_undone_and_taken_back(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    before, editing = files(tmp_path), Editing(tmp_path)
    assert editing.approve(source, "  Dr   A. Moss ") == {
        "said": "Approved by Dr A. Moss.",
        "files": ["road-to-recovery.toml", "road-to-recovery.approved"],
        "undo": 1,
        "redo": 0,
    }
    approved = files(tmp_path)
    told = article_settings(load_project(tmp_path), source).approved
    assert told
    assert told.by == "Dr A. Moss"
    editing.undo(source)
    assert files(tmp_path) == before
    editing.redo(source)
    assert files(tmp_path) == approved
    assert editing.withdraw(source)["said"] == "The approval is taken back."
    assert files(tmp_path) == before
    with pytest.raises(SettingsError, match="there is no approval to take back"):
        editing.withdraw(source)
    for nobody in ("", "  ", None, 3, "a\x07b", "x" * 201):
        with pytest.raises(UsageError, match="who approves"):
            editing.approve(source, nobody)  # type: ignore[arg-type]


def test_nobody_approves_what_has_errors(tmp_path: Path) -> None:
    source = garden(tmp_path, text="# A\n\nSee ![a picture](none.png) and write.\n\nMore of it.\n")
    (tmp_path / "letterloom.toml").write_text('[check.severity]\nimage = "error"\n')
    before = files(tmp_path)
    with pytest.raises(LetterloomError, match="must be mended before anybody approves") as caught:
        Editing(tmp_path).approve(source, "A. Moss")
    assert caught.value.hint
    assert files(tmp_path) == before
    assert built(tmp_path, source)
