"""Pictures with a clear ground: whether their lines can be told from what they come to stand on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.colour import contrast
from pipeline.pixels import measured, opened

FAINT = 1.5
"""The contrast below which lines are lost on a ground; a logo is exempt from WCAG's bounds."""
_SMALL = 64  # pixels a side: enough to tell what a picture's colours are
_CLEAR_SHARE, _LOST_SHARE = 0.1, 0.6
_SOLID = 128  # of 255: less opaque is an edge's blur


@lru_cache(maxsize=64)
def vanishes(data: bytes, grounds: Sequence[str]) -> bool:
    """Whether most of a picture's lines are lost on one of some grounds `#RRGGBB`.

    False for a picture without a clear ground, and for what is none.
    """
    if not may_be_clear(data):
        return False
    colours, clear = _inks(data)
    total = sum(colours.values())
    if not total or clear < _CLEAR_SHARE:
        return False
    return any(
        sum(count for ink, count in colours.items() if contrast(ink, ground) < FAINT)
        >= _LOST_SHARE * total
        for ground in grounds
    )


def may_be_clear(data: bytes) -> bool:
    """Whether a file is a PNG with an alpha channel or a clear colour (its header says so)."""
    if data[:8] != b"\x89PNG\r\n\x1a\n" or len(data) < 33:
        return False
    return data[25] in (4, 6) or b"tRNS" in data[: data.find(b"IDAT")]


def _inks(data: bytes) -> tuple[dict[str, int], float]:
    """The colours of a picture but its clear ones, counted, and the share of these."""
    if measured(data).problem:
        return {}, 0.0
    with opened(data) as image:
        image.thumbnail((_SMALL, _SMALL))
        pixels = image.convert("RGBA").tobytes()
    found: dict[str, int] = {}
    clear = 0
    for red, green, blue, alpha in zip(*(pixels[at::4] for at in range(4)), strict=True):
        if alpha < _SOLID:
            clear += alpha == 0
        else:
            name = f"#{red & 240:02X}{green & 240:02X}{blue & 240:02X}"
            found[name] = found.get(name, 0) + 1
    return found, 4 * clear / max(1, len(pixels))
