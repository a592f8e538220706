"""Reading a theme's tokens. None of them can break out of the CSS that it is written into."""

from __future__ import annotations

import re

from pipeline.settings.colours import COLOUR
from pipeline.settings.setting import Setting, quoted
from pipeline.settings.texts import line

GENERIC = ("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui")
RANGES = {"radius": (0, 48), "width": (320, 800)}

_SHORT_COLOUR = re.compile(r"#([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])")
_BARE_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_IDENTIFIER = re.compile(r"-?[A-Za-z][A-Za-z0-9-]*")
_PX = re.compile(r"([0-9]{1,4})(?:px)?")


def colour(setting: Setting) -> str:
    """A colour as six hexadecimal digits, as it was written."""
    value = line(setting)
    if not COLOUR.fullmatch(value):
        raise setting.wrong("a colour of six digits", _colour_instead(value))
    return value


def _colour_instead(value: str) -> str:
    short = _SHORT_COLOUR.fullmatch(value)
    if short:
        return quoted("#" + "".join(digit * 2 for digit in short.groups()))
    return quoted(f"#{value}") if _BARE_HEX.fullmatch(value) else 'for example "#2F6F6A"'


def fonts(setting: Setting) -> str:
    """Font names as CSS lists them: names of several words in single quotes, a generic one last."""
    names = [name.strip().strip("'\"").strip() for name in _listed(setting)]
    for name in names:
        if not name or not all(letter.isalnum() or letter in " -" for letter in name):
            raise setting.error(
                f"{setting.name} holds a font name that is none: {quoted(name)}",
                f'letters, digits, spaces and hyphens: {setting.path[-1]} = "Georgia, serif"',
            )
    if names[-1].lower() not in GENERIC:
        raise setting.error(
            f"{setting.name} does not end with a generic font",
            quoted(", ".join([*names, "sans-serif"])) + " (or serif, or monospace)",
        )
    return ", ".join(name if _IDENTIFIER.fullmatch(name) else f"'{name}'" for name in names)


def _listed(setting: Setting) -> list[str]:
    if isinstance(setting.value, list):
        return [line(setting.at(index)) for index in range(len(setting.value))] or [""]
    return line(setting).split(",")


def pixels(setting: Setting) -> str:
    """A whole number of pixels, as "8px"."""
    low, high = RANGES[str(setting.path[-1])]
    found = _PX.fullmatch(setting.value) if isinstance(setting.value, str) else None
    value = int(found[1]) if found else setting.value
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise setting.wrong(
            f"a whole number of pixels, {low} to {high}", f"for example {high // 2}"
        )
    return f"{value}px"
