"""Screens, zoom, larger text, pictures: what a letter is seen on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_modules import changed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FRAME = "iframe:not(.coming)"
STATE = "() => Object.fromEntries(new URLSearchParams(location.hash.slice(1)))"


def inside(page: Page, function: str) -> Any:
    """What a function gives of the document of the letter that is seen."""
    page.wait_for_selector(FRAME)
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
    return page.evaluate(f"({function})(document.querySelector('{FRAME}').contentDocument)")


WIDTH = "doc => doc.defaultView.innerWidth"
TITLE = "doc => doc.defaultView.getComputedStyle(doc.querySelector('h1')).fontSize"


@pytest.mark.parametrize(
    ("at", "width", "title"),
    [
        ("device=small", 320, "26px"),
        ("device=phone", 390, "26px"),
        ("device=tablet", 768, "30px"),
        ("width=481", 481, "30px"),
        ("width=480", 480, "26px"),
        ("width=99", 240, "26px"),
        ("", 640, "30px"),
    ],
    ids=["small", "phone", "tablet", "481", "480", "narrowest", "desktop"],
)
def test_widths_reach_media_queries(
    opened: Callable[..., Any], at: str, width: int, title: str
) -> None:
    page = opened("first", at)
    assert (inside(page, WIDTH), inside(page, TITLE)) == (width, title)


def test_a_desktop_is_as_wide_as_there_is_room(opened: Callable[..., Any]) -> None:
    assert inside(opened("first", "hidden=both", width=1600), WIDTH) == 1000


@pytest.mark.parametrize("zoom", [50, 100, 200])
def test_zoom_changes_no_layout(opened: Callable[..., Any], zoom: int) -> None:
    page = opened("first", f"device=small&zoom={zoom}")
    assert inside(page, WIDTH) == 320
    box = page.locator(".paper").bounding_box()
    assert round(box["width"]) == 320 * zoom // 100


def test_frames_are_as_tall_as_what_they_hold(opened: Callable[..., Any]) -> None:
    page = opened("first", "device=phone&part=3")
    tall = inside(page, "doc => [doc.documentElement.scrollHeight, doc.defaultView.innerHeight]")
    assert tall[0] == tall[1] > 844
    assert page.locator(".fold").is_visible()
    page.get_by_role("radio", name="Desktop").check()
    assert page.locator(".fold").is_hidden()


def test_the_width_is_dragged(opened: Callable[..., Any]) -> None:
    page = opened("first", "device=phone")
    box = page.get_by_role("slider", name="Width of the letter").bounding_box()
    page.mouse.move(box["x"] + 9, box["y"] + 44)
    page.mouse.down()
    page.mouse.move(box["x"] + 29, box["y"] + 60, steps=4)
    assert inside(page, WIDTH) == 430
    assert "width" not in page.evaluate(STATE)
    page.mouse.up()
    assert page.evaluate(STATE)["width"] == "430"
    assert page.locator(".shown-size").inner_text() == "430 px"
    assert page.locator(".devices input[type=radio]:checked").count() == 0


def test_the_width_is_set_with_keys(opened: Callable[..., Any]) -> None:
    page = opened("first", "device=phone")
    handle = page.get_by_role("slider", name="Width of the letter")
    handle.focus()
    for key, width in [
        ("ArrowRight", 400),
        ("Shift+ArrowLeft", 399),
        ("PageUp", 499),
        ("Home", 240),
        ("End", 1600),
    ]:
        handle.press(key)
        assert (inside(page, WIDTH), handle.get_attribute("aria-valuenow")) == (width, str(width))


def test_larger_text_grows_words_and_not_gaps(opened: Callable[..., Any]) -> None:
    sizes = """doc => ['h1', '.rim div'].map(one => {
      const style = doc.defaultView.getComputedStyle(doc.querySelector(one));
      return [style.fontSize, style.lineHeight, style.height].slice(0, one === 'h1' ? 2 : 3);
    })"""
    normal, gap = inside(opened("first", "device=phone"), sizes)
    large, same = inside(opened("first", "device=phone&text=200"), sizes)
    assert [float(one[:-2]) for one in large] == [2 * float(one[:-2]) for one in normal]
    assert same == gap


def test_choices_are_in_the_address_and_come_from_it(opened: Callable[..., Any]) -> None:
    page = opened("first")
    page.get_by_role("radio", name="Tablet").check()
    page.get_by_label("Colours").select_option("outlook-com")
    page.get_by_label("Text").select_option("130")
    page.get_by_label("Zoom").select_option("75")
    page.get_by_label("Pictures").uncheck()
    page.wait_for_function("() => location.hash.includes('images=off')")
    assert page.evaluate(STATE) == {
        "device": "tablet",
        "zoom": "75",
        "text": "130",
        "mode": "outlook-com",
        "images": "off",
    }
    page.reload()
    assert page.get_by_role("radio", name="Tablet").is_checked()
    assert page.get_by_label("Colours").input_value() == "outlook-com"
    assert not page.get_by_label("Pictures").is_checked()


IMAGES = """doc => [...doc.images].map(one => [one.alt, one.naturalWidth > 0])"""


def test_pictures_off_leaves_their_words(opened: Callable[..., Any]) -> None:
    seen = inside(opened("specimen", "part=2"), IMAGES)
    assert all(there for _, there in seen)
    off = inside(opened("specimen", "part=2&images=off"), IMAGES)
    assert off == [[alt, False] for alt, _ in seen]
    assert len(off) > 1


def test_pictures_off_takes_grounds_away(
    browser: Browser, index_of: Callable[..., Path], tmp_path: Path
) -> None:
    picture = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    html = f"<!DOCTYPE html><body><p id='a' style='background:url({picture})'>a</p>"
    html += f"<table background='{picture}'><td id='b'>b</table>"

    def change(told: dict[str, Any]) -> None:
        told["parts"][0] |= {"html": html, "tags": [], "places": []}

    path = changed(index_of("first"), tmp_path, change)
    context = browser.new_context()
    page = context.new_page()
    grounds = """doc => ['#a', 'table'].map(one =>
      doc.defaultView.getComputedStyle(doc.querySelector(one)).backgroundImage.slice(0, 4))"""
    page.goto(path.as_uri())
    assert inside(page, grounds) == ["url(", "url("]
    page.goto(f"{path.as_uri()}#images=off")
    page.reload()
    assert inside(page, grounds) == ["none", "none"]
    context.close()
