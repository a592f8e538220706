"""Pointing: from a letter to its source, from a line or a finding to its place in a letter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_modules import data_of, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FRAME = "iframe:not(.coming)"
SOURCE = "content/road-to-recovery.txt"
OUTLINED = """() => {
  const box = document.querySelector(".outline.firm").getBoundingClientRect();
  const frame = document.querySelector("iframe:not(.coming)");
  const outer = frame.getBoundingClientRect(), scale = outer.width / frame.clientWidth;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const at = frame.contentDocument.elementFromPoint(
    (x - outer.left) / scale, (y - outer.top) / scale);
  return { words: at.closest("td").innerText, seen: box.top > 0 && box.top < innerHeight };
}"""


def settled(page: Page) -> None:
    page.wait_for_selector(FRAME)
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")


def find(page: Page, finding: dict[str, Any]) -> bool:
    given: bool = page.evaluate(
        "async finding => (await import('/origin.js')).showFinding(finding)", finding
    )
    return given


def test_the_mouse_tells_the_line(opened: Callable[..., Any]) -> None:
    page = opened("first")
    settled(page)
    page.frame_locator(FRAME).get_by_text("In this blog post").hover()
    said = page.locator(".origin").inner_text()
    assert said.startswith(f"{SOURCE}, line 3")
    assert "In this blog post, we will explore" in said
    assert page.locator(".outline.soft").count() == 1
    assert page.locator(".origin button").count() == 0  # no preview, no editor


def test_a_click_keeps_the_outline(opened: Callable[..., Any]) -> None:
    page = opened("first", "device=phone&zoom=125")
    settled(page)
    page.frame_locator(FRAME).get_by_text("Understanding Miscarriage").click()
    page.mouse.move(0, 0)
    outlined = page.evaluate(OUTLINED)
    assert outlined["words"].strip() == "Understanding Miscarriage"
    assert page.locator(".origin").inner_text().startswith(f"{SOURCE}, line 4")


@pytest.mark.parametrize("view", ["mail", "parts", "text"])
def test_a_finding_is_shown_where_it_is(
    browser: Browser, index_of: Callable[..., Path], view: str
) -> None:
    told = data_of(index_of("first"))
    lines = told["source"]
    with served(browser, told, f"view={view}") as page:
        page.wait_for_selector("#stage-room > *")
        for part in (3, 1):
            block = [one for one in told["blocks"] if one["part"] == part][-1]
            line = block["lines"][0]
            finding = {"file": SOURCE, "line": line, "column": 1, "text": lines[line - 1]}
            assert find(page, finding | {"parts": [part]})
            frames = page.evaluate(
                """async () => (await import("/frame.js")).frames()
                  .filter(one => one.layer.querySelector(".firm"))
                  .map(one => [one.part, one.layer.querySelectorAll(".found").length > 0])"""
            )
            assert frames == [[part, True]]
            assert page.locator(".origin").inner_text().startswith(f"{SOURCE}, line {line}")
            box = page.locator(".outline.firm").first.bounding_box()
            room = page.locator(".desk, .panes").bounding_box()
            assert box
            assert room
            assert room["y"] <= box["y"] < room["y"] + room["height"]


def test_each_line_is_found_in_its_own_words(
    browser: Browser, index_of: Callable[..., Path]
) -> None:
    told = data_of(index_of("first"))
    with served(browser, told) as page:
        settled(page)
        for block in told["blocks"]:
            line = block["lines"][0]
            assert find(page, {"file": SOURCE, "line": line, "parts": []})
            settled(page)
            outlined = page.evaluate(OUTLINED)
            assert outlined["words"].split()[:3] == block["text"].split()[:3]
            assert outlined["seen"]


def test_what_stands_in_no_letter_is_said(browser: Browser, index_of: Callable[..., Path]) -> None:
    with served(browser, data_of(index_of("first"))) as page:
        settled(page)
        assert not find(page, {"file": SOURCE, "line": 12, "parts": []})
        status = page.locator("#status")
        assert status.inner_text() == f"{SOURCE}, line 12: no letter shows this line."
        assert not find(page, {"file": None, "line": None, "parts": []})


def test_steps_through_the_letter_by_keyboard(opened: Callable[..., Any]) -> None:
    page = opened("first")
    settled(page)
    page.locator("#stage").focus()
    seen = []
    for key in ["]", "]", "]", "["]:
        page.keyboard.press(key)
        page.wait_for_function(
            "before => document.querySelector('.origin').textContent !== before",
            arg=seen[-1] if seen else "",
        )
        page.wait_for_timeout(100)
        seen.append(page.locator(".origin").inner_text())
    assert seen[3] == seen[1]
    assert len(set(seen)) == 3
    assert page.locator(".outline.firm").count() == 1


def test_a_block_of_the_source_leads_to_its_letter(opened: Callable[..., Any]) -> None:
    page = opened("first", "view=source")
    struck = page.locator(".source-line s").all_inner_texts()
    assert struck[-1] == "Leave a Reply"
    assert len(struck) == 2
    page.locator(".block-went", has_text="heading").last.click()
    page.wait_for_selector(".outline.firm")
    assert "part=3" in page.url
    words = page.evaluate(OUTLINED)["words"].strip()
    assert words in page.evaluate(
        "() => JSON.parse(document.getElementById('data').textContent).source"
    )
