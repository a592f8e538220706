"""Contrast, and shades that have enough of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.colour import ENOUGH, contrast, legible, luminance, nearest

HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        # Values of the W3C's own examples and of browsers' developer tools.
        ("#000000", "#FFFFFF", 21.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#FF0000", "#FFFFFF", 4.0),
        ("#0000FF", "#FFFFFF", 8.59),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast(first: str, second: str, ratio: float) -> None:
    assert round(contrast(first, second), 2) == ratio
    assert contrast(first, second) == contrast(second, first)


def test_luminance() -> None:
    found = [round(luminance(one), 4) for one in ("#000000", "#FFFFFF", "#00FF00", "#808080")]
    assert found == [0.0, 1.0, 0.7152, 0.2159]


@pytest.mark.parametrize("colour", ["red", "#fff", "1234567", "#12345G"])
def test_contrast_takes_six_digits_only(colour: str) -> None:
    with pytest.raises(ValueError, match=colour):
        contrast(colour, "#FFFFFF")


@given(HEX, HEX)
def test_a_legible_shade_is_legible_and_the_colour_itself_where_it_can_be(
    colour: str, ground: str
) -> None:
    shade = legible(colour, ground)
    assert contrast(shade, ground) >= ENOUGH
    assert (shade == colour) == (contrast(colour, ground) >= ENOUGH)


def test_a_legible_shade_is_the_nearest() -> None:
    assert legible("#777777", "#FFFFFF") == "#767676"
    assert legible("#E2B93B", "#FFFDFA") == "#8C7325"
    assert legible("#2F6F6A", "#1C1F20") == "#5D8F8B"


def test_where_no_shade_does_on_all_grounds_it_is_the_best_on_the_first() -> None:
    assert legible("#808080", "#FFFFFF", "#000000") == "#767676"
    assert legible("#808080", "#FFFFFF", "#000000", "#767676") == "#000000"
    assert legible("#808080", "#000000", "#FFFFFF", "#767676") == "#FFFFFF"


def test_the_nearest_shade_may_be_none() -> None:
    assert nearest("#336699", lambda shade: False) is None
    assert nearest("#336699", lambda shade: shade == "#FFFFFF") == "#FFFFFF"
