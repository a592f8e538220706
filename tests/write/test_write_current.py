import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from write_trees import on_disk, tree

from pipeline.write import current, write_tree

PATHS = sorted(tree("same"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_tree(tmp_path_factory.mktemp("warm"), "s", tree("same"))


def test_the_manifest_of_a_tree_that_nothing_changed(folder):
    before = on_disk(folder)

    found = current(folder, "same")

    assert found is not None
    assert [file["path"] for file in found["files"]] == [p for p in PATHS if p != "manifest.json"]
    assert on_disk(folder) == before


def test_other_inputs(folder):
    assert current(folder, "other") is None


def test_no_tree(tmp_path):
    assert current(tmp_path / "s", "same") is None
    (tmp_path / "s").write_bytes(b"")
    assert current(tmp_path / "s", "same") is None
    (tmp_path / "t").mkdir()
    assert current(tmp_path / "t", "same") is None


def edit(path, at, bit):
    data = bytearray(path.read_bytes() or b"\0")
    data[at % len(data)] ^= 1 << bit
    path.write_bytes(bytes(data))


files = st.sampled_from([path for path in PATHS if path != "manifest.json"])
CHANGES = st.one_of(
    st.builds(
        lambda p, at, bit: lambda f: edit(f / p, at, bit), files, st.integers(0), st.integers(0, 7)
    ),
    st.builds(lambda p: lambda f: (f / p).unlink(), st.sampled_from(PATHS)),
    st.builds(lambda p: lambda f: (f / p).write_bytes((f / p).read_bytes() + b"\n"), files),
    st.builds(lambda p: lambda f: (f / p).with_suffix(".new").write_bytes(b""), files),
    st.builds(
        lambda p: lambda f: (f / p).rename((f / p).with_suffix(".x")), st.sampled_from(PATHS)
    ),
    st.builds(lambda p: lambda f: shutil.rmtree((f / p).parent), files),
    st.builds(lambda p: lambda f: (f / p).unlink() or (f / p).mkdir(), st.sampled_from(PATHS)),
    st.builds(
        lambda data: lambda f: (f / "manifest.json").write_bytes(data),
        st.binary() | st.sampled_from([b"{}", b"[]", b'{"schema":1,"inputs":"same","files":[3]}']),
    ),
)


@given(CHANGES)
def test_any_change_is_noticed(change):
    with tempfile.TemporaryDirectory() as name:
        folder = write_tree(Path(name), "s", tree("same"))
        assert current(folder, "same")
        change(folder)
        assert current(folder, "same") is None


def test_no_file_beyond_the_tree_is_read(tmp_path):
    files = tree("same")
    files["manifest.json"] = files["manifest.json"].replace(b"01-part/email.html", b"../mine.html")
    data = files.pop("01-part/email.html")
    folder = write_tree(tmp_path, "s", files)
    (tmp_path / "mine.html").write_bytes(data)

    assert current(folder, "same") is None
