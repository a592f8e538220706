"""What Chromium computes for each element of a page, beside what our cascade does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.markup import Document
from pipeline.styles import Cascade, Look, State, inline_styles, sheets

if TYPE_CHECKING:
    from playwright.sync_api import Page

COMPUTED = """() => [...document.querySelectorAll('body [data-n]')].map(e => {
  const grounds = [];
  const how = { checkVisibilityCSS: true, opacityProperty: true };
  let pictured = false, gone = !e.checkVisibility(how);
  for (let a = e; a; a = a.parentElement) {
    const s = getComputedStyle(a);
    grounds.push(s.backgroundColor);
    if (s.backgroundImage !== 'none') pictured = true;
  }
  const s = getComputedStyle(e);
  return [Number(e.dataset.n), s.color, grounds, parseFloat(s.fontSize), Number(s.fontWeight),
          s.textAlign, pictured, gone];
})"""
Seen = tuple[str, str, float, float, str]


def cascade(source: str) -> Cascade:
    """The cascade of a page."""
    document = Document(source)
    return Cascade(document, sheets(document), inline_styles(document))


def ours(source: str, state: State) -> dict[int, Seen]:
    """How each element is seen, as we reckon."""
    found = cascade(source)
    looks = found.looks(state)
    return {
        one.ordinal: seen(looks[one.start])
        for one in found.tree.walk()
        if one.within("body") and not looks[one.start].gone and looks[one.start].seen
    }


def seen(look: Look) -> Seen:
    ink = "none" if look.ink is None else look.ink.hex
    ground = "none" if look.ground is None or look.pictured else look.ground.hex
    return ink, ground, round(look.size, 1), look.weight, aligned(look.align)


def theirs(page: Page, *, dark: bool) -> dict[int, Seen]:
    """How each element is seen, as Chromium computes."""
    return {
        number: (*inked(colour, grounds, pictured, dark), round(size, 1), weight, aligned(align))
        for number, colour, grounds, size, weight, align, pictured, gone in page.evaluate(COMPUTED)
        if not gone
    }


def aligned(align: str) -> str:
    """Whether both edges are even: all else about alignment is nothing to us."""
    return "justify" if align == "justify" else ""


def inked(colour: str, grounds: list[str], pictured: bool, dark: bool) -> Iterator[str]:
    yield written(channels(colour)[:3])
    below = [18.0] * 3 if dark else [255.0] * 3
    for ground in reversed(grounds):
        *own, alpha = channels(ground)
        below = [alpha * a + (1 - alpha) * b for a, b in zip(own, below, strict=True)]
    yield "none" if pictured else written(below)


def channels(css: str) -> list[float]:
    red, green, blue, *alpha = (float(one) for one in re.findall(r"[\d.]+", css))
    return [red, green, blue, alpha[0] if alpha else 1.0]


def written(parts: Any) -> str:
    return "#" + "".join(f"{round(one):02X}" for one in parts)


def alike(one: str | float, other: str | float) -> bool:
    """Whether two values are the same, colours but for rounding."""
    if one == other or "none" in (one, other):
        return True
    if not (isinstance(one, str) and isinstance(other, str) and one[:1] == other[:1] == "#"):
        return False
    channels = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return all(abs(own - new) <= 1 for own, new in channels)


def differences(page: Page, source: str, state: State) -> list[str]:
    """Where the two differ; what is not known to us is no difference."""
    own, other = (
        ours(source, state),
        theirs(page, dark=cascade(source).looks(state)[0].text.red > 0),
    )
    told = []
    for number in sorted(own.keys() | other.keys()):
        one, two = own.get(number), other.get(number)
        same = all(map(alike, one, two)) if one and two else one == two
        if not same:
            told.append(f"{number}: {one} {two}")
    return told
