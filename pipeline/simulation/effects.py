"""Notes on CSS by which a declaration is not dropped, but done otherwise: what comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from pipeline.check.features import hits
from pipeline.check.features.css_names import SYSTEM_FONTS, names
from pipeline.styles import Declaration

Effect: TypeAlias = Callable[[Declaration], str | None]
"""What stands in the place of a declaration: None if it stays, "" if it is dropped."""

_LENGTH = re.compile(r"(\d*\.?\d+)(px|pt)", re.IGNORECASE)
_AUTO = re.compile(r"\bauto\b", re.IGNORECASE)
_URL = re.compile(r"url\((?:\"[^\"]*\"|'[^']*'|[^)]*)\)", re.IGNORECASE)
_KIND = re.compile(r"\b(?:inside|outside)\b", re.IGNORECASE)
_WIDEST = 8  # px that Word draws of a border


def stays(one: Declaration) -> str | None:  # noqa: ARG001
    """It stays as it is; only told."""
    return None


def _written(one: Declaration, value: str, name: str = "") -> str:
    value = value.strip()
    end = " !important" if one.important else ""
    return f"{name or one.name}:{value}{end};" if value else ""


def _top(one: Declaration) -> list[Any]:
    """The tokens of its value, spaces and comments left out."""
    return [each for each in one.tokens if each.type not in ("whitespace", "comment")]


def _narrower(one: Declaration) -> str:
    """Borders no wider than 8 px."""

    def least(found: re.Match[str]) -> str:
        wide = float(found[1]) * (4 / 3 if found[2].lower() == "pt" else 1) > _WIDEST
        return f"{_WIDEST}px" if wide else found[0]

    return _written(one, _LENGTH.sub(least, one.value))


def _normal_or_bold(one: Declaration) -> str:
    weights = [each.value for each in _top(one) if each.type == "number"]
    return _written(one, "bold" if weights and weights[0] >= 600 else "normal")


def _least_height(one: Declaration) -> str:
    return _written(one, one.value, "min-height")


def _not_centred(one: Declaration) -> str:
    return _written(one, _AUTO.sub("0", one.value))


def _colour_only(one: Declaration) -> str:
    """Of a background the colour: what is no image, no place and no repetition."""
    found = [each for each in _top(one) if each.type in ("hash", "ident", "function")]
    plain = [each.serialize() for each in found if _is_colour(each)]
    return _written(one, plain[-1] if plain else "", "background-color")


_NO_COLOURS = frozenset(
    names("""
none repeat repeat-x repeat-y no-repeat space round scroll fixed local center left right top bottom
cover contain auto border-box padding-box content-box
""")
)


def _is_colour(token: Any) -> bool:
    if token.type == "ident":
        return token.lower_value not in _NO_COLOURS
    return token.type == "hash" or hits.calls(token) in ("rgb", "rgba", "hsl", "hsla")


def _bullet_only(one: Declaration) -> str:
    return _written(one, _KIND.sub("", _URL.sub("", one.value)))


def _no_image(one: Declaration) -> str:
    return _written(one, _URL.sub("", one.value))


def _known_fonts(one: Declaration) -> str | None:
    """A list of fonts without those of the system, which are passed over."""
    fonts = [each.strip() for each in one.value.split(",")]
    known = [each for each in fonts if each.lower() not in SYSTEM_FONTS]
    return _written(one, ", ".join(known)) if one.name == "font-family" else None


def _undefined(one: Declaration) -> str | None:
    """Variables are not set; what reads them falls back."""
    return "" if one.name.startswith("--") else None


EFFECTS: Mapping[tuple[str, int], Effect] = {
    ("css-background", 3): _colour_only,
    ("css-border", 1): _narrower,
    ("css-font-weight", 2): _normal_or_bold,
    ("css-height", 1): _least_height,
    ("css-letter-spacing", 1): stays,
    ("css-letter-spacing", 2): stays,
    ("css-list-style", 2): _bullet_only,
    ("css-list-style", 3): _no_image,
    ("css-margin", 3): stays,
    ("css-margin", 4): _not_centred,
    ("css-overflow", 1): stays,
    ("css-pseudo-class-target", 2): stays,
    ("css-selector-chaining", 3): stays,
    ("css-table-layout", 1): stays,
    ("css-variables", 1): _undefined,
}
"""By feature and number of the note; what is not here drops its declaration."""

WHOLE = frozenset([("css-rgb", 3), ("css-rgba", 2), ("css-modern-color", 2)])
"""Notes of Gmail by which the style attribute or the style block goes with the declaration."""


BY_FEATURE: Mapping[str, Effect] = {"css-sytem-ui": _known_fonts}
"""What comes of a declaration whatever the note."""


def effect(feature: str, notes: tuple[int, ...]) -> Effect | None:
    """What comes of a declaration by the notes that hit it; None if it is dropped."""
    if feature in BY_FEATURE:
        return BY_FEATURE[feature]
    found = [EFFECTS.get((feature, one)) for one in notes]
    if not found or any(one is None for one in found):
        return None
    changes = [one for one in found if one is not stays]
    return changes[0] if changes else stays
