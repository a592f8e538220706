"""A new folder is there whole or not at all, and nothing is replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import tree

from pipeline.errors import OutputError
from pipeline.write import make_folder

FILES = {"a.txt": b"one", "in/b.txt": b"two"}


def test_a_folder_with_its_files(tmp_path: Path) -> None:
    make_folder(tmp_path / "new/mine", FILES)
    assert tree(tmp_path) == {"new/mine/a.txt": b"one", "new/mine/in/b.txt": b"two"}


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_what_is_there_stays(tmp_path: Path, there: str) -> None:
    target = tmp_path / "mine"
    if there == "file":
        target.write_text("kept", encoding="utf-8")
    elif there == "folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(OutputError, match="is not replaced"):
        make_folder(target, FILES)
    assert sorted(tmp_path.iterdir()) == before


def test_where_it_cannot_be_filled_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="not safe"):
        make_folder(tmp_path / "mine", {"../a": b""})
    deep = "/".join(["x" * 250] * 20)
    with pytest.raises(OutputError, match="File name too long"):
        make_folder(tmp_path / "mine", {"a": b"", deep: b""})
    assert list(tmp_path.iterdir()) == []
