"""Roundcube keeps all text, links and images of every specimen, and its layout holds there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from look import at_widths, inks, listed
from roundcube import page, washed
from specimens import NAMES, Specimen, words

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
KEPT = """() => ({
  text: document.body.innerText,
  links: [...document.querySelectorAll('a[href]')].map(e => e.getAttribute('href')),
  images: [...document.images].map(e => [e.alt, e.checkVisibility(), e.naturalWidth > 0]),
})"""


@pytest.mark.parametrize("name", NAMES)
def test_roundcube_keeps_everything_in_its_place(
    show: Any, specimen_of: Callable[[str], Specimen], name: str, tmp_path: Path
) -> None:
    letters = specimen_of(name).letters
    bodies = washed([(letter.source, letter.shown(tmp_path)) for letter in letters])
    for letter, body in zip(letters, bodies, strict=True):
        for scheme in ("light", "dark"):
            path = tmp_path / f"{letter.folder.name}-{scheme}.html"
            path.write_text(page(body, dark=scheme == "dark"), encoding="utf-8")
            washed_page, own = show(path, scheme=scheme), show(letter.html, scheme=scheme)
            assert kept(washed_page) == kept(own)
            assert inks(washed_page) == inks(own)
            assert listed(at_widths(washed_page, (375, 1000))) == ""


def kept(page: Page) -> dict[str, Any]:
    """A page's words, links and images, as a desktop shows them."""
    page.set_viewport_size({"width": 1000, "height": 900})
    found: dict[str, Any] = page.evaluate(KEPT)
    return found | {"text": words(found["text"])}
