"""The colours of a theme: every pair of them can be read, or the build says what to write."""

from __future__ import annotations

import pytest

from pipeline.errors import LetterloomError, Place, SettingsError, ThemeError
from pipeline.model import PAIRS, Theme
from pipeline.settings.colours import check_contrast
from pipeline.settings.theme_keys import COLOURS
from pipeline.strings import read

LIGHT = {name: light for name, (light, _, _) in COLOURS.items()}
DARK = {name: dark for name, (_, dark, _) in COLOURS.items()}


def theme(
    light: dict[str, str] | None = None,
    dark: dict[str, str] | None = None,
    *,
    places: dict[str, Place] | None = None,
    pairs: tuple[tuple[str, str], ...] = PAIRS,
) -> Theme:
    """The theme quiet with other colours; those with a place are the project's."""
    return Theme(
        "quiet",
        {},
        {},
        {},
        LIGHT | (light or {}),
        DARK | (dark or {}),
        read("en", []),
        pairs=pairs,
        places=places or {},
        own=frozenset(places or {}),
    )


def told(theme: Theme, kind: type[LetterloomError] = SettingsError) -> str:
    with pytest.raises(LetterloomError) as caught:
        check_contrast(theme)
    assert type(caught.value) is kind
    return caught.value.format_message()


def test_the_colours_of_the_table_can_all_be_read() -> None:
    check_contrast(theme())


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_each_pair_is_checked_in_both_modes(mode: str, ink: str, ground: str) -> None:
    colours = {"light": LIGHT, "dark": DARK}[mode]
    changed = theme(**{mode: {ink: colours[ground]}}, pairs=((ink, ground),))
    assert told(changed, ThemeError).startswith(f"theme.{mode}: {ink} ")


def test_a_pair_of_the_themes_own_is_checked_too() -> None:
    check_contrast(theme({"page": "#777777"}))
    shown = told(theme({"page": "#777777"}, pairs=(*PAIRS, ("secondary", "page"))), ThemeError)
    assert "theme.light: secondary #635E57 on page #777777 has a contrast of 1.43:1" in shown


def test_the_message_names_the_ratio_the_place_and_a_colour_that_does() -> None:
    place = Place("letterloom.toml", 9, 1, 'accent = "#E2B93B"')
    assert told(theme({"accent": "#E2B93B"}, places={"light.accent": place})) == (
        "letterloom.toml:9:1: theme.light: accent #E2B93B on sheet #FFFDFA has a contrast of "
        "1.84:1; people need 4.5:1 to read it\n"
        '     9 | accent = "#E2B93B"\n'
        "       | ^\n"
        '  try: accent = "#725D1E"'
    )


def test_the_colour_that_it_names_does_everywhere() -> None:
    from pipeline.colour import faint, faint_inverted

    shown = told(theme({"accent": "#E2B93B"}, places={"light.accent": Place("x")}))
    mended = theme({"accent": shown[-8:-1]}).light
    assert [*faint(mended, PAIRS), *faint_inverted(mended, PAIRS)] == []


def test_the_ground_is_to_be_changed_where_only_it_is_the_projects() -> None:
    place = Place("letterloom.toml", 9, 1, 'button = "#FFEE00"')
    assert told(theme({"button": "#FFEE00"}, places={"light.button": place})) == (
        "letterloom.toml:9:1: theme.light: button_text #FFFDFA on button #FFEE00 has a contrast "
        "of 1.18:1; people need 4.5:1 to read it\n"
        '     9 | button = "#FFEE00"\n'
        "       | ^\n"
        '  try: button = "#807700"'
    )
