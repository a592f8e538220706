"""Fields and the people who fill them in previews."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pipeline.errors import SettingsError
from pipeline.model import Field, FieldKind
from pipeline.settings import texts
from pipeline.settings.setting import Setting, quoted
from pipeline.slots import BUILT_IN

LARGEST = 10**18

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*")
# What slots.url lets into a mail.
_LINK = re.compile(r"(?i)(?:https://[^/?#\s]|mailto:[^\s])\S*")


def fields(declared: Mapping[str, Mapping[str, Any]], settings: Setting) -> dict[str, Field]:
    """The built-in fields and the project's own, by name."""
    own = {name: _field(name, declared[name], settings.at("fields").at(name)) for name in declared}
    return {**BUILT_IN, **own}


def _field(name: str, told: Mapping[str, Any], table: Setting) -> Field:
    if not _NAME.fullmatch(name):
        better = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
        raise table.error(
            f"{quoted(name)} cannot be a field's name",
            f"small letters, digits and _, a letter first: {better}"
            if _NAME.fullmatch(better)
            else "small letters, digits and _, a letter first",
        )
    built_in = BUILT_IN.get(name)
    kind = FieldKind(told.get("kind", built_in.kind if built_in else FieldKind.TEXT))
    if built_in and kind is not built_in.kind:
        raise table.at("kind").error(
            f"the field {name} is there already, and of kind {quoted(built_in.kind)}",
            "leave out its kind, or give your field another name",
        )
    default = _value(told["default"], kind) if "default" in told else ""
    return Field(name, kind, default or (built_in.default if built_in else ""))


def samples(
    people: Iterable[Mapping[str, Setting]], known: Mapping[str, Field]
) -> tuple[dict[str, str], ...]:
    """The sample people: field → value."""
    return tuple(
        {name: _value(value, _known(name, value, known).kind) for name, value in person.items()}
        for person in people
    )


def _known(name: str, value: Setting, known: Mapping[str, Field]) -> Field:
    if name in known:
        return known[name]
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), known, 1)
    raise value.error(
        f"there is no field {name}",
        near[0] if near else f"declare it under [fields.{name}]",
    )


def _value(setting: Setting, kind: FieldKind) -> str:
    """A field's value as text. Numbers and dates may stand without quotes."""
    value = setting.value
    if isinstance(value, bool) or (isinstance(value, int) and abs(value) > LARGEST):
        raise setting.wrong("text, a number or a date", "put it in quotes")
    if isinstance(value, int | float):
        value = str(value)
    elif isinstance(value, date):
        value = value.isoformat()
    read = texts.line(Setting(value, setting.path, setting.places))
    if read:
        _check(setting, read, kind)
    return read


def _check(setting: Setting, value: str, kind: FieldKind) -> None:
    if kind is FieldKind.URL and not _LINK.fullmatch(value):
        raise _misfit(setting, "an https or mailto link", '"https://example.org/page"')
    if kind is FieldKind.NUMBER and not _NUMBER.fullmatch(value):
        raise _misfit(setting, "a number", "3")
    if kind is FieldKind.DATE and not _is_date(value):
        raise _misfit(setting, "a date", '"2026-03-01": year, month, day')


def _misfit(setting: Setting, expected: str, example: str) -> SettingsError:
    return setting.wrong(f"{expected}, as its field's kind says", f"for example {example}")


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return len(value) == len("2026-03-01")
