"""Roundcube keeps all text, links and images of every specimen, and its layout holds there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from look import at_widths, listed
from roundcube import washed
from specimens import NAMES, Letter, Specimen, words

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
KEPT = """() => ({
  text: document.body.innerText,
  links: [...document.querySelectorAll('a[href]')].map(e => e.getAttribute('href')),
  images: [...document.images].filter(e => e.checkVisibility())
    .map(e => [e.alt, e.naturalWidth > 0]),
})"""


@pytest.mark.parametrize("name", NAMES)
def test_roundcube_keeps_everything_in_its_place(
    show: Any, specimen_of: Callable[[str], Specimen], name: str, tmp_path: Path
) -> None:
    letters = specimen_of(name).letters
    pages = washed([(letter.source, letter.shown(tmp_path)) for letter in letters])
    for number, (letter, page) in enumerate(zip(letters, pages, strict=True)):
        path = tmp_path / f"{number}.html"
        path.write_text(page, encoding="utf-8")
        for scheme in ("light", "dark"):
            shown = show(path, scheme=scheme)
            assert kept(shown) == kept(show(letter.html, scheme=scheme))
            assert listed(at_widths(shown, (375, 1000))) == ""
            assert buttons(shown) == buttons(show(letter.html, scheme=scheme))


def kept(page: Page) -> dict[str, Any]:
    """A page's words, links and images, as a desktop shows them."""
    page.set_viewport_size({"width": 1000, "height": 900})
    found: dict[str, Any] = page.evaluate(KEPT)
    return found | {"text": words(found["text"])}


def buttons(page: Page) -> list[list[str]]:
    """The words, grounds and inks of a page's buttons."""
    found: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll('a')].map(e => [e.textContent.trim(),
          getComputedStyle(e).backgroundColor, getComputedStyle(e).color])
          .filter(([, ground]) => ground !== 'rgba(0, 0, 0, 0)')"""
    )
    return found
