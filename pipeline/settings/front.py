"""Front matter as other site generators write it, in the shape that the settings have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.errors import Place
from pipeline.settings.foreign import FOREIGN
from pipeline.settings.places import Path
from pipeline.settings.setting import Setting


def front_setting(
    front: Mapping[str, Any], places: Callable[[str], Place] | None, file: str
) -> Setting:
    """Front matter as a setting: other generators' keys and empty values left out.

    `places` gives the place of a key at the top; what is inside a key stands at its place.
    """

    def place(path: Path) -> Place:
        return places(str(path[0])) if places and path else Place(file)

    kept = {name: value for name, value in front.items() if name.lower() not in FOREIGN}
    values = _given(kept)
    if "author" in values:
        values["author"] = _author(values["author"])
    return Setting(values, (), place)


def _given(value: Any) -> Any:
    """The value as plain dicts and lists, without keys that have no value."""
    if isinstance(value, Mapping):
        return {str(name): _given(each) for name, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_given(each) for each in value]
    return value


def _author(value: Any) -> Any:
    """Several authors, or an author told as a table, as one line."""
    if isinstance(value, dict) and "name" in value:
        return value["name"]
    if isinstance(value, list):
        names = [_author(each) for each in value]
        return ", ".join(names) if all(isinstance(name, str) for name in names) else value
    return value
