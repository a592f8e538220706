"""Contrast, and colours that have enough of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Place, SettingsError
from pipeline.settings.colours import PAIRS, check_contrast, contrast, legible
from pipeline.settings.keys import COLOURS

LIGHT = {name: light for name, (light, _, _) in COLOURS.items()}
DARK = {name: dark for name, (_, dark, _) in COLOURS.items()}
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


@pytest.mark.parametrize("colour", ["red", "#fff", "1234567", "#12345G"])
def test_contrast_takes_six_digits_only(colour: str) -> None:
    with pytest.raises(ValueError, match=colour):
        contrast(colour, "#FFFFFF")


@given(HEX, HEX)
def test_a_legible_shade_is_legible_and_the_colour_itself_where_it_can_be(
    colour: str, ground: str
) -> None:
    shade = legible(colour, ground)
    assert contrast(shade, ground) >= 4.5
    assert (shade == colour) == (contrast(colour, ground) >= 4.5)


def test_a_legible_shade_is_the_nearest() -> None:
    assert legible("#777777", "#FFFFFF") == "#767676"
    assert legible("#E2B93B", "#FFFDFA") == "#8C7325"
    assert legible("#2F6F6A", "#1C1F20") == "#5D8F8B"


def test_the_colours_of_the_table_can_all_be_read() -> None:
    check_contrast(LIGHT, DARK, {})


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_each_pair_is_checked_in_both_modes(mode: str, ink: str, ground: str) -> None:
    colours = {"light": dict(LIGHT), "dark": dict(DARK)}
    colours[mode][ink] = colours[mode][ground]
    with pytest.raises(SettingsError) as caught:
        check_contrast(colours["light"], colours["dark"], {})
    assert f"theme.{mode}: {ink} " in caught.value.format_message()


def test_the_message_names_the_ratio_the_place_and_a_colour_that_does() -> None:
    place = Place("letterloom.toml", 9, 1, 'accent = "#E2B93B"')
    with pytest.raises(SettingsError) as caught:
        check_contrast({**LIGHT, "accent": "#E2B93B"}, DARK, {"light.accent": place})
    assert caught.value.format_message() == (
        "letterloom.toml:9:1: theme.light: accent #E2B93B on sheet #FFFDFA has a contrast of "
        "1.84:1; people need 4.5:1 to read it\n"
        '     9 | accent = "#E2B93B"\n'
        "       | ^\n"
        '  try: accent = "#8C7325"'
    )


def test_the_ground_is_to_be_changed_where_only_it_is_the_projects() -> None:
    place = Place("letterloom.toml", 9, 1, 'button = "#FFEE00"')
    with pytest.raises(SettingsError) as caught:
        check_contrast({**LIGHT, "button": "#FFEE00"}, DARK, {"light.button": place})
    assert caught.value.format_message() == (
        "letterloom.toml:9:1: theme.light: button_text #FFFDFA on button #FFEE00 has a contrast "
        "of 1.18:1; people need 4.5:1 to read it\n"
        '     9 | button = "#FFEE00"\n'
        "       | ^\n"
        '  try: button = "#807700"'
    )


def test_a_pair_with_one_colour_missing_is_passed_over() -> None:
    check_contrast({"text": "#FFFFFF"}, {}, {})
