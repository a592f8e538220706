"""Every specimen in Chromium: at each width, by day and in the dark, with and without images."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from look import STRUCTURE, WIDTHS, at_widths, listed
from specimens import NAMES, Specimen

pytestmark = pytest.mark.browser
SCHEMES = ("light", "dark")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_laid_out_and_legible(
    show: Any, specimen_of: Callable[[str], Specimen], name: str, scheme: str
) -> None:
    for letter in specimen_of(name).letters:
        assert listed(at_widths(show(letter.html, scheme=scheme))) == ""


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_made_for_ears_and_hands(
    show: Any, specimen_of: Callable[[str], Specimen], name: str
) -> None:
    for letter in specimen_of(name).letters:
        for file in (letter.html, letter.web):
            page = show(file)
            for width in (WIDTHS[1], WIDTHS[-1]):
                page.set_viewport_size({"width": width, "height": 900})
                found = page.evaluate(STRUCTURE, {"mail": file == letter.html})
                assert listed(found) == ""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", NAMES)
def test_without_images_their_words_are_read(
    show: Any, specimen_of: Callable[[str], Specimen], name: str, scheme: str
) -> None:
    for letter in specimen_of(name).letters:
        page = show(letter.html, scheme=scheme, images=False)
        assert listed(at_widths(page, (375, 1000))) == ""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", NAMES)
def test_pages_for_the_web_are_laid_out_and_legible(
    show: Any, specimen_of: Callable[[str], Specimen], name: str, scheme: str
) -> None:
    for letter in specimen_of(name).letters:
        assert listed(at_widths(show(letter.web, scheme=scheme))) == ""
