"""The package as people install it: the command, its templates, the same bytes as a checkout's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
from itertools import chain
from pathlib import Path

import pytest
from machine import ROOT

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
INSTALL = ("install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation")
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
PLACE = "from pipeline import themes; print(themes.built_in())"


def run(*command: str | Path, cwd: Path) -> str:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def install(folder: Path, *what: str | Path) -> Path:
    """A virtual environment with the package in it, and the libraries of the one of these tests."""
    venv.create(folder, symlinks=os.name != "nt")
    python = folder / SCRIPTS / "python"
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site, "libraries.pth").write_text("\n".join(sorted(libraries)), encoding="utf-8")
    run(*PIP, "--python", python, *INSTALL, *what, cwd=folder)
    return folder / SCRIPTS


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = tmp_path_factory.mktemp("dist")
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    return dist / run(sys.executable, "-c", code, dist, cwd=ROOT).splitlines()[-1]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(tmp_path_factory.mktemp("wheel") / "venv", wheel)


@pytest.fixture(scope="module")
def editable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(tmp_path_factory.mktemp("editable") / "venv", "--editable", ROOT)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if "__pycache__" not in path.parts
    }


def built(command: list[str | Path], project: Path, out: Path) -> dict[str, bytes]:
    run(*command, "build", "--project", project, "--out", out, cwd=out.parent)
    return contents(out)


def test_the_wheel_brings_all_templates_and_all_code(installed):
    place = Path(run(installed / "python", "-c", PLACE, cwd=installed))

    assert place.parent.name == "pipeline"
    assert place.parent.is_relative_to(installed.parent)
    assert contents(place) == contents(ROOT / "templates")
    package = contents(place.parent)
    code = {name: data for name, data in package.items() if not name.startswith("templates/")}
    assert code == contents(ROOT / "pipeline")


def test_an_editable_install_takes_the_checkouts_templates(editable):
    place = run(editable / "python", "-c", PLACE, cwd=editable)
    assert Path(place) == ROOT / "templates"


@pytest.mark.parametrize("how", ["installed", "editable"])
def test_an_installed_command_builds_what_the_checkout_builds(
    how, request, first_project, tmp_path
):
    scripts = request.getfixturevalue(how)
    here = built([sys.executable, "-m", "pipeline"], first_project, tmp_path / "here")
    assert "letters-for-you/01-part-1/email.eml" in here
    assert built([scripts / "letterloom"], first_project, tmp_path / "command") == here
    assert built([scripts / "python", "-m", "pipeline"], first_project, tmp_path / "module") == here


def test_a_letterloom_that_was_installed_starts_a_project(installed, tmp_path):
    run(installed / "letterloom", "new", "letters", "--yes", cwd=tmp_path)
    assert (tmp_path / "letters" / "content" / "welcome.md").is_file()


def test_a_letterloom_that_was_installed_shows_its_themes(installed, tmp_path):
    told = run(installed / "letterloom", "themes", "show", "quiet", "--json", cwd=tmp_path)
    (shown,) = json.loads(told)["shown"]
    assert Path(shown["index"]).is_relative_to(tmp_path)
    assert Path(shown["index"]).is_file()


@pytest.mark.parametrize("name", ["run", "dev", "inkletter"])
def test_a_lock_file_has_hashes_and_names_no_place(name):
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    pinned = [line for line in text.splitlines() if not line.startswith((" ", "#"))]
    assert pinned
    assert all("==" in line and line.endswith("\\") for line in pinned)
    assert not {"http", "file:", "-i ", "--index", "--find", "@ "} & set(text.split())
    assert "://" not in text


def test_the_lock_files_pin_every_library_that_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    extras = project["project"]["optional-dependencies"]
    to_run = [*project["project"]["dependencies"], *extras["fast"], *groups["build"]]
    to_test = [*chain(*extras.values()), *(one for one in groups["dev"] if isinstance(one, str))]
    assert names(to_run) <= {pin.partition("==")[0] for pin in pins("run")}
    assert names(to_test) <= {pin.partition("==")[0] for pin in pins("dev")}
    assert pins("run") <= pins("dev")


def names(requirements: list[str]) -> set[str]:
    return {one.partition(">=")[0].replace(".", "-") for one in requirements}


def pins(name: str) -> set[str]:
    """Each pin of a lock file, such as click==8.1.7, without its marker and hashes."""
    lines = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8").splitlines()
    return {line.partition(" ")[0] for line in lines if "==" in line}
