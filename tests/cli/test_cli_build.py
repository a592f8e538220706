"""What `letterloom build`, `plan` and `new` print and write."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from machine import FIRST, ROOT

Run = Callable[..., Result]

MISSING = [
    *("sender.from", "sender.postal_address"),
    *("links.unsubscribe", "links.preferences", "links.web"),
]
RECEIPT = """\
content/road-to-recovery.txt

  words in                  783
  delivered once, in order  768
  removed                    15
      line 12, repeated-title: The Road to Recovery: How Intra Cervical Insemination Can…
      line 23, comment-form: Leave a Reply
  lost                        0

       subject                                words  min  wait          size
  1/3  Letter 1 of 3: some plain facts          225    1     –  NN of 102 KB
  2/3  Letter 2 of 3: looking after yourself    175    1   4 d  NN of 102 KB
  3/3  Letter 3 of 3: one option, for later     356    2   7 d  NN of 102 KB

  warning: content/road-to-recovery.txt:2:407: 14 claims rest on no source [words/claim-unsourced]
  warning: content/road-to-recovery.txt:3:1: “In this blog post” is written for a web page, not \
for a mail [words/not-for-mail]
  before sending, fill in NAMES
  checks: 2 warnings and 20 notes; letterloom check content/road-to-recovery.txt tells more

Open: out/letters-for-you/index.html
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    for path in FIRST, FIRST.with_suffix(".toml"):
        shutil.copy(path, tmp_path / "content")
    return tmp_path


def without_sizes(text: str) -> str:
    text = re.sub(r"\d\d of 102 KB", "NN of 102 KB", text)
    return text.replace(", ".join(MISSING), "NAMES")


def test_the_receipt(run: Run, here: Path) -> None:
    done = run("build", "content/road-to-recovery.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    assert without_sizes(done.stdout) == RECEIPT


def test_the_readme_shows_what_is_printed(run: Run, here: Path) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    told = page.partition("```\ncontent/road-to-recovery.txt\n")[2].partition("\n```")[0]
    printed = run("build", "content/road-to-recovery.txt").stdout.partition("\n")[2]
    without_notes = [line for line in printed.split("\n") if not line.startswith("  note:")]
    assert re.sub(r"\n{3,}", "\n\n", "\n".join(without_notes)).strip("\n") == told.strip("\n")


def test_the_second_time_there_is_nothing_to_do(run: Run, here: Path) -> None:
    run("build")
    page = here / "out/letters-for-you/index.html"
    before = page.stat()
    done = run("build")
    assert done.stdout.startswith("content/road-to-recovery.txt (nothing had changed)\n")
    assert page.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "content/road-to-recovery.toml").write_text("lang = 'en-GB'\n"),
        lambda root: (root / "letterloom.toml").write_text("[sender]\nname = 'A'\n"),
        lambda root: (root / "out/letters-for-you/index.html").write_text("edited"),
        lambda root: (root / "out/letters-for-you/02-part-2/email.txt").unlink(),
        lambda root: [
            (root / "templates/locale").mkdir(parents=True),
            (root / "templates/locale/en.po").write_text(
                'msgctxt "last"\nmsgid "This was the last letter."\nmsgstr "The end."\n'
            ),
        ],
    ],
)
def test_a_change_is_built(run: Run, here: Path, change: Callable[[Path], object]) -> None:
    run("build")
    change(here)
    done = run("build")
    assert done.exit_code == 0
    assert "nothing had changed" not in done.stdout
    assert "nothing had changed" in run("build").stdout


def test_quiet_prints_nothing(run: Run, here: Path) -> None:
    assert run("build", "-q").output == ""


def test_a_dry_run_writes_nothing(run: Run, here: Path) -> None:
    done = run("build", "--dry-run")
    assert "Would write: out/letters-for-you" in done.stdout
    assert not (here / "out").exists()


def test_json_is_for_programs(run: Run, here: Path) -> None:
    told = json.loads(run("build", "--json").stdout)
    (one,) = told["built"]
    assert told["errors"] == []
    on_disk = json.loads((here / "out/letters-for-you/manifest.json").read_bytes())
    assert one["manifest"] == on_disk
    found = [finding["rule"] for finding in one["findings"]]
    assert found.count("words/claim") == 13
    assert sorted({rule for rule in found if not rule.startswith("words/")}) == [
        *("approval/missing", "article/no-date", "settings/before-sending")
    ]
    assert one["manifest"]["findings"] == {"error": 0, "warning": 2, "note": 20}
    assert one["unchanged"] is False


@pytest.mark.parametrize(
    ("level", "code"), [("note", 1), ("warning", 1), ("error", 0), ("never", 0)]
)
def test_it_fails_on_what_it_is_told_to(run: Run, here: Path, level: str, code: int) -> None:
    assert run("build", "--fail-on", level).exit_code == code
    assert run("build", "--fail-on", level).exit_code == code  # unchanged, too


def test_a_missing_image_is_an_error_with_its_line(run: Run, tmp_path: Path) -> None:
    text = "# Title\n\nSome words.\n\n![A dog](dog.png)\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    done = run("build", "a.md")
    assert done.exit_code == 1
    assert "error: a.md:5: there is no image dog.png" in done.stdout
    assert "A dog" in (tmp_path / "out/a/01-title/email.html").read_text(encoding="utf-8")


def test_a_number_of_parts_wins(run: Run, here: Path) -> None:
    run("build", "--parts", "2")
    data = json.loads((here / "out/letters-for-you/manifest.json").read_bytes())
    assert [part["words"] for part in data["parts"]] == [400, 356]


def test_plan_shows_the_parts(run: Run, here: Path) -> None:
    done = run("plan", "content/road-to-recovery.txt", "--json")
    assert [(part["lines"], part["words"], part["wait"]) for part in json.loads(done.stdout)] == [
        ([2, 6], 225, "P0D"),
        ([7, 13], 175, "P4D"),
        ([14, 22], 356, "P7D"),
    ]
    assert "Letter 2 of 3" in run("plan", "content/road-to-recovery.txt").stdout


def test_plan_writes_what_gives_the_same_parts_again(run: Run, here: Path) -> None:
    settings = here / "content/road-to-recovery.toml"
    settings.write_text("# mine\nlang = 'en'\n", encoding="utf-8")
    before = run("plan", "content/road-to-recovery.txt", "--json").stdout
    source = FIRST.read_bytes()
    done = run("plan", "content/road-to-recovery.txt", "--write")
    assert "Written to content/road-to-recovery.toml" in done.stdout
    assert settings.read_text(encoding="utf-8").startswith("# mine\nlang = 'en'\n")
    assert (here / "content/road-to-recovery.txt").read_bytes() == source
    assert run("plan", "content/road-to-recovery.txt", "--json").stdout == before


def test_new_with_defaults(run: Run, tmp_path: Path) -> None:
    done = run("new", "my-letters", "--yes")
    assert done.exit_code == 0
    assert "Open: my-letters/out/welcome/index.html" in done.stdout
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.toml")}
    assert made == {"my-letters/letterloom.toml"}
    assert 'name = "My letters"' in (tmp_path / "my-letters/letterloom.toml").read_text("utf-8")
    assert run("build", "--project", "my-letters").exit_code == 0


def test_new_asks(run: Run, tmp_path: Path) -> None:
    shutil.copy(Path(__file__).parent / "dot.png", tmp_path / "our logo.png")
    answers = [
        "Lantern", "", "hello@example.org", "1 Elm Street", "nope.png", "our logo.png", "red",
        "#7A3B1D",
    ]  # fmt: skip
    done = run("new", "x", answers="\n".join(answers) + "\n")
    assert done.exit_code == 0
    assert "there is no file 'nope.png'" in done.output
    assert "a colour is # and six digits" in done.output
    settings = (tmp_path / "x/letterloom.toml").read_text(encoding="utf-8")
    for line in ('name = "Lantern"', 'from = "hello@example.org"', 'logo = "logo.png"'):
        assert line in settings
    page = (tmp_path / "x/out/welcome").glob("01-*/email.html")
    assert 'alt="Lantern"' in next(page).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("fake.png", "no mail program can show the logo 'fake.png'"),
        ("drawn.svg", "no mail program can show the logo 'drawn.svg'"),
        ("nope.png", "there is no file 'nope.png'"),
    ],
)
def test_new_makes_nothing_for_a_logo_that_cannot_be_shown(
    run: Run, tmp_path: Path, name: str, told: str
) -> None:
    for file in ("fake.png", "drawn.svg"):
        (tmp_path / file).write_text("<svg/>", encoding="utf-8")
    done = run("new", "x", "--yes", "--logo", name)
    assert done.exit_code == 2
    assert told in done.output
    assert not (tmp_path / "x").exists()


def test_new_leaves_a_folder_that_is_not_empty_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/mine").write_text("mine", encoding="utf-8")
    done = run("new", "x", "--yes")
    assert done.exit_code == 7
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["mine"]


HOSTILE = [
    "../../up",
    "CON",
    "a" * 400,
    "مرحبا بالعالم",
    "Ünï/çode\\..",
    "\u202eevil",
    "nul.txt",
    "🚀🚀",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_names_stay_inside_out(run: Run, tmp_path: Path, title: str) -> None:
    (tmp_path / "work").mkdir()
    text = f"# {title}\n\nSome words.\n\n# {title}\n\nMore words.\n"
    (tmp_path / "work/a.md").write_text(text, encoding="utf-8")
    done = run("build", "work/a.md", "--parts", "2", "--project", "work")
    assert done.exit_code == 0, done.output
    folders = sorted(path.name for path in (tmp_path / "work/out/a").iterdir() if path.is_dir())
    assert [name[:3] for name in folders] == ["01-", "02-"]
    assert all(len(name.encode()) <= 64 for name in folders)
    assert {path.name for path in tmp_path.iterdir()} == {"work"}


def test_the_checks_are_told_when_nothing_had_changed(run: Run, here: Path) -> None:
    first = run("build").stdout.split("\n")
    again = run("build").stdout.split("\n")
    assert [line for line in again if line.startswith("  checks: ")] == [
        line for line in first if line.startswith("  checks: ")
    ]


BROKEN = "# A walk\n\nLook [here for it](https://) and walk.\n"


@pytest.mark.parametrize("option", ["--strict", "--release"])
def test_nothing_is_written_where_an_error_is_not_wanted(run: Run, here: Path, option: str) -> None:
    article = here / "content/walk.md"
    article.write_text(BROKEN, encoding="utf-8")
    done = run("build", "content/walk.md", option)
    assert done.exit_code == 1
    assert "content/walk.md:3:" in done.stdout
    assert "Nothing was written: see the errors" in done.stdout
    assert not list(here.glob("out/*"))


def test_what_stops_a_release_is_told_to_the_last(run: Run, here: Path) -> None:
    links = " ".join(f"[walk {number}](https://{number}.example/)" for number in range(9))
    (here / "content/walk.md").write_text(f"# A walk\n\n{links}\n", encoding="utf-8")
    done = run("build", "content/walk.md", "--release")
    told = done.stdout.count("\n  error: ")
    assert told > 5
    assert f"  checks: {told} errors" in done.stdout


def test_without_it_an_error_is_told_and_the_tree_is_written(run: Run, here: Path) -> None:
    (here / "content/walk.md").write_text(BROKEN, encoding="utf-8")
    done = run("build", "content/walk.md")
    assert done.exit_code == 1
    assert len(list(here.glob("out/*/index.html"))) == 1
    (built,) = json.loads(run("build", "content/walk.md", "--strict", "--json").stdout)["built"]
    assert (built["unchanged"], built["refused"]) == (True, False)


def test_a_release_asks_for_what_sending_needs(run: Run, here: Path) -> None:
    run("build", "content/road-to-recovery.txt")
    done = run("build", "content/road-to-recovery.txt", "--release", "--json")
    (built,) = json.loads(done.stdout)["built"]
    errors = [one["rule"] for one in built["findings"] if one["severity"] == "error"]
    assert (done.exit_code, built["refused"]) == (1, True)
    assert sorted(errors) == [
        "approval/missing",
        "release/postal-address",
        "release/sender",
        "release/unsubscribe",
    ]
