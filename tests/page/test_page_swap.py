"""A letter that is swapped for its next version keeps its place; the old one stays until then."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_modules import data_of, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FRAME = "iframe:not(.coming)"
TOP = f"""() => {{
  const frame = document.querySelector("{FRAME}"), doc = frame.contentDocument;
  const all = [...doc.querySelectorAll("td")].filter(one => !one.querySelector("td"));
  const outer = frame.getBoundingClientRect(), scale = outer.width / frame.clientWidth;
  const seen = all.map(one => [one.innerText, outer.top + one.getBoundingClientRect().top * scale]);
  return seen.filter(one => one[0].trim());
}}"""


def settled(page: Page) -> None:
    page.wait_for_selector(FRAME)
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")


def show(page: Page, told: dict[str, Any]) -> None:
    page.evaluate("async told => (await import('/series.js')).show(told)", told)


def later(told: dict[str, Any], words: str) -> dict[str, Any]:
    """The next version: words added to the first paragraph."""
    other = copy.deepcopy(told)
    other["version"] += 1
    part = other["parts"][0]
    before = "Miscarriage is a heartbreaking"
    at = part["html"].index(before)
    part["html"] = part["html"].replace(before, f"{words} {before}", 1)
    part["tags"] = [
        [one + len(words) + 1 if one > at else one, place] for one, place in part["tags"]
    ]
    return other


@pytest.mark.parametrize("words", ["More words. " * 60, ""], ids=["taller", "same-height"])
def test_what_is_in_view_stays_where_it_is(
    browser: Browser, index_of: Callable[..., Path], words: str
) -> None:
    told = data_of(index_of("first"))
    with served(browser, told) as page:
        settled(page)
        page.evaluate("() => { document.querySelector('.desk').scrollTop = 520; }")
        room = page.locator(".desk").bounding_box()
        assert room
        before = [one for one in page.evaluate(TOP) if one[1] >= room["y"]]
        show(page, later(told, words))
        settled(page)
        after = dict(page.evaluate(TOP))
        assert after[before[1][0]] == pytest.approx(before[1][1], abs=1.5)
        height = page.evaluate("() => document.querySelector('.desk').scrollTop")
        assert (height > 700) == bool(words)


def test_the_old_letter_is_seen_until_the_new_one_is_ready(
    browser: Browser, index_of: Callable[..., Path]
) -> None:
    told = data_of(index_of("first"))
    with served(browser, told) as page:
        settled(page)
        page.evaluate(
            """() => {
              window.empty = 0;
              const look = () => {
                const seen = document.querySelector("iframe:not(.coming)")?.contentDocument;
                if (!seen?.body?.innerText.includes("Letter 1 of 3")) window.empty += 1;
              };
              new MutationObserver(look).observe(document.querySelector(".stand"),
                { subtree: true, childList: true, attributes: true });
            }"""
        )
        for number in range(8):
            told = later(told, f"Version {number}.")
            show(page, told)
            if number % 3:
                page.wait_for_timeout(40)
        settled(page)
        assert "Version 6. Version 7." in page.frame_locator(FRAME).locator("body").inner_text()
        assert page.evaluate("window.empty") == 0
        assert page.locator("iframe").count() == 1


def test_what_is_pointed_at_stays_so(browser: Browser, index_of: Callable[..., Path]) -> None:
    told = data_of(index_of("first"))
    with served(browser, told) as page:
        settled(page)
        page.frame_locator(FRAME).get_by_text("Understanding Miscarriage").click()
        first = page.locator(".outline.firm").bounding_box()
        show(page, later(told, "More words. " * 60))
        settled(page)
        page.evaluate("() => { document.querySelector('.desk').scrollTop = 0; }")
        second = page.locator(".outline.firm").bounding_box()
        assert first
        assert second
        assert second["y"] > first["y"] + 100
        size = pytest.approx((first["width"], first["height"]), abs=0.1)
        assert (second["width"], second["height"]) == size


def test_another_letter_begins_at_its_top(opened: Callable[..., Any]) -> None:
    page = opened("first", "part=3")
    settled(page)
    page.evaluate("() => { document.querySelector('.desk').scrollTop = 900; }")
    page.evaluate("() => { location.hash = 'part=1'; }")
    page.frame_locator(FRAME).get_by_text("Letter 1 of 3").wait_for()
    page.wait_for_function("() => document.querySelector('.desk').scrollTop === 0")
