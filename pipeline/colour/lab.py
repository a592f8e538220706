"""Colours as lightness, chroma and hue: CIE LCh of the CIELAB space (CSS Color 4), white D65."""

from __future__ import annotations

import math
from typing import NamedTuple

from pipeline.colour.contrast import linear, rgb, written

_WHITE = (0.9504559, 1.0, 1.0890578)
_TO_XYZ = (
    (0.4123908, 0.3575843, 0.1804808),
    (0.2126390, 0.7151687, 0.0721923),
    (0.0193308, 0.1191948, 0.9505322),
)
_FROM_XYZ = (
    (3.2409699, -1.5373832, -0.4986108),
    (-0.9692436, 1.8759675, 0.0415551),
    (0.0556301, -0.2039770, 1.0569715),
)
_KAPPA, _EPSILON = 24389 / 27, 216 / 24389
_HALVINGS = 12  # of the chroma, where a colour lies outside of what a screen shows
_SLACK = 0.0005  # of a channel: less than rounding does

Three = tuple[float, float, float]


class Lch(NamedTuple):
    """Lightness 0 to 100, chroma 0 to about 130, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


def to_lch(colour: str) -> Lch:
    """A colour `#RRGGBB` as lightness, chroma and hue."""
    red, green, blue = (linear(value / 255) for value in rgb(colour))
    x, y, z = (
        _root(value / white)
        for value, white in zip(_product(_TO_XYZ, (red, green, blue)), _WHITE, strict=True)
    )
    a, b = 500 * (x - y), 200 * (y - z)
    return Lch(116 * y - 16, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def from_lch(lch: Lch) -> str:
    """The colour `#RRGGBB` of that lightness and hue, its chroma lowered where no screen has it."""
    lightness = min(100.0, max(0.0, lch.lightness))
    low, high = 0.0, lch.chroma
    if _shown(_channels(Lch(lightness, high, lch.hue))):
        low = high
    for _ in range(_HALVINGS if low < high else 0):
        middle = (low + high) / 2
        if _shown(_channels(Lch(lightness, middle, lch.hue))):
            low = middle
        else:
            high = middle
    red, green, blue = (
        round(255 * min(1.0, max(0.0, value))) for value in _channels(Lch(lightness, low, lch.hue))
    )
    return written(red, green, blue)


def _channels(lch: Lch) -> Three:
    """The channels of sRGB; those that no screen has are below 0 or above 1."""
    y = (lch.lightness + 16) / 116
    x = y + lch.chroma * math.cos(math.radians(lch.hue)) / 500
    z = y - lch.chroma * math.sin(math.radians(lch.hue)) / 200
    xyz = (_cube(x) * _WHITE[0], _cube(y) * _WHITE[1], _cube(z) * _WHITE[2])
    red, green, blue = map(_encoded, _product(_FROM_XYZ, xyz))
    return red, green, blue


def _shown(channels: Three) -> bool:
    return all(-_SLACK <= value <= 1 + _SLACK for value in channels)


def _product(matrix: tuple[Three, Three, Three], vector: Three) -> Three:
    one, two, three = (
        sum(factor * value for factor, value in zip(row, vector, strict=True)) for row in matrix
    )
    return one, two, three


def _root(value: float) -> float:
    return value ** (1 / 3) if value > _EPSILON else (_KAPPA * value + 16) / 116


def _cube(value: float) -> float:
    return value**3 if value**3 > _EPSILON else (116 * value - 16) / _KAPPA


def _encoded(value: float) -> float:
    """A channel of light as sRGB writes it."""
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
