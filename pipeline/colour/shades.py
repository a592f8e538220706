"""The nearest shade of a colour that does what is asked of it."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.colour.contrast import ENOUGH, contrast, rgb, written

BLACK, WHITE = "#000000", "#FFFFFF"
_STEPS = 256


def nearest(colour: str, fits: Callable[[str], bool]) -> str | None:
    """The nearest shade that fits: the colour itself, or mixed with as little black or white.

    None where no shade does.
    """
    if fits(colour):
        return colour
    for step in range(1, _STEPS + 1):
        for end in (BLACK, WHITE):
            mixed = _mixed(colour, end, step)
            if fits(mixed):
                return mixed
    return None


def legible(colour: str, *grounds: str) -> str:
    """The nearest shade of a colour that is legible on all grounds: itself if it is.

    On one ground there always is one; where none does on all, it is the one of black and white
    that does best on the first.
    """
    found = nearest(
        colour, lambda shade: all(contrast(shade, ground) >= ENOUGH for ground in grounds)
    )
    return found or max((BLACK, WHITE), key=lambda end: contrast(end, grounds[0]))


def _mixed(colour: str, end: str, step: int) -> str:
    red, green, blue = (
        round(one + (other - one) * step / _STEPS)
        for one, other in zip(rgb(colour), rgb(end), strict=True)
    )
    return written(red, green, blue)
