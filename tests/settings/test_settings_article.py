"""An article's settings, from front matter and from the file beside it."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import Place, SettingsError
from pipeline.model import (
    Approval,
    ArticleSettings,
    Author,
    PartSettings,
    Project,
    SeriesSettings,
    Support,
)
from pipeline.project import article_settings, load_project, settings_file
from pipeline.rules import KEEPABLE

BESIDE = """\
title = "Rest, and\\n  what helps"
public_name = "Our letters"
slug = "rest"
lang = "de-AT"
dir = "ltr"
author = "Ada Moss"
date = "2026-03-01T10:00:00+01:00"
description = "On rest."
theme = "quiet"
image = "rest.jpg"
sensitive = true
approved = { by = "Dr Ada Moss", date = 2026-03-02 }
sources = ["One", "", "Two"]
disclaimer = "No advice."
keep = ["share-line", "page-header"]
accept_removals = true

[[support]]
name = "Helpline"
phone = "0800 123"
url = "https://example.org/help"
note = "At night"
[[support]]
name = "Friends"

[series]
words = [10, 20]
[[series.parts]]
id = "first"
starts = "Rest"
title = "Resting"
subject = "Rest, {{ first_name }}"
preheader = "Why"
wait = "0 days"
[[series.parts]]
"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "rest.md"


def settings(
    source: Path, beside: str | None = None, front: dict[str, Any] | None = None
) -> ArticleSettings:
    """`front` has a key a line, from the second line of the source."""
    if beside is not None:
        source.with_suffix(".toml").write_text(beside)
    keys = list(front or ())

    def place(key: str) -> Place:
        return Place(str(source), keys.index(key) + 2, 1, f"{key}: …")

    return article_settings(load_project(source.parent), source, front, place)


def mistake(source: Path, beside: str | None = None, front: dict[str, Any] | None = None) -> str:
    with pytest.raises(SettingsError) as caught:
        settings(source, beside, front)
    return caught.value.format_message()


def test_a_full_file(source: Path) -> None:
    file = str(source.with_suffix(".toml"))
    lines = BESIDE.split("\n")
    at = lines.index("[[series.parts]]") + 1

    def place(line: int) -> Place:
        return Place(file, line, 1, lines[line - 1])

    assert settings(source, BESIDE) == ArticleSettings(
        title="Rest, and what helps",
        public_name="Our letters",
        slug="rest",
        lang="de-AT",
        dir="ltr",
        author=Author("Ada Moss"),
        date=date(2026, 3, 1),
        description="On rest.",
        theme="quiet",
        image="rest.jpg",
        sensitive=True,
        sensitive_told=True,
        approved=Approval("Dr Ada Moss", "2026-03-02"),
        sources=("One", "Two"),
        support=(
            Support("Helpline", "0800 123", "https://example.org/help", "At night"),
            Support("Friends"),
        ),
        disclaimer="No advice.",
        keep=("share-line", "page-header"),
        accept_removals=True,
        series=SeriesSettings(
            words=(10, 20),
            parts=(
                PartSettings(
                    "first", "Rest", "Resting", "Rest, {{ first_name }}", "Why", timedelta(0),
                    place(at),
                ),
                PartSettings(place=place(at + 7)),
            ),
            place=place(at - 2),
        ),
    )  # fmt: skip


def test_nothing_is_needed(source: Path) -> None:
    assert settings(source) == ArticleSettings()
    assert settings(source, "", {}) == ArticleSettings()
    assert article_settings(Project(root=str(source.parent)), source, {"title": "A"}) == (
        ArticleSettings(title="A")
    )


def test_the_series_is_laid_over_the_projects(source: Path) -> None:
    (source.parent / "letterloom.toml").write_text("[series]\nevery = '1 week'\nwords = [1, 2]\n")
    project = load_project(source.parent)
    assert settings(source).series == project.series
    assert settings(source, front={"series": {"words": [3, 4], "parts": 5}}).series == (
        SeriesSettings(
            every=timedelta(weeks=1),
            words=(3, 4),
            parts=5,
            place=Place(str(source), 2, 1, "series: …"),
        )
    )


def test_front_matter_and_file_say_different_things_together(source: Path) -> None:
    read = settings(
        source, "title = 'A'\nseries.parts = 2\n", {"lang": "en", "series": {"every": "1 day"}}
    )
    assert (read.title, read.lang, read.series.parts, read.series.every) == (
        "A",
        "en",
        2,
        timedelta(days=1),
    )


def test_a_key_in_both_is_a_mistake_that_names_both(source: Path) -> None:
    assert mistake(source, "lang = 'en'\ntitle = 'A'\n", {"title": "B"}) == (
        "rest.toml:2:1: title is set here and in rest.md:2:1\n"
        "     2 | title = 'A'\n"
        "       | ^\n"
        "  try: keep one of the two"
    )
    assert mistake(source, "[series]\nparts = 2\n", {"series": {"parts": 3}}) == (
        "rest.toml:2:1: series.parts is set here and in rest.md:2:1\n"
        "     2 | parts = 2\n"
        "       | ^\n"
        "  try: keep one of the two"
    )


FOREIGN = {
    "layout": "post",
    "Tags": ["a", "b"],
    "categories": {"a": 1},
    "draft": False,
    "image_alt": "x",
    "summary": None,
    "description": None,
    "title": "A title\nthat was folded\n",
    "author": ["Ada Moss", {"name": "Ben Oak"}],
    "date": datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
    "image": "/assets/rest.jpg",
}


def test_front_matter_of_other_generators(source: Path) -> None:
    assert settings(source, front=FOREIGN) == ArticleSettings(
        title="A title that was folded",
        author=Author("Ada Moss, Ben Oak"),
        date=date(2026, 3, 1),
        image="/assets/rest.jpg",
    )
    theirs = {"name": "Ada", "bio": "Walks.", "email": "a@example.org", "url": "/ada"}
    source.with_suffix(".toml").unlink(missing_ok=True)
    assert settings(source, front={"author": theirs}).author == Author("Ada", about="Walks.")
    whole = theirs | {"url": "https://example.org/ada"}
    assert settings(source, front={"author": [whole]}).author == Author(
        "Ada", about="Walks.", url="https://example.org/ada"
    )


AUTHOR = """
[author]
name = "Ada Moss"
role = "Midwife"
about = "Ada walks."
url = "https://example.org/ada"
photo = "ada.jpg"
"""


def test_an_author_told_as_a_table(source: Path) -> None:
    author = Author("Ada Moss", "Midwife", "Ada walks.", "https://example.org/ada", "ada.jpg")
    assert settings(source, AUTHOR).author == author
    front = tomllib.loads(AUTHOR)
    source.with_suffix(".toml").unlink()
    assert settings(source, front=front).author == author


def test_an_author_needs_a_name_and_is_told_once(source: Path) -> None:
    for text, front, message in (
        ('[author]\nrole = "Midwife"\n', None, "author has no name"),
        ('[author]\nname = "Ada"\n', {"author": "Ada"}, "author is set here and in "),
        ("author = 3\n", None, "author must be text, not the number 3"),
        ('[author]\nrule = "Midwife"\n', None, "there is no setting author.rule"),
        ('[author]\nurl = "example.org"\n', None, "author.url must be"),
    ):
        with pytest.raises(SettingsError) as caught:
            settings(source, text, front)
        assert message in caught.value.message
        assert caught.value.place is not None


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-01",
        "2026-03-01 09:30:00 +0100",
        "2026-03-01T09:30:00Z",
        date(2026, 3, 1),
        datetime(2026, 3, 1, 23, 59),  # noqa: DTZ001
    ],
)
def test_dates_of_all_shapes(source: Path, value: Any) -> None:
    assert settings(source, front={"date": value}).date == date(2026, 3, 1)


def test_foreign_keys_are_a_mistake_in_toml(source: Path) -> None:
    assert mistake(source, "tags = ['a']\n") == (
        "rest.toml:1:1: there is no setting tags\n"
        "     1 | tags = ['a']\n"
        "       | ^\n"
        "  try: one of title, public_name, slug, lang, dir, author, date, description, theme, "
        "image, sensitive, atom_feed, sources, disclaimer, keep, accept_removals, approved, "
        "check, support, series"
    )


FRONT = [
    ({"language": "de"}, "there is no setting language", "lang"),
    ({"tilte": "A"}, "there is no setting tilte", "title"),
    ({"sender": {}}, "there is no setting sender", "sender belongs in letterloom.toml"),
    ({"subject": "A"}, "there is no setting subject", "subject belongs under [[series.parts]]"),
    ({"title": 1984}, "title must be text, not the number 1984", "put it in quotes"),
    (
        {"date": "1 March"},
        'date must be a date, not "1 March"',
        "write date = 2026-03-01: year, month, day",
    ),
    (
        {"date": "2026-02-30"},
        'date must be a date, not "2026-02-30"',
        "write date = 2026-03-01: year, month, day",
    ),
    (
        {"series": ["Spring"]},
        "series must be a table, not a list",
        "write [series], and its keys below",
    ),
    ({"lang": "en_US"}, 'lang must be a language tag, not "en_US"', '"en-US"'),
    (
        {"lang": "english"},
        'lang must be a language tag, not "english"',
        'for example "en", "de-AT" or "zh-Hant"',
    ),
    ({"dir": "right"}, 'dir must be "ltr" or "rtl" or "", not "right"', 'write "ltr"'),
    (
        {"slug": "../Rest Now"},
        'slug must be small letters and digits with hyphens between, not "../Rest Now"',
        '"rest-now"',
    ),
    (
        {"sensitive": "yes"},
        'sensitive must be true or false, not "yes"',
        "write sensitive = true, without quotes",
    ),
    (
        {"sources": "One"},
        'sources must be a list of texts, not "One"',
        'write sources = ["one", "another"]',
    ),
    ({"sources": [None]}, "sources must be text, not nothing", "put it in quotes"),
    (
        {"keep": "share-line"},
        'keep must be a list of rules, not "share-line"',
        'write keep = ["share-line"]',
    ),
    ({"keep": ["Share line"]}, 'there is no rule "Share line"', "share-line"),
    (
        {"keep": ["byline", "html-code"]},
        "the rule html-code cannot be turned off",
        "styles and scripts are no text, and no mail may carry them",
    ),
    ({"keep": ["qqq"]}, 'there is no rule "qqq"', "one of " + ", ".join(KEEPABLE)),
    ({"keep": [1]}, "keep must be text, not the number 1", "put it in quotes"),
    (
        {"accept_removals": "yes"},
        'accept_removals must be true or false, not "yes"',
        "write accept_removals = true, without quotes",
    ),
    (
        {"support": [{"phone": "1"}]},
        "a line of support has no name",
        'write name = "Who helps"',
    ),
    (
        {"support": {"name": "A"}},
        "support must be a list of tables, not a table",
        "begin each with [[support]]",
    ),
    (
        {"approved": {"by": "Ada"}},
        "approved has no date",
        'write approved = { by = "Dr Ada Moss", date = 2026-03-01 }',
    ),
    (
        {"series": {"parts": "two"}},
        'series.parts must be a whole number from 1 to 100, not "two"',
        "for example parts = 4",
    ),
    (
        {"series": {"parts": True}},
        "series.parts must be a whole number from 1 to 100, not true",
        "for example parts = 4",
    ),
    ({"series": {"parts": []}}, "series.parts is empty", "take it out, or write [[series.parts]]"),
    (
        {"series": {"parts": [{"subject": "a\nb"}]}},
        'series.parts.subject holds a line break or control character: "a\\nb"',
        "write it on one line, in plain characters",
    ),
]


@pytest.mark.parametrize(("front", "message", "hint"), FRONT)
def test_mistakes_in_front_matter(
    source: Path, front: dict[str, Any], message: str, hint: str
) -> None:
    name = next(iter(front))
    assert mistake(source, front={"layout": "post", **front}) == (
        f"rest.md:3:1: {message}\n     3 | {name}: …\n       | ^\n  try: {hint}"
    )


def test_an_id_used_twice(source: Path) -> None:
    beside = "[[series.parts]]\nid = 'a'\n[[series.parts]]\n[[series.parts]]\n\nid = 'a'\n"
    assert mistake(source, beside) == (
        "rest.toml:6:1: parts 1 and 3 have the same id, a\n"
        "     6 | id = 'a'\n"
        "       | ^\n"
        "  try: give each part an id of its own"
    )


def test_a_mistake_in_a_part_stands_at_its_own_line(source: Path) -> None:
    beside = "[series]\n[[series.parts]]\nid = 'a'\n[[series.parts]]\nid = 'b'\nwait = '2 moons'\n"
    assert mistake(source, beside) == (
        'rest.toml:6:1: series.parts.wait must be a duration such as "3 days" or "12 hours", '
        'not "2 moons"\n'
        "     6 | wait = '2 moons'\n"
        "       | ^\n"
        '  try: write wait = "3 days": a whole number, then minutes, hours, days or weeks'
    )


def test_an_article_named_letterloom_does_not_read_the_projects_settings(tmp_path: Path) -> None:
    (tmp_path / "letterloom.toml").write_text("[sender]\nname = 'Ada'\n")
    source = tmp_path / "letterloom.md"
    assert article_settings(load_project(tmp_path), source) == ArticleSettings()
    with pytest.raises(SettingsError) as caught:
        settings_file(Path("letterloom.md"))
    assert caught.value.format_message() == (
        "letterloom.md: the settings of this article would be in letterloom.toml, "
        "which has other settings\n"
        "  try: rename the article, to letterloom-article.md for one"
    )
    assert settings_file(Path("content/a.b.md")) == Path("content/a.b.toml")
