"""Through what a test mail leaves: a mail server or a program, from the environment or `[send]`.

What the environment says of a server or a program wins as a whole: where it names one, `[send]` is
passed over, so that nobody's project sends somebody's password to a server of its own. Secrets are
only ever names of environment variables here; they are read when somebody logs in.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import LetterloomError, Place, SettingsError
from pipeline.model import Project, Send
from pipeline.trying.advice import SET_UP
from pipeline.trying.environment import HOST, PROGRAM, from_environment

SUBMISSION, IMPLICIT, RELAY = 587, 465, 25
_FROM_MAIL = re.compile(r"-i*t[it]*")


@dataclass(frozen=True, slots=True)
class Account:
    """A way for mails to leave.

    Either `command`, a program with its options, or `host` with `port`. `security` is "tls",
    "starttls" or "none". Where `user` is set, they log in by `login`, "password" or "token", with
    the secret that stands in the environment variable `variable`. `ca_file` holds certificates to
    trust beside the system's. `address` is what the mails come from.
    """

    address: str
    host: str = ""
    port: int = 0
    security: str = ""
    user: str = ""
    login: str = ""
    variable: str = ""
    ca_file: Path | None = None
    command: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def through(self) -> str:
        """The way in words: "smtp.example.org, port 587, STARTTLS, as hello@example.org"."""
        if self.command:
            return f"the program {self.command[0]}"
        told = {"tls": "TLS", "starttls": "STARTTLS", "none": "not encrypted, on this machine"}
        words = [self.host, f"port {self.port}", told[self.security]]
        words += [f"as {self.user} with the {self.login} in {self.variable}"] if self.user else []
        return ", ".join(words)


def account(settings: Project, environ: Mapping[str, str] = os.environ) -> Account:
    """The account that a project's test mails leave through.

    Raises SettingsError where none is set up, or half of one, with what to set.
    """
    said = from_environment(settings.send, environ)
    place = None if environ.get(HOST) or environ.get(PROGRAM) else _place(settings)
    if said.sendmail and said.host:
        raise SettingsError(
            "send has a server and a program: mails leave one way",
            place=place,
            hint="take out send.host or send.sendmail",
        )
    address = _address(said, settings)
    hidden = (said.password_variable, said.token_variable)
    if said.sendmail:
        return Account(address, command=_program(said.sendmail, place), hidden=hidden)
    if not said.host:
        raise SettingsError("no mail server is set up for test mails", hint=SET_UP)
    return _server(said, settings, address, environ, place)


def ready(settings: Project, environ: Mapping[str, str] = os.environ) -> tuple[bool, str]:
    """Whether test mails can leave, and the way, or what to set up first."""
    try:
        return True, account(settings, environ).through
    except LetterloomError as error:
        return False, error.format_message()


def _server(
    said: Send, settings: Project, address: str, environ: Mapping[str, str], place: Place | None
) -> Account:
    local = is_loopback(said.host)
    usual = IMPLICIT if said.security == "tls" else RELAY if local else SUBMISSION
    port = said.port or usual
    plain = local and not said.user
    security = said.security or ("tls" if port == IMPLICIT else "none" if plain else "starttls")
    if security == "none" and not plain:
        what = "a password" if said.user else "mail"
        raise SettingsError(
            f"{what} must not travel without encryption"
            + (" that anybody could read" if not local else ""),
            place=place,
            hint='set send.security to "starttls" or "tls"',
        )
    login, variable = _login(said, environ, place) if said.user else ("", "")
    return Account(
        address,
        said.host,
        port,
        security,
        said.user,
        login,
        variable,
        _ca_file(said, settings, environ),
        hidden=(said.password_variable, said.token_variable),
    )


def _login(said: Send, environ: Mapping[str, str], place: Place | None) -> tuple[str, str]:
    """How to log in, and the variable that holds the secret: a token wins over a password."""
    if environ.get(said.token_variable):
        return "token", said.token_variable
    if environ.get(said.password_variable):
        return "password", said.password_variable
    raise SettingsError(
        f"the password of {said.user} is not in the environment",
        place=place,
        hint=f"set {said.password_variable} to it, or {said.token_variable} to an access token, "
        "in the shell that runs letterloom",
    )


def _address(said: Send, settings: Project) -> str:
    """What the mails come from. Raises SettingsError where that is nowhere told."""
    user = said.user if "@" in said.user else ""
    address = said.address or settings.sender.address or user
    if not address:
        raise SettingsError(
            "nothing says what address the mails come from",
            place=Place(settings.file) if settings.file else None,
            hint="set sender.from in letterloom.toml, or LETTERLOOM_SMTP_FROM in the environment",
        )
    return address


def _program(command: tuple[str, ...], place: Place | None) -> tuple[str, ...]:
    """A command that names a program, and leaves its recipients to us."""
    if any(_FROM_MAIL.fullmatch(word) for word in command):
        raise SettingsError(
            "the option -t makes the program read the recipients from the mail",
            place=place,
            hint="leave -t out: whom a mail is for is told beside it",
        )
    return command


def _ca_file(said: Send, settings: Project, environ: Mapping[str, str]) -> Path | None:
    if not said.ca_file:
        return None
    named = Path(said.ca_file)
    if environ.get(HOST):
        return named
    from pipeline.files import is_inside

    path = Path(settings.root) / named
    if not is_inside(path, Path(settings.root)):
        raise SettingsError(
            "the file of certificates leads out of the project",
            place=Place(str(path)),
            hint="put the file itself there, or name it in LETTERLOOM_SMTP_CA_FILE",
        )
    return path


def _place(settings: Project) -> Place | None:
    return Place(settings.file) if settings.file and settings.send != Send() else None


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its very name."""
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"
