import json
import os
import sys
import threading

import pytest
from write_trees import names, on_disk, tree, whole

from pipeline.errors import OutputError
from pipeline.write import current, write_tree
from pipeline.write.lock import locked

links = pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")


def refusal(out, slug="s", files=None):
    """What is said when a tree cannot be put in place, once it is sure that nothing changed."""
    before = {path: path.lstat() for path in out.rglob("*") if not path.name.startswith(".letter")}
    with pytest.raises(OutputError) as caught:
        write_tree(out, slug, files or tree("new"))
    after = {path: path.lstat() for path in out.rglob("*") if not path.name.startswith(".letter")}
    assert {path: found.st_ino for path, found in after.items()} == {
        path: found.st_ino for path, found in before.items()
    }
    assert not (out / ".letterloom-new").exists()
    assert caught.value.exit_code == 7
    assert caught.value.hint
    return f"{caught.value.place}: {caught.value.message}".replace(f"{out}{os.sep}", "")


def test_a_first_tree(tmp_path):
    files = tree("a")

    assert write_tree(tmp_path / "new/out", "s", files) == tmp_path / "new/out/s"
    assert on_disk(tmp_path / "new/out/s") == files
    assert names(tmp_path / "new/out") == ["s"]


def test_a_tree_in_the_place_of_another(tmp_path):
    other, files = tree("other"), tree("new", parts=3)
    write_tree(tmp_path, "other", other)
    write_tree(tmp_path, "s", tree("old", parts=5))

    write_tree(tmp_path, "s", files)

    assert on_disk(tmp_path / "s") == files
    assert on_disk(tmp_path / "other") == other
    assert names(tmp_path) == ["other", "s"]


def test_a_generated_file_that_was_edited_or_lost_is_made_again(tmp_path):
    write_tree(tmp_path, "s", tree("old"))
    (tmp_path / "s/01-part/email.html").write_bytes(b"edited")
    (tmp_path / "s/01-part/email.txt").unlink()

    write_tree(tmp_path, "s", tree("new"))

    assert on_disk(tmp_path / "s") == tree("new")


def test_an_empty_folder_and_what_file_browsers_drop_stand_in_no_ones_way(tmp_path):
    (tmp_path / "s/empty").mkdir(parents=True)
    write_tree(tmp_path, "s", tree("old"))
    (tmp_path / "s/01-part/.DS_Store").write_bytes(b"window position")
    assert current(tmp_path / "s", "old")

    write_tree(tmp_path, "s", tree("new"))

    assert on_disk(tmp_path / "s") == tree("new")


def test_a_file_that_no_build_made_is_refused(tmp_path):
    write_tree(tmp_path, "s", tree("old"))
    (tmp_path / "s/01-part/mine.txt").write_bytes(b"mine")

    assert refusal(tmp_path) == (
        "s/01-part/mine.txt: was not made by a build, and building would remove it"
    )


def test_a_folder_that_no_build_made_is_refused(tmp_path):
    (tmp_path / "s").mkdir()
    (tmp_path / "s/b.txt").write_bytes(b"mine")
    (tmp_path / "s/a.txt").write_bytes(b"mine")

    assert refusal(tmp_path) == (
        "s/a.txt: was not made by a build (and 1 more), and building would remove it"
    )


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        b'{"files": []}',
        b'{"schema": 2, "files": []}',
        b'{"schema": 1}',
        b'{"schema": 1, "files": {"manifest.json": 1}}',
        b'{"schema": 1, "files": ["a.txt", {"path": ["a.txt"]}, {}]}',
        json.dumps({"schema": 1, "files": [{"path": "b.txt"}]}).encode(),
    ],
)
def test_a_manifest_that_does_not_name_the_file_protects_it(tmp_path, manifest):
    (tmp_path / "s").mkdir()
    (tmp_path / "s/a.txt").write_bytes(b"mine")
    (tmp_path / "s/manifest.json").write_bytes(manifest)

    assert "s/a.txt: was not made by a build" in refusal(tmp_path)


def test_a_file_in_the_place_of_the_tree_is_refused(tmp_path):
    (tmp_path / "s").write_bytes(b"mine")

    assert refusal(tmp_path) == "s: is in the way: it is no folder that a build made"


@links
def test_a_link_in_the_place_of_the_tree_is_refused(tmp_path):
    write_tree(tmp_path / "elsewhere", "s", tree("old"))
    out = tmp_path / "out"
    out.mkdir()
    (out / "s").symlink_to(tmp_path / "elsewhere/s")

    assert refusal(out) == "s: is in the way: it is no folder that a build made"
    assert current(out / "s", "old") is None
    assert whole(tmp_path / "elsewhere/s") == "old"


@links
def test_a_link_in_the_place_of_a_file_is_refused(tmp_path):
    write_tree(tmp_path / "out", "s", tree("old"))
    page = tmp_path / "out/s/01-part/email.html"
    page.rename(tmp_path / "mine.html")
    page.symlink_to(tmp_path / "mine.html")

    assert "s/01-part/email.html: was not made by a build" in refusal(tmp_path / "out")


@links
def test_a_linked_output_folder_is_followed_once(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")

    for inputs in ("old", "new"):
        assert write_tree(tmp_path / "out", "s", tree(inputs)) == tmp_path / "out/s"

    assert on_disk(tmp_path / "real/s") == tree("new")
    assert (tmp_path / "out").is_symlink()


@links
def test_links_under_our_own_hidden_names_lead_nowhere(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/a.txt").write_bytes(b"mine")
    out = tmp_path / "out"
    out.mkdir()
    for name in (".letterloom-new", ".letterloom-old"):
        (out / name).symlink_to(tmp_path / "mine")

    write_tree(out, "s", tree("new"))

    assert names(out) == ["s"]
    assert on_disk(tmp_path / "mine") == {"a.txt": b"mine"}
    (out / ".letterloom-lock").unlink()
    (out / ".letterloom-lock").symlink_to(tmp_path / "mine/lock")
    with pytest.raises(OutputError, match="cannot be written"):
        write_tree(out, "s", tree("newer"))
    assert on_disk(tmp_path / "mine") == {"a.txt": b"mine"}


@pytest.mark.parametrize(
    "slug",
    ["", ".", "..", "../s", "a/b", "/s", ".git", ".letterloom-new", "CON", "a\0b", "ü" * 128],
)
def test_an_unsafe_slug_is_refused(tmp_path, slug):
    out = tmp_path / "out"
    out.mkdir()

    assert "is not safe" in refusal(out, slug)
    assert on_disk(tmp_path) == {}


def test_a_slug_that_differs_from_anothers_in_case_only_is_refused(tmp_path):
    write_tree(tmp_path, "Straße", tree("old"))

    assert refusal(tmp_path, "STRASSE") == "Straße: many systems take it for the same as STRASSE"


def test_an_unsafe_path_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(OutputError, match="not safe"):
        write_tree(tmp_path / "out", "s", tree("new") | {"../../evil": b""})

    assert names(tmp_path) == []


def test_a_tree_without_its_manifest_is_a_mistake(tmp_path):
    with pytest.raises(ValueError, match=r"manifest\.json"):
        write_tree(tmp_path / "out", "s", {"a.txt": b""})

    assert names(tmp_path) == []


def test_a_build_waits_for_the_one_before(tmp_path):
    write_tree(tmp_path, "s", tree("old"))
    waiting = threading.Thread(target=write_tree, args=(tmp_path, "s", tree("new")))

    with locked(tmp_path):
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
        assert whole(tmp_path / "s") == "old"

    waiting.join(10)
    assert whole(tmp_path / "s") == "new"
