"""Contrast between colours (WCAG 2.2, success criterion 1.4.3), and colours that have enough."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from pipeline.errors import Place, SettingsError
from pipeline.settings.setting import quoted

ENOUGH = 4.5
BLACK, WHITE = "#000000", "#FFFFFF"
# What must be legible on what.
PAIRS = (
    ("text", "sheet"),
    ("secondary", "sheet"),
    ("accent", "sheet"),
    ("accent", "callout"),
    ("button_text", "button"),
    ("text", "callout"),
)
_STEPS = 256
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
"""How a colour is written."""


def contrast(first: str, second: str) -> float:
    """The contrast of two colours `#RRGGBB`, from 1 to 21. Raises ValueError for other shapes."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(value / 255) for value in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # sRGB


def _rgb(colour: str) -> tuple[int, int, int]:
    if not COLOUR.fullmatch(colour):
        raise ValueError(f"{colour} is no colour #RRGGBB")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def legible(colour: str, *grounds: str) -> str:
    """The nearest shade of a colour that is legible on all grounds: itself if it is.

    It is mixed with black or with white, whichever needs less. On one ground one of the two
    always does; where none does on all, the one that does best on the first.
    """
    for step in range(_STEPS + 1):
        for end in (BLACK, WHITE):
            mixed = _mixed(colour, end, step)
            if all(contrast(mixed, ground) >= ENOUGH for ground in grounds):
                return colour if step == 0 else mixed
    return max((BLACK, WHITE), key=lambda end: contrast(end, grounds[0]))


def _mixed(colour: str, end: str, step: int) -> str:
    parts = (
        round(one + (other - one) * step / _STEPS)
        for one, other in zip(_rgb(colour), _rgb(end), strict=True)
    )
    return "#" + "".join(f"{part:02X}" for part in parts)


def check_contrast(
    light: Mapping[str, str], dark: Mapping[str, str], places: Mapping[str, Place]
) -> None:
    """Raise SettingsError for the first pair of colours with too little contrast between them.

    `light` and `dark` are the theme's colours with the project's laid over them; `places` says
    where the project sets one: `light.text`. A pair of which a colour is missing is passed over.
    """
    for mode, colours in (("light", light), ("dark", dark)):
        for ink, ground in PAIRS:
            if ink in colours and ground in colours:
                _check(mode, ink, ground, colours, places)


def _check(
    mode: str, ink: str, ground: str, colours: Mapping[str, str], places: Mapping[str, Place]
) -> None:
    ratio = contrast(colours[ink], colours[ground])
    if ratio >= ENOUGH:
        return
    changed, other = ink, ground
    if f"{mode}.{ink}" not in places and f"{mode}.{ground}" in places:
        changed, other = ground, ink
    raise SettingsError(
        f"theme.{mode}: {ink} {colours[ink]} on {ground} {colours[ground]} has a contrast of "
        f"{math.floor(ratio * 100) / 100}:1; people need {ENOUGH}:1 to read it",
        place=places.get(f"{mode}.{changed}"),
        hint=f"{changed} = {quoted(legible(colours[changed], colours[other]))}",
    )
