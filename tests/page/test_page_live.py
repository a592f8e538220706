"""The page with the preview behind it: what it shows as files change, and when the preview ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from served import Preview, preview

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PARAGRAPH = "This is a sentence that fills the letter, so that there is something to scroll."
LETTER = """# {title}

{first}

{filling}

## Another beginning

And here is the second letter, with a word: {second}.

{more}
"""


def article(first: str = "First words.", second: str = "plain", title: str = "A walk") -> str:
    filling, more = (
        "\n\n".join(f"{word} {number}. {PARAGRAPH}" for number in range(20))
        for word in ("Step", "Mile")
    )
    return LETTER.format(title=title, first=first, second=second, filling=filling, more=more)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Preview]:
    content = tmp_path / "content"
    content.mkdir()
    (content / "walk.md").write_text(article())
    (content / "walk.toml").write_text("series = {parts = 2}\n")
    (content / "other.md").write_text("# Another article\n\nIt is short, and it is one letter.\n")
    (tmp_path / "letterloom.toml").write_text('[sender]\nname = "The Park"\n')
    with preview(tmp_path) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, served: Preview) -> Iterator[Callable[..., Page]]:
    """Opens the preview in a browser of its own, at a state."""
    contexts = []

    def given(state: str = "article=walk") -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(f"{served.address}#{state}")
        page.locator("#inbox [data-part]").first.wait_for()
        return page

    yield given
    for context in contexts:
        context.close()


def titled(page: Page, title: str) -> None:
    """Wait until the page has a title."""
    from playwright.sync_api import expect

    expect(page).to_have_title(title)


def standing(page: Page, text: str) -> None:
    """Wait until the top says how it stands."""
    page.locator("#live-state", has_text=text).wait_for()


def text_of(page: Page, words: str) -> None:
    """Wait until the open letter has these words."""
    page.frame_locator(".paper iframe:not(.coming)").get_by_text(words).first.wait_for()


def test_it_opens_the_first_article_and_changes_to_another(visit: Callable[..., Page]) -> None:
    page = visit("")
    chooser = page.get_by_label("Article")
    assert len(chooser.locator("option").all()) == 2
    chooser.select_option("other")
    titled(page, "Letter 1 of 1 · Another article")
    assert page.locator("#inbox [data-part]").count() == 1
    chooser.select_option("walk")
    titled(page, "Letter 1 of 2 · A walk")
    standing(page, "Up to date")


def test_what_is_saved_is_swapped_in_all_browsers(
    visit: Callable[..., Page], served: Preview
) -> None:
    first, second = visit("article=walk&part=2"), visit("article=walk&part=1&panel=facts")
    for page in (first, second):
        standing(page, "Up to date")
    row = first.locator('#inbox [data-part="2"]')
    row.focus()
    text_of(first, "a word: plain")
    first.locator(".desk").evaluate("e => { e.scrollTop = 300 }")
    (served.root / "content/walk.md").write_text(article("New first words.", "changed"))
    text_of(first, "a word: changed")
    text_of(second, "New first words.")
    assert first.evaluate("document.activeElement.dataset.part") == "2"
    assert first.locator(".desk").evaluate("e => e.scrollTop") == 300
    assert second.locator("#known .view").get_attribute("data-view") == "facts"
    for page in (first, second):
        standing(page, "Up to date")


def test_a_letter_that_goes_leaves_the_last_one_open(
    visit: Callable[..., Page], served: Preview
) -> None:
    page = visit("article=walk&part=2")
    (served.root / "content/walk.toml").write_text("series = {parts = 1}\n")
    titled(page, "Letter 1 of 1 · A walk")
    assert page.locator('#inbox [aria-current="true"]').get_attribute("data-part") == "1"


def test_an_error_stands_over_the_last_good_letter(
    visit: Callable[..., Page], served: Preview
) -> None:
    page = visit()
    text_of(page, "First words.")
    settings = served.root / "content/walk.toml"
    settings.write_text("series = {parts = 2}\nsensitiv = true\n")
    panel = page.locator("#trouble")
    panel.wait_for()
    standing(page, "Stopped at an error")
    told = panel.inner_text()
    assert "There is no setting sensitiv." in told
    assert re.search(r"content/walk\.toml:2:1$", told, re.MULTILINE)
    assert panel.locator("code").inner_text() == "sensitiv = true"
    assert panel.locator("mark").inner_text() == "sensitiv"
    assert panel.get_by_role("button", name="Open in editor").is_visible()
    text_of(page, "First words.")
    desk = page.locator(".desk")
    desk.evaluate("e => { e.scrollTop = 200 }")
    assert desk.evaluate("e => e.scrollTop") == 200

    page.keyboard.press("Escape")
    assert panel.is_hidden()
    settings.write_text("series = {parts = 2}\nsensitive = 3\n")
    panel.wait_for()
    panel.get_by_role("button", name="Put the error aside").click()
    assert panel.is_hidden()

    settings.write_text("series = {parts = 2}\n")
    standing(page, "Up to date")
    assert panel.is_hidden()


def test_an_error_from_the_start_is_told_and_mended(
    browser: Browser, served: Preview, visit: Callable[..., Page]
) -> None:
    (served.root / "content/walk.md").write_text("Dear {{ nobody }},\n")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{served.address}#article=walk")
    page.locator("#trouble").wait_for()
    assert "nobody" in page.locator("#trouble").inner_text()
    assert page.locator("#trouble .trouble-line").inner_text().endswith("Dear {{ nobody }},")
    (served.root / "content/walk.md").write_text(article("Mended."))
    text_of(page, "Mended.")
    assert page.locator("#trouble").is_hidden()
    context.close()


def test_when_the_preview_ends_the_page_says_so_and_finds_the_next(
    visit: Callable[..., Page], served: Preview
) -> None:
    page = visit("article=walk&part=2")
    standing(page, "Up to date")
    served.stop()
    page.locator("#gone").wait_for()
    assert page.locator("#gone").inner_text() == (
        "The preview has ended. Start it again with letterloom preview."
    )
    standing(page, "Offline")
    text_of(page, "a word: plain")
    (served.root / "content/walk.md").write_text(article(second="later"))
    with preview(served.root, "--port", str(served.port)) as again:
        assert again.token != served.token
        text_of(page, "a word: later")
        standing(page, "Up to date")
        assert page.locator("#gone").count() == 0
        assert page.locator('meta[name="letterloom-preview"]').get_attribute("content") == (
            again.token
        )
        assert page.title() == "Letter 2 of 2 · A walk"


def test_an_article_that_was_never_good_shows_no_letter_of_another(
    visit: Callable[..., Page], served: Preview
) -> None:
    (served.root / "content/other.md").write_text("Dear {{ nobody }},\n")
    page = visit()
    standing(page, "Up to date")
    page.get_by_label("Article").select_option("other")
    page.locator("#trouble").wait_for()
    assert page.locator("#inbox [data-part]").count() == 0
    assert "As soon as it is mended" in page.locator("#trouble").inner_text()
    page.get_by_label("Article").select_option("walk")
    text_of(page, "First words.")
    assert page.locator("#trouble").is_hidden()
