"""The contrast between two colours (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

import re

ENOUGH = 4.5
"""The contrast that people need to read words of the size that mails have."""
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
"""How a colour is written."""


def contrast(first: str, second: str) -> float:
    """The contrast of two colours `#RRGGBB`, from 1 to 21. Raises ValueError for other shapes."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is to the eye, from 0 to 1 (WCAG 2.2, relative luminance)."""
    red, green, blue = (linear(value / 255) for value in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(value: float) -> float:
    """A channel of sRGB, 0 to 1, as the light that it stands for (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def rgb(colour: str) -> tuple[int, int, int]:
    """The channels of `#RRGGBB`, 0 to 255. Raises ValueError for other shapes."""
    if not COLOUR.fullmatch(colour):
        raise ValueError(f"{colour} is no colour #RRGGBB")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def written(red: int, green: int, blue: int) -> str:
    """Channels, 0 to 255, as `#RRGGBB`."""
    return f"#{red:02X}{green:02X}{blue:02X}"
