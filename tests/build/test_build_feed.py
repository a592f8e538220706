"""The Atom feed (RFC 4287): there when asked for, the same each time, never of a private topic."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pytest
from machine import ROOT
from trees import built, manifest

from pipeline.errors import SettingsError

ATOM = "{http://www.w3.org/2005/Atom}"
PROJECT = '[sender]\nname = "Us"\n[links]\nweb = "https://example.org/letters"\n'
SETTINGS = """atom_feed = true
lang = "en"
author = "Ada & Eve"
date = 2026-03-01
description = "On walks & <gates>."
series = {every = "2 days", parts = [
  {id = "one", starts = "Dear", preheader = "A first word."},
  {id = "two", starts = "Up", preheader = "A second."},
]}
"""
ARTICLE = """# Walks & gates

Dear {{ first_name }}, a note[^1] & [a link](https://example.org/a).

![A hill](hills.jpg)

[^1]: The note.

## Up

| Deliverable | Performance standards | Acceptable quality | Method |
|---|---|---|---|
| Tested code | Code must have substantial coverage | 90 % | by hand |

The end.
"""
BASE = "https://example.org/letters/a"


@pytest.fixture
def folder(make: Any) -> Any:
    """Builds the article and gives its tree."""

    def tree(settings: str = SETTINGS, project: str = PROJECT) -> Path:
        picture = (ROOT / "templates/specimen/content/hills.jpg").read_bytes()
        files = {"a.md": ARTICLE, "a.toml": settings, "letterloom.toml": project}
        return built(make(files | {"hills.jpg": picture}), "a.md").folder

    return tree


def test_a_feed_whose_dates_are_made_up_is_told(make: Any) -> None:
    def rules(settings: str) -> list[str]:
        picture = (ROOT / "templates/specimen/content/hills.jpg").read_bytes()
        files = {"a.md": ARTICLE, "a.toml": settings, "letterloom.toml": PROJECT}
        made = built(make(files | {"hills.jpg": picture}), "a.md")
        return [one.rule for one in made.findings if one.rule.endswith("/no-date")]

    undated = SETTINGS.replace("date = 2026-03-01\n", "")
    assert rules(SETTINGS) == []
    assert rules(undated) == ["feed/no-date"]
    assert rules(undated.replace("atom_feed = true", "")) == ["article/no-date"]


def texts(element: Any, *names: str) -> list[str]:
    return [element.findtext(f"{ATOM}{name}") for name in names]


def test_the_feed_is_valid_atom(folder):
    data = (folder() / "feed.xml").read_bytes()
    feed = lxml.etree.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    assert texts(feed, "title", "subtitle", "updated", f"author/{ATOM}name") == [
        *("Walks & gates", "On walks & <gates>.", "2026-03-03T00:00:00+00:00", "Ada & Eve"),
    ]
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"{BASE}/feed.xml"
    assert links["alternate"].startswith(f"{BASE}/01-")
    second, first = feed.findall(f"{ATOM}entry")
    assert texts(second, "title", "summary", "updated") == [
        *("Up", "A second.", "2026-03-03T00:00:00+00:00"),
    ]
    assert texts(first, "title", "updated")[1] == "2026-03-01T00:00:00+00:00"
    ids = [one.findtext(f"{ATOM}id") for one in (feed, second, first)]
    assert len(set(ids)) == 3
    assert all(one.startswith("urn:uuid:") for one in ids)
    for entry in (first, second):
        datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))
        assert entry.find(f"{ATOM}content").get("type") == "html"
        assert entry.find(f"{ATOM}link").get("rel") == "alternate"


def test_an_entry_holds_the_article_for_wherever_it_is_shown(folder):
    tree = folder()
    second, first = lxml.etree.parse(tree / "feed.xml").findall(f"{ATOM}entry")
    address = first.find(f"{ATOM}link").get("href")
    content = lxml.html.fromstring(first.findtext(f"{ATOM}content"))
    assert content.text_content().startswith("Dear there, a note1 & a link.")
    assert content.xpath("//a/@href") == [
        *(f"{address}#note-1", "https://example.org/a", f"{address}#to-note-1"),
    ]
    (source,) = content.xpath("//img/@src")
    assert source == address.replace("web.html", "images/hills.jpg")
    assert (tree / source.removeprefix(f"{BASE}/")).is_file()
    table = lxml.html.fromstring(second.findtext(f"{ATOM}content"))
    assert table.text_content().count("Deliverable") == 1


def test_ids_stay_when_words_dates_and_addresses_change(folder):
    def ids(settings: str, project: str = PROJECT) -> list[str]:
        feed = lxml.etree.parse(folder(settings, project) / "feed.xml")
        return [one.text for one in feed.iter(f"{ATOM}id")]

    before = ids(SETTINGS)
    assert ids(SETTINGS.replace("2026", "2027").replace("first word", "new word")) == before
    assert ids(SETTINGS, PROJECT.replace("/letters", "/mails")) == before
    assert ids(SETTINGS, PROJECT.replace("example.org", "example.com")) != before


def test_the_tree_knows_it_and_the_pages_lead_to_it(folder):
    tree = folder()
    assert "feed.xml" in [one["path"] for one in manifest(tree)["files"]]
    for page in tree.glob("*/web.html"):
        (link,) = lxml.html.parse(page).xpath("//link[@rel='alternate']")
        assert (link.get("type"), link.get("href")) == ("application/atom+xml", "../feed.xml")
    unasked = folder(SETTINGS.replace("atom_feed = true", ""))
    assert not (unasked / "feed.xml").exists()
    assert all("feed.xml" not in page.read_text() for page in unasked.glob("*/web.html"))


@pytest.mark.parametrize(
    ("settings", "project", "message"),
    [
        (SETTINGS + "sensitive = true\n", PROJECT, "a sensitive series has no feed"),
        (SETTINGS, "", "a feed needs to know where the web versions will be"),
    ],
)
def test_no_feed_of_a_private_topic_or_without_an_address(folder, settings, project, message):
    with pytest.raises(SettingsError, match=message) as caught:
        folder(settings, project)
    assert caught.value.place.line == 1
    assert caught.value.exit_code == 4
