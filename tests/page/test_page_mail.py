"""A mail as the text of a frame: edits, places, values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from page_modules import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    """A page without a series, to call functions in."""
    with served(browser) as page:
        yield page


def call(page: Page, name: str, *given: Any) -> Any:
    """What a function of mail.js gives."""
    return page.evaluate(
        "async ([name, given]) => (await import('/mail.js'))[name](...given)", [name, [*given]]
    )


@pytest.mark.parametrize(
    ("edits", "given"),
    [
        ([], "abcdef"),
        ([[1, 3, "-"]], "a-def"),
        ([[4, 5, "y"], [0, 1, "x"]], "xbcdyf"),
        ([[2, 2, "1"], [2, 2, "2"]], "ab12cdef"),
        ([[2, 4, ""], [2, 2, "+"]], "ab+ef"),
        ([[0, 6, ""]], ""),
    ],
    ids=["none", "one", "any-order", "same-place-in-turn", "put-in-before-cut", "all"],
)
def test_edits(modules: Page, edits: list[list[Any]], given: str) -> None:
    assert call(modules, "edited", "abcdef", edits) == given


HTML = '<p style="a">one</p><p>two</p>'


@pytest.mark.parametrize(
    ("edits", "given"),
    [
        ([], '<p data-x="0" style="a">one</p><p data-x="1">two</p>'),
        ([[2, 12, ""]], '<p data-x="0">one</p><p data-x="1">two</p>'),
        ([[0, 20, ""]], '<p data-x="1">two</p>'),
        ([[0, 13, '<p style="b">']], '<p data-x="0" style="b">one</p><p data-x="1">two</p>'),
        ([[0, 13, "<div>"]], '<div>one</p><p data-x="1">two</p>'),
    ],
    ids=["none", "attribute-cut", "element-cut", "tag-anew", "tag-of-another-name"],
)
def test_places_and_edits(modules: Page, edits: list[list[Any]], given: str) -> None:
    placed = call(modules, "placed", HTML, [[2, 0], [22, 1]], "x", edits)
    assert call(modules, "edited", HTML, placed) == given


@pytest.mark.parametrize(
    ("html", "given"),
    [
        ("<!DOCTYPE html><html><head lang=a><b>", "<!DOCTYPE html><html><head lang=a>+<b>"),
        ("<!DOCTYPE html><html lang=a><body>", "<!DOCTYPE html><html lang=a>+<body>"),
        ("<!DOCTYPE html>\n<p>", "<!DOCTYPE html>+\n<p>"),
        ("<header>words</header>", "+<header>words</header>"),
    ],
    ids=["head", "no-head", "doctype-only", "nothing"],
)
def test_head(modules: Page, html: str, given: str) -> None:
    assert call(modules, "withHead", html, "+") == given


def test_links_that_connect_do_nothing(modules: Page) -> None:
    html = '<LINK rel="preconnect" href="//a"><link/><linked><IFRAME src="//a"></iframe>'
    given = (
        '<meta data-link rel="preconnect" href="//a"><meta data-link/><linked>'
        '<template src="//a"></template>'
    )
    assert call(modules, "unlinked", html) == given


def test_values_pictures_and_marks_that_nobody_knows(modules: Page) -> None:
    given = modules.evaluate(
        """async () => {
          const { filledText, personValues } = await import("/mail.js");
          const series = {
            slots: [{ name: "first_name", where: "text" }, { name: "a.png", where: "image" }],
            people: [{ values: [["Ada &amp; Bo", null]] }],
          };
          const value = personValues(series, 0, 0, name => `[${name}]`);
          return filledText("Dear ll0z, ll1z ll2z ll1x", "ll", value);
        }"""
    )
    assert given == "Dear Ada &amp; Bo, [a.png]  ll1x"
