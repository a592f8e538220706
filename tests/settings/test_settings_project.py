"""A project read whole, and the folder it is found in."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.errors import Place
from pipeline.model import Field, FieldKind, Links, Project, Sender, SeriesSettings, ThemeSettings
from pipeline.project import find_root, load_project, sources
from pipeline.slots import BUILT_IN

FULL = """\
[sender]
name = "Lantern Clinic"
from = "Info <info@example.org>"
reply_to = "nurses@example.org"
postal_address = \"\"\"
12 Elm Street,
  Springfield
\"\"\"
list_id = "Our letters <letters.example.org>"
reason = "You asked for it."

[links]
web = "https://example.org/letters"
unsubscribe = "https://example.org/stop?list=1"
unsubscribe_mailto = "mailto:stop@example.org?subject=stop"
preferences = "https://example.org:8443/préférences"
images = ""

[fields.city]
default = "your town"
[fields.visits]
kind = "number"
default = 2
[fields.due]
kind = "date"
default = 2026-03-01
[fields.first_name]
default = "friend"

[[samples]]
first_name = "Maya"
visits = 3
[[samples]]
due = "2026-04-01"

[series]
every = "36 hours"
send_at = 08:30:00
words = [100, 300]

[theme]
name = "bold"
font = "Georgia, 'Times New Roman', serif"
heading_font = ["-apple-system", "7 Wonders", "sans-serif"]
radius = 0
width = "640px"
logo = "images/logo.PNG"
logo_alt = "Lantern"
light.accent = "#2f6F6A"
[theme.dark]
page = "#101010"

[build]
inliner = "css-inline"
"""


def test_a_full_file(tmp_path: Path) -> None:
    file = tmp_path / "letterloom.toml"
    file.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())
    lines = FULL.split("\n")

    def place(line: int) -> Place:
        return Place(str(file), line, 1, lines[line - 1])

    assert load_project(tmp_path) == Project(
        root=str(tmp_path),
        file=str(file),
        sender=Sender(
            name="Lantern Clinic",
            address="info@example.org",
            reply_to="nurses@example.org",
            postal_address="12 Elm Street, Springfield",
            list_id="Our letters <letters.example.org>",
            reason="You asked for it.",
        ),
        links=Links(
            web="https://example.org/letters",
            unsubscribe="https://example.org/stop?list=1",
            unsubscribe_mailto="mailto:stop@example.org?subject=stop",
            preferences="https://example.org:8443/préférences",
        ),
        fields={
            **BUILT_IN,
            "city": Field("city", FieldKind.TEXT, "your town"),
            "visits": Field("visits", FieldKind.NUMBER, "2"),
            "due": Field("due", FieldKind.DATE, "2026-03-01"),
            "first_name": Field("first_name", FieldKind.TEXT, "friend"),
        },
        samples=({"first_name": "Maya", "visits": "3"}, {"due": "2026-04-01"}),
        series=SeriesSettings(
            every=timedelta(hours=36), send_at="08:30", words=(100, 300), place=place(36)
        ),
        theme=ThemeSettings(
            name="bold",
            tokens={
                "font": "Georgia, 'Times New Roman', serif",
                "heading_font": "-apple-system, '7 Wonders', sans-serif",
                "radius": "0px",
                "width": "640px",
                "logo": "images/logo.PNG",
                "logo_alt": "Lantern",
            },
            light={"accent": "#2f6F6A"},
            dark={"page": "#101010"},
            places={
                "name": place(42),
                "font": place(43),
                "heading_font": place(44),
                "radius": place(45),
                "width": place(46),
                "logo": place(47),
                "logo_alt": place(48),
                "light.accent": place(49),
                "dark.page": place(51),
            },
        ),
        inliner="css-inline",
    )


@pytest.mark.parametrize("text", [None, "", "# nothing\n", "[sender]\n[theme.light]\n"])
def test_without_settings_the_defaults(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "letterloom.toml"
    if text is not None:
        file.write_text(text)
    expected = Project(
        root=str(tmp_path), file=None if text is None else str(file), fields=dict(BUILT_IN)
    )
    assert load_project(tmp_path) == expected


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("a@example.org", "", "a@example.org"),
        ("<a@example.org>", "", "a@example.org"),
        ("Ada  <a@example.org>", "Ada", "a@example.org"),
        ("'Lantern, Inc.' <a@example.org>", "'Lantern, Inc.'", "a@example.org"),
        ('\\"Lantern, Inc.\\" <a.b+c@sub.example.org>', "Lantern, Inc.", "a.b+c@sub.example.org"),
        ("", "", ""),
    ],
)
def test_the_sender_may_stand_in_from(
    tmp_path: Path, written: str, name: str, address: str
) -> None:
    (tmp_path / "letterloom.toml").write_text(f'[sender]\nfrom = "{written}"\n')
    assert load_project(tmp_path).sender == Sender(name=name, address=address)


def test_the_root_is_the_nearest_folder_with_settings_else_with_content(tmp_path: Path) -> None:
    deep = tmp_path / "site" / "content" / "deep"
    deep.mkdir(parents=True)
    article = deep / "a.md"
    article.write_text("Words.")
    assert find_root(article) == tmp_path / "site"
    assert find_root(deep / "not-there.md") == tmp_path / "site"
    (tmp_path / "letterloom.toml").write_text("")
    assert find_root(article) == tmp_path
    (deep / "letterloom.toml").write_text("")
    assert find_root(article) == deep


def test_without_either_the_root_is_the_own_folder(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text("Words.")
    assert find_root(article) == tmp_path
    assert find_root(tmp_path) == tmp_path


def test_the_articles_of_a_project(tmp_path: Path) -> None:
    assert sources(tmp_path) == []
    content = tmp_path / "content"
    content.mkdir()
    for name in (
        "b.md",
        "a.txt",
        "c.MARKDOWN",
        "README.md",
        ".hidden.md",
        "a.toml",
        "d.docx",
        "e.rtf",
    ):
        (content / name).write_text("")
    (content / "folder.md").mkdir()
    assert [path.name for path in sources(tmp_path)] == [*("a.txt", "b.md", "c.MARKDOWN", "d.docx")]


def test_importing_the_settings_is_cheap() -> None:
    heavy = "{'tomlkit', 'ruamel', 'jinja2', 'lxml', 'markdown_it', 'rich', 'difflib'}"
    code = (
        "import sys; import click; before = set(sys.modules); import pipeline.project; "
        f"print(sorted((set(sys.modules) - before) & {heavy}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
