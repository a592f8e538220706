"""Reading settings of sending. What may be a secret by mistake is never shown."""

from __future__ import annotations

import re

from pipeline.errors import SettingsError
from pipeline.secrets import ELSEWHERE, unshown
from pipeline.settings.send_keys import SECURITIES
from pipeline.settings.setting import Setting
from pipeline.settings.texts import choice, line

HIGHEST_PORT = 65535
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?|\[?[0-9a-fA-F:.]{{2,45}}\]?")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")


def host(setting: Setting) -> str:
    """The name of a mail server, or its address; "" for none."""
    value = line(setting)
    if "@" in value or "://" in value:
        raise SettingsError(
            f"{setting.name} is a server's name alone",
            place=unshown(setting.place),
            hint="a user's name belongs in send.user, a password in the environment",
        )
    if value and (len(value) > 253 or not _HOST.fullmatch(value)):
        raise setting.wrong("the name of a mail server", 'for example "smtp.example.org"')
    return value.strip("[]")


def port(setting: Setting) -> int:
    """A port's number."""
    value = setting.value
    number = isinstance(value, int) and not isinstance(value, bool)
    if not number or not 0 < value <= HIGHEST_PORT:
        raise setting.wrong("the number of a port", f"write {setting.path[-1]} = 587")
    return int(value)


def security(setting: Setting) -> str:
    """How a connection is encrypted."""
    return choice(setting, SECURITIES)


def variable(setting: Setting) -> str:
    """The name of an environment variable, in capitals: a password would hardly look like it."""
    value = setting.value
    if isinstance(value, str) and (not value or _VARIABLE.fullmatch(value)):
        return value
    raise SettingsError(
        f"{setting.name} must be the name of an environment variable, in capital letters",
        place=unshown(setting.place),
        hint=ELSEWHERE,
    )


def command(setting: Setting) -> tuple[str, ...]:
    """A program and its options, as a shell would take them apart; () for none."""
    import shlex

    value = line(setting)
    try:
        words = tuple(shlex.split(value))
    except ValueError:
        raise setting.wrong("a command", 'for example "/usr/sbin/sendmail -i"') from None
    return words


def file(setting: Setting) -> str:
    """A file's path within the project; "" for none."""
    value = line(setting)
    if value.startswith(("/", "~")) or "\\" in value or ".." in value.split("/"):
        raise setting.wrong("a file within the project", 'for example "our-ca.pem"')
    return value
