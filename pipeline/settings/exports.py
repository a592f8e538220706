"""Reading what is said of accounts at sending services: ids and names, never a key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipeline.errors import Place, SettingsError
from pipeline.model import Field
from pipeline.secrets import OF_SERVICES, is_secret, looks_secret, unshown
from pipeline.settings.export_keys import FIELDS
from pipeline.settings.setting import Setting
from pipeline.settings.texts import line

LARGEST = 10**18
_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}(?:\.[A-Za-z_][A-Za-z0-9_]{0,99})*")


def account(setting: Setting) -> str:
    """A setting of an account as text, a list with commas between. Never a secret.

    Numbers may stand without quotes.
    """
    if isinstance(setting.value, list):
        return ", ".join(_one(setting.at(index)) for index in range(len(setting.value)))
    return _one(setting)


def _one(setting: Setting) -> str:
    value = setting.value
    name = next(one for one in reversed(setting.path) if isinstance(one, str))
    if is_secret(name) or (isinstance(value, str) and looks_secret(value)):
        raise SettingsError(
            f"{setting.name} looks like a secret", place=unshown(setting.place), hint=OF_SERVICES
        )
    if isinstance(value, bool) or not isinstance(value, str | int) or _is_huge(value):
        raise setting.wrong("text or a whole number", "put it in quotes")
    return line(Setting(str(value), setting.path, setting.places))


def _is_huge(value: str | int) -> bool:
    return isinstance(value, int) and abs(value) > LARGEST


def service_field(setting: Setting) -> str:
    """What a service calls a field: a name that no template language reads as more."""
    value = line(setting)
    if looks_secret(value):
        raise SettingsError(
            f"{setting.name} looks like a secret", place=unshown(setting.place), hint=OF_SERVICES
        )
    if not _FIELD.fullmatch(value):
        raise setting.wrong(
            "a service's name for a field: letters, digits, _ and dots", 'for example "FNAME"'
        )
    return value


def accounts(told: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """The settings of each service's account: service → name → value."""
    return {
        service: {name: value for name, value in table.items() if name != FIELDS}
        for service, table in told.items()
    }


def service_fields(
    told: Mapping[str, Mapping[str, Any]], known: Mapping[str, Field], setting: Setting
) -> dict[str, dict[str, str]]:
    """What each service calls our fields: service → field → its name there.

    Raises SettingsError for a field that there is not. `setting` is the table `[export]`.
    """
    found = {service: dict(table.get(FIELDS, {})) for service, table in told.items()}
    for service, names in found.items():
        for name in names:
            if name not in known:
                raise _unknown(setting.at(service).at(FIELDS).at(name), name, known)
    return {service: names for service, names in found.items() if names}


def places(told: Mapping[str, Mapping[str, Any]], setting: Setting) -> dict[str, Place]:
    """Where each service's table and each of its settings stand: `kit`, `kit.tag_id`."""
    found = {}
    for service, table in told.items():
        found[service] = setting.at(service).place
        for name in table:
            if name != FIELDS:
                found[f"{service}.{name}"] = setting.at(service).at(name).place
    return found


def _unknown(setting: Setting, name: str, known: Mapping[str, Field]) -> SettingsError:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), known, 1)
    hint = near[0] if near else f"our name stands left; declare it under [fields.{name}]"
    return setting.error(f"there is no field {name}", hint)
