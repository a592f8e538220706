"""`theme.toml`: what a theme says of itself, its tokens, its colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import Place, SettingsError, ThemeError
from pipeline.model import PAIRS
from pipeline.settings import document
from pipeline.settings.reading import read
from pipeline.settings.schema import OF_THEME
from pipeline.settings.setting import Setting

MODES = ("light", "dark")
_TABLES = ("tokens", "space", *MODES)


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """What a `theme.toml` says. `pairs` are all that are to be checked, `places` as a theme's."""

    name: str = ""
    description: str = ""
    tokens: Mapping[str, str] = field(default_factory=dict)
    space: Mapping[str, int] = field(default_factory=dict)
    light: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = PAIRS
    places: Mapping[str, Place] = field(default_factory=dict)

    def over(self, under: ThemeFile) -> ThemeFile:
        """These values, and those of another file where these are silent."""
        return ThemeFile(
            self.name,
            self.description,
            {**under.tokens, **self.tokens},
            {**under.space, **self.space},
            {**under.light, **self.light},
            {**under.dark, **self.dark},
            self.pairs,
            {**under.places, **self.places},
        )


def theme_file(text: str, file: str) -> ThemeFile:
    """A `theme.toml` read. Raises ThemeError with the line of the first mistake."""
    try:
        root = document.parse(text, file).root
        told = read(OF_THEME, root)
        _check_modes(root, told)
    except SettingsError as error:
        raise ThemeError(error.message, place=error.place, hint=error.hint) from None
    own = told.get("pairs", ())
    return ThemeFile(
        name=told.get("name", ""),
        description=told.get("description", ""),
        **{table: told.get(table, {}) for table in _TABLES},
        pairs=(*PAIRS, *(pair for pair in own if pair not in PAIRS)),
        places=_places(root, told),
    )


def _check_modes(root: Setting, told: Mapping[str, Any]) -> None:
    """A theme's own colours stand in both modes, and a pair is of colours that there are."""
    known = {name for name in OF_THEME.root.inside["light"].inside if name != "*"}
    for mode, other in (MODES, MODES[::-1]):
        for name in told.get(mode, {}):
            if name not in known and name not in told.get(other, {}):
                raise (
                    root.at(mode)
                    .at(name)
                    .error(
                        f"{mode} has a colour {name} and {other} has none",
                        f"add it under [{other}], or see whether it is spelled right",
                    )
                )
    known |= set(told.get("light", {}))
    for index, pair in enumerate(told.get("pairs", ())):
        for name in pair:
            if name not in known:
                raise (
                    root.at("pairs")
                    .at(index)
                    .error(f"there is no colour {name}", f"one of {', '.join(sorted(known))}")
                )


def _places(root: Setting, told: Mapping[str, Any]) -> dict[str, Place]:
    found = {name: root.places(("tokens", name)) for name in told.get("tokens", {})}
    for mode in MODES:
        found |= {f"{mode}.{name}": root.places((mode, name)) for name in told.get(mode, {})}
    return found
