"""Keys of letters, articles and projects: written where they belong, judged by their readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from edited import built, files, first_article, garden

from pipeline.errors import LetterloomError, SettingsError, ThemeError, UsageError
from pipeline.preview.editing import Editing
from pipeline.project import load_project


def article(key: str, value: Any) -> dict[str, Any]:
    return {"kind": "article", "key": key, "value": value}


def project(key: str, value: Any) -> dict[str, Any]:
    return {"kind": "project", "key": key, "value": value}


def part(number: int, key: str, value: str) -> dict[str, Any]:
    return {"kind": "part", "part": number, "key": key, "value": value}


def test_what_is_said_of_a_letter_is_written_into_its_table(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    toml = source.with_suffix(".toml")
    before = toml.read_text()
    editing = Editing(tmp_path)
    editing.edit(source, [part(2, "subject", "Rest"), part(2, "wait", "36 hours")])
    assert toml.read_text() == before.replace(
        "Letter 2 of 3: looking after yourself", "Rest"
    ).replace("4 days", "36 hours")
    editing.edit(source, [part(2, "subject", ""), part(2, "title", "A title")])
    text = toml.read_text()
    assert "Rest" not in text
    assert 'wait = "36 hours"\ntitle = "A title"\n' in text
    two = built(tmp_path, source).parts[1]
    assert (two.subject, two.title) == ("Letters for you: 2 of 3", "A title")
    assert editing.edit(source, [part(3, "title", "")]) == {
        "said": "Nothing changed.",
        "files": [],
        "undo": 2,
        "redo": 0,
    }


def test_words_stay_with_their_text_where_nothing_was_written(tmp_path: Path) -> None:
    """The split is written down with the first words, so that these keep their place."""
    text = "# A\n\n" + "\n\n".join(f"## H{at}\n\n" + f"Word {at}. " * 80 for at in range(8))
    source = garden(tmp_path, text=text)
    before = built(tmp_path, source)
    assert len(before.parts) > 2
    Editing(tmp_path).edit(source, [part(2, "subject", "Hello {{ first_name }}")])
    written = source.with_suffix(".toml").read_text()
    assert written.count("[[series.parts]]") == len(before.parts)
    assert written.count("starts = ") == len(before.parts) - 1
    assert (written.count("subject"), written.count("preheader"), written.count("id =")) == (
        1,
        0,
        0,
    )
    after = built(tmp_path, source)
    assert [one.id for one in after.parts] == [one.id for one in before.parts]


def test_the_keys_of_an_article_and_of_its_project(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    editing = Editing(tmp_path)
    answer = editing.edit(
        source,
        [
            article("series.every", "5 days"),
            article("sensitive", True),
            article("series.words", [100, 300]),
            article("date", "2026-03-01"),
            article("author.name", "A. Writer"),
            project("theme.name", "journal"),
            project("theme.dark.accent", "#A8D8D0"),
            project("sender.from", "hello@example.org"),
        ],
    )
    assert answer["files"] == ["road-to-recovery.toml", "letterloom.toml"]
    assert (tmp_path / "letterloom.toml").read_text() == (
        "# What all articles here share. docs/settings.md tells of every key.\n\n"
        '[theme]\nname = "journal"\n\n[theme.dark]\naccent = "#A8D8D0"\n\n'
        '[sender]\nfrom = "hello@example.org"\n'
    )
    text = source.with_suffix(".toml").read_text()
    assert 'sensitive = true\ndate = 2026-03-01\n\n[series]\nevery = "5 days"\n' in text
    assert text.endswith('[author]\nname = "A. Writer"\n')
    made = built(tmp_path, source)
    assert made.article.settings.series.words == (100, 300)
    assert made.article.author == "A. Writer"
    assert load_project(tmp_path).theme.name == "journal"
    editing.edit(source, [project("theme.name", None), project("theme.dark.accent", "")])
    assert "theme" not in (tmp_path / "letterloom.toml").read_text()


def test_an_author_told_by_name_becomes_a_table_when_more_is_said(tmp_path: Path) -> None:
    source = garden(tmp_path, 'author = "A. Writer" # who\n')
    toml, editing = source.with_suffix(".toml"), Editing(tmp_path)
    editing.edit(source, [article("author.role", "Midwife")])
    assert toml.read_text() == 'author = { name = "A. Writer", role = "Midwife" } # who\n'
    editing.edit(source, [article("author", "B. Writer")])
    assert toml.read_text() == 'author = { name = "B. Writer", role = "Midwife" } # who\n'


def test_an_edit_that_would_not_build_is_refused_with_what_to_do(tmp_path: Path) -> None:
    source = first_article(tmp_path)
    before = files(tmp_path)
    cases: list[tuple[dict[str, Any], type[LetterloomError], str, str]] = [
        (
            part(2, "wait", "3 dyas"),
            SettingsError,
            'series.parts.wait must be a duration such as "3 days" or "12 hours", not "3 dyas"',
            'write wait = "3 days": a whole number, then minutes, hours, days or weeks',
        ),
        (
            project("theme.light.accent", "#ddeeff"),
            SettingsError,
            (
                "theme.light: accent #ddeeff on sheet #FFFDFA has a contrast of 1.16:1; "
                "people need 4.5:1 to read it"
            ),
            'accent = "#596067"',
        ),
        (
            project("theme.light.accent", "red"),
            SettingsError,
            'theme.light.accent must be a colour of six digits, not "red"',
            'for example "#2F6F6A"',
        ),
        (
            project("theme.logo", "../logo.png"),
            SettingsError,
            'theme.logo must be a file within the project, not "../logo.png"',
            'put it there and write "logo.png"',
        ),
        (
            project("theme.name", "quite"),
            ThemeError,
            "no theme called 'quite'",
            "there are: brief, journal, quiet; did you mean 'quiet'?",
        ),
        (
            article("sensitive", "yes"),
            SettingsError,
            'sensitive must be true or false, not "yes"',
            "write sensitive = true, without quotes",
        ),
        (
            part(1, "subject", "Dear {{ nobody }}"),
            SettingsError,
            "no field called nobody",
            (
                "declare it: [fields.nobody] in letterloom.toml (there are: email, first_name, "
                "preferences_url, unsubscribe_url, web_url)"
            ),
        ),
        (
            project("sender.from", "a@b.example\r\nBcc: c@d.example"),
            SettingsError,
            (
                'sender.from holds a line break or control character: "a@b.example\\r\\nBcc: '
                'c@d.example"'
            ),
            "write it on one line, in plain characters",
        ),
    ]
    for edit, kind, message, hint in cases:
        with pytest.raises(kind) as caught:
            Editing(tmp_path).edit(source, [article("series.every", "9 days"), edit])
        assert (caught.value.message, caught.value.hint) == (message, hint)
        assert files(tmp_path) == before


def test_what_stands_in_front_matter_is_locked(tmp_path: Path) -> None:
    source = garden(tmp_path)
    for key, value, line in (("title", "A", 2), ("series.every", "3 days", 4)):
        with pytest.raises(SettingsError) as caught:
            Editing(tmp_path).edit(source, [article(key, value)])
        assert caught.value.message == (
            f"{key} stands in the article's own front matter, which is never written to"
        )
        assert caught.value.place
        assert (caught.value.place.file, caught.value.place.line) == (str(source), line)
        assert caught.value.hint
    Editing(tmp_path).edit(source, [article("series.send_at", "09:00")])
    assert source.with_suffix(".toml").read_text() == '[series]\nsend_at = "09:00"\n'
    split = garden(tmp_path, text="---\nseries:\n  parts: 2\n---\n# A\n\nOne.\n\nTwo.\n")
    with pytest.raises(SettingsError, match=r"series\.parts stands in the article's own front"):
        Editing(tmp_path).edit(split, [{"kind": "join", "part": 2}])
    author = garden(tmp_path, text="---\nauthor: A\n---\n# A\n\nOne.\n")
    with pytest.raises(SettingsError, match=r"author\.role stands in"):
        Editing(tmp_path).edit(author, [article("author.role", "Midwife")])


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (None, "there is nothing to edit"),
        ([], "there is nothing to edit"),
        ({}, "there is nothing to edit"),
        ([3], "an edit is an object"),
        ([{}], "there is no such kind of edit"),
        ([{"kind": ["split"]}], "there is no such kind of edit"),
        ([{"kind": "split"}], "an edit of the kind split has before"),
        ([{"kind": "split", "before": 3, "more": 1}], "an edit of the kind split has before"),
        ([{"kind": "split", "before": True}], "before is a whole number, 0 to 1000000"),
        ([{"kind": "split", "before": "3"}], "before is a whole number, 0 to 1000000"),
        ([{"kind": "split", "before": -1}], "before is a whole number, 0 to 1000000"),
        ([{"kind": "parts", "number": 0}], "number is a whole number, 1 to 100"),
        ([part(1, "id", "x")], "there is no such key to edit"),
        ([part(1, "title", 3)], "what is said of a letter is text"),  # type: ignore[arg-type]
        ([article("tilte", "x")], "there is no such key to edit"),
        ([article("approved.by", "x")], "there is no such key to edit"),
        ([article("series.parts", 3)], "there is no such key to edit"),
        ([article(3, "x")], "there is no such key to edit"),  # type: ignore[arg-type]
        ([project("send.host", "x")], "there is no such key to edit"),
        ([project("send.sendmail", "sh")], "there is no such key to edit"),
        ([project("sender.name", {"a": 1})], "this is no value of a setting"),
        ([project("sender.name", float("nan"))], "this is no value of a setting"),
        ([project("sender.name", 10**40)], "this is no value of a setting"),
        ([project("sender.name", "x" * 10_001)], "this text has over 10000 characters"),
        ([project("sender.name", "\ud800")], "this text has half a character in it"),
        ([article("sources", ["a"] * 201)], "this is no value of a setting"),
        ([article("title", "x")] * 101, "at most 100 edits at once"),
    ],
)
def test_what_is_no_edit_is_told(tmp_path: Path, told: object, message: str) -> None:
    source = first_article(tmp_path)
    before = files(tmp_path)
    with pytest.raises(UsageError) as caught:
        Editing(tmp_path).edit(source, told)
    assert caught.value.message == message
    assert files(tmp_path) == before
