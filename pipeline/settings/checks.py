"""Reading settings of checks: names, severities, mail programs, shares of readers, ignores."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.model import CheckSettings, Ignore, Severity
from pipeline.settings.setting import Setting
from pipeline.settings.texts import choice, line

SEVERITIES = (*(one.value for one in Severity), "off")
FAIL_ON = (*(one.value for one in Severity), "never")
HIGHEST_GRADE = 20
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)?")


def name(setting: Setting) -> str:
    """A check's name, or a family's. Whether it is there `project` sees: here it has the shape."""
    value = line(setting)
    if not _NAME.fullmatch(value):
        raise setting.wrong("a check or a family of checks", 'for example "link/insecure"')
    return value


def names(setting: Setting) -> tuple[str, ...]:
    """A list of checks and families."""
    return tuple(name(one) for one in _each(setting, '["link", "words/grade"]'))


def severity(setting: Setting) -> str:
    """How hard a check is, or "off"."""
    return choice(setting, SEVERITIES)


def fail_on(setting: Setting) -> str:
    """The severity from which on a check fails, or "never"."""
    return choice(setting, FAIL_ON)


def clients(setting: Setting) -> tuple[str, ...]:
    """A list of mail programs or their families."""
    return tuple(_client(one) for one in _each(setting, '["gmail", "outlook"]'))


def share(setting: Setting) -> float:
    """A share of the readers, 0 to 1; its key is a mail program or a family."""
    if setting.path[-1] == "all":
        raise setting.error("not all mail programs have one share", "name one, such as gmail")
    _client(Setting(setting.path[-1], setting.path, setting.places))
    return _number(setting, 0, 1, "a share from 0 to 1", f"write {setting.path[-1]} = 0.25")


def grade(setting: Setting) -> float:
    """A reading grade, in years of school."""
    wished = f"a number from 1 to {HIGHEST_GRADE}"
    return _number(setting, 1, HIGHEST_GRADE, wished, "write grade = 9")


def ignores(told: Sequence[Mapping[str, str]], setting: Setting) -> tuple[Ignore, ...]:
    """The ignores of a list of tables. Raises SettingsError for one without rule or reason."""
    return tuple(_ignore(one, setting.at(index)) for index, one in enumerate(told))


def check(told: Mapping[str, Any], setting: Setting) -> CheckSettings:
    """The project's settings of checks; `setting` is their table."""
    rest = {key: value for key, value in told.items() if key not in ("ignore", "severity")}
    found = told.get("ignore", ())
    return CheckSettings(
        **rest,
        ignores=ignores(found, setting.at("ignore")) if found else (),
        severities=told.get("severity", {}),
    )


def _ignore(told: Mapping[str, str], setting: Setting) -> Ignore:
    for key, example in (("rule", "link/insecure"), ("reason", "the museum has no https")):
        if not told.get(key):
            raise setting.error(f"this ignore has no {key}", f'write {key} = "{example}"')
    place = setting.at("rule").place
    return Ignore(told["rule"], told["reason"], told.get("contains", ""), None, place)


def _each(setting: Setting, example: str) -> list[Setting]:
    if not isinstance(setting.value, list):
        raise setting.wrong("a list", f"write {setting.path[-1]} = {example}")
    return [setting.at(index) for index in range(len(setting.value))]


def _client(setting: Setting) -> str:
    from pipeline.clients import chosen

    value = line(setting)
    try:
        chosen((value,))
    except ValueError as error:
        message, _, near = str(error).partition("; did you mean ")
        raise setting.error(
            message, near.rstrip("?") or "a family, such as gmail, outlook or apple-mail"
        ) from None
    return value


def _number(setting: Setting, low: float, high: float, wished: str, hint: str) -> float:
    value = setting.value
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not low <= value <= high:
        raise setting.wrong(wished, hint)
    return float(value)
