"""Colours as CSS and HTML write them, and what comes of one laid over another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Colour(NamedTuple):
    """A colour of sRGB: channels from 0 to 255, alpha from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @property
    def hex(self) -> str:
        """The colour as `#RRGGBB`, its alpha left out."""
        return _hex(self.red, self.green, self.blue)

    def over(self, below: Colour) -> Colour:
        """What is seen of it on an opaque colour."""
        if self.alpha >= 1:
            return self
        red, green, blue = (
            self.alpha * own + (1 - self.alpha) * other
            for own, other in zip(self[:3], below[:3], strict=True)
        )
        return Colour(red, green, blue)

    def faded(self, opacity: float) -> Colour:
        """The colour as much lighter as an opacity makes it."""
        return self._replace(alpha=self.alpha * opacity)


@lru_cache(maxsize=1024)
def _hex(*channels: float) -> str:
    return "#" + "".join(f"{min(255, max(0, int(one + 0.5))):02X}" for one in channels)


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)
CLEAR = Colour(0, 0, 0, 0)
NIGHT = Colour(18, 18, 18)
"""The sheet on which a browser shows a page that says it is made for the dark."""
LINK, LINK_BY_NIGHT = Colour(0, 0, 238), Colour(158, 158, 255)
_FILLED = re.compile(r"\{\{|\{%|[$#@][{\[]|\{\$|<%|\*\||%%|\[\[|\[\w+\]|<\?|%\w+%")
_HEX = re.compile(r"(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_SYSTEM = _names(
    "canvas canvastext linktext visitedtext activetext buttonface buttontext buttonborder field "
    "fieldtext highlight highlighttext mark marktext graytext window windowtext menu menutext "
    "background captiontext infobackground infotext threedface windowframe accentcolor "
    "accentcolortext selecteditem selecteditemtext"
)


class Unread(NamedTuple):
    """A value that is a colour, but which one is not known: `var(--x)`, `{{ accent }}`."""


UNREAD = Unread()


def is_filled(text: str) -> bool:
    """Whether a value holds a merge field, so that what it will be is not known."""
    return bool(_FILLED.search(text))


@lru_cache(maxsize=4096)
def css_colour(text: str, quirks: bool = False) -> Colour | Unread | None:
    """A CSS colour; None for what is none. In quirks mode a `#` may be missing."""
    from tinycss2 import color4

    low = text.strip().lower()
    if low in _SYSTEM or is_filled(low):
        return UNREAD
    found = color4.parse_color(low)
    if found is None and quirks and _HEX.fullmatch(low):
        found = color4.parse_color("#" + low)
    if found is None:
        known = re.match(r"(?:var|env|color-mix|light-dark|color|lab|lch|oklab|oklch)\(", low)
        return UNREAD if known else None
    if isinstance(found, str):
        return None
    try:
        red, green, blue = found.to("srgb").coordinates
    except NotImplementedError:
        return UNREAD
    return Colour(_channel(red), _channel(green), _channel(blue), found.alpha)


def _channel(value: float | None) -> float:
    return 255 * min(1.0, max(0.0, value or 0.0))


@lru_cache(maxsize=1024)
def html_colour(text: str) -> Colour | Unread | None:
    """The colour of an attribute such as `bgcolor`, as the HTML Standard reads it (2.3.6).

    Almost anything is one: what is no hexadecimal digit counts as 0.
    """
    from tinycss2 import color4

    low = text.strip().lower()
    if is_filled(low):
        return UNREAD
    if not low or low == "transparent":
        return None
    found = color4.parse_color(low) if low.isalpha() else None
    if found is not None and not isinstance(found, str):
        return Colour(*(255 * one for one in found.coordinates))
    if re.fullmatch("#[0-9a-f]{3}", low):
        return Colour(*(17 * int(one, 16) for one in low[1:]))
    digits = "".join("00" if ord(one) > 0xFFFF else one for one in low)[:128].removeprefix("#")
    digits = re.sub("[^0-9a-f]", "0", digits)
    digits += "0" * (-len(digits) % 3 or (0 if digits else 3))
    third = len(digits) // 3
    parts = [digits[at : at + third][-8:] for at in range(0, 3 * third, third)]
    while len(parts[0]) > 2 and all(one.startswith("0") for one in parts):
        parts = [one[1:] for one in parts]
    return Colour(*(int(one[:2], 16) for one in parts))
