"""What elements look like by themselves (HTML Standard, 15.3), and what attributes say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.markup import Element
from pipeline.styles.colours import BLACK, Colour, Unread, html_colour
from pipeline.styles.values import Length, Value


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCK: Mapping[str, Value] = {"display": "block"}
_NONE: Mapping[str, Value] = {"display": "none"}
_BOLD: Mapping[str, Value] = {"weight": "bolder"}
_MONO: Mapping[str, Value] = {"mono": True}
_UNDERLINED: Mapping[str, Value] = {"underline": True}
_OWN: Mapping[str, Value] = {"color": Unread(), "ground": Unread(), "size": Length(13.333, "px")}
_HEADINGS = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
_NEVER = (
    "head style script title template noscript meta link base area param rp datalist iframe "
    "noframes noembed video audio canvas object select option dialog svg math"
)
_BLOCKS = (
    "html body address article aside blockquote center details dd dir div dl dt fieldset "
    "figcaption figure footer form header hgroup hr legend main menu nav ol p search section "
    "summary ul pre"
)

DEFAULTS: Mapping[str, Mapping[str, Value]] = {
    **dict.fromkeys(_BLOCKS.split(), _BLOCK),
    **dict.fromkeys(_NEVER.split(), _NONE),
    **{
        name: {"display": "block", "weight": 700.0, "size": Length(size, "em")}
        for name, size in _HEADINGS.items()
    },
    "center": {"display": "block", "align": "center"},
    "pre": {**_BLOCK, **_MONO},
    "listing": {**_BLOCK, **_MONO},
    "xmp": {**_BLOCK, **_MONO},
    "code": _MONO,
    "kbd": _MONO,
    "samp": _MONO,
    "tt": _MONO,
    "li": {"display": "list-item"},
    "b": _BOLD,
    "strong": _BOLD,
    "u": _UNDERLINED,
    "ins": _UNDERLINED,
    "small": {"size": Length(5 / 6, "em")},
    "sub": {"size": Length(5 / 6, "em")},
    "sup": {"size": Length(5 / 6, "em")},
    "big": {"size": Length(1.2, "em")},
    "rt": {"size": Length(0.5, "em")},
    "table": {"display": "table"},
    "caption": {"display": "table-caption", "align": "center"},
    "thead": {"display": "table-header-group"},
    "tbody": {"display": "table-row-group"},
    "tfoot": {"display": "table-footer-group"},
    "tr": {"display": "table-row"},
    "td": {"display": "table-cell"},
    "th": {"display": "table-cell", "weight": 700.0, "align": "-internal-center"},
    "mark": {"ground": Colour(255, 255, 0), "color": BLACK},
    "button": {**_OWN, "display": "inline-block", "align": "center", "weight": 400.0},
    "input": {**_OWN, "display": "inline-block", "weight": 400.0},
    "textarea": {**_OWN, "display": "inline-block", "weight": 400.0},
    "img": {"display": "inline"},
}
"""What a browser sets on elements by their names."""

QUIRKY_TABLE: Mapping[str, Value] = {
    "color": "page",
    "size": Length(16, "medium"),
    "weight": 400.0,
    "line": Length(1.2, "normal"),
    "align": "start",
}
"""What tables do not take from around them where a page has no doctype."""

HINTS = _names("bgcolor background color size align text link width height hidden href border")
"""The attributes that say how an element looks."""
_FONT_SIZES = (10, 13, 16, 18, 24, 32, 48)
_PLACED = _names("table img input iframe object embed hr applet legend")
_GROUNDED = _names("body table thead tbody tfoot tr td th")
_MEASURED = _names("table td th")


def hinted(element: Element) -> Iterator[tuple[str, Value]]:
    """What an element's attributes set."""
    name, given = element.name, element.attributes
    if name == "a" and "href" in given:
        yield from (("color", "link"), ("underline", True))
    if "hidden" in given:
        yield "display", "none"
    if name in _GROUNDED:
        yield from _ground(given)
    if name in ("font", "body"):
        yield from _letters(name, given)
    align = given.get("align", "").lower() if name not in _PLACED else ""
    if align in ("left", "right", "center", "justify", "middle"):
        yield "align", "center" if align == "middle" else align
    width = given.get("width", "").strip() if name in _MEASURED else ""
    if re.fullmatch(r"[0-9]+(px)?", width):
        yield "width", Length(float(width.removesuffix("px")), "px")


def _ground(given: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    if (ground := html_colour(given.get("bgcolor", ""))) is not None:
        yield "ground", ground
    if given.get("background"):
        yield "picture", True


def _letters(name: str, given: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    if (ink := html_colour(given.get("color" if name == "font" else "text", ""))) is not None:
        yield "color", ink
    if name == "font" and (size := _font_size(given.get("size", ""))):
        yield "size", size


def _font_size(text: str) -> Length | None:
    """A size from 1 to 7, or so many steps from 3."""
    found = re.match(r"\s*([+-]?)(\d{1,4})", text)
    if not found:
        return None
    number = int(found[2])
    number = 3 + number if found[1] == "+" else 3 - number if found[1] == "-" else number
    size = _FONT_SIZES[min(7, max(1, number)) - 1]
    return Length(size, "medium" if size == 16 else "px")
