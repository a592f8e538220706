"""A series' settings: what an article says laid over what the project says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.errors import Place
from pipeline.model import PartSettings, SeriesSettings
from pipeline.settings.setting import Setting


def series(told: Mapping[str, Any], place: Place, under: SeriesSettings) -> SeriesSettings:
    """The settings told, laid over others; `place` is that of the table."""
    return replace(under, **told, place=place) if told else under


def parts(told: Sequence[Mapping[str, Any]], setting: Setting) -> tuple[PartSettings, ...]:
    """What is said of each part. Raises SettingsError for none, and for an id used twice."""
    if not told:
        raise setting.error("series.parts is empty", "take it out, or write [[series.parts]]")
    _check_ids(told, setting)
    return tuple(
        PartSettings(**part, place=setting.at(index).place) for index, part in enumerate(told)
    )


def _check_ids(told: Sequence[Mapping[str, Any]], setting: Setting) -> None:
    seen: dict[str, int] = {}
    for number, part in enumerate(told, 1):
        name = part.get("id", "")
        if name and name in seen:
            raise (
                setting.at(number - 1)
                .at("id")
                .error(
                    f"parts {seen[name]} and {number} have the same id, {name}",
                    "give each part an id of its own",
                )
            )
        seen[name] = number
