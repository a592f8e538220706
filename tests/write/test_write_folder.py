import os
import sys
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.write import check_out


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    root = tmp_path / "srv/project"
    for folder in ("content/notes", "templates", ".git", "docs"):
        (root / folder).mkdir(parents=True)
    (tmp_path / "home").mkdir()
    (root / "file").write_bytes(b"")
    return root


@pytest.mark.parametrize(
    "out", ["out", "out/deep", "docs", "../project-evil", "../other", "content-2", "../../home/out"]
)
def test_an_output_folder(project, out):
    check_out(project / out, project=project)


@pytest.mark.parametrize(
    ("out", "reason"),
    [
        ("/", "it is the root of a file system"),
        (".", "it is the project's folder, or holds it"),
        ("..", "it is the project's folder, or holds it"),
        ("out/../..", "it is the project's folder, or holds it"),
        ("content", "it is the project's content/, or holds it"),
        ("templates", "it is the project's templates/, or holds it"),
        (".git", "it is the project's .git/, or holds it"),
        ("content/notes", "it lies in the project's content/"),
        (".git/objects/out", "it lies in the project's .git/"),
        ("../../home", "it is your home folder, or holds it"),
        ("file", "it is there already and is no folder"),
        ("a\0b", "its path leads nowhere"),
    ],
)
def test_a_folder_that_must_not_be_written_to(project, out, reason):
    with pytest.raises(OutputError) as caught:
        check_out(project / out, project=project)

    assert caught.value.exit_code == 7
    assert caught.value.message == f"this cannot be the output folder: {reason}"
    assert "--out" in caught.value.hint


def test_paths_relative_to_the_working_folder(project, monkeypatch):
    monkeypatch.chdir(project)

    check_out(Path("out"), project=Path())
    with pytest.raises(OutputError, match="the project's folder"):
        check_out(Path(), project=Path())


def test_the_target_of_a_link_is_judged(project):
    if sys.platform == "win32":
        pytest.skip("links need a right on Windows")
    (project / "good").symlink_to(project.parent / "elsewhere")
    (project / "bad").symlink_to(project / "content")
    (project / "round").symlink_to(project / "round")
    (project / "pictures").symlink_to(project / "docs")
    (project / "templates").rmdir()
    (project / "templates").symlink_to(project.parent / "shared/templates")

    check_out(project / "good", project=project)
    check_out(project / "pictures", project=project)
    for name, reason in {
        "bad": "content/",
        "round": "leads nowhere",
        "../shared": "templates/, or holds it",
        "../shared/templates/out": "lies in the project's templates/",
    }.items():
        with pytest.raises(OutputError, match=reason):
            check_out(project / name, project=project)


def test_a_project_reached_through_a_link(project):
    if sys.platform == "win32":
        pytest.skip("links need a right on Windows")
    (project.parent / "link").symlink_to(project)

    check_out(project / "out", project=project.parent / "link")
    with pytest.raises(OutputError, match="the project's folder"):
        check_out(project, project=project.parent / "link")


def test_an_account_without_a_home(project, monkeypatch):
    if sys.platform == "win32":
        pytest.skip("the home is read from the account database")
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os, "getuid", lambda: 2**31 - 7)

    check_out(project / "out", project=project)
