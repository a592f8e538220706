"""`letterloom check` as people run it: on articles and on anybody's mails, and on wrong input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from machine import ROOT

from pipeline.check.names import families, known
from pipeline.cli import letterloom

Run = Callable[..., Result]

MAIL = """\
<!doctype html>
<html lang="en"><head><title>A mail</title></head><body>
<!-- check-ignore link/relatve: the shop moves -->
<!-- check-ignore check/ignore-reason -->
<p>Hello</p>
</body></html>
"""
UNKNOWN = 'mail.html:3:1: there is no check "link/relatve", so this ignore is not heeded'
UNKNOWN += " [check/ignore-unknown]"
NO_REASON = "mail.html:4:1: this ignore does not say why, so it is not heeded [check/ignore-reason]"
TOLD = f"""\
mail.html  mail

  warning: {UNKNOWN}
       3 | <!-- check-ignore link/relatve: the shop moves -->
         | ^
    try: link/relative

  warning: {NO_REASON}
       4 | <!-- check-ignore check/ignore-reason -->
         | ^
    try: write the reason after a colon: <!-- check-ignore link/insecure: the museum has no https
      -->

2 warnings in 1 file
--explain RULE tells why one matters
"""
IDLE = """\
<p>Hello</p>
<!-- check-ignore image/no-alt: it was there once -->
<p>and <!-- check-ignore check/ignore-unknown, check/ignore-reason: two at once -->bye</p>
"""
OURS = ["--select", "check"]


@pytest.fixture
def put(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Puts files into the test's folder."""

    def files(named: dict[str, str | bytes]) -> Path:
        for name, content in named.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return files


def test_a_mail(run: Run, put):
    put({"mail.html": MAIL})
    done = run("check", "mail.html", *OURS)
    assert (done.exit_code, done.stdout, done.stderr) == (0, TOLD, "")


@pytest.mark.parametrize(("limit", "code"), [("error", 0), ("warning", 1), ("never", 0)])
def test_what_is_as_bad_as_asked_for_fails(run: Run, put, limit: str, code: int):
    put({"mail.html": MAIL})
    assert run("check", "mail.html", *OURS, "--fail-on", limit).exit_code == code


def test_the_project_says_what_fails_and_how_hard_checks_are(run: Run, put):
    toml = '[check]\nfail_on = "warning"\n[check.severity]\n"check/ignore-unknown" = "off"\n'
    put({"mail.html": MAIL, "letterloom.toml": toml})
    done = run("check", "mail.html", *OURS)
    assert done.exit_code == 1
    assert NO_REASON in done.stdout
    assert UNKNOWN not in done.stdout
    assert run("check", "mail.html", *OURS, "--fail-on", "never").exit_code == 0


def test_all_of_a_project_is_checked_as_it_would_be_built(first_project: Path, run: Run):
    before = sorted(path for path in first_project.rglob("*"))
    done = run("check", "--project", str(first_project), "--json")
    told = json.loads(done.stdout)
    assert [(one["kind"], one["parts"]) for one in told["files"]] == [("article", 3)]
    assert told["errors"] == []
    assert sorted(path for path in first_project.rglob("*")) == before


def test_an_ignore_of_the_project_that_no_article_needs_is_told(run: Run, put):
    toml = '[[check.ignore]]\nrule = "image/no-alt"\nreason = "All are drawings."\n'
    put({"letterloom.toml": toml, "content/a.md": "# A\n\nText.\n"})
    told = json.loads(run("check", "--json").stdout)["files"]
    unused = [
        one for file in told for one in file["findings"] if one["rule"] == "check/ignore-unused"
    ]
    assert [(one["file"], one["line"]) for one in unused] == [
        (str(Path.cwd() / "letterloom.toml"), 2)
    ]
    for less in (["content/a.md"], ["--select", "link"], ["--clients", "gmail"]):
        assert "ignore-unused" not in run("check", "-v", *less).stdout


def test_what_an_article_ignores_is_counted_and_shown_with_its_reason(run: Run, put):
    toml = '[[check.ignore]]\nrule = "image/no-alt"\nreason = "It only decorates."\n'
    text = "# A\n\nText.\n\n![](dot.png)\n"
    dot = (Path(__file__).parent / "dot.png").read_bytes()
    put({"letterloom.toml": "", "content/a.md": text, "content/dot.png": dot})
    only = ["--select", "image/no-alt", "-v"]
    assert run("check", *only).exit_code == 1
    put({"content/a.toml": toml})
    done = run("check", *only)
    assert (done.exit_code, done.stdout) == (
        0,
        (
            "content/a.md  article, 1 letter\n\n"
            "  ignored: content/a.md:5: the image dot.png says nothing to those who do not see it "
            "[image/no-alt]\n"
            "    because: It only decorates.\n\n"
            "Nothing found in 1 file; 1 ignored\n"
        ),
    )


def test_fix_takes_out_what_ignores_nothing(run: Run, put):
    root = put({"mail.html": IDLE})
    shown = run("check", "mail.html", "--fix", "--diff")
    assert (shown.exit_code, shown.stdout) == (
        1,
        (
            "--- mail.html\n+++ mail.html\n@@ -1,3 +1,2 @@\n <p>Hello</p>\n"
            "-<!-- check-ignore image/no-alt: it was there once -->\n"
            " <p>and <!-- check-ignore check/ignore-unknown, check/ignore-reason: two at once -->"
            "bye</p>\n"
        ),
    )
    assert (root / "mail.html").read_text("utf-8") == IDLE
    done = run("check", "mail.html", "--fix", "--fail-on", "never")
    assert done.stdout.startswith("mended in mail.html: 1\n")
    lines = IDLE.splitlines(keepends=True)
    assert (root / "mail.html").read_text("utf-8") == lines[0] + lines[2]
    assert run("check", "mail.html", "--fix", "--diff").stdout == ""


def test_fix_leaves_an_articles_words_as_they_are(run: Run, put):
    text = (
        "---\ntitle: A\n---\nWords\nand a [link](/x).\n\n<!-- check-ignore image: no -->\n\nEnd.\n"
    )
    root = put({"letterloom.toml": "", "content/a.md": text})
    run("check", "--fix")
    left = text.replace("<!-- check-ignore image: no -->\n", "")
    assert (root / "content/a.md").read_text("utf-8") == left


def test_one_file_under_two_names_is_mended_once(run: Run, put):
    root = put({"mail.html": IDLE})
    run("check", "mail.html", str(root / "mail.html"), "./mail.html", "--fix")
    lines = IDLE.splitlines(keepends=True)
    assert (root / "mail.html").read_text("utf-8").startswith(lines[0] + lines[2])
    told = json.loads(run("check", "mail.html", str(root / "mail.html"), "--json").stdout)
    assert [one["name"] for one in told["files"]] == ["mail.html"]


def test_standard_input(run: Run):
    done = run("check", "-", *OURS, answers=MAIL)
    assert done.stdout == TOLD
    article = run("check", "-", "--stdin-name", "a.md", "--json", answers="# A\n\nText.\n")
    assert [one["kind"] for one in json.loads(article.stdout)["files"]] == ["article"]


def test_folders_and_patterns(run: Run, put):
    put(
        {
            "old/a.html": MAIL,
            "old/deep/b.htm": MAIL,
            "old/.hidden/c.html": MAIL,
            "old/note.txt": "a note",
            "built/manifest.json": '{"generator": "letterloom 0.1.0"}',
            "built/index.html": MAIL,
            "built/01-a/email.html": MAIL,
            "built/01-a/email.eml": "Subject: x\nContent-Type: text/html\n\n<p>x</p>\n",
        }
    )

    def named(*given: str) -> list[str]:
        told = json.loads(run("check", *given, *OURS, "--json").stdout)
        return [Path(one["name"]).as_posix() for one in told["files"]]

    assert named("old") == ["old/a.html", "old/deep/b.htm"]
    assert named("old/*.html", "old") == ["old/a.html", "old/deep/b.htm"]
    assert named("old/**/*.htm") == ["old/deep/b.htm"]
    assert named("built") == ["built/01-a/email.eml"]


def test_a_page_may_be_an_article_or_a_mail(run: Run, put):
    page = "<h1>A title</h1><p>Some text stands here for a while.</p>"
    put(
        {
            "letterloom.toml": "",
            "content/a.html": page,
            "b.html": page,
            "b2.html": page,
            "b2.toml": "",
        }
    )

    def kinds(*given: str) -> list[str]:
        told = json.loads(run("check", *given, "--json").stdout)
        return [one["kind"] for one in told["files"]]

    assert kinds("content/a.html", "b.html", "b2.html") == ["article", "mail", "article"]
    assert kinds("content/a.html", "b.html", "--as", "mail") == ["mail", "mail"]
    assert kinds("b.html", "--as", "article") == ["article"]


@pytest.mark.parametrize("form", ["json", "sarif", "github", "markdown", "text"])
def test_each_format_to_a_file(run: Run, put, form: str):
    root = put({"mail.html": MAIL})
    shown = run("check", "mail.html", *OURS, "--format", form)
    done = run("check", "mail.html", *OURS, "--format", form, "--output", "told")
    assert done.stdout == "Written: told\n"
    assert (root / "told").read_text("utf-8") == shown.stdout
    assert "check/ignore-unknown" in shown.stdout


def test_json_is_the_format_json(run: Run, put):
    put({"mail.html": MAIL})
    one, other = (
        run("check", "mail.html", *way).stdout for way in (["--json"], ["--format", "json"])
    )
    assert one == other
    assert json.loads(one)["schema"] == 1


def test_statistics(run: Run, put):
    put({"mail.html": MAIL})
    assert run("check", "mail.html", *OURS, "--statistics").stdout == (
        "  warning  check/ignore-reason   1\n  warning  check/ignore-unknown  1\n"
    )


def test_one_that_cannot_be_read_stops_no_other(run: Run, put):
    put({"mail.html": MAIL})
    done = run("check", "gone.html", "mail.html", *OURS)
    assert done.exit_code == 3
    assert done.stdout == TOLD
    assert (
        done.stderr
        == "error: gone.html: there is no such file\n  try: see whether the name is right\n"
    )
    told = json.loads(run("check", "gone.html", "mail.html", *OURS, "--json").stdout)
    assert [one["message"] for one in told["errors"]] == ["there is no such file"]
    assert [one["name"] for one in told["files"]] == ["mail.html"]


def test_an_article_on_standard_input_goes_by_one_name(run: Run):
    done = run("check", "-", "--stdin-name", "x.md", "--json", answers="# A\n\nis TODO\n")
    (file,) = json.loads(done.stdout)["files"]
    places = {one["file"] for one in file["findings"] if one["line"]}
    assert (file["name"], places) == ("standard-input", {"standard-input"})


def test_explain(run: Run):
    done = run("check", "--explain", "check/ignore-reason")
    assert done.stdout.startswith("check/ignore-reason (warning)\n\nAn ignore does not say why")
    assert done.stdout.endswith("“What you decide to leave”.\n")
    every = run("check", "--explain").stdout
    assert all(f"  {one.name} " in every for one in known())
    assert all(family in every.split("\n\n")[at] for at, family in enumerate(families()))


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_the_list_of_checks_cuts_no_words_and_fits(run: Run, columns: str, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    every = run("check", "--explain").stdout
    words = " ".join(every.split())
    assert [one.title for one in known() if " ".join(one.title.split()) not in words] == []
    listed = [line for line in every.splitlines() if line.startswith(" ")]
    assert [line for line in listed if len(line) > int(columns) and " " in line.strip()] == []


def test_a_link_to_nothing_is_called_that(run: Run, put):
    put({"mail.html": MAIL})
    Path("old.html").symlink_to("gone.html")
    done = run("check", "old.html")
    told = "error: old.html: this is a link to a file that is not there\n"
    assert (done.exit_code, done.stderr) == (3, f"{told}  try: it leads to gone.html\n")


WRONG: dict[str, tuple[dict[str, str | bytes], list[str], int, str]] = {
    "a missing file": (
        {"mail.html": MAIL},
        ["mial.html"],
        3,
        "error: mial.html: there is no such file\n  try: did you mean mail.html?\n",
    ),
    "an empty file": (
        {"mail.html": ""},
        ["mail.html"],
        3,
        "error: mail.html: the file is empty\n  try: name a mail\n",
    ),
    "an empty article": (
        {"content/a.md": ""},
        ["content/a.md"],
        3,
        "error: content/a.md: the file is empty\n  try: put the article in it\n",
    ),
    "a binary file": (
        {"mail.html": bytes(range(256)) * 8},
        ["mail.html"],
        3,
        "error: mail.html: this is no text\n  try: name a mail: .html, .eml or .mjml\n",
    ),
    "what is neither": (
        {"a.toml": "x = 1"},
        ["a.toml"],
        3,
        (
            "error: a.toml: this is neither a mail nor an article\n"
            "  try: name a mail (.html, .eml, .mjml) or an article (.md, .txt, .docx)\n"
        ),
    ),
    "a folder without mails": (
        {"empty/picture.png": b"x"},
        ["empty"],
        3,
        (
            "error: empty: there is no mail and no article in this folder\n"
            "  try: name one that has: .html, .eml, .mjml, or an article\n"
        ),
    ),
    "a pattern of nothing": (
        {},
        ["*.html"],
        3,
        (
            "error: *.html: no file is called like this\n"
            "  try: see whether the pattern and the folder are right\n"
        ),
    ),
    "no article": (
        {"letterloom.toml": ""},
        [],
        3,
        (
            "error: there are no articles in content/\n"
            "  try: name a file: letterloom check mail.html\n"
        ),
    ),
    "an unknown check": (
        {"mail.html": MAIL},
        ["mail.html", "--select", "link,image/moved"],
        2,
        'error: --select: there is no check "image/moved"\n  try: image/moves\n',
    ),
    "an unknown check to ignore": (
        {"mail.html": MAIL},
        ["mail.html", "--ignore", "no-alt"],
        2,
        'error: --ignore: there is no check "no-alt"\n  try: image/no-alt\n',
    ),
    "an unknown check to explain": (
        {},
        ["--explain", "image/moved"],
        2,
        'error: --explain: there is no check "image/moved"\n  try: image/moves\n',
    ),
    "an unknown mail program": (
        {"mail.html": MAIL},
        ["mail.html", "--clients", "gmial"],
        2,
        "error: --clients: there is no mail program 'gmial'\n  try: gmail\n",
    ),
    "standard input without a kind": (
        {},
        ["-", "--stdin-name", "letter"],
        2,
        "error: --stdin-name: its suffix says what it is\n  try: --stdin-name letter.md\n",
    ),
    "a file in a folder that is not there": (
        {"mail.html": MAIL},
        ["mail.html", "--output", "gone/told.txt"],
        7,
        (
            "error: gone/told.txt: cannot be written: No such file or directory\n"
            "  try: make its folder first\n"
        ),
    ),
    "mending standard input": (
        {},
        ["-", "--fix"],
        2,
        "error: --fix: standard input cannot be mended\n  try: name the file\n",
    ),
    "a difference of nothing": (
        {"mail.html": MAIL},
        ["mail.html", "--diff"],
        2,
        "error: --diff shows what --fix would do\n  try: --fix --diff\n",
    ),
    "broken settings": (
        {"mail.html": MAIL, "letterloom.toml": "[check]\nfail_on = warning\n"},
        ["mail.html"],
        4,
        (
            "error: letterloom.toml:2:11: this is not TOML: Invalid value\n"
            "     2 | fail_on = warning\n"
            "       |           ^\n"
            '  try: write key = "value", the text in straight quotes\n'
        ),
    ),
    "an unknown check in the settings": (
        {"mail.html": MAIL, "letterloom.toml": '[check]\nselect = ["image/moved"]\n'},
        ["mail.html"],
        4,
        (
            'error: letterloom.toml:2:11: there is no check "image/moved"\n'
            '     2 | select = ["image/moved"]\n'
            "       |           ^\n"
            "  try: image/moves\n"
        ),
    ),
}


@pytest.mark.parametrize(("files", "arguments", "code", "message"), WRONG.values(), ids=WRONG)
def test_wrong_input(run: Run, put, files, arguments: list[str], code: int, message: str):
    put(files)
    done = run("check", *arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (code, "", message)
    told = run("check", *arguments, "--format", "json")
    assert told.exit_code == code
    (error,) = json.loads(told.stdout)["errors"]
    assert f"{error['message']}\n" in message
    assert error["exit_code"] == code


def test_select_and_ignore_go_together(run: Run, put):
    put({"mail.html": MAIL})
    done = run("check", "mail.html", *OURS, "--ignore", "check/ignore-reason", "--statistics")
    assert done.stdout == "  warning  check/ignore-unknown  1\n"
    done = run("check", "mail.html", "--select", "check", "--ignore", "check")
    assert done.stdout == "Nothing found in 1 file\n"


def test_ignore_wins_over_what_the_settings_say_of_a_check(run: Run, put):
    toml = '[check.severity]\n"check/ignore-unknown" = "error"\n'
    put({"mail.html": MAIL, "letterloom.toml": toml})
    assert run("check", "mail.html", *OURS).exit_code == 1
    assert run("check", "mail.html", *OURS, "--ignore", "check").exit_code == 0


def test_colours_where_a_terminal_has_them(put, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(put({"mail.html": MAIL}))
    monkeypatch.delenv("NO_COLOR")
    done = CliRunner().invoke(letterloom, ["check", "mail.html", *OURS], color=True)
    assert "\x1b[33mwarning\x1b[0m" in done.stdout
    told = CliRunner().invoke(
        letterloom, ["check", "mail.html", *OURS, "--output", "told"], color=True
    )
    assert told.exit_code == 0
    assert "\x1b" not in Path("told").read_text("utf-8")


COMMANDS = r"[\x00-\x08\x0b-\x1f\x7f-\x9f]"
ESCAPES = "\x1b]0;taken\x07 \x1b[2J \x9b5m \x7f \x08"


@pytest.mark.parametrize("form", ["text", "github", "markdown"])
def test_nothing_that_a_mail_holds_commands_a_terminal(run: Run, put, form: str):
    put(
        {
            "mail.html": f"<p>{ESCAPES}<a href='http://park.org/{ESCAPES}'>x</a>\n"
            f"<img src='{ESCAPES}.png'><img src='a\n::add-mask::b.png'></p>\n"
            f"<!-- check-ignore link/relatve: {ESCAPES} -->\n"
            f"<!-- check-ignore link/insecure: {ESCAPES} --><a href='http://park.org'>y</a>\n"
        }
    )
    told = run("check", "mail.html", "-v", "--format", form).stdout
    assert "park.org" in told
    assert re.findall(COMMANDS, told) == []
    assert [line for line in told.split("\n") if line.lstrip().startswith("::add")] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_a_diff_on_a_terminal_commands_it_neither(put):
    html = f"<p>{ESCAPES}</p> <!-- check-ignore link/insecure: x --> {ESCAPES}\n"
    root = put({"mail.html": html})
    own, its = os.openpty()
    asked = [sys.executable, "-m", "pipeline", "check", "mail.html", "--fix", "--diff"]
    subprocess.run(asked, cwd=root, stdout=its, check=False)
    os.close(its)
    shown = os.read(own, 65536).decode().replace("\r\n", "\n")
    os.close(own)
    assert "-<p>" in shown
    assert re.findall(COMMANDS, shown) == []
    piped = subprocess.run(asked, cwd=root, stdout=subprocess.PIPE, check=False)
    assert ESCAPES in piped.stdout.decode()  # for `patch`, to the character


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
@pytest.mark.parametrize("form", ["json", "sarif", "github", "markdown", "text"])
def test_a_name_that_is_no_text_is_told(run: Run, put, form: str):
    root = put({"mail.html": MAIL})
    (root / "mail.html").rename(os.fsdecode(b"b\xff.html"))
    done = run("check", ".", "--format", form, "--output", "told")
    assert (done.exit_code, done.stdout) == (0, "Written: told\n")
    assert "check/ignore-unknown" in (root / "told").read_text("utf-8")


@pytest.mark.parametrize("link", ["old/a.html", "old/deep"])
def test_a_folder_leads_to_no_file_outside_of_it(run: Run, put, tmp_path_factory, link: str):
    root = put({"letterloom.toml": "", "old/b.html": IDLE})
    outside = tmp_path_factory.mktemp("outside")
    (outside / "a.html").write_text(IDLE)
    goal = outside / "a.html" if link.endswith("html") else outside
    (root / link).symlink_to(goal)
    done = run("check", "old", "--fix")
    assert (outside / "a.html").read_text() == IDLE
    if link.endswith("html"):
        assert done.exit_code == 3
        assert "old/a.html: this leads out of the folder" in done.stderr
        assert run("check", "old/a.html", "--fix", "--fail-on", "never").exit_code == 0
        assert (outside / "a.html").read_text() != IDLE


def test_the_hooks_of_pre_commit_run(run: Run, put):
    from ruamel.yaml import YAML

    files = {"content/a.md": "# A\n\nSome text.\n", "content/a.html": MAIL, "old/mail.html": MAIL}
    put({"letterloom.toml": "", "content/README.md": "x", "old/a.md": "x", **files})
    hooks = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    every = sorted(path.as_posix() for path in Path().rglob("*") if path.is_file())
    kinds: dict[str, list[str]] = {}
    for hook in hooks:
        wanted = [name for name in every if re.search(hook["files"], name)]
        wanted = [name for name in wanted if not re.search(hook["exclude"], name)]
        program, *arguments = hook["entry"].split()
        told = json.loads(run(*arguments, *wanted, "--json").stdout)
        kinds[hook["id"]] = [f"{one['kind']} {one['name']}" for one in told["files"]]
        assert (program, told["errors"]) == ("letterloom", [])
    assert kinds == {
        "letterloom-check": ["article content/a.html", "article content/a.md"],
        "letterloom-check-mails": ["mail old/mail.html"],
    }
