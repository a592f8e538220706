"""One setting as it was found: its value, its path, the way to its place; and its mistakes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from pipeline.errors import Place, SettingsError
from pipeline.settings.places import Path

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Setting:
    """A value, where it stands among the settings, and where in the file."""

    value: Any
    path: Path
    places: Callable[[Path], Place]

    @property
    def name(self) -> str:
        """The path as people write it: `series.parts.title`."""
        return dotted(self.path)

    @property
    def place(self) -> Place:
        """Where it stands in its file."""
        return self.places(self.path)

    def at(self, name: str | int) -> Setting:
        """The setting inside this one, which is a table or a list."""
        return Setting(self.value[name], (*self.path, name), self.places)

    def error(self, message: str, hint: str) -> SettingsError:
        """The error that says something of this setting."""
        return SettingsError(message, place=self.place, hint=hint)

    def wrong(self, expected: str, hint: str) -> SettingsError:
        """The error that says what it must be and what it is."""
        return self.error(f"{self.name} must be {expected}, not {shown(self.value)}", hint)


def dotted(path: Path) -> str:
    """A path as people write it, without the numbers of list items."""
    return ".".join(name for name in path if isinstance(name, str))


def shown(value: Any) -> str:
    """A value as an error shows it: short, on one line."""
    match value:
        case str():
            text = quoted(_short(value))
        case bool():
            text = str(value).lower()
        case int() | float():
            text = f"the number {_number(value)}"
        case date() | time():
            text = value.isoformat()
        case Mapping():
            text = "a table"
        case list():
            text = "a list"
        case None:
            text = "nothing"
        case _:
            text = type(value).__name__
    return text


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _number(value: float) -> str:
    try:
        return _short(str(value))
    except ValueError:  # Python writes no number of more than 4,300 digits
        return "of very many digits"


def quoted(text: str) -> str:
    """Text as a TOML string, always on one line; what TOML cannot hold becomes U+FFFD."""
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    if category not in ("Cc", "Zl", "Zp"):
        return character
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character, f"\\u{ord(character):04X}")
