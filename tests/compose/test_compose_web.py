"""The web version: what a page says of itself, where it leads, and what it never holds."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from machine import ROOT
from trees import built

ARTICLE = """# A walk in May[^1]

Dear {{ first_name }}, some *words* to begin with.

## By the river

::: note
> Words.

1. one

    ::: warning
    Mind the step.
    :::
:::

![A hill](hills.jpg "In May")

![A path](path.jpg) ![A gate](hills.jpg)

**[Book a visit](https://example.org/visit)**

[^1]: A note with a [link](https://example.org/a).

## Up the hill

The end, and <https://example.org/auto>.
"""
SETTINGS = """lang = "en-GB"
author = "Ada Moss"
date = 2026-03-01
description = "What one sees on a walk."
image = "hills.jpg"
series = {every = "2 days", parts = [
  {starts = "Dear", preheader = "By the river."},
  {starts = "Up the hill", preheader = "And up.", title = "Up & on"},
]}
"""
PROJECT = """[sender]
name = "Fernbank <Park>"
postal_address = "The Lodge, Springfield"
[links]
web = "https://example.org/letters/"
"""
BASE = "https://example.org/letters/a"
FIRST, SECOND = "01-dear-there-some-words-to-begin-with", "02-up-on"


@pytest.fixture
def pages(make: Any) -> Any:
    """Builds the article and gives the pages of its parts."""

    def shown(article: str = ARTICLE, settings: str = SETTINGS, **files: str) -> list[Path]:
        images = ROOT / "templates/specimen/content"
        pictures = {f"{name}.jpg": (images / f"{name}.jpg").read_bytes() for name in IMAGES}
        project = {"letterloom.toml": PROJECT} | pictures
        root = make(project | {"a.md": article, "a.toml": settings} | files)
        return sorted(built(root, "a.md").folder.glob("*/web.html"))

    return shown


IMAGES = ("hills", "path")


def parsed(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(path.read_bytes())


def about(page: lxml.html.HtmlElement) -> dict[str, str]:
    """What a page says of itself: its metas and its links, by name."""
    metas = page.xpath("//meta[@name or @property]")
    links = page.xpath("//link")
    found = {one.get("name") or one.get("property"): one.get("content") for one in metas}
    return found | {f"link {one.get('rel')}": one.get("href") for one in links}


def test_what_a_page_says_of_itself(pages):
    first, second = pages()
    folder = first.parent.name
    page = parsed(first)
    assert page.findtext("head/title") == "A walk in May"
    assert about(page) == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "format-detection": "telephone=no, date=no, address=no, email=no",
        "description": "What one sees on a walk.",
        "author": "Ada Moss",
        "og:type": "article",
        "og:title": "A walk in May",
        "og:description": "What one sees on a walk.",
        "og:locale": "en_GB",
        "og:site_name": "Fernbank <Park>",
        "og:url": f"{BASE}/{folder}/web.html",
        "og:image": f"{BASE}/{folder}/images/_picture.jpg",
        "article:published_time": "2026-03-01T00:00:00+00:00",
        "link canonical": f"{BASE}/{folder}/web.html",
        "link next": f"../{SECOND}/web.html",
    }
    assert (first.parent / "images/_picture.jpg").is_file()
    told = about(parsed(second))
    assert told["og:title"] == "Up & on · A walk in May"
    assert told["description"] == "And up."
    assert told["article:published_time"] == "2026-03-03T00:00:00+00:00"
    assert told["link prev"] == f"../{folder}/web.html"
    assert "link next" not in told


def test_nothing_is_said_that_is_not_known(pages):
    (page,) = pages("# T\n\nSome words.\n", 'lang = "en"\n', **{"letterloom.toml": ""})
    assert about(parsed(page)) == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "format-detection": "telephone=no, date=no, address=no, email=no",
        "description": "To read when it suits you.",
        "og:type": "article",
        "og:title": "T",
        "og:description": "To read when it suits you.",
        "og:locale": "en",
    }
    assert not parsed(page).xpath("//nav | //header[@class='masthead'] | //footer")


def test_every_link_leads_somewhere(pages):
    for path in pages():
        page = parsed(path)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        for href in page.xpath("//a/@href"):
            if href.startswith("#"):
                assert href[1:] in ids
            elif not href.startswith("https://"):
                assert (path.parent / href).resolve().is_file(), href
        for source in page.xpath("//img/@src"):
            assert (path.parent / source).is_file(), source


def test_it_has_the_marks_of_a_page_and_no_table_that_lays_it_out(pages):
    for path in pages():
        page = parsed(path)
        for name in ("main", "article", "nav", "h1", "header[@class='masthead']"):
            assert len(page.xpath(f"//{name}")) == 1, name
        assert page.xpath("//*[@role='presentation'] | //table") == []
        assert page.xpath("//body/*[1]/@href") == ["#letter"]
        assert page.xpath("//script | //iframe | //@onclick") == []
        levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_blocks_are_what_browsers_know_them_as(pages):
    page = parsed(pages()[0])
    assert [one.get("alt") for one in page.xpath("//figure/img")] == ["A hill", "A path", "A gate"]
    assert page.xpath("//figure/figcaption")[0].text_content().strip() == "In May"
    (inner,) = page.xpath("//div[@class='callout note']//li/div[@role='note']")
    assert inner.get("class") == "next callout warning"
    assert [one.strip() for one in inner.itertext()] == ["Important", "Mind the step."]
    assert page.xpath("//p[@class='button']/a/@href") == ["https://example.org/visit"]
    assert page.xpath("//ol[@class='notes']/li/@id") == ["note-1"]


def test_it_is_for_anyone(pages):
    path = pages(samples="")[0]
    html = path.read_text(encoding="utf-8")
    assert "Dear there, some" in html
    assert "invalid" not in html
    assert not re.search(r"(?i)<!--|unsubscribe", html)


def test_it_asks_for_nothing_elsewhere(pages):
    for path in pages():
        page = parsed(path)
        css = page.findtext("head/style")
        assert "url(" not in css
        assert "@import" not in css
        assert all(not one.startswith(("http", "//")) for one in page.xpath("//*/@src"))


SENSITIVE = 'sensitive = true\npublic_name = "Letters for you"\n'


def test_a_sensitive_page_tells_only_its_public_name_and_numbers(pages):
    first, second = pages(settings=SENSITIVE + SETTINGS.replace("Up & on", "Topic"))
    page = parsed(second)
    assert page.findtext("head/title") == "Letters for you: 2 of 2"
    assert about(page) == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "format-detection": "telephone=no, date=no, address=no, email=no",
        "robots": "noindex, nofollow, noarchive",
        "referrer": "no-referrer",
        "og:type": "article",
        "og:title": "Letters for you: 2 of 2",
        "og:locale": "en_GB",
        "og:site_name": "Fernbank <Park>",
        "og:url": "https://example.org/letters/letters-for-you/02-part-2/web.html",
        "article:published_time": "2026-03-03T00:00:00+00:00",
        "link canonical": "https://example.org/letters/letters-for-you/02-part-2/web.html",
        "link prev": "../01-part-1/web.html",
    }
    (before,) = page.xpath("//nav/a")
    assert before.text_content().split() == ["Previous", "letter", "Letter", "1", "of", "2"]
    assert not list(second.parents[1].glob("*/images/_picture*"))
    assert "Topic" not in first.read_text(encoding="utf-8")


def test_own_blocks_have_a_page_too(pages):
    own = {"templates/blocks/recipe.mjml.j2": '<mj-text css-class="{{ block.mark }}">'
           "{{ block.title }}{{ block.html }}</mj-text>"}  # fmt: skip
    text = "# T\n\nText.\n\n::: recipe Soup\nCut *leeks*.\n:::\n"
    (page,) = pages(text, 'lang = "en"\n', **own)
    (block,) = parsed(page).xpath("//div[@class='own recipe']")
    assert [one for one in block.itertext() if one.strip()] == ["Soup", "Cut ", "leeks", "."]
    own["templates/blocks/recipe.html.j2"] = "<section>{{ block.title }}{{ block.html }}</section>"
    (page,) = pages(text, 'lang = "en"\n', **own)
    (block,) = parsed(page).xpath("//article/section")
    assert [one for one in block.itertext() if one.strip()] == ["Soup", "Cut ", "leeks", "."]


@pytest.mark.parametrize("name", ["any", "own"])
def test_an_own_block_may_be_called_as_a_template_of_ours(pages, name):
    template = "<mj-text>{{ block.title }}{{ block.html }}</mj-text>"
    text = f"# T\n\nText.\n\n::: {name} Soup\nCut *leeks*.\n:::\n"
    own = {f"templates/blocks/{name}.mjml.j2": template}
    (page,) = pages(text, 'lang = "en"\n', **own)
    (block,) = parsed(page).xpath(f"//div[@class='own {name}']")
    assert [one for one in block.itertext() if one.strip()] == ["Soup", "Cut ", "leeks", "."]


def test_a_theme_changes_the_page_piece_by_piece(pages):
    files = {
        "templates/web.html.j2": '{% extends "frame/web.html.j2" %}'
        "{% block footer %}<footer>Mine</footer>{% endblock %}",
        "templates/web.css.j2": '{% include "frame/web.css.j2" %}\n'
        "h1 { color: {{ light.accent }} }",
    }
    (page,) = pages("# T\n\nSome words.\n", 'lang = "en"\n', **files)
    assert parsed(page).xpath("//footer/text()") == ["Mine"]
    assert "h1 { color: #2B615D }" in parsed(page).findtext("head/style")
