"""Whether text can still be read where a colour or a background is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.check.features.css_scene import gone
from pipeline.colour.contrast import contrast, written
from pipeline.markup import Element, Text
from pipeline.styles import Declaration

LEGIBLE = 1.9
"""The contrast below which text is as good as not there."""
TEXTS = 12  # texts of an element that are looked at
GROUNDS = ("background", "background-color")

_ADDRESS = re.compile(r"url\((?:\"[^\"]*\"|'[^']*'|[^)]*)\)", re.IGNORECASE)
_PART = re.compile(r"[\w-]+\([^()]*\)|[^\s,()]+")

Styles = Mapping[int, Sequence[Declaration]]
"""The declarations of elements, by where they start; the last counts."""


def faint(element: Element, styles: Styles, dropped: Declaration | None) -> bool:
    """Whether some text of an element cannot be read by colours alone, less a declaration.

    Pictures are not painted; the colour beside a picture is.
    """
    for text in _texts(element):
        inside = text.parent or element
        if any(gone(styles.get(up.start, ())) for up in (inside, *inside.ancestors())):
            continue
        ink = _ink(inside, styles, dropped)
        if ink and contrast(ink, _ground(inside, styles, dropped)) < LEGIBLE:
            return True
    return False


def _texts(element: Element) -> Iterator[Text]:
    found = 0
    for node in element.nodes():
        if isinstance(node, Text) and node.data.strip():
            yield node
            found += 1
        if found == TEXTS:
            return


def _ink(element: Element, styles: Styles, dropped: Declaration | None) -> str:
    for one in (element, *element.ancestors()):
        found = _last(styles.get(one.start, ()), ("color",), dropped)
        if found:
            return found
        if one.name == "font" and (named := colour(one.get("color"))):
            return named
        if one.name == "a" and one.has("href"):
            return ""
    return "#000000"


def _ground(element: Element, styles: Styles, dropped: Declaration | None) -> str:
    for one in (element, *element.ancestors()):
        found = _last(styles.get(one.start, ()), GROUNDS, dropped)
        found = found or colour(one.get("bgcolor"))
        if found:
            return found
    return "#FFFFFF"


def _last(
    declarations: Iterable[Declaration], names: Sequence[str], dropped: Declaration | None
) -> str:
    found = ""
    for one in declarations:
        if one.name in names and one is not dropped:
            found = next((made for part in _split(one.value) if (made := colour(part))), found)
    return found


def _split(value: str) -> Sequence[str]:
    return _PART.findall(_ADDRESS.sub(" ", value)) if "(" in value else value.split()


@lru_cache(maxsize=1024)
def colour(value: str) -> str:
    """A colour of CSS as `#RRGGBB`; "" if it is none, or lets most of the ground through."""
    if not value or (not value.isalpha() and value[0] not in "#rRhH"):
        return ""
    import tinycss2.color3

    made = tinycss2.color3.parse_color(value)
    if made is None or isinstance(made, str) or made.alpha < 0.5:
        return ""
    red, green, blue = (round(255 * part) for part in (made.red, made.green, made.blue))
    return written(*(min(255, max(0, one)) for one in (red, green, blue)))
