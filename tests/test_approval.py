"""The words that a person approved are the words that go out (promise 24)."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from machine import FIRST

from pipeline.approval import approve, to_approve, withdraw
from pipeline.check.rules import approval as rules
from pipeline.check.run import check_series
from pipeline.check.words.approved import Approvable, Row, approvable, parsed
from pipeline.check.words.changes import word_changes
from pipeline.checking import checked_article
from pipeline.errors import OutputError, SettingsError
from pipeline.kept_words import kept
from pipeline.model import Finding, ThemeSettings
from pipeline.project import load_project, sources

Make = Callable[..., Path]

ARTICLE = """\
# After the storm

About twenty people sleep badly in the first week. Sleep when {{ first_name }} can.[^1]

![Rain on a window](rain.png)

<!-- part -->

## The second week

Drink a glass of water with [every meal](https://example.org/meals). Then rest.

<!-- part -->

## The third week

Walk to the gate and back, slowly, by <a href="https://example.org/map">this way</a>.

[^1]: Or when the house is quiet.
"""
SETTINGS = """\
sensitive = true
disclaimer = "No advice about your own care."
support = [{ name = "The night line", phone = "116 000" }]

[series]
words = [1, 400]

[[series.parts]]
subject = "Letter 1 of 3: a week"
preheader = "Something to read at night."

[[series.parts]]
starts = "The second week"
subject = "Letter 2 of 3: a second"
wait = "4 days"

[[series.parts]]
starts = "The third week"
subject = "Letter 3 of 3: a third"
"""
PROJECT = """\
[sender]
from = "The clinic <hello@example.org>"
reason = "You asked for these letters."

[fields.first_name]
default = "you"
"""


def written(folder: Path, **changed: str) -> Path:
    """The project with an approved article in a folder; files can be written otherwise."""
    files = {"a.md": ARTICLE, "a.toml": SETTINGS, "letterloom.toml": PROJECT}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copy(Path(__file__).parent / "cli" / "dot.png", folder / "rain.png")
    source = folder / "a.md"
    approve(to_approve(source, load_project(folder)), "Dr Ada Moss", "2026-03-01")
    return source


def edit(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def voids(source: Path, *, release: bool = True) -> list[Finding]:
    series = checked_article(source, load_project(source.parent), release=release)
    return list(check_series(series, rules.RULES))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An approved article."""
    return written(tmp_path)


def test_what_was_approved_may_go_out(source: Path) -> None:
    assert voids(source) == []


EDITS = [
    ("a.toml", "a second", "the second", "in the subject of letter 2: was “a”, now “the”"),
    (
        "a.toml",
        "at night",
        "by day",
        "in the preheader of letter 1: was “at night.”, now “by day.”",
    ),
    ("a.md", "The third week\n\n", "The last week\n\n", "starts"),
    ("a.md", "twenty", "thirty", ": was “twenty”, now “thirty”"),
    ("a.md", "badly in", "in", "“badly” is gone"),
    ("a.md", "sleep badly", "do not sleep badly", ": “do not” is new"),
    ("a.md", " and back", "", "was “gate and back,”, now “gate,”"),
    ("a.md", "rest.", "rest!", ": was “rest.”, now “rest!”"),
    ("a.md", "back, slowly", "slowly, back", ": was “back, slowly,”, now “slowly, back,”"),
    ("a.md", "/meals", "/drinks", "in the link of letter 2: was “https://example.org/meals”"),
    ("a.md", "/map", "/way", "in the link of letter 3: was “https://example.org/map”"),
    ("a.md", "Rain on", "Snow on", "in the picture of letter 1: was “Rain”, now “Snow”"),
    ("a.md", "is quiet", "is dark", "in note 1 of letter 1: was “quiet.”, now “dark.”"),
    ("a.md", "badly in", "~~badly~~ in", "in the struck-out words of letter 1"),
    ("a.md", "badly in", "<del>badly</del> in", "in the struck-out words of letter 1"),
    ("a.md", "}} can.[^1]", "}}[^1] can.", "in the place of a note of letter 1"),
    ("a.md", "Drink a", "1. Drink a", "in the first number of a list of letter 2"),
    ("a.md", "Drink a", "- [ ] Drink a", "in the task of letter 2"),
    ("a.md", "Drink a", "> [!TIP]\n> Drink a", "in the kind of a box of letter 2"),
    ("a.toml", "116 000", "116 123", "in support: was “000”, now “123”"),
    ("a.toml", "No advice", "Advice", "in disclaimer: was “No advice”, now “Advice”"),
    ("a.toml", "disclaimer =", "public_name = 'Nights'\ndisclaimer =", "in series: "),
    ("letterloom.toml", "letters.", "mails.", "in reason: was “letters.”, now “mails.”"),
    ("letterloom.toml", "The clinic", "A shop", "in from: was “The clinic”, now “A shop”"),
    ("letterloom.toml", '"you"', '"dear"', ': was “default("you")”, now “default("dear")”'),
]


@pytest.mark.parametrize(("file", "before", "after", "told"), EDITS)
def test_any_change_after_it_stops_a_release_and_is_shown(
    source: Path, file: str, before: str, after: str, told: str
) -> None:
    edit(source.with_name(file), before, after)
    if told == "starts":
        edit(source.with_suffix(".toml"), "The third week", "The last week")
        told = ": was “third”, now “last”"
    found = voids(source)
    assert {(one.rule, one.severity) for one in found} == {("approval/void", "error")}
    assert [one.message for one in found if told in one.message], [one.message for one in found]
    assert {one.severity for one in voids(source, release=False)} == {"warning"}


def test_another_order_stops_a_release(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    first, second, third = text.split("<!-- part -->")
    last, _, note = third.partition("[^1]:")
    source.write_text(f"{first}<!-- part -->{last}<!-- part -->{second}\n[^1]:{note}", "utf-8")
    toml = source.with_suffix(".toml")
    edit(toml, "The second week", "The LAST week")
    edit(toml, "The third week", "The second week")
    edit(toml, "The LAST week", "The third week")
    assert {one.rule for one in voids(source)} == {"approval/void"}


def test_another_picture_stops_a_release(source: Path) -> None:
    from PIL import Image

    Image.new("RGB", (4, 4), "red").save(source.with_name("rain.png"))
    (found,) = voids(source)
    assert "in the picture of letter 1: was “(" in found.message


def test_a_change_is_told_at_the_articles_own_line(source: Path) -> None:
    edit(source, "Walk to the gate", "Run to the gate")
    (found,) = voids(source)
    assert found.place is not None
    assert (found.place.line, found.place.column, found.part) == (17, 1, 3)
    edit(source, "Run to the gate", "Walk to the gate")
    edit(source.with_suffix(".toml"), "a third", "one more")
    (found,) = voids(source)
    assert found.place is not None
    assert found.place.file.endswith("a.toml")
    assert found.place.text == "[[series.parts]]"


def test_looks_dates_and_waits_do_not_count(source: Path) -> None:
    toml = source.with_suffix(".toml")
    edit(toml, '"4 days"', '"9 days"')
    edit(toml, "sensitive", "date = 2026-05-01\nsensitive")
    project = load_project(source.parent)
    for theme in ("quiet", "journal", "brief"):
        series = checked_article(source, replace(project, theme=ThemeSettings(theme)), release=True)
        assert list(check_series(series, rules.RULES)) == []


def test_spaces_and_line_ends_do_not_count(source: Path) -> None:
    edit(source, "Drink a glass of", "Drink a\nglass  of")
    kept_in = source.with_suffix(".approved")
    kept_in.write_bytes(kept_in.read_bytes().replace(b"\n", b"\r\n"))
    assert voids(source) == []


WORDS = st.sampled_from(["sleep", "water", "not", "rest", "the", "gate", "slowly", "a"])
LETTERS = st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=3)


@settings(max_examples=25)
@given(LETTERS, LETTERS)
def test_an_approval_holds_exactly_as_long_as_the_words_do(
    before: list[list[str]], after: list[list[str]]
) -> None:
    def text(letters: list[list[str]]) -> str:
        return "# Words\n\n" + "\n\n<!-- part -->\n\n".join(map(" ".join, letters)) + "\n"

    with TemporaryDirectory() as folder:
        source = Path(folder, "a.md")
        toml = "keep = ['duplicate-paragraph', 'empty-block']\naccept_removals = true\n"
        source.with_suffix(".toml").write_text(toml, encoding="utf-8")
        source.write_text(text(before), encoding="utf-8")
        approve(to_approve(source, load_project(Path(folder))), "A", "2026-03-01")
        source.write_text(text(after), encoding="utf-8")
        found = voids(source)
        assert bool(found) == (before != after)
        assert {one.rule for one in found} <= {"approval/void"}


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(
    lambda text: " ".join(text.split())
)
LINES = st.builds(
    lambda part, label, text: Row(label, text if label else text or "x", part),
    st.integers(0, 3),
    st.sampled_from(["", "", "subject", "note 1", "link"]),
    TEXTS,
)
ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.lists(LINES, max_size=6)), min_size=1, max_size=4
).map(
    lambda letters: [
        row
        for part, rows in letters
        for row in (Row("", "", part), *(one._replace(part=part) for one in rows))
    ]
)


@given(ROWS)
def test_what_is_kept_is_read_as_it_was(rows: list[Row]) -> None:
    words = Approvable(tuple(rows))
    again = parsed(f"# Letter 9\n# a remark\n\n{words.text}")
    assert again == words
    assert again.digest == words.digest


@given(ROWS, ROWS)
def test_changes_account_for_every_word(before: list[Row], after: list[Row]) -> None:
    def told(rows: list[Row]) -> Counter[str]:
        return Counter(word for row in rows for word in row.line.split())

    changes = word_changes(before, after)
    was = Counter(word for one in changes for word in one.was.split())
    now = Counter(word for one in changes for word in one.now.split())
    assert told(before) + now == told(after) + was
    assert (not changes) == (_joined(before) == _joined(after))


def _joined(rows: list[Row]) -> list[str]:
    return [row.line for row in rows]


def test_the_first_article_can_be_approved(tmp_path: Path) -> None:
    for path in FIRST, FIRST.with_suffix(".toml"):
        shutil.copy(path, tmp_path)
    source = tmp_path / FIRST.name
    before = source.with_suffix(".toml").read_text(encoding="utf-8")
    asked = to_approve(source, load_project(tmp_path))
    assert (asked.changes, asked.errors) == (None, ())
    files = approve(asked, "Dr Ada Moss", "2026-03-01")
    assert files == (source.with_suffix(".toml"), source.with_suffix(".approved"))
    assert voids(source) == []
    assert files[0].read_text(encoding="utf-8").startswith(before)
    assert files[1].read_text(encoding="utf-8").count("15-20%") == 1
    withdraw(source)
    assert files[0].read_text(encoding="utf-8") == before
    assert not files[1].exists()


def test_the_words_are_no_article(source: Path) -> None:
    content = source.parent / "content"
    content.mkdir()
    for name in ("a.md", "a.toml", "a.approved", "letterloom.toml"):
        shutil.copy(source.with_name(name), content)
    assert [path.name for path in sources(source.parent)] == ["a.md"]


def test_changes_since_the_last_approval_are_shown_before_the_next(source: Path) -> None:
    edit(source, "twenty", "thirty")
    changes = to_approve(source, load_project(source.parent)).changes or ()
    assert [(one.was, one.now, one.row.part) for one in changes] == [("twenty", "thirty", 1)]


def test_both_files_or_neither(source: Path) -> None:
    edit(source, "twenty", "thirty")
    asked = to_approve(source, load_project(source.parent))
    before = {path.name: path.read_bytes() for path in source.parent.iterdir()}
    in_the_way = source.with_name(f".a.toml.{os.getpid()}.new")
    in_the_way.touch()
    with pytest.raises(OutputError, match="File exists"):
        approve(asked, "Dr Ada Moss", "2026-03-02")
    in_the_way.touch()
    with pytest.raises(OutputError, match="File exists"):
        withdraw(source)
    assert {path.name: path.read_bytes() for path in source.parent.iterdir()} == before


def test_a_reviewer_in_the_front_matter_is_taken_out_by_hand(make: Make) -> None:
    front = "---\napproved: {by: Dr Moss, date: 2026-01-01}\n---\nSome words.\n"
    root = make({"a.md": front})
    asked = to_approve(root / "a.md", load_project(root))
    with pytest.raises(SettingsError, match="the front matter names a reviewer already"):
        approve(asked, "Dr Moss", "2026-03-01")
    assert sorted(path.name for path in root.iterdir()) == ["a.md"]
    with pytest.raises(SettingsError, match="there is no approval to take back"):
        withdraw(root / "a.md")


def test_words_outside_of_the_project_are_not_read(source: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / "elsewhere.approved"
    shutil.move(source.with_suffix(".approved"), elsewhere)
    source.with_suffix(".approved").symlink_to(elsewhere)
    with pytest.raises(SettingsError, match="lead out of the project"):
        kept(source, source.parent)


def test_fields_are_shown_with_what_stands_in_for_them(source: Path) -> None:
    words = approvable(checked_article(source, load_project(source.parent)))
    assert 'Sleep when {{ first_name | default("you") }} can.' in words.text
