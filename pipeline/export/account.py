"""What a person says of their account at a service: from the settings, and from `--set`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from pipeline.errors import Place, SettingsError, UsageError
from pipeline.export.dialect import Dialect, Setting
from pipeline.export.services import SERVICES
from pipeline.secrets import OF_SERVICES, is_secret, looks_secret, unshown

NOWHERE: Mapping[str, Place] = {}
SHOWN = 40  # characters of a name that an error shows


def settings_of(
    dialect: Dialect,
    export: Mapping[str, Mapping[str, str]],
    given: Mapping[str, str],
    places: Mapping[str, Place] = NOWHERE,
) -> dict[str, str]:
    """The settings of an account: those given, laid over the service's table in the project.

    A name given may begin with its service, `kit.tag_id`: it is then for that service alone. An
    empty value takes one away. `places` says where tables (`kit`) and settings (`kit.tag_id`)
    stand. Raises SettingsError for a table of no service and for an unknown name in this one's,
    UsageError for an unknown name that is given; either for what looks like a secret, which is
    never shown.
    """
    _check_services(export, places)
    told = export.get(dialect.name, {})
    for name, value in told.items():
        place = places.get(f"{dialect.name}.{name}")
        if _is_secret(name, value):
            raise SettingsError(
                f"export.{dialect.name}.{_short(name)} looks like a secret",
                place=unshown(place) if place else None,
                hint=OF_SERVICES,
            )
        if name not in _names(dialect):
            message = f"{dialect.title} has no setting {_short(name)}"
            raise SettingsError(message, place=place, hint=_meant(dialect, name))
    found = {**told, **_given(dialect, given)}
    return {name: value for name, value in found.items() if value}


def given_to(dialect: Dialect, given: Mapping[str, str]) -> frozenset[str]:
    """The names of the settings that the command line gave a service, rather than the project."""
    return frozenset(name for name, value in _given(dialect, given).items() if value)


def missing(dialect: Dialect, settings: Mapping[str, str]) -> tuple[Setting, ...]:
    """The settings that a service needs and that nobody gave."""
    return tuple(one for one in dialect.settings if one.needed and not settings.get(one.name))


def _check_services(names: Iterable[str], places: Mapping[str, Place]) -> None:
    """Raise SettingsError for a table that is named like no service."""
    for name in names:
        if name not in SERVICES:
            raise SettingsError(
                f"there is no service {_short(name)}",
                place=places.get(name),
                hint=_nearest(name, SERVICES) or f"one of {', '.join(SERVICES)}",
            )


def _given(dialect: Dialect, given: Mapping[str, str]) -> dict[str, str]:
    """What `--set` says to this service. Raises UsageError."""
    found = {}
    for asked, value in given.items():
        service, dot, name = asked.partition(".")
        if _is_secret(name if dot else asked, value) or looks_secret(asked):
            raise UsageError("--set: this looks like a secret", hint=OF_SERVICES)
        if dot and service not in SERVICES:
            near = _nearest(service, SERVICES)
            raise UsageError(
                f"--set {_short(asked)}: there is no such service",
                hint=f"{near}.{_short(name)}=…" if near else "--set NAME=VALUE",
            )
        if dot and service != dialect.name:
            continue
        name = name if dot else asked
        if name not in _names(dialect):
            raise UsageError(
                f"--set {_short(name)}: {dialect.title} has no such setting",
                hint=_meant(dialect, name),
            )
        found[name] = _line(name, value)
    return found


def _is_secret(name: str, value: str) -> bool:
    return is_secret(name) or looks_secret(value) or looks_secret(name)


def _line(name: str, value: str) -> str:
    """A value on one line. Raises UsageError for control characters."""
    if any(unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") for one in value.strip()):
        raise UsageError(
            f"--set {name}: the value holds a line break or control character",
            hint="write it on one line, in plain characters",
        )
    return value.strip()


def _names(dialect: Dialect) -> list[str]:
    return [one.name for one in dialect.settings]


def _meant(dialect: Dialect, name: str) -> str:
    """The nearest setting, or all of them."""
    names = _names(dialect)
    if not names:
        return f"{dialect.title} needs none: leave it out"
    return _nearest(name, names) or f"one of {', '.join(names)}"


def _nearest(name: str, names: Iterable[str]) -> str:
    return next(iter(get_close_matches(name.lower(), list(names), 1, 0.5)), "")


def _short(name: str) -> str:
    return name if len(name) <= SHOWN else f"{name[: SHOWN - 1]}…"
