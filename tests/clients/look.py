"""Looking at a page in a browser: what is wrong with it at each width, in each light."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).parent
LAYOUT = (HERE / "layout.js").read_text(encoding="utf-8")
STRUCTURE = (HERE / "structure.js").read_text(encoding="utf-8")
WIDTHS = (320, 375, 600, 1000)
FEWEST_TEXTS = 5

Colour = tuple[float, float, float, float]


def at_widths(page: Page, widths: Iterable[int] = WIDTHS) -> Iterator[str]:
    """Every problem of layout and contrast of a page at some widths, each told with its width."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        yield from (f"{width} px: {problem}" for problem in in_layout(page.evaluate(LAYOUT)))


def in_layout(seen: Mapping[str, Any]) -> Iterator[str]:
    """The problems of what layout.js saw, with the texts that cannot be read."""
    yield from dict.fromkeys(seen["problems"])
    if len(seen["texts"]) < FEWEST_TEXTS:
        yield f"only {len(seen['texts'])} texts are shown"
    for text in read_aloud(seen):
        ratio = contrast(text["colour"], text["grounds"])
        if ratio < least(text):
            yield f"contrast {ratio:.2f}: {text['text']}"


def inks(page: Page) -> list[tuple[str, str, str]]:
    """Each text with its colour and what it stands on, as a desktop shows them."""
    page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
    texts = page.evaluate(LAYOUT)["texts"]
    return [(one["text"], one["colour"], written(flattened(one["grounds"]))) for one in texts]


def listed(problems: Iterable[str]) -> str:
    """Problems as lines, each once; empty if there are none."""
    return "\n".join(dict.fromkeys(problems))


def read_aloud(seen: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The texts that say something; what is hidden from screen readers only decorates."""
    return [text for text in seen["texts"] if not text["silent"]]


def least(text: Mapping[str, Any]) -> float:
    """The contrast that a text needs: WCAG 2.2, 1.4.3."""
    large = text["size"] >= 24 or (text["size"] >= 18.66 and text["weight"] >= 700)
    return 3 if large else 4.5


def contrast(ink: str, grounds: Iterable[str]) -> float:
    """The contrast of an ink with the grounds below it, the nearest first."""
    below = flattened(grounds)
    light, dark = sorted((luminance(over(colour(ink), below)), luminance(below)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def flattened(grounds: Iterable[str]) -> Colour:
    """The colour that grounds give together, the nearest first."""
    below: Colour = (1, 1, 1, 1)
    for ground in reversed(list(grounds)):
        below = over(colour(ground), below)
    return below


def colour(css: str) -> Colour:
    """A computed colour: red, green, blue, alpha, each from 0 to 1."""
    red, green, blue, *alpha = (float(number) for number in re.findall(r"[\d.]+", css))
    return red / 255, green / 255, blue / 255, alpha[0] if alpha else 1


def written(shade: Colour) -> str:
    """A colour as `#RRGGBB`."""
    return "#" + "".join(f"{round(part * 255):02X}" for part in shade[:3])


def over(top: Colour, below: Colour) -> Colour:
    """A colour laid over an opaque one."""
    alpha = top[3]
    red, green, blue = (
        alpha * a + (1 - alpha) * b for a, b in zip(top[:3], below[:3], strict=True)
    )
    return red, green, blue, 1


def luminance(shade: Colour) -> float:
    """Relative luminance: WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shade[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
