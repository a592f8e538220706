"""Wrong input: each mistake's whole message, its exit code, and nothing written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import Result

from pipeline.themes import built_in_names

Run = Callable[..., Result]
TEXT = "# Title\n\nSome words.\n\nMore words.\n"
QUIET = "templates/themes/quiet"


class Case(NamedTuple):
    files: dict[str, str | bytes]
    arguments: list[str]
    code: int
    message: str


CASES = {
    "no such file": Case(
        {"article.md": TEXT},
        ["artcle.md"],
        3,
        "error: artcle.md: there is no such file\n  try: did you mean article.md?\n",
    ),
    "an empty file": Case(
        {"a.txt": ""},
        ["a.txt"],
        3,
        "error: a.txt: the file is empty\n  try: put the article in it\n",
    ),
    "not UTF-8": Case(
        {"a.txt": "Title\n\nOn mange au café, c’est déjà très bien.\n".encode("cp1252")},
        ["a.txt"],
        3,
        "error: a.txt:3:16: the file is not utf-8; it looks like windows-1252\n"
        "     3 | On mange au café, c’est déjà très bien.\n"
        "       |                ^\n"
        "  try: if the line above reads right, add --encoding windows-1252; "
        "else name the right one, or save the file as UTF-8\n",
    ),
    "an encoding that is none": Case(
        {"a.txt": "Title\n"},
        ["a.txt", "--encoding", "latin-47"],
        3,
        "error: a.txt: there is no encoding of text called 'latin-47'\n"
        "  try: name one that Python knows, such as windows-1252, utf-16 or shift_jis\n",
    ),
    "an unknown suffix": Case(
        {"a.tex": "x"},
        ["a.tex"],
        3,
        "error: a.tex: no reader for .tex\n"
        "  try: save the article as one of: .txt, .text, .md, .markdown, .html, .htm, .xhtml, "
        ".docx; or say --format\n",
    ),
    "front matter that is no YAML": Case(
        {"a.md": "---\ntitle: one: two\n---\n" + TEXT},
        ["a.md"],
        4,
        "error: a.md:2:11: the front matter is not YAML: mapping values are not allowed here\n"
        "     2 | title: one: two\n"
        "       |           ^\n"
        "  try: put a value with a colon or quotes in it between double quotes\n",
    ),
    "an unknown key in front matter": Case(
        {"a.md": "---\nlang: en\nsensitiv: true\n---\n" + TEXT},
        ["a.md"],
        4,
        "error: a.md:3:1: there is no setting sensitiv\n"
        "     3 | sensitiv: true\n"
        "       | ^\n"
        "  try: sensitive\n",
    ),
    "an unknown key in letterloom.toml": Case(
        {"a.md": TEXT, "letterloom.toml": '[sender]\nnmae = "x"\n'},
        ["a.md"],
        4,
        "error: letterloom.toml:2:1: there is no setting sender.nmae\n"
        '     2 | nmae = "x"\n'
        "       | ^\n"
        "  try: name\n",
    ),
    "TOML that is none": Case(
        {"a.md": TEXT, "a.toml": "title = Title\n"},
        ["a.md"],
        4,
        "error: a.toml:1:9: this is not TOML: Invalid value\n"
        "     1 | title = Title\n"
        "       |         ^\n"
        '  try: write key = "value", the text in straight quotes\n',
    ),
    "an undeclared field": Case(
        {"a.md": "# Title\n\nDear {{ frist_name }},\n"},
        ["a.md"],
        3,
        "error: a.md:3:6: no field called frist_name\n"
        "     3 | Dear {{ frist_name }},\n"
        "       |      ^\n"
        "  try: write {{ first_name }}, or declare it: [fields.frist_name] in letterloom.toml "
        "(there are: email, first_name, preferences_url, unsubscribe_url, web_url)\n",
    ),
    "code in place of a field": Case(
        {"a.md": "# Title\n\nSee [this]({{ '/a' | url }}).\n"},
        ["a.md"],
        3,
        "error: a.md:3:12: {{ '/a' | url }} is not a merge field\n"
        "     3 | See [this]({{ '/a' | url }}).\n"
        "       |            ^\n"
        '  try: a field is {{ name }} or {{ name | default("text") }}; '
        "write \\{{ for literal braces\n",
    ),
    "nested too deep": Case(
        {"a.md": "Title\n\n" + "> " * 100 + "deep\n"},
        ["a.md"],
        3,
        "error: a.md:3: lists, quotes, emphasis or HTML are nested 60 deep or more\n"
        "     3 | " + "> " * 50 + "…\n"
        "  try: nest less: a mail program shows three or four levels at most\n",
    ),
    "more parts than there are": Case(
        {"a.md": TEXT},
        ["a.md", "--parts", "5"],
        2,
        "error: a.md: 5 parts are more than this article can give: "
        "it can be broken into 2 at most\n"
        "  try: ask for 2 or fewer; a part is made of whole paragraphs, lists and tables, "
        "and no heading ends one\n",
    ),
    "an unknown theme": Case(
        {"a.md": TEXT, "letterloom.toml": '[theme]\nname = "quite"\n'},
        ["a.md"],
        5,
        "error: letterloom.toml:2:1: no theme called 'quite'\n"
        '     2 | name = "quite"\n'
        "       | ^\n"
        f"  try: there are: {', '.join(built_in_names())}; did you mean 'quiet'?\n",
    ),
    "a mistake in theme.toml": Case(
        {
            "a.md": TEXT,
            "letterloom.toml": '[theme]\nname = "own"\n',
            "templates/themes/own/theme.toml": '[tokens]\nwidth = "40em"\n',
        },
        ["a.md"],
        5,
        "error: templates/themes/own/theme.toml:2:1: "
        'tokens.width must be a whole number of pixels, 320 to 800, not "40em"\n'
        '     2 | width = "40em"\n'
        "       | ^\n"
        "  try: for example 560\n",
    ),
    "an article's theme that there is not": Case(
        {"a.md": TEXT, "a.toml": 'title = "A"\ntheme = "quite"\n'},
        ["a.md"],
        5,
        "error: a.toml:2:1: no theme called 'quite'\n"
        '     2 | theme = "quite"\n'
        "       | ^\n"
        f"  try: there are: {', '.join(built_in_names())}; did you mean 'quiet'?\n",
    ),
    "a Jinja2 error": Case(
        {"a.md": TEXT, f"{QUIET}/frame/header.mjml.j2": "<mj-spacer />\n{% if %}\n"},
        ["a.md"],
        5,
        f"error: {QUIET}/frame/header.mjml.j2:2: Jinja2: Expected an expression, "
        "got 'end of statement block'\n"
        "     2 | {% if %}\n"
        "  try: mend the template; docs/themes.md shows what it may use\n",
    ),
    "a name that a template is not given": Case(
        {"a.md": TEXT, f"{QUIET}/frame/header.mjml.j2": "<mj-text>\n{{ nope }}</mj-text>\n"},
        ["a.md"],
        5,
        f"error: {QUIET}/frame/header.mjml.j2:2: Jinja2: 'nope' is undefined\n"
        "     2 | {{ nope }}</mj-text>\n"
        "  try: mend the template; docs/themes.md lists what it is given\n",
    ),
    "a template that includes what is not there": Case(
        {"a.md": TEXT, f"{QUIET}/frame/header.mjml.j2": '{% include "x.mjml.j2" %}\n'},
        ["a.md"],
        5,
        f"error: {QUIET}/frame/header.mjml.j2:1: the theme 'quiet' has no x.mjml.j2\n"
        '     1 | {% include "x.mjml.j2" %}\n'
        "  try: add the file to templates/, or take out what includes it\n",
    ),
    "an undeclared field in a template": Case(
        {"a.md": TEXT, f"{QUIET}/frame/header.mjml.j2": "<mj-text>{{ field.emial }}</mj-text>\n"},
        ["a.md"],
        5,
        f"error: {QUIET}/frame/header.mjml.j2:1: no field called emial\n"
        "     1 | <mj-text>{{ field.emial }}</mj-text>\n"
        "  try: write field.email, or declare it: [fields.emial] in letterloom.toml\n",
    ),
    "a tag that MJML does not know": Case(
        {"a.md": TEXT, f"{QUIET}/frame/header.mjml.j2": "\n<mj-txt>x</mj-txt>\n"},
        ["a.md"],
        5,
        f"error: {QUIET}/frame/header.mjml.j2:2:1: unknown tag <mj-txt>\n"
        "     2 | <mj-txt>x</mj-txt>\n"
        "       | ^\n"
        "  try: did you mean mj-text?\n",
    ),
    "CSS that cannot be inlined": Case(
        {"a.md": TEXT, f"{QUIET}/inline.css.j2": "p { margin: 0 }\na:hover { color: red }\n"},
        ["a.md"],
        5,
        f"error: {QUIET}/inline.css.j2:2:2: a pseudo-class or pseudo-element cannot be inlined\n"
        "     2 | a:hover { color: red }\n"
        "       |  ^\n"
        "  try: move it to head.css, which goes into the mail as it is\n",
    ),
    "colours that cannot be read": Case(
        {"a.md": TEXT, "letterloom.toml": '[theme.light]\nsecondary = "#AAAAAA"\n'},
        ["a.md"],
        4,
        "error: letterloom.toml:2:1: theme.light: secondary #AAAAAA on sheet #FFFDFA has a "
        "contrast of 2.28:1; people need 4.5:1 to read it\n"
        '     2 | secondary = "#AAAAAA"\n'
        "       | ^\n"
        '  try: secondary = "#606060"\n',
    ),
    "an output folder that is the project": Case(
        {"letterloom.toml": "", "a.md": TEXT},
        ["a.md", "--out", "."],
        7,
        "error: .: this cannot be the output folder: it is the project's folder, or holds it\n"
        "  try: choose a folder of its own with --out DIR, such as --out out\n",
    ),
    "nothing to build": Case(
        {"letterloom.toml": ""},
        [],
        3,
        "error: there are no articles in content/\n"
        "  try: put one there, name one (letterloom build article.md), "
        "or start a project with letterloom new\n",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_mistake_says_what_where_and_what_to_do(run: Run, tmp_path: Path, case: Case) -> None:
    for name, content in case.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = run("build", *case.arguments)
    assert done.stderr == case.message
    assert done.exit_code == case.code
    assert done.stdout == ""
    assert not list(tmp_path.glob("out/*/"))


def test_an_unknown_command_names_the_nearest(run: Run) -> None:
    done = run("biuld")
    assert (done.exit_code, done.stderr) == (
        2,
        "error: no command called 'biuld'\n  try: letterloom build\n",
    )


def test_files_that_no_build_made_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "out/a").mkdir(parents=True)
    (tmp_path / "out/a/mine.txt").write_text("mine", encoding="utf-8")
    done = run("build", "a.md")
    assert done.exit_code == 7
    assert "mine.txt" in done.stderr
    assert (tmp_path / "out/a/mine.txt").read_text(encoding="utf-8") == "mine"


def test_two_articles_do_not_take_turns_in_one_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Another title\n\nAnd other words.\n", encoding="utf-8")
    assert run("build", "a.md", "-q").exit_code == 0
    done = run("build", "a.txt")
    assert done.exit_code == 7
    assert "holds the series made from a.md, not from a.txt" in done.stderr


def test_one_mistake_does_not_stop_the_other_articles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("{{ nope }}\n", encoding="utf-8")
    (tmp_path / "content/b.md").write_text(TEXT, encoding="utf-8")
    done = run("build")
    assert done.exit_code == 3
    assert "Open: out/b/index.html" in done.stdout
    assert "content/a.md:1:1: no field called nope" in done.stderr


def test_a_folder_without_articles_is_a_mistake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    done = run("build", "drafts")
    assert done.exit_code == 3
    assert done.stderr == (
        "error: drafts: there are no articles in this folder\n"
        "  try: name one that has, or an article\n"
    )


def test_standard_input_has_no_settings_to_write(run: Run, tmp_path: Path) -> None:
    done = run("plan", "-", "--format", "md", "--write", answers=TEXT)
    assert (done.exit_code, done.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert done.stderr.startswith("error: --write: what comes on standard input has no .toml")


@pytest.mark.parametrize("slug", ["///", "..", "!"])
def test_a_slug_needs_a_letter(run: Run, tmp_path: Path, slug: str) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    done = run("import", "a.md", "--slug", slug)
    assert (done.exit_code, done.stderr) == (
        2,
        f"error: --slug: no letter and no digit in {slug!r}\n  try: --slug spring-letter\n",
    )
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "beside"),
    [
        (("plan", "nothing.md"), 3, {}),
        (("import", "nothing.md"), 3, {}),
        (("plan", "a.md", "--keep", "nothing"), 2, {}),
        (("build", "a.md", "--keep", "nothing"), 2, {"built": []}),
        (("build", "--project", "wrong"), 4, {"built": []}),
    ],
)
def test_mistakes_are_json_where_it_is_asked_for(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, beside: dict[str, object]
) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong/letterloom.toml").write_text("foo = 1\n", encoding="utf-8")
    done = run(*arguments, "--json")
    told = json.loads(done.stdout)
    [error] = told.pop("errors")
    assert (told, error["exit_code"], done.exit_code, done.stderr) == (beside, code, code, "")
    assert error["message"]
    assert error["hint"]
