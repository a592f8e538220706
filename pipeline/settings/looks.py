"""Reading a theme's tokens. None of them can break out of the CSS that it is written into."""

from __future__ import annotations

import re

from pipeline.colour import COLOUR
from pipeline.settings.setting import Setting, quoted
from pipeline.settings.texts import line

GENERIC = ("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui")
RANGES = {
    "text_size": (16, 24),
    "title_size": (22, 48),
    "heading_size": (18, 36),
    "small_size": (14, 18),
    "side": (0, 64),
    "radius": (0, 48),
    "width": (320, 800),
}
SPACE = (0, 120)
FACTOR = (1, 2.5)

_SHORT_COLOUR = re.compile(r"#([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])")
_BARE_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_IDENTIFIER = re.compile(r"-?[A-Za-z][A-Za-z0-9-]*")
_PX = re.compile(r"([0-9]{1,4})(?:px)?")
_TOKEN = re.compile(r"[^<>{};\"\\]+")
_PAIR = re.compile(r"(\w+) on (\w+)")


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
    return f"{_whole(setting, low, high, f'for example {(low + high) // 2}')}px"


def space(setting: Setting) -> int:
    """A whole number of pixels above a block."""
    return _whole(setting, *SPACE, "for example 20")


def _whole(setting: Setting, low: int, high: int, hint: str) -> int:
    found = _PX.fullmatch(setting.value) if isinstance(setting.value, str) else None
    value = int(found[1]) if found else setting.value
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise setting.wrong(f"a whole number of pixels, {low} to {high}", hint)
    return value


def factor(setting: Setting) -> str:
    """A number that a size is multiplied by, as text."""
    low, high = FACTOR
    try:
        value = float(setting.value)
    except (TypeError, ValueError):
        value = 0.0
    if isinstance(setting.value, bool) or not low <= value <= high:
        raise setting.wrong(f"a number from {low} to {high}", "for example 1.6")
    return f"{value:g}"


def token(setting: Setting) -> str:
    """Whatever a theme's own templates use; it cannot end a declaration, a rule or an attribute."""
    value = line(setting)
    if not _TOKEN.fullmatch(value):
        raise setting.wrong(
            "text that CSS can hold", "leave out quotes, braces, semicolons and backslashes"
        )
    return value


def pairs(setting: Setting) -> tuple[tuple[str, str], ...]:
    """Names of colours: words, and the ground that they stand on."""
    if not isinstance(setting.value, list):
        raise setting.wrong("a list of pairs", 'write pairs = ["text on page"]')
    return tuple(_pair(setting.at(index)) for index in range(len(setting.value)))


def _pair(setting: Setting) -> tuple[str, str]:
    found = _PAIR.fullmatch(line(setting))
    if not found:
        raise setting.wrong("two colours", 'write "text on page"')
    return found[1], found[2]
