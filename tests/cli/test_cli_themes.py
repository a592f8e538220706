"""`letterloom themes`: what there is, a specimen of each, a copy of one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from trees import tree

from pipeline import specimens
from pipeline.project import load_project
from pipeline.themes import built_in, built_in_names

Run = Callable[..., Result]
DOT = (Path(__file__).parent / "dot.png").read_bytes()
MINE = 'description = "Ours."\n\n[light]\naccent = "#003366"\n'


def project(root: Path, settings: str = "", **files: str | bytes) -> Path:
    (root / "letterloom.toml").write_text(settings, encoding="utf-8")
    for name, content in files.items():
        path = root / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def mail(root: Path, name: str, lang: str = "en") -> str:
    (page,) = sorted((root / specimens.OUT / name / lang).glob("*/01-*/email.html"))
    return page.read_text(encoding="utf-8")


def test_the_themes_are_listed_with_whose_they_are(run: Run, tmp_path: Path) -> None:
    settings = '[theme]\nname = "mine"\n'
    changed = "themes__quiet__frame__next_dot_mjml_dot_j2"
    project(
        tmp_path,
        settings,
        **{"templates__themes__mine__theme_dot_toml": MINE, f"templates__{changed}": ""},
    )
    told = json.loads(run("themes", "--json").stdout)["themes"]
    assert [one["name"] for one in told] == sorted([*built_in_names(), "mine"])
    found = {one.pop("name"): one for one in told}
    assert found["mine"] == {"description": "Ours.", "from": "yours", "in_use": True}
    assert found["quiet"]["from"] == "built in, changed by you"
    lines = run("themes").stdout.split("\n")
    assert ["*", "mine", "yours", "Ours."] in [line.split() for line in lines]
    assert "Start your own:  letterloom themes copy mine" in lines


def test_a_theme_that_cannot_be_read_is_listed_all_the_same(run: Run, tmp_path: Path) -> None:
    project(tmp_path, templates__themes__mine__theme_dot_toml="[tokens")
    told = json.loads(run("themes", "--json").stdout)["themes"]
    (mine,) = [one for one in told if one["name"] == "mine"]
    assert mine["description"].startswith("cannot be used: this is not TOML")


def test_a_specimen_of_every_theme_outside_of_any_project(run: Run, tmp_path: Path) -> None:
    done = run("themes", "show", "--no-open")
    assert done.exit_code == 0, done.output
    for name in built_in_names():
        assert "<h1" in mail(tmp_path / "out", name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize("lang", specimens.languages())
def test_a_specimen_in_each_language(run: Run, tmp_path: Path, lang: str) -> None:
    done = run("themes", "show", "quiet", "--lang", lang, "--json", "--out", "looks")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["errors"]) == (0, [])
    (one,) = told["shown"]
    assert one["theme"] == "quiet"
    assert Path(one["index"]).is_file()
    assert f'lang="{lang}"' in mail(tmp_path / "looks", "quiet", lang)


def test_in_a_project_a_specimen_wears_its_looks(run: Run, tmp_path: Path) -> None:
    settings = '[sender]\nname = "Lantern"\n[theme]\nlogo = "our.png"\n'
    settings += '[theme.light]\naccent = "#123456"\n'
    project(tmp_path, settings, our_dot_png=DOT)
    assert run("themes", "show", "quiet", "--no-open").exit_code == 0
    html = mail(tmp_path / "out", "quiet")
    assert "#123456" in html
    assert 'alt="Lantern"' in html


def test_what_a_project_leaves_open_is_the_specimens(tmp_path: Path) -> None:
    own = load_project(specimens.folder())
    assert specimens.dressed(load_project(tmp_path)) == own
    project(tmp_path, '[sender]\nname = "Lantern"\n[fields.town]\nkind = "text"\n')
    dressed = specimens.dressed(load_project(tmp_path))
    assert dressed.sender.name == "Lantern"
    assert dressed.sender.postal_address == own.sender.postal_address
    assert set(dressed.fields) == set(own.fields) | {"town"}


def test_one_theme_that_cannot_be_built_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    project(tmp_path, templates__themes__mine__theme_dot_toml="[tokens")
    done = run("themes", "show", "mine", "quiet", "--no-open")
    assert done.exit_code == 5
    assert "this is not TOML" in done.stderr
    assert "<h1" in mail(tmp_path / "out", "quiet")


def test_the_pages_are_opened_unless_asked_not_to(tmp_path: Path) -> None:
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/opened"\n', encoding="utf-8")
    script.chmod(0o755)
    env = os.environ | {"BROWSER": f"{script} %s"}
    for arguments in (["--no-open"], ["--json"], []):
        command = [sys.executable, "-m", "pipeline", "themes", "show", "quiet", *arguments]
        subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True)
    opened = (tmp_path / "opened").read_text(encoding="utf-8").split()
    assert len(opened) == 1
    assert opened[0].startswith("file:///")
    assert opened[0].endswith("/index.html")


def test_a_copy_builds_what_the_theme_builds(run: Run, tmp_path: Path) -> None:
    project(tmp_path, a_dot_md="# Title\n\nWords, and more of them.\n")
    done = run("themes", "copy", "quiet")
    folder = tmp_path / "templates/themes/my-quiet"
    assert done.exit_code == 0
    assert "Copied quiet to templates/themes/my-quiet/: theme.toml, " in done.stdout
    assert '[theme] name = "my-quiet", in letterloom.toml' in done.stdout
    names = {path.name for path in (built_in() / "themes/quiet").iterdir()}
    assert {path.name for path in folder.iterdir()} == names
    ours = (folder / "theme.toml").read_text(encoding="utf-8")
    theirs = (built_in() / "themes/quiet/theme.toml").read_text(encoding="utf-8")
    assert ours == theirs.replace('name = "quiet"', 'name = "my-quiet"', 1)
    run("build", "a.md", "--out", "one")
    (tmp_path / "letterloom.toml").write_text('[theme]\nname = "my-quiet"\n', encoding="utf-8")
    run("build", "a.md", "--out", "two")
    one, two = (tree(tmp_path / name / "a") for name in ("one", "two"))
    manifests = [json.loads(files.pop("manifest.json")) for files in (one, two)]
    assert manifests[0]["parts"] == manifests[1]["parts"]
    page = two.pop("index.html").replace(b'"name":"my-quiet"', b'"name":"quiet"')
    assert page.replace(b'"own":["name"]', b'"own":[]') == one.pop("index.html")
    assert one == two


def test_a_copy_of_all_holds_what_all_themes_share(run: Run, tmp_path: Path) -> None:
    project(tmp_path, templates__blocks__verse_dot_mjml_dot_j2="<mj-text>x</mj-text>")
    told = json.loads(run("themes", "copy", "quiet", "mine", "--all", "--json").stdout)
    folder = tmp_path / "templates/themes/mine"
    assert told == {"theme": "mine", "folder": str(folder), "files": told["files"]}
    assert sorted(told["files"]) == sorted(tree(folder))
    for name in ("theme.toml", "email.txt.j2", "blocks/quote.mjml.j2", "blocks/verse.mjml.j2"):
        assert name in told["files"]
    assert not {"specimen", "starter", "locale", "themes"} & {one.name for one in folder.iterdir()}
    assert run("themes", "show", "mine", "--no-open").exit_code == 0


def test_a_copy_of_ones_own_takes_its_pictures_along(run: Run, tmp_path: Path) -> None:
    toml = '# Ours.\ndescription = "Ours."\n[tokens]\nlogo = "a.png"\nname = "x"\n'
    own = {"templates__themes__mine__theme_dot_toml": toml}
    project(tmp_path, **own, templates__themes__mine__a_dot_png=DOT)
    assert run("themes", "copy", "mine", "other").exit_code == 0
    files = tree(tmp_path / "templates/themes/other")
    assert files["a.png"] == DOT
    assert tomllib.loads(files["theme.toml"].decode()) == tomllib.loads(toml) | {"name": "other"}


MISTAKES = {
    "unknown theme": (["copy", "quite"], 5, "no theme called 'quite'", "did you mean 'quiet'?"),
    "unknown to show": (["show", "quite"], 5, "no theme called 'quite'", "did you mean 'quiet'?"),
    "there already": (["copy", "quiet", "mine"], 7, "is there already, and is not", "another name"),
    "built in": (["copy", "quiet", "quiet"], 2, "a theme called 'quiet' comes with", "my-quiet"),
    "no name": (["copy", "quiet", "../x"], 2, "'../x' cannot be the name of a theme", "letters"),
    "no language": (["show", "--lang", "xx"], 2, "there is no specimen in 'xx'", "--lang en or"),
    "no command": (["cpoy", "quiet"], 2, "no command called 'cpoy'", "letterloom themes copy"),
}


@pytest.mark.parametrize(("arguments", "code", "message", "hint"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_says_what_and_what_to_do_and_writes_nothing(
    run: Run, tmp_path: Path, arguments: list[str], code: int, message: str, hint: str
) -> None:
    project(tmp_path, templates__themes__mine__theme_dot_toml=MINE)
    before = tree(tmp_path)
    done = run("themes", *arguments)
    assert done.exit_code == code
    assert message in done.stderr
    assert hint in done.stderr
    assert tree(tmp_path) == before


def test_a_copy_that_cannot_be_written_leaves_nothing(run: Run, tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "templates").write_text("in the way", encoding="utf-8")
    done = run("themes", "copy", "quiet")
    assert done.exit_code == 7
    assert "cannot be written: " in done.stderr
    assert (tmp_path / "templates").read_text(encoding="utf-8") == "in the way"


def test_errors_are_json_too(run: Run, tmp_path: Path) -> None:
    project(tmp_path)
    told = json.loads(run("themes", "copy", "quite", "--json").stdout)
    assert told["errors"][0]["exit_code"] == 5
