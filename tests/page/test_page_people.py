"""Who fills the fields on the page: samples, rows, nobody, somebody with long values."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_made import page_of, told
from page_modules import changed

from pipeline.model import Where
from pipeline.page.people import people

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROJECT = """[links]
web = "https://example.org/letters"
unsubscribe = "https://example.org/stop/{token}"
preferences = "https://example.org/choose"
[fields.city]
default = "your town"
[fields.plan]
kind = "url"
default = "https://example.org/plan"
[fields.count]
kind = "number"
[fields.since]
kind = "date"
[[samples]]
first_name = "Robin"
[[samples]]
first_name = "Robin"
city = "Bath & <Wells>"
"""
ARTICLE = """# Dear {{ first_name }}

Words for {{ city }}, {{ count }}, {{ since }}, {{ email }}:
[the plan]({{ plan }}), [a page](https://example.org/?c={{ city }}).

## More

Other words.
"""


@pytest.fixture
def root(make: Callable[..., Path]) -> Path:
    """A project with fields of every kind."""
    return make(
        {
            "letterloom.toml": PROJECT.replace("/{token}", ""),
            "a.md": ARTICLE,
            "a.toml": "[series]\nparts = 2\n",
        }
    )


def shown(found: dict[str, Any], person: int, part: int, kind: str = "html") -> str:
    """A text of a part as the page shows it to a person."""
    values = found["people"][person]["values"][part]
    prefix = found["prefix"]
    text: str = found["parts"][part][kind]
    return re.sub(rf"{prefix}(\d+)z", lambda mark: values[int(mark[1])] or "", text)


def test_the_people_in_their_order(root: Path) -> None:
    rows = [{"email": "a@example.org"}, {"first_name": "Robin"}, {"city": "  \t"}]
    found = told(page_of(root, "a.md", rows))
    assert [(one["name"], one["kind"]) for one in found["people"]] == [
        ("Robin", "sample"),
        ("Robin (2)", "sample"),
        ("a@example.org", "recipient"),
        ("Robin (3)", "recipient"),
        ("Row 3", "recipient"),
        ("Nothing known", "empty"),
        ("Very long", "long"),
    ]


def test_the_first_is_whom_the_files_are_filled_with(root: Path) -> None:
    page = page_of(root, "a.md")
    found = told(page)
    for index, sample in enumerate(page.made.samples):
        assert shown(found, 0, index) == sample.made["html"][1].decode()
        assert shown(found, 0, index, "text") == sample.made["text"][1].decode()


def test_web_versions_are_for_somebody_of_whom_nothing_is_known(root: Path) -> None:
    page = page_of(root, "a.md")
    found = told(page)
    nobody = [one["kind"] for one in found["people"]].index("empty")
    for index, sample in enumerate(page.made.samples):
        assert shown(found, nobody, index, "web") == sample.made["web"][1].decode()


def test_values_are_written_for_their_places(root: Path) -> None:
    found = told(page_of(root, "a.md"))
    html = shown(found, 1, 0)
    assert "Bath &amp; &lt;Wells&gt;" in html
    assert "?c=Bath%20%26%20%3CWells%3E" in html
    assert "Bath & <Wells>" in shown(found, 1, 0, "text")


def test_very_long_values_try_what_markup_trips_over(root: Path) -> None:
    page = page_of(root, "a.md")
    found = told(page)
    (long,) = (one for one in page.people if one.kind == "long")
    text = long.values["city"]
    assert {"<", ">", "&", "'", "“"} <= set(text)
    assert re.search(r"[\u0590-\u05ff]", text)
    assert max(map(len, text.split())) > 60
    assert long.values["plan"].startswith("https://example.invalid/")
    assert len(long.values["plan"]) > 300
    last = len(found["people"]) - 1
    html = shown(found, last, 0)
    assert text in unescape(html)
    assert "<Maxi>" not in html
    assert "<another>" not in html


def test_personal_links_lead_nowhere_for_everybody(root: Path) -> None:
    rows = [
        {
            "first_name": "A",
            "unsubscribe_url": "https://bad.example/u",
            "web_url": "https://bad.example/w",
        }
    ]
    found = told(page_of(root, "a.md", rows))
    personal = [
        number
        for number, slot in enumerate(found["slots"])
        if slot["name"] in ("unsubscribe_url", "preferences_url")
    ]
    assert personal
    for person in found["people"]:
        for values in person["values"]:
            told_of = [values[number] for number in personal if values[number]]
            assert told_of
            assert all(re.match(r"https://example\.invalid/", one) for one in told_of)
            assert not any("bad.example" in (one or "") for one in values)


def test_a_value_that_no_mail_may_hold_takes_only_its_letter_away(root: Path) -> None:
    found = told(page_of(root, "a.md", [{"first_name": "Mallory", "plan": "javascript:alert(1)"}]))
    (mallory,) = (one for one in found["people"] if one["name"] == "Mallory")
    assert mallory["values"][0] is None
    assert "the field plan must be an https or mailto link" in mallory["problems"][0]
    assert mallory["values"][1] is not None
    assert mallory["problems"][1] == ""
    assert "javascript:" not in str(mallory["values"])


def test_marks_that_a_part_does_not_have_and_pictures_have_no_value(root: Path) -> None:
    found = told(page_of(root, "a.md"))
    cities = [number for number, slot in enumerate(found["slots"]) if slot["name"] == "city"]
    first, second = found["people"][0]["values"]
    assert len(cities) >= 3
    assert all(first[number] == second[number] or second[number] is None for number in cities)
    assert [second[number] for number in cities] == [None] * len(cities)
    images = [n for n, slot in enumerate(found["slots"]) if slot["where"] == Where.IMAGE.value]
    assert [first[number] for number in images] == [None] * len(images)


def test_without_samples_there_are_the_defaults(make: Callable[..., Path]) -> None:
    page = page_of(make({"a.md": "# Title\n\nDear {{ first_name }}.\n"}), "a.md")
    assert [one.name for one in people(page.made)] == ["Defaults", "Nothing known", "Very long"]
    assert shown(told(page), 0, 0) == page.made.samples[0].made["html"][1].decode()


@pytest.mark.browser
def test_the_chooser_tells_what_was_left_out_of_the_recipients_file(
    browser: Browser, index_of: Callable[..., Path], tmp_path: Path
) -> None:
    def with_notes(found: dict[str, Any]) -> None:
        found["recipients"] = ["Row 3 is left out: it has 1 cells, the first row has 2."]

    page = browser.new_page()
    try:
        page.goto(changed(index_of("first"), tmp_path, with_notes).as_uri())
        notes = page.locator("#person-chooser option:disabled").all_inner_texts()
        assert notes == ["Row 3 is left out: it has 1 cells, the first row has 2."]
    finally:
        page.close()
