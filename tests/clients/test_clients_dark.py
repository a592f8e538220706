"""What mail programs make of the mail's colours in the dark: every text can still be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from look import (
    HERE,
    LAYOUT,
    at_widths,
    colour,
    contrast,
    flattened,
    inks,
    least,
    listed,
    over,
    read_aloud,
    written,
)
from specimens import NAMES, Specimen

from pipeline.colour import CLIENTS, Inversion, inverted

pytestmark = pytest.mark.browser
INVERTING = [name for name, one in CLIENTS.items() if one.inversion is not Inversion.NONE]
RECOLOUR = (HERE / "recolour.js").read_text(encoding="utf-8")
BLACK = "#000000"


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_legible_after_each_clients_inversion(
    show: Any, specimen_of: Callable[[str], Specimen], name: str
) -> None:
    for letter in specimen_of(name).letters:
        page = show(letter.html)
        for width in (375, 1000):
            page.set_viewport_size({"width": width, "height": 900})
            texts = read_aloud(page.evaluate(LAYOUT))
            assert len(texts) > 10
            assert listed(faint(texts)) == ""


def faint(texts: list[Mapping[str, Any]]) -> Iterator[str]:
    """The texts that a client's inversion makes hard to read."""
    for text in texts:
        ground = flattened(text["grounds"])
        ink = over(colour(text["colour"]), ground)
        for client in INVERTING:
            pair = inverted(client, written(ink), written(ground))
            ratio = contrast(rgb(pair.foreground), [rgb(pair.background)])
            if ratio < least(text):
                told = f"{client} {ratio:.2f}, {pair.foreground} on {pair.background}"
                yield f"{told}: {text['text']}"


@pytest.mark.parametrize("marked", ["element", "ancestor"])
@pytest.mark.parametrize("name", NAMES)
def test_outlook_com_gets_the_dark_as_designed(
    show: Any, specimen_of: Callable[[str], Specimen], name: str, marked: str
) -> None:
    for letter in specimen_of(name).letters:
        page = show(letter.html)
        own = page.evaluate(RECOLOUR)
        assert len(own["color"]) > 1
        page.evaluate(RECOLOUR, {"colours": darkened(own), "on": marked})
        assert listed(at_widths(page, (375, 1000))) == ""
        dark = show(letter.html, scheme="dark")
        assert inks(page) == inks(dark)


def darkened(own: Mapping[str, list[str]]) -> dict[str, dict[str, str]]:
    """What Outlook.com writes for each colour of words and of grounds."""
    return {
        "color": {one: inverted("outlook-com", one, BLACK).foreground for one in own["color"]},
        "backgroundColor": {
            one: inverted("outlook-com", BLACK, one).background for one in own["backgroundColor"]
        },
    }


def rgb(shade: str) -> str:
    """`#RRGGBB` as a browser computes it."""
    return f"rgb({int(shade[1:3], 16)}, {int(shade[3:5], 16)}, {int(shade[5:7], 16)})"
