"""How an element's text is seen: its ink, its ground, its size, from what is set on it."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cache
from typing import NamedTuple

from pipeline.styles.colours import (
    BLACK,
    CLEAR,
    LINK,
    LINK_BY_NIGHT,
    NIGHT,
    WHITE,
    Colour,
    Unread,
)
from pipeline.styles.values import Length, Value

FAR_AWAY = -500
"""Pixels: what stands further left or up than this is there for screen readers only."""
_PIXELS = {
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
    "medium": 1.0,
}
_BLOCKS = ("block", "table", "list-item", "flex", "grid", "table-cell", "flow-root")
_MONOSPACED = 13 / 16
_NORMAL = Length(1.2, "normal")


class Look(NamedTuple):
    """How the text right in an element is seen.

    `ink` is what is set, which may let the ground shine through; `ground` is opaque. None stands
    for what is not known: an image alone, `var(--x)`. `pictured` says that an image lies on the
    ground's colour. `ink_kept` and `ground_kept` say that a client's own hook sets them, so that
    it does not invert them. `gone` is hidden with all that is in it; `seen` is its visibility.
    Lengths are in pixels; `measure` is the nearest width that is set in pixels, 0 if none is.
    """

    ink: Colour | None = BLACK
    ground: Colour | None = WHITE
    pictured: bool = False
    ink_kept: bool = False
    ground_kept: bool = False
    size: float = 16.0
    medium: bool = True
    mono: bool = False
    weight: float = 400.0
    height: Length = _NORMAL
    align: str = "start"
    transform: str = "none"
    underlined: bool = False
    edge: bool = False
    display: str = "inline"
    gone: bool = False
    seen: bool = True
    veils: tuple[tuple[float, Colour | None], ...] = ()
    link: Colour = LINK
    text: Colour = BLACK
    body_text: Colour | None = None
    root: float = 16.0
    measure: float = 0.0
    pad_top: float = 0.0
    pad_bottom: float = 0.0

    @property
    def line(self) -> float:
        """The height of its lines, in pixels."""
        if self.height.unit in ("times", "normal"):
            return self.height.number * self.size
        return self.height.number

    @property
    def hidden(self) -> bool:
        """Whether nobody sees its text."""
        clear = self.ink is not None and self.ink.alpha == 0
        return self.gone or not self.seen or self.size < 4 or clear

    @property
    def is_large(self) -> bool:
        """Whether it needs less contrast: WCAG 2.2, "large-scale text"."""
        return self.size >= 24 or (self.size >= 18.66 and self.weight >= 700)

    @property
    def pair(self) -> tuple[str, str] | None:
        """Its ink and its ground as seen, `#RRGGBB`; None if one of them is not known."""
        if self.ink is None or self.ground is None:
            return None
        ink, ground = self.ink.over(self.ground), self.ground
        for opacity, below in self.veils:
            if below is None:
                return None
            ink = ink.faded(opacity).over(below)
            ground = ground.faded(opacity).over(below)
        return ink.hex, ground.hex


@cache
def root(*, dark: bool) -> Look:
    """What a page begins with; `dark` if it says that it is made for the dark."""
    if dark:
        return Look(WHITE, NIGHT, link=LINK_BY_NIGHT, text=WHITE)
    return Look()


INHERITED = frozenset(
    ["color", "size", "mono", "weight", "line", "align", "transform", "visibility", "mso-hide"]
)
"""What an element has of its parent where nothing is set."""


def look(
    name: str, given: Mapping[str, Value], kept: Container[str], parent: Look, *, outlook: bool
) -> Look:
    """How an element's text is seen: what is set on it, what of that a hook sets, its parent."""
    if not given:
        return _plain(parent)
    size, medium, mono = _size(given, parent)
    display = str(given.get("display", "inline"))
    seen = given.get("visibility", "visible" if parent.seen else "hidden") == "visible"
    below = parent.underlined and display in ("inline", "block", "list-item")
    ink = _ink(given, parent)
    ground, pictured = _ground(given, ink, parent)
    one = parent._replace(
        ink=ink,
        ink_kept="color" in kept if "color" in given else parent.ink_kept,
        ground=ground,
        pictured=pictured,
        ground_kept="ground" in kept if "ground" in given else parent.ground_kept,
        size=size,
        medium=medium,
        mono=mono,
        root=size if name == "html" else parent.root,
        body_text=ink if name == "body" else parent.body_text,
        weight=_weight(given.get("weight"), parent.weight),
        height=_height(given.get("line"), size, parent.height),
        align=_align(given, parent),
        transform=str(given.get("transform", parent.transform)),
        display=display,
        underlined=bool(given.get("underline")) or below,
        edge=bool(given.get("edge")),
        seen=seen,
        pad_top=_own(given, "pad-top", size, parent.root) or 0.0,
        pad_bottom=_own(given, "pad-bottom", size, parent.root) or 0.0,
    )
    return _placed(one, given, parent, outlook=outlook)


def _plain(parent: Look) -> Look:
    """How an element is seen on which nothing is set."""
    if parent.display == "inline" and not (parent.edge or parent.pad_top or parent.pad_bottom):
        return parent
    return parent._replace(display="inline", edge=False, pad_top=0.0, pad_bottom=0.0)


def _size(given: Mapping[str, Value], parent: Look) -> tuple[float, bool, bool]:
    """The size, whether it is the usual one, whether it is that of typewriters."""
    mono = bool(given.get("mono", parent.mono))
    value = given.get("size")
    if not isinstance(value, Length) or value.unit == "unread":
        if parent.medium and mono is not parent.mono:
            return parent.size * (_MONOSPACED if mono else 1 / _MONOSPACED), True, mono
        return parent.size, parent.medium, mono
    if value.unit in ("em", "%", "ex", "ch"):
        factor = value.number / {"em": 1, "%": 100}.get(value.unit, 2)
        base = parent.size
        if parent.medium and mono is not parent.mono:
            base *= _MONOSPACED if mono else 1 / _MONOSPACED
        return base * factor, parent.medium, mono
    if value.unit == "medium" and mono:
        return value.number * _MONOSPACED, True, mono
    return pixels(value, parent.size, parent.root), value.unit == "medium", mono


def pixels(value: Length, size: float, root_size: float) -> float:
    """A length in pixels, at a size of letters."""
    if value.unit in ("em", "ex", "ch"):
        return value.number * size / (1 if value.unit == "em" else 2)
    if value.unit == "rem":
        return value.number * root_size
    if value.unit in ("vw", "vh"):
        return value.number * 10
    return value.number * _PIXELS.get(value.unit, 0.0)


def _align(given: Mapping[str, Value], parent: Look) -> str:
    value = str(given.get("align", parent.align))
    if value == "-internal-center":  # a table's head: in the middle, unless all around is aligned
        return "center" if parent.align == "start" else parent.align
    return value


def _weight(value: Value | None, parent: float) -> float:
    if value == "bolder":
        return 400.0 if parent < 350 else 700.0 if parent < 550 else 900.0
    if value == "lighter":
        return 100.0 if parent < 550 else 400.0 if parent < 750 else 700.0
    return float(value) if isinstance(value, float) else parent


def _height(value: Value | None, size: float, parent: Length) -> Length:
    if not isinstance(value, Length):
        return parent
    if value.unit in ("times", "normal"):
        return value
    share = size * value.number / 100
    return Length(share if value.unit == "%" else pixels(value, size, 16.0), "px")


def _ink(given: Mapping[str, Value], parent: Look) -> Colour | None:
    value = given.get("color")
    if value is None:
        return parent.ink
    if isinstance(value, Colour):
        return value
    named = {"link": parent.link, "initial": parent.text, "page": parent.body_text or parent.text}
    return named.get(value) if isinstance(value, str) else None


def _ground(
    given: Mapping[str, Value], ink: Colour | None, parent: Look
) -> tuple[Colour | None, bool]:
    """The ground that it stands on, its own over its parent's, and whether an image is on it."""
    value = given.get("ground", CLEAR)
    picture = bool(given.get("picture"))
    if value == "current":
        value = ink or Unread()
    if isinstance(value, Unread):
        return None, picture
    if not isinstance(value, Colour) or (value.alpha == 0 and not picture):
        return parent.ground, parent.pictured
    if value.alpha == 0:
        return None, True
    below = parent.ground
    ground = value.over(below) if below else value if value.alpha >= 1 else None
    return ground, picture or (parent.pictured and value.alpha < 1)


def _placed(one: Look, given: Mapping[str, Value], parent: Look, *, outlook: bool) -> Look:
    """With what hides it, what it shines through, and its width."""
    gone = parent.gone or one.display == "none" or _is_clipped(given, one)
    gone = gone or (outlook and bool(given.get("mso-hide")))
    veils, ground = parent.veils, one.ground
    opacity = given.get("opacity", 1.0)
    if isinstance(opacity, float) and opacity < 1:
        gone = gone or opacity == 0
        veils = ((opacity, parent.ground), *veils)
    if given.get("position") in ("absolute", "fixed"):
        away = [_own(given, side, one.size, one.root) for side in ("left", "top")]
        gone = gone or any(side is not None and side < FAR_AWAY for side in away)
        ground = None if ground is parent.ground else ground
    if given.get("blend"):
        ground = None
    width = _own(given, "max-width", one.size, one.root) or _own(given, "width", one.size, one.root)
    if gone is one.gone and veils is one.veils and ground is one.ground and not width:
        return one
    return one._replace(gone=gone, veils=veils, ground=ground, measure=width or one.measure)


def _is_clipped(given: Mapping[str, Value], one: Look) -> bool:
    """Whether it is cut down to nothing."""
    if not given.get("clipped") or one.display == "inline":
        return False
    sides = [
        [_own(given, each + side, one.size, one.root) for each in ("max-", "")]
        for side in ("height", "width")
    ]
    thin = [next((each for each in side if each is not None), 9.0) for side in sides]
    absent = any(0 in side for side in sides)
    return absent or (given.get("position") == "absolute" and max(thin) <= 1)


def _own(given: Mapping[str, Value], name: str, size: float, root_size: float) -> float | None:
    value = given.get(name)
    if not isinstance(value, Length) or value.unit in ("%", "auto"):
        return None
    return pixels(value, size, root_size)
