"""What the environment says of the way that mails leave."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import replace

from pipeline.errors import SettingsError
from pipeline.model import Send

HOST = "LETTERLOOM_SMTP_HOST"
PROGRAM = "LETTERLOOM_SENDMAIL"
_PORT = "LETTERLOOM_SMTP_PORT"
_SECURITY = "LETTERLOOM_SMTP_SECURITY"
_SECURITIES = ("tls", "starttls", "none")


def from_environment(said: Send, environ: Mapping[str, str]) -> Send:
    """The settings of sending with the environment's over them.

    Where it names a server or a program, only it counts; else it may add a user, and the address
    that the mails come from. Raises SettingsError for what cannot be.
    """
    own = environ.get
    if own(HOST) or own(PROGRAM):
        if own(HOST) and own(PROGRAM):
            raise _wrong(PROGRAM, f"mails leave one way, and {HOST} is set", f"unset {PROGRAM}")
        said = Send(
            host=_host(own(HOST, "")),
            port=_port(own(_PORT, "")),
            security=_security(own(_SECURITY, "")),
            ca_file=own("LETTERLOOM_SMTP_CA_FILE", ""),
            sendmail=_command(own(PROGRAM, "")),
        )
    return replace(
        said,
        user=_one_line("LETTERLOOM_SMTP_USER", environ) or said.user,
        address=_one_line("LETTERLOOM_SMTP_FROM", environ) or said.address,
    )


def _host(value: str) -> str:
    host = value.strip().strip("[]")
    if "@" in host or "/" in host or (host and not host.isprintable()) or " " in host:
        raise _wrong(HOST, "it is a server's name alone", "such as smtp.example.org")
    return host


def _port(value: str) -> int:
    if not value.strip():
        return 0
    if not (value.strip().isdecimal() and value.isascii() and 0 < int(value[:9]) < 65536):
        raise _wrong(_PORT, "it is no port", "587, 465, or what your provider says")
    return int(value)


def _security(value: str) -> str:
    found = value.strip().lower()
    if found and found not in _SECURITIES:
        raise _wrong(_SECURITY, "there is no such encryption", f"one of {', '.join(_SECURITIES)}")
    return found


def _command(value: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(value))
    except ValueError:
        raise _wrong(PROGRAM, "a quote in it has no end", "/usr/sbin/sendmail -i") from None


def _one_line(name: str, environ: Mapping[str, str]) -> str:
    value = environ.get(name, "").strip()
    if value and not value.isprintable():
        raise _wrong(name, "it holds a control character", "set it to one plain line")
    return value


def _wrong(name: str, message: str, hint: str) -> SettingsError:
    """The error for a variable; its value is not shown, since people mix them up."""
    return SettingsError(f"the environment variable {name}: {message}", hint=hint)
