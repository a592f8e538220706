import sys

import pytest
from write_children import run
from write_trees import on_disk

from pipeline.write.exchange import swap

pytestmark = pytest.mark.skipif(
    sys.platform not in ("linux", "darwin"), reason="there is no exchange here"
)


def test_two_folders_change_places(tmp_path):
    for name in ("a", "deep/b"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "file").write_text(name)

    assert swap(tmp_path / "a", tmp_path / "deep/b") is True

    assert on_disk(tmp_path) == {"a/file": b"deep/b", "deep/b/file": b"a"}


def test_a_folder_that_is_not_there(tmp_path):
    (tmp_path / "a").mkdir()

    with pytest.raises(FileNotFoundError) as caught:
        swap(tmp_path / "a", tmp_path / "b")

    assert caught.value.filename == str(tmp_path / "b")


@pytest.mark.skipif(sys.platform != "linux", reason="filters system calls")
@pytest.mark.parametrize(
    ("code", "answer"),
    [("EINVAL", "False"), ("ENOSYS", "False"), ("ENOTSUP", "False"), ("EACCES", "PermissionError")],
)
def test_a_system_that_cannot(tmp_path, code, answer):
    assert run("swap", tmp_path, code) == answer
