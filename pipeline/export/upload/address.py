"""Where a service's API is: always encrypted, unless it runs on this machine."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from pipeline.errors import SettingsError
from pipeline.export.dialect import Dialect
from pipeline.export.upload.calls import NAME

_IN_HOST = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")


def base(dialect: Dialect, settings: Mapping[str, str], *, complete: bool = True) -> str:
    """The API's address with the account's settings in it, without a slash at its end.

    With `complete` every name must be known. Raises SettingsError where one is not, or where keys
    would go over a line that others can read, or to another host than the service's.
    """
    api = dialect.api
    pattern = api.base if api else ""
    values = {name: settings.get(name, "").strip() for name in NAME.findall(pattern)}
    for name, value in values.items():
        if not value and complete:
            raise _unset(dialect, name)
        if value and not pattern.startswith(f"{{{name}}}") and not _IN_HOST.fullmatch(value):
            raise SettingsError(
                f"{name} = {value!r} cannot be part of an address", hint=_where(dialect, name)
            )
    address = NAME.sub(lambda found: values[found[1]] or found[0], pattern).rstrip("/")
    if not NAME.search(address):
        _allowed(address, dialect)
    return address


def missing_settings(dialect: Dialect, settings: Mapping[str, str]) -> None:
    """Raise SettingsError where a setting that the calls cannot go without is not given."""
    for one in dialect.settings:
        if one.needed and not settings.get(one.name, "").strip():
            raise _unset(dialect, one.name)


def loopback(address: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _allowed(address: str, dialect: Dialect) -> None:
    """Raise SettingsError for an address that no key may go to."""
    parts = _split(address)
    if parts is None or not parts.hostname or parts.scheme not in ("https", "http"):
        raise SettingsError(
            f"{address!r} is no address of {dialect.title}", hint="it begins with https://"
        )
    if parts.username is not None or parts.password is not None:
        raise SettingsError(
            f"the address of {dialect.title} holds a name or a password",
            hint="take them out: keys come from the environment",
        )
    if parts.query or parts.fragment or "?" in address or "#" in address:
        raise SettingsError(f"{address!r} holds more than an address", hint="end it before ? and #")
    if parts.scheme == "http" and not loopback(address):
        raise SettingsError(
            f"{address} is not encrypted: everybody on the way could read the key",
            hint="write https://; http:// is for a service on this machine",
        )


def _split(address: str) -> SplitResult | None:
    """The parts of an address, None where it has none."""
    if not address.isascii() or not address.isprintable() or " " in address or "\\" in address:
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _unset(dialect: Dialect, name: str) -> SettingsError:
    return SettingsError(f"{dialect.title} needs the setting {name}", hint=_where(dialect, name))


def _where(dialect: Dialect, name: str) -> str:
    """Where a setting is written, with an example."""
    found = next((one for one in dialect.settings if one.name == name), None)
    told = f": {found.doc}" if found else ""
    example = found.example if found else "…"
    return f'write {name} = "{example}" under [export.{dialect.name}]{told}'
