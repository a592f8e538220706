"""Declarations as what they set: shorthands taken apart, values read.

Only what decides how text is seen is read. A declaration that CSS would not take sets nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from pipeline.styles.colours import CLEAR, Colour, Unread, css_colour, is_filled


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Length(NamedTuple):
    """A length: a number and its unit, `%` included."""

    number: float
    unit: str


Value: TypeAlias = Colour | Unread | Length | float | str | bool
"""A value as read; `"inherit"`, `"initial"` and `"unset"` stand for themselves."""
Set: TypeAlias = tuple[tuple[str, Value], ...]

WIDE_WORDS = ("inherit", "initial", "unset")
_ADDRESS = re.compile(r"url\([^)]*\)", re.IGNORECASE)
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(px|em|rem|pt|pc|in|cm|mm|ex|ch|vw|vh|%)?")
_SIZES = {
    "xx-small": 9,
    "x-small": 10,
    "small": 13,
    "medium": 16,
    "large": 18,
    "x-large": 24,
    "xx-large": 32,
    "xxx-large": 48,
}
_GROUND_WORDS = _names(
    "none repeat no-repeat repeat-x repeat-y space round scroll fixed local left right top bottom "
    "center cover contain auto border-box padding-box content-box text"
)
_FONT_WORDS = _names(
    "normal italic oblique small-caps condensed expanded semi-condensed semi-expanded"
)
_DRAWN = _names("dotted dashed solid double groove ridge inset outset")
_DISPLAYS = _names(
    "none inline block inline-block table inline-table table-cell table-row list-item flex grid "
    "inline-flex inline-grid contents table-row-group table-header-group table-footer-group "
    "table-column table-column-group table-caption flow-root run-in ruby"
)
_ALIGNED = _names("left right center justify start end match-parent -webkit-center")


@lru_cache(maxsize=8192)
def sets(name: str, text: str, quirks: bool = False) -> Set:
    """What a declaration sets; nothing if it is none that matters here, or a wrong one."""
    read = READ.get(name)
    if not read:
        return ()
    low = text.strip()
    word = low.lower()
    if word in (*WIDE_WORDS, "revert", "revert-layer"):
        word = "unset" if word.startswith("revert") else word
        return tuple((one, word) for one in _LONG.get(name, (name,)))
    return tuple(read(low, quirks))


def parts(text: str) -> list[str]:
    """The component values of a text, blocks and functions whole, commas and slashes apart."""
    import tinycss2

    found = tinycss2.parse_component_value_list(text, skip_comments=True)
    return [one.serialize() for one in found if one.type != "whitespace"]


def length(text: str, quirks: bool = False) -> Length | None:
    """A length; without a unit it must be 0, but in quirks mode."""
    found = _LENGTH.fullmatch(text.lower())
    if not found:
        return None
    number, unit = float(found[1]), found[2] or ""
    if not unit and number and not quirks:
        return None
    return Length(number, unit or "px")


def _ink(text: str, quirks: bool) -> Iterator[tuple[str, Value]]:
    if text.lower() == "currentcolor":
        yield "color", "inherit"
    elif (found := css_colour(text, quirks)) is not None:
        yield "color", found


def _ground(text: str, quirks: bool) -> Iterator[tuple[str, Value]]:
    if text.lower() == "currentcolor":
        yield "ground", "current"
    elif (found := css_colour(text, quirks)) is not None:
        yield "ground", found


def _picture(text: str, _: bool) -> Iterator[tuple[str, Value]]:
    if text.lower() == "none":
        yield "picture", False
    elif re.search(r"\(", text):
        yield "picture", True


def _background(text: str, _: bool) -> Iterator[tuple[str, Value]]:
    """The shorthand: a colour, which may be missing, and images."""
    colour: Value | None = None
    picture = False
    if is_filled(_ADDRESS.sub("", text)):
        yield from (("ground", Unread()), ("picture", "(" in text))
        return
    for one in parts(text):
        low = one.lower()
        found = "current" if low == "currentcolor" else css_colour(one)
        if found is not None and colour is None:
            colour = found
        elif "gradient(" in low or low.startswith(("url(", "image(", "image-set(", "-webkit-")):
            picture = True
        elif not (low in _GROUND_WORDS or low in "/," or length(low) or "(" in low):
            return
    yield "ground", CLEAR if colour is None else colour
    yield "picture", picture


def _size(text: str, quirks: bool) -> Iterator[tuple[str, Value]]:
    low = text.lower()
    if low in _SIZES:
        yield "size", Length(_SIZES[low], "medium" if low == "medium" else "px")
    elif low in ("smaller", "larger"):
        yield "size", Length(5 / 6 if low == "smaller" else 1.2, "em")
    elif (found := length(low, quirks)) and found.number >= 0:
        yield "size", found
    elif "(" in low or is_filled(low):
        yield "size", Length(0, "unread")


def _weight(text: str, _: bool) -> Iterator[tuple[str, Value]]:
    low = text.lower()
    if low in ("bolder", "lighter"):
        yield "weight", low
    elif low in ("normal", "bold"):
        yield "weight", 700.0 if low == "bold" else 400.0
    elif re.fullmatch(r"\d+(\.\d+)?", low) and 1 <= float(low) <= 1000:
        yield "weight", float(low)


def _line(text: str, _: bool) -> Iterator[tuple[str, Value]]:
    low = text.lower()
    if low == "normal":
        yield "line", Length(1.2, "normal")
    elif re.fullmatch(r"\d*\.?\d+|\d+\.", low):
        yield "line", Length(float(low), "times")
    elif found := length(low):
        yield "line", found


def _font(text: str, _: bool) -> Iterator[tuple[str, Value]]:
    """The shorthand: style and weight, then a size, perhaps `/` a line's height, then families."""
    words = parts(text)
    weight: Value = 400.0
    line: Value = Length(1.2, "normal")
    for at, one in enumerate(words):
        size = next(_size(one, False), None)
        if size:
            families = words[at + 1 :]
            if families[:1] == ["/"]:
                line = next((each for two in families[1:2] for _, each in _line(two, False)), line)
                families = families[2:]
            if families:
                yield from (size, ("weight", weight), ("line", line))
                yield "mono", _is_mono(" ".join(families))
            return
        found = next((each for _, each in _weight(one, False)), None)
        if found is None and one.lower() not in _FONT_WORDS:
            return
        weight = found if found is not None and one.lower() != "normal" else weight


def _is_mono(families: str) -> bool:
    """Whether a list of families is the generic `monospace` alone, which is set smaller."""
    return families.strip().lower() == "monospace"


def _family(text: str, _: bool) -> Iterator[tuple[str, Value]]:
    yield "mono", _is_mono(text)


def _word(name: str, words: frozenset[str]) -> Callable[[str, bool], Iterator[tuple[str, Value]]]:
    def read(text: str, _: bool) -> Iterator[tuple[str, Value]]:
        if text.lower() in words:
            yield name, text.lower()

    return read


def _opacity(text: str, _: bool) -> Iterator[tuple[str, Value]]:
    if found := re.fullmatch(r"(\d*\.?\d+)(%)?", text):
        yield "opacity", min(1.0, float(found[1]) / (100 if found[2] else 1))


def _decoration(text: str, _: bool) -> Iterator[tuple[str, Value]]:
    words = text.lower().split()
    known = ("none", "underline", "overline", "line-through", "blink")
    if any(one in known for one in words):
        yield "underline", "underline" in words


def _border(text: str, _: bool) -> Iterator[tuple[str, Value]]:
    words = text.lower().split()
    drawn = [one for one in words if one in _DRAWN]
    yield "edge", bool(drawn) and not any(re.fullmatch(r"0(px)?", one) for one in words)


def _measured(name: str) -> Callable[[str, bool], Iterator[tuple[str, Value]]]:
    def read(text: str, quirks: bool) -> Iterator[tuple[str, Value]]:
        low = text.lower()
        if low in ("auto", "none"):
            yield name, Length(0, "auto")
        elif found := length(low, quirks):
            yield name, found

    return read


def _padding(text: str, quirks: bool) -> Iterator[tuple[str, Value]]:
    found = [one for word in text.split() if (one := length(word, quirks))]
    if found and len(found) == len(text.split()) <= 4:
        yield "pad-top", found[0]
        yield "pad-bottom", found[2 if len(found) > 2 else 0]


def _clipped(text: str, _: bool) -> Iterator[tuple[str, Value]]:
    yield "clipped", text.lower().split()[:1] not in (["visible"], [])


def _blend(text: str, _: bool) -> Iterator[tuple[str, Value]]:
    yield "blend", text.lower() != "normal"


def _hidden_in_word(text: str, _: bool) -> Iterator[tuple[str, Value]]:
    yield "mso-hide", text.lower() == "all"


READ: dict[str, Callable[[str, bool], Iterator[tuple[str, Value]]]] = {
    "color": _ink,
    "background-color": _ground,
    "background-image": _picture,
    "background": _background,
    "font-size": _size,
    "font-weight": _weight,
    "font-family": _family,
    "line-height": _line,
    "font": _font,
    "display": _word("display", _DISPLAYS),
    "visibility": _word("visibility", frozenset(["visible", "hidden", "collapse"])),
    "position": _word("position", _names("static relative absolute fixed sticky")),
    "text-align": _word("align", _ALIGNED),
    "text-transform": _word("transform", _names("none uppercase lowercase capitalize full-width")),
    "opacity": _opacity,
    "text-decoration": _decoration,
    "text-decoration-line": _decoration,
    "border": _border,
    "border-bottom": _border,
    "width": _measured("width"),
    "max-width": _measured("max-width"),
    "height": _measured("height"),
    "max-height": _measured("max-height"),
    "left": _measured("left"),
    "top": _measured("top"),
    "padding": _padding,
    "padding-top": _measured("pad-top"),
    "padding-bottom": _measured("pad-bottom"),
    "overflow": _clipped,
    "mix-blend-mode": _blend,
    "mso-hide": _hidden_in_word,
}
"""The properties that decide how text is seen, and how the value of each is read."""

_LONG = {
    "color": ("color",),
    "background": ("ground", "picture"),
    "background-color": ("ground",),
    "background-image": ("picture",),
    "font": ("size", "weight", "line", "mono"),
    "font-size": ("size",),
    "font-weight": ("weight",),
    "font-family": ("mono",),
    "line-height": ("line",),
    "text-align": ("align",),
    "text-transform": ("transform",),
    "text-decoration": ("underline",),
    "text-decoration-line": ("underline",),
    "border": ("edge",),
    "border-bottom": ("edge",),
    "padding": ("pad-top", "pad-bottom"),
    "padding-top": ("pad-top",),
    "padding-bottom": ("pad-bottom",),
    "overflow": ("clipped",),
    "mix-blend-mode": ("blend",),
}
