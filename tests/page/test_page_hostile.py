"""Promise 17, the static page: mails, data and addresses that are made to do harm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_modules import changed, served

from pipeline.page.whole import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

MARKUP = "<img src=x onerror=window.ran=1></script><script>window.ran=1</script><!--<b>&amp;"
NAMED = """<!DOCTYPE html><html><head><title>t</title></head><body><p>Words of the letter</p>
<img name="addEventListener"><img name="querySelectorAll"><img name="defaultView"><img name="body">
<form name="documentElement"><input name="closest"><input name="getBoundingClientRect">
<button id="removeAttribute" type="button">In a form</button></form><form name="styleSheets"></form>
<object name="getElementById"></object><embed name="head"><iframe name="location"></iframe>
<form><p id="within">Within</p><input name="closest"></form>
<a id="odd" href="#%">An odd place</a><a id="away" href="https://example.org/away">Away</a>
</body></html>"""


@pytest.fixture
def page_of(
    browser: Browser, index_of: Callable[..., Path], tmp_path: Path
) -> Iterator[Callable[..., Page]]:
    """Opens the page with other data; the browser's errors are kept in `window.wrong`."""
    opened = browser.new_context()

    def given(change: Callable[[dict[str, Any]], object], at: str = "") -> Page:
        path = changed(index_of("first"), tmp_path, change)
        page = opened.new_page()
        page.set_default_timeout(15_000)
        page.add_init_script(
            "window.wrong = []; for (const kind of ['error', 'unhandledrejection'])"
            "addEventListener(kind, event => wrong.push(String(event.reason ?? event.message)))"
        )
        page.goto(path.as_uri() + (f"#{at}" if at else ""))
        return page

    yield given
    opened.close()


def _wrong(page: Page) -> list[str]:
    """What went wrong: but not that something was measured again at the next frame."""
    found: list[str] = page.evaluate("window.wrong")
    return [one for one in found if not one.startswith("ResizeObserver loop")]


def _mail(text: str) -> Callable[[dict[str, Any]], object]:
    def change(told: dict[str, Any]) -> None:
        told["parts"][0] |= {"html": text, "web": text, "tags": [], "places": []}

    return change


@pytest.mark.parametrize("view", ["mail", "web", "parts"])
def test_names_in_a_mail_stand_in_no_function_s_place(
    page_of: Callable[..., Page], view: str
) -> None:
    page = page_of(_mail(NAMED), f"view={view}")
    frame = page.frame_locator("iframe:not(.coming) >> nth=0")
    assert frame.locator("p").first.inner_text() == "Words of the letter"
    for name in ("within", "odd", "away"):
        for more in (
            {},
            {"button": "middle"},
            {"modifiers": ["Control"]},
            {"modifiers": ["Shift"]},
        ):
            frame.locator(f"#{name}").click(force=True, **more)
    assert "https://example.org/away" in page.locator("#status").inner_text()
    assert frame.locator("p").first.inner_text() == "Words of the letter"
    assert page.context.pages == [page]
    assert _wrong(page) == []


def test_a_link_of_a_mail_cannot_be_dragged_away(page_of: Callable[..., Page]) -> None:
    page = page_of(_mail(NAMED))
    link = page.frame_locator("iframe:not(.coming)").locator("#away")
    link.scroll_into_view_if_needed()
    begun = """link => link.dispatchEvent(new link.ownerDocument.defaultView.DragEvent(
        "dragstart", {bubbles: true, cancelable: true}))"""
    assert link.evaluate(begun) is False


def test_markup_in_data_is_text(page_of: Callable[..., Page]) -> None:
    """Values of people, findings, titles, lines of the source, names of files."""

    def change(told: dict[str, Any]) -> None:
        told["article"] |= {"name": MARKUP, "title": MARKUP, "author": MARKUP}
        for part in told["parts"]:
            part |= {"subject": MARKUP, "title": MARKUP, "preheader": MARKUP, "text": MARKUP}
        for person in told["people"]:
            person["name"] = MARKUP
        told["source"] = [MARKUP for _ in told["source"]]
        finding = {"rule": "words/x", "level": "error", "severity": "error", "message": MARKUP}
        place = {"file": MARKUP, "line": 1, "column": 1, "text": MARKUP, "hint": MARKUP}
        told["findings"] = [{**(told["findings"] or [{}])[0], **finding, **place, "parts": [1]}]

    page = page_of(change)
    for view in ("mail", "parts", "clients", "source", "html", "mjml", "text", "headers", "eml"):
        for panel in ("checks", "facts"):
            page.evaluate(f"location.hash = 'view={view}&panel={panel}'")
            page.wait_for_timeout(60)
            assert page.locator('img[src="x"]').count() == 0
    assert MARKUP in page.locator("#known").inner_text() + page.locator("#inbox").inner_text()
    assert page.title().endswith(MARKUP)
    assert page.evaluate("window.ran") is None
    assert _wrong(page) == []


def test_no_data_ends_the_element_that_it_stands_in() -> None:
    written = html({"a": MARKUP, "b": "<!--<script>", "c": "\u2028]]>\ud800"}, MARKUP)
    start = written.index('id="data">') + len('id="data">')
    data = written[start : written.index("</script>", start)]
    assert "<" not in data
    assert data.endswith("}")
    assert MARKUP not in written
    written.encode()


@pytest.mark.parametrize(
    "at",
    ["client=__proto__", "person=1e9", "person=-1", "person=0.5", "view=constructor",
     "view=__proto__", "panel=toString", "width=-5", "width=1e9", "width=Infinity", "zoom=1e9",
     "zoom=-100", "zoom=Infinity", "text=1e9", "text=-5", "mode=__proto__", "inbox=__proto__",
     "room=__proto__", "hidden=toString", "scope=constructor", "article=..%2f..%2fx", "part=1e99",
     "part=-3", "part=NaN", "constructor=1", "__proto__=1&toString=2&hasOwnProperty=3",
     "filter=%3Cimg%20src=x%20onerror=window.ran=1%3E", "device=constructor", "%", "&&==",
     "client=%00", "part=2&part=1"],
)  # fmt: skip
def test_no_address_breaks_the_page(page_of: Callable[..., Page], at: str) -> None:
    page = page_of(lambda _: None, at)
    frame = page.locator("iframe:not(.coming)").first
    frame.wait_for()
    assert page.frame_locator("iframe:not(.coming)").locator("body").first.inner_text().strip()
    box = frame.bounding_box()
    assert box
    assert 50 < box["width"] < 10_000
    assert page.evaluate("window.ran") is None
    assert _wrong(page) == []


def test_an_address_gives_no_key_that_there_is_not(browser: Browser) -> None:
    with served(browser, None, "constructor=1&toString=2&part=2") as page:
        told = page.evaluate("import('./state.js').then(m => Object.keys(m.state))")
        assert "part" in told
        assert not {"constructor", "toString"} & set(told)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("<!-- <head> --><html><head><b>", "<!-- <head> --><html><head>+<b>"),
        ('<html title="<head>"><head><b>', '<html title="<head>"><head>+<b>'),
        ("<html title='a>b<head>'><b>", "<html title='a>b<head>'>+<b>"),
        ("<!--><b>--><head>", "<!-->+<b>--><head>"),
        ("<!--a--!><html><b><head>", "<!--a--!><html>+<b><head>"),
        ("<!--a <head>", "+<!--a <head>"),
        ("<p><head>", "+<p><head>"),
    ],
    ids=["comment", "value", "quoted", "short-comment", "odd-comment", "open-comment", "late"],
)  # fmt: skip
def test_what_only_looks_like_a_head_is_none(browser: Browser, text: str, given: str) -> None:
    with served(browser) as page:
        call = "text => import('./mail.js').then(m => m.withHead(text, '+'))"
        assert page.evaluate(call, text) == given
