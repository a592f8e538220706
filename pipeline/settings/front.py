"""Front matter as other site generators write it, in the shape that the settings have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.errors import Place
from pipeline.settings.foreign import FOREIGN
from pipeline.settings.places import Path
from pipeline.settings.setting import Setting

OURS = ("name", "role", "about", "url", "photo")
"""What we know of an author."""
THEIRS = {
    "name": "name",
    "role": "role",
    "job_title": "role",
    "bio": "about",
    "about": "about",
    "url": "url",
    "website": "url",
}
"""What other programs call it. A photo is none: their paths are of their own folders."""


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
    """One author as told; several, or a table of another program's, as far as it is ours.

    Other programs put more into such a table, and their links may be of any kind.
    """
    if isinstance(value, list) and len(value) == 1:
        return _author(value[0])
    if isinstance(value, list):
        names = [_name(each) for each in value]
        return ", ".join(names) if all(isinstance(name, str) for name in names) else value
    if not isinstance(value, dict) or "name" not in value or set(value) <= set(OURS):
        return value
    taken = {ours: value[theirs] for theirs, ours in THEIRS.items() if theirs in value}
    return {name: each for name, each in taken.items() if name != "url" or _is_link(each)}


def _name(author: Any) -> Any:
    return author["name"] if isinstance(author, dict) and "name" in author else author


def _is_link(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("https://")
