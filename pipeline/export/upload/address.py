"""Where a service's API is, and who may say so.

Always encrypted, unless it runs on this machine. A project may be somebody else's folder: it never
says alone where a key goes. Its settings choose among fixed hosts at most, and the address of a
server of one's own comes from whoever owns the key, beside the key or on the command line.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import SplitResult, urlsplit

from pipeline.errors import SettingsError
from pipeline.export.dialect import Dialect, Exported
from pipeline.export.upload.calls import NAME
from pipeline.export.upload.login import CENTRE

_LONGEST_HOST = 253
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}\.?")
URL = "url"
"""The setting that says where a server of one's own is."""


def owned(exported: Exported, environ: Mapping[str, str], *, asks: bool = True) -> Exported:
    """The series with the address of a server of one's own, as the key's owner says it.

    That is what the command line gave (`given`), else the environment variable beside the key.
    With `asks` something will be asked of the server: an address that the project alone names is
    refused. Raises SettingsError for that, and where project and environment differ.
    """
    api = exported.dialect.api
    if api is None or not api.address or URL in exported.given:
        return exported
    told = exported.settings.get(URL, "").strip()
    own = environ.get(api.address, "").strip()
    if told and own and not _same(told, own):
        raise _differs(exported.dialect, told, api.address)
    if told and not own and asks:
        raise _unowned(exported.dialect, told, api.address)
    if not own:
        return exported
    settings = {**exported.settings, URL: own}
    return replace(exported, settings=settings, given=exported.given | {URL})


def base(dialect: Dialect, settings: Mapping[str, str], *, complete: bool = True) -> str:
    """The API's address with the account's settings in it, without a slash at its end.

    With `complete` every name must be known. Raises SettingsError where one is not, or where keys
    would go over a line that others can read, or to another host than the service's.
    """
    api = dialect.api
    pattern = api.base if api else ""
    values = {name: _value(dialect, name, settings) for name in NAME.findall(pattern)}
    for name, value in values.items():
        if not value and complete:
            raise _unset(dialect, name)
    address = NAME.sub(lambda found: values[found[1]] or found[0], pattern).rstrip("/")
    if not NAME.search(address):
        _allowed(address, dialect)
    return address


def chosen(dialect: Dialect, settings: Mapping[str, str]) -> None:
    """Raise SettingsError where a setting that has choices is none of them."""
    for one in dialect.settings:
        value = settings.get(one.name, "").strip()
        if one.choices and value and value not in one.choices:
            raise SettingsError(
                f"{dialect.title} has no {one.name} {value[:40]!r}",
                hint=f"one of {', '.join(one.choices)}, under [export.{dialect.name}]: {one.doc}",
            )


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


def _value(dialect: Dialect, name: str, settings: Mapping[str, str]) -> str:
    """What a name in the address stands for: nothing that somebody may write as they like."""
    value = settings.get(name, "").strip()
    one = next((each for each in dialect.settings if each.name == name), None)
    if one and one.choices:
        chosen(dialect, settings)
        return one.choices[value] if value else ""
    own = name == URL and bool(dialect.api and dialect.api.address)
    centre = name == "dc" and (not value or bool(CENTRE.fullmatch(value)))
    if value and not (own or centre):
        raise SettingsError(f"{name} = {value[:40]!r} cannot be part of an address")
    return value


def _same(one: str, other: str) -> bool:
    """Whether two addresses lead to one place, however they are written."""
    return _plain(one) == _plain(other)


def _plain(address: str) -> str:
    parts = _split(address)
    if parts is None or not parts.hostname:
        return address
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    port = parts.port or usual
    who = parts.netloc.rpartition("@")[0]
    rest = f"{parts.path.rstrip('/')}?{parts.query}#{parts.fragment}"
    return f"{parts.scheme}://{who}@{parts.hostname.rstrip('.')}:{port}{rest}"


def _allowed(address: str, dialect: Dialect) -> None:
    """Raise SettingsError for an address that no key may go to."""
    parts = _split(address)
    if parts is None or not _is_host(parts) or parts.scheme not in ("https", "http"):
        raise SettingsError(
            f"{_harmless(address)!r} is no address of {dialect.title}",
            hint="it begins with https://, and the name of the server follows",
        )
    if "@" in parts.netloc:
        raise SettingsError(
            f"the address of {dialect.title} holds a name or a password",
            hint="take them out: keys come from the environment",
        )
    if parts.query or parts.fragment or "?" in address or "#" in address:
        raise SettingsError(
            f"{_harmless(address)!r} holds more than an address", hint="end it before ? and #"
        )
    if ".." in parts.path or "%" in parts.path or "%" in parts.netloc:
        raise SettingsError(
            f"{address!r} does not lead straight to {dialect.title}",
            hint="write it without .. and %",
        )
    if parts.scheme == "http" and not loopback(address):
        raise SettingsError(
            f"{address} is not encrypted: everybody on the way could read the key",
            hint="write https://; http:// is for a service on this machine",
        )


def _is_host(parts: SplitResult) -> bool:
    """Whether an address names a host (RFC 1123, 2.1), or has one in numbers."""
    name = parts.hostname or ""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        named = "[" not in parts.netloc and len(name) <= _LONGEST_HOST
        return named and bool(_HOST.fullmatch(name))
    return True


def _harmless(address: str) -> str:
    """An address as an error may show it: without what may be a password, and not for ever."""
    start, at, end = address.partition("?")[0].rpartition("@")
    return f"…@{end[:80]}" if at else f"{start}{end}"[:80]


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
    api = dialect.api
    if name == URL and api and api.address:
        return SettingsError(
            f"nothing says where your {dialect.title} is",
            hint=f"put its address into the environment variable {api.address}, beside the key, or "
            "say --set url=https://…",
        )
    return SettingsError(f"{dialect.title} needs the setting {name}", hint=_where(dialect, name))


def _unowned(dialect: Dialect, told: str, variable: str) -> SettingsError:
    return SettingsError(
        f"only the project says that {dialect.title} is at {_harmless(told)}: your key would go "
        "wherever it says",
        hint=f"if that is your server, put the address into the environment variable {variable}, "
        "beside the key, or say --set url=…; without --upload the bundle is written",
    )


def _differs(dialect: Dialect, told: str, variable: str) -> SettingsError:
    return SettingsError(
        f"the project says that {dialect.title} is at {_harmless(told)}, and {variable} says "
        "another address",
        hint=f"take url out of [export.{dialect.name}], or make both the same; --set url=… is for "
        "another server this once",
    )


def _where(dialect: Dialect, name: str) -> str:
    """Where a setting is written, with an example."""
    found = next((one for one in dialect.settings if one.name == name), None)
    told = f": {found.doc}" if found else ""
    example = found.example if found else "…"
    return f'write {name} = "{example}" under [export.{dialect.name}]{told}'
