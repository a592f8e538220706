"""Promise 5: what the system refuses has an exit code, names the file, leaves the old tree."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from write_children import run
from write_trees import names, tree, whole

from pipeline.errors import OutputError
from pipeline.write import write_tree

linux = pytest.mark.skipif(sys.platform != "linux", reason="mounts, forks or limits")


@pytest.fixture
def folder():
    """A folder that other accounts of the machine reach too."""
    with tempfile.TemporaryDirectory() as name:
        yield name


@pytest.fixture
def mounts():
    """The command under which a task may mount a small disk that nobody else sees."""
    command = ["unshare", "--user", "--map-root-user", "--mount"]
    allowed = (
        shutil.which("unshare") and not subprocess.run([*command, "true"], check=False).returncode
    )
    if not allowed:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "user namespaces are not allowed here"
        )
    return command


@linux
def test_a_full_disk_at_any_file(folder, mounts):
    found = run("full", folder, under=mounts)

    assert found["counts"].keys() == {"new 0", "old 7"}
    assert found["named"] == [f"s/{path}" for path in found["files"]]


@linux
def test_a_disk_that_can_only_be_read(folder, mounts):
    said = (
        f"{folder}/out: cannot be written: Read-only file system\n"
        "  try: this disk can only be read: choose another folder with --out DIR"
    )

    assert run("read-only", folder, under=mounts) == {
        "end": [7, said],
        "found": "old",
        "left": ["s"],
    }


@linux
def test_a_folder_without_the_right_to_write(folder):
    said = (
        "cannot be written: Permission denied\n"
        "  try: ask for the right to write there, close programs that use it, "
        "or choose another folder with --out DIR"
    )

    assert run("forbidden", folder) == {
        "out": {"end": [7, f"{folder}/out/s: {said}"], "found": "old", "left": ["s"]},
        "out/s": {"end": [7, f"{folder}/out/s: {said}"], "found": "old", "left": ["s"]},
        "out/.letterloom-new/s": {
            "end": [7, f"{folder}/out/.letterloom-new: {said}"],
            "found": "old",
            "left": [".letterloom-new", "s"],
        },
    }


@linux
def test_a_file_larger_than_the_limit(folder):
    said = (
        f"{folder}/out/s/02-part/images/b.png: cannot be written: File too large\n"
        "  try: files this large are not allowed here: raise the limit, or use smaller images"
    )

    assert run("limited", folder) == {"end": [7, said], "found": "old", "left": ["s"]}


def test_a_path_too_long_for_the_system(tmp_path):
    write_tree(tmp_path, "s", tree("old"))
    long = "/".join(["n" * 250] * 20) + "/email.html"

    with pytest.raises(OutputError) as caught:
        write_tree(tmp_path, "s", tree("new") | {long: b""})

    assert caught.value.exit_code == 7
    assert "/s/nnn" in str(caught.value.place)
    assert "shorter" in caught.value.hint
    assert (whole(tmp_path / "s"), names(tmp_path)) == ("old", ["s"])


def test_a_file_where_a_folder_must_be(tmp_path):
    (tmp_path / "file").write_bytes(b"mine")

    with pytest.raises(OutputError, match="file/out: cannot be written"):
        write_tree(tmp_path / "file/out", "s", tree("new"))

    assert Path(tmp_path / "file").read_bytes() == b"mine"
