"""Only two files are ever written; what was there comes back to the byte; nobody's work is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from edited import built, files, first_article, garden

from pipeline.errors import LetterloomError, OutputError, SettingsError, UsageError
from pipeline.preview.editing import Editing

SPLIT = [{"kind": "split", "before": 3}]
BOTH = [
    {"kind": "article", "key": "series.every", "value": "5 days"},
    {"kind": "project", "key": "sender.name", "value": "Lantern"},
]


def test_undo_and_redo_give_back_the_very_bytes(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    states, editing = [files(tmp_path)], Editing(tmp_path)
    for edits in (SPLIT, BOTH, [{"kind": "join", "part": 2}]):
        editing.edit(source, edits)
        states.append(files(tmp_path))
    for left, state in ((2, states[2]), (1, states[1]), (0, states[0])):
        answer = editing.undo(source)
        assert (answer["undo"], answer["redo"]) == (left, 3 - left)
        assert files(tmp_path) == state
    with pytest.raises(UsageError, match="there is nothing to undo"):
        editing.undo(source)
    for state in states[1:]:
        editing.redo(source)
        assert files(tmp_path) == state
    with pytest.raises(UsageError, match="there is nothing to do again"):
        editing.redo(source)
    editing.undo(source)
    assert editing.edit(source, [{"kind": "join", "part": 3}])["redo"] == 0


def test_each_article_has_its_own_steps(tmp_path: Path) -> None:
    first, second = first_article(tmp_path), garden(tmp_path)
    editing = Editing(tmp_path)
    editing.edit(first, SPLIT)
    editing.edit(second, SPLIT)
    assert editing.undo(first)["files"] == ["road-to-recovery.toml"]
    assert second.with_suffix(".toml").exists()
    assert editing.undo(second)["files"] == ["garden.toml"]
    assert not second.with_suffix(".toml").exists()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path, mark: bytes, end: bytes) -> None:
    source = first_article(tmp_path)
    toml = source.with_suffix(".toml")
    before = mark + toml.read_bytes().replace(b"\n", end)
    toml.write_bytes(before)
    (tmp_path / "letterloom.toml").write_bytes(mark + b"# ours" + end)
    editing = Editing(tmp_path)
    editing.edit(source, [*SPLIT, *BOTH, {"kind": "part", "part": 2, "key": "title", "value": "A"}])
    for data in (toml.read_bytes(), (tmp_path / "letterloom.toml").read_bytes()):
        assert data.startswith(mark)
        assert data.count(b"\n") == data.count(end)
        assert data.count(b"\xef\xbb\xbf") == bool(mark)
    kept = toml.read_bytes().split(end)
    assert [line for line in before.split(end) if line not in kept] == []
    assert len(built(tmp_path, source).parts) == 4
    editing.undo(source)
    assert toml.read_bytes() == before


def test_a_file_that_somebody_else_changed_is_left_alone(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    toml, editing = source.with_suffix(".toml"), Editing(tmp_path)
    editing.edit(source, SPLIT)
    toml.write_bytes(toml.read_bytes() + b"# by hand\n")
    before = files(tmp_path)
    with pytest.raises(SettingsError) as caught:
        editing.undo(source)
    assert caught.value.format_message() == (
        f"{toml}: another program has changed this file since, so nothing was written\n"
        "  try: look at what changed, and then do it again"
    )
    assert files(tmp_path) == before
    editing.edit(source, [{"kind": "join", "part": 2}])
    assert b"# by hand" in toml.read_bytes()
    editing.undo(source)
    assert files(tmp_path) == before


def test_a_writer_in_between_loses_nothing(tmp_path: Path) -> None:
    """While an edit is tried somebody saves the file: it is theirs, and the edit is refused."""
    source = first_article(tmp_path)
    toml = source.with_suffix(".toml")

    def saved(_: object) -> None:
        toml.write_bytes(b"# mine\n")

    with pytest.raises(SettingsError, match="another program has changed this file since"):
        Editing(tmp_path, compose=saved).edit(source, SPLIT)
    assert toml.read_bytes() == b"# mine\n"


def test_edits_at_once_all_arrive(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    before, editing = files(tmp_path), Editing(tmp_path)
    keys = ["sender.name", "sender.reason", "theme.logo_alt", "sender.postal_address"]

    def edit(number: int) -> dict[str, Any]:
        key = keys[number % len(keys)]
        value = f"Number {number}"
        return editing.edit(source, [{"kind": "project", "key": key, "value": value}])

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(edit, range(16)))
    assert sorted(answer["undo"] for answer in answers) == [*range(1, 17)]
    text = (tmp_path / "letterloom.toml").read_text()
    assert all(text.count(key.rpartition(".")[2] + " =") == 1 for key in keys)
    for _ in range(16):
        editing.undo(source)
    assert files(tmp_path) == before


@pytest.mark.parametrize("name", ["content/road-to-recovery.toml", "letterloom.toml"])
def test_links_that_lead_out_are_never_written(tmp_path: Path, name: str) -> None:
    root, elsewhere = tmp_path / "project", tmp_path / "elsewhere.toml"
    root.mkdir()
    source = first_article(root)
    elsewhere.write_bytes(b"# theirs\n")
    for target in (elsewhere, tmp_path / "nowhere.toml"):
        (root / name).unlink(missing_ok=True)
        (root / name).symlink_to(target)
        with pytest.raises(SettingsError, match="these settings lead out of the project"):
            Editing(root).edit(source, BOTH)
        assert Editing(root).settings(source)["locked"].endswith("put the file itself there")
    assert files(tmp_path)["elsewhere.toml"] == b"# theirs\n"
    assert not (tmp_path / "nowhere.toml").exists()


def test_a_link_within_the_project_stays_a_link(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    toml, real = source.with_suffix(".toml"), tmp_path / "real.toml"
    toml.rename(real)
    toml.symlink_to(real)
    Editing(tmp_path).edit(source, BOTH)
    assert toml.is_symlink()
    assert b'every = "5 days"' in real.read_bytes()


def test_the_second_of_two_files_that_cannot_be_written_undoes_the_first(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    (tmp_path / "letterloom.toml").write_bytes(b"# ours\n")
    (tmp_path / "letterloom.toml").chmod(0o444)
    before, editing = files(tmp_path), Editing(tmp_path)
    with pytest.raises(OutputError) as caught:
        editing.edit(source, BOTH)
    assert caught.value.format_message() == (
        f"{tmp_path / 'letterloom.toml'}: cannot be written: Permission denied\n"
        "  try: ask for the right to write there, close programs that use it, or choose another "
        "place"
    )
    assert files(tmp_path) == before
    assert editing.settings(source)["undo"] == 0


@pytest.mark.parametrize("name", ["letterloom.md", "pyproject.txt"])
def test_an_article_whose_settings_would_be_others_is_locked(tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    source.write_text("# A\n\nOne.\n\nTwo.\n")
    with pytest.raises(SettingsError, match="the settings of this article would be in"):
        Editing(tmp_path).edit(source, [{"kind": "split", "before": 1}])
    assert "which has other settings" in Editing(tmp_path).settings(source)["locked"]
    assert files(tmp_path) == {name: b"# A\n\nOne.\n\nTwo.\n"}


def test_standard_input_is_locked(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="what comes on standard input cannot be edited"):
        Editing(tmp_path).edit(Path("-"), SPLIT)
    assert "standard input" in Editing(tmp_path).settings(Path("-"))["locked"]


def test_settings_that_are_no_toml_are_told_and_kept(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    toml = source.with_suffix(".toml")
    for data, told in ((b"title = A\n", "this is not TOML"), (b"\xff\xfe", "is not UTF-8 text")):
        toml.write_bytes(data)
        with pytest.raises(LetterloomError, match=told):
            Editing(tmp_path).edit(source, SPLIT)
        assert told in Editing(tmp_path).settings(source)["locked"]
        assert toml.read_bytes() == data


def test_an_article_outside_of_a_project_writes_beside_itself(tmp_path: Path) -> None:
    root, away = tmp_path / "here", tmp_path / "away"
    root.mkdir()
    away.mkdir()
    source = first_article(away)
    Editing(root).edit(source, BOTH)
    assert set(files(tmp_path)) == {
        "away/content/road-to-recovery.toml",
        "away/content/road-to-recovery.txt",
        "here/letterloom.toml",
    }
