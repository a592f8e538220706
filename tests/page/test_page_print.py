"""The page on paper: a cover to sign, each letter's words, what a reviewer should look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_modules import changed, data_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Opened = Callable[..., "Page"]


def printed(page: Page) -> Page:
    """The page as it is while it is printed."""
    page.emulate_media(media="print")
    page.wait_for_selector("#paper > section")
    return page


def test_only_the_paper_is_printed(opened: Opened) -> None:
    page = printed(opened("first"))
    assert page.evaluate(
        "[...document.body.children].filter(e => e.checkVisibility()).map(e => e.id)"
    ) == ["paper"]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_cover_says_what_is_to_be_signed(opened: Opened, index_of: Callable[..., Path]) -> None:
    page = printed(opened("first"))
    told = data_of(index_of("first"))
    rows = page.locator(".paper-cover dl > div").all_inner_texts()
    facts = dict(re.split(r"\n+", row.strip(), maxsplit=1) for row in rows)
    assert facts == {
        "From": "(no sender is set)",
        "Made from": "content/road-to-recovery.txt",
        "Date": "the article has none",
        "Letters": "3, over 12 days",
        "Length": "783 words, 4 minutes to read",
        "Filled for": "Defaults",
        "Hash of the words": told["approval"]["digest"],
    }
    assert page.locator(".paper-line").all_inner_texts() == ["Name", "Date", "Signature"]
    assert page.locator(".paper-cover h1").inner_text() == "Letters for you"


def test_every_word_of_every_letter_is_on_paper(opened: Opened) -> None:
    page = opened("first")
    shown = []
    for part in (1, 2, 3):
        page.evaluate(f"location.hash = 'part={part}'")
        page.wait_for_timeout(300)
        frame = page.frame_locator("#stage iframe").first
        shown.append(" ".join(frame.locator("body").inner_text().split()))
    paper = printed(page).locator(".paper-words").all_inner_texts()
    assert [" ".join(text.split()) for text in paper] == shown


def test_claims_stand_below_their_letter_with_their_lines(opened: Opened) -> None:
    page = printed(opened("first"))
    claims = page.locator(".paper-letter").nth(0).locator(".paper-claims li").all_inner_texts()
    assert claims[0] == "“achieve a successful pregnancy” claims an outcome (line 2)"
    assert len(claims) == 6
    closing = page.locator(".paper-closing").inner_text()
    assert "14 claims rest on no source (line 2)" in closing
    assert "Line 23: Leave a Reply (comment form)" in closing


def test_an_approval_is_told_and_one_of_other_words_is_not_taken_for_it(
    opened: Opened, index_of: Callable[..., Path], tmp_path: Path
) -> None:
    def approved(told: dict[str, Any]) -> None:
        told["approval"].update(by="Dr. Moss", date="2026-03-01", approved=True)

    def before(told: dict[str, Any]) -> None:
        told["approval"].update(by="Dr. Moss", date="2026-03-01", approved=False)

    page = opened("first")
    page.goto(changed(index_of("first"), tmp_path, approved).as_uri())
    printed(page)
    text = page.locator(".paper-approval").inner_text()
    assert "Dr. Moss approved these words on 2026-03-01." in text
    assert page.locator(".paper-line").count() == 0
    page = opened("first")
    page.goto(changed(index_of("first"), tmp_path, before).as_uri())
    printed(page)
    assert "approved other words on 2026-03-01" in page.locator(".paper-approval").inner_text()
    assert page.locator(".paper-line").count() == 3


def test_links_have_numbers_and_their_addresses_below(opened: Opened) -> None:
    page = printed(opened("specimen"))
    letter = page.locator(".paper-letter").nth(0)
    addresses = letter.locator(".paper-addresses li").all_inner_texts()
    assert "https://example.org/lodge" in addresses
    assert not [one for one in addresses if "invalid" in one or one.startswith("tel:")]
    numbers = letter.locator(".paper-link + sup").all_inner_texts()
    assert {int(one.strip("[]")) for one in numbers} == set(range(1, len(addresses) + 1))
    assert page.locator("#paper a, #paper iframe, #paper script, #paper style").count() == 0


def test_lists_tables_and_pictures_stay_what_they_are(opened: Opened) -> None:
    page = printed(opened("specimen"))
    words = page.locator(".paper-words")
    assert words.locator("ul ul li").count() > 0
    assert words.locator("table.paper-table th").count() == 4
    assert words.locator("pre").count() == 1
    assert page.evaluate(
        "[...document.querySelectorAll('#paper img')].every(i => i.src.startsWith('data:image/'))"
    )
    assert words.locator("img").count() >= 4


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_pdf_has_a_page_for_each_letter_at_least(opened: Opened, size: str) -> None:
    page = opened("first")
    data = page.pdf(format=size)
    assert data.startswith(b"%PDF")
    pages = re.findall(rb"/Type\s*/Page\b", data)
    assert 5 <= len(pages) <= 9
    page.emulate_media(media="screen")
    page.wait_for_timeout(100)
    assert not page.locator("#paper").is_visible()


def test_a_letter_that_cannot_be_filled_for_somebody_is_printed_for_another(
    opened: Opened, index_of: Callable[..., Path], tmp_path: Path
) -> None:
    def mallory(told: dict[str, Any]) -> None:
        told["people"][0] |= {"values": [None] * 3, "problems": ["no"] * 3}

    page = opened("first")
    page.goto(changed(index_of("first"), tmp_path, mallory).as_uri())
    printed(page)
    facts = page.locator(".paper-cover dl").inner_text()
    assert "Nothing known" in facts
    assert page.locator(".paper-words").count() == 3
