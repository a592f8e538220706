"""Colours that people can read: every pair of a theme has enough contrast, by day and in the dark.

How contrast is measured stands in `pipeline.colour` (WCAG 2.2, success criterion 1.4.3).
"""

from __future__ import annotations

from pipeline.colour import ENOUGH, Faint, faint, proposed
from pipeline.errors import LetterloomError, SettingsError, ThemeError
from pipeline.model import Theme
from pipeline.settings.setting import quoted


def check_contrast(theme: Theme) -> None:
    """Raise for the first pair of a theme's colours with too little contrast between them.

    A SettingsError where the colour to change is the project's, else a ThemeError; each names the
    ratio and the nearest colour that has enough.
    """
    for mode in ("light", "dark"):
        found = next(faint(theme.colours(mode), theme.pairs), None)
        if found:
            raise _error(theme, mode, found)


def _error(theme: Theme, mode: str, found: Faint) -> LetterloomError:
    colours = theme.colours(mode)
    ink, ground = found.ink, found.ground
    changed = theme.to_change(mode, ink, ground)
    shade = proposed(
        colours,
        theme.pairs,
        changed,
        ground if changed == ink else ink,
        inverted=mode == "light",
    )
    kind = SettingsError if f"{mode}.{changed}" in theme.own else ThemeError
    return kind(
        f"theme.{mode}: {ink} {colours[ink]} on {ground} {colours[ground]} has a contrast of "
        f"{found.told}; people need {ENOUGH}:1 to read it",
        place=theme.places.get(f"{mode}.{changed}"),
        hint=f"{changed} = {quoted(shade)}",
    )
