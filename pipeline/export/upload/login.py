"""How keys are shown to a service: the ways that `Api.login` names.

    bearer         Authorization: Bearer KEY
    basic          user and password; one variable alone holds "user:key", or a key that needs none
    basic2         the same with two variables (Mailjet: public, secret)
    header:NAME    NAME: KEY
    token          Authorization: Token KEY (Buttondown), or token USER:KEY of two (listmonk)
    api-key, kit, postmark   the headers api-key, X-Kit-Api-Key, X-Postmark-Server-Token
    klaviyo        Authorization: Klaviyo-API-Key KEY
    mailchimp      basic; {dc} in the address is what follows the key's last hyphen
    ghost          a signed token (JWT, RFC 7519, HS256) that lasts five minutes
    sigv4          Amazon's signature, for the region in the settings

Keys come from the environment alone, and are shown nowhere.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import quote

from pipeline.errors import SettingsError
from pipeline.export.dialect import Api
from pipeline.export.upload.sigv4 import ALGORITHM, AwsKeys, Scope, signed

HIDDEN = "***"
GHOST_SECONDS = 300
CENTRE = re.compile(r"[a-z]{2,3}\d{1,3}", re.ASCII)
"""A data centre of Mailchimp's, as the end of a key names it."""
_HEADERS = {
    "api-key": "api-key",
    "kit": "X-Kit-Api-Key",
    "postmark": "X-Postmark-Server-Token",
}
_BEGINNINGS = {
    "basic": "Basic",
    "basic2": "Basic",
    "mailchimp": "Basic",
    "bearer": "Bearer",
    "ghost": "Ghost",
    "klaviyo": "Klaviyo-API-Key",
    "sigv4": ALGORITHM,
    "token": "Token",
}
_USER = "letterloom"  # for services that take any name beside the key
_AMAZON_SERVICE = "ses"
_LEAST_HIDDEN = 4  # characters; shorter ones would hide half of every sentence
_OPTIONAL = "AWS_SESSION_TOKEN"


class Asking(NamedTuple):
    """What a signature is over."""

    method: str
    url: str
    body: bytes
    moment: datetime


class Keys:
    """An account's keys, by variable. Neither printing nor formatting shows them."""

    __slots__ = ("_login", "_region", "_values")

    def __init__(self, login: str, values: Mapping[str, str], region: str = "") -> None:
        self._login, self._values, self._region = login, dict(values), region

    def __repr__(self) -> str:
        return f"Keys({', '.join(self._values)})"

    @property
    def variables(self) -> tuple[str, ...]:
        """The environment variables that they came from."""
        return tuple(self._values)

    @property
    def centre(self) -> str:
        """The data centre that a Mailchimp key names: it is no secret."""
        return self._first.rpartition("-")[2] if self._login == "mailchimp" else ""

    @property
    def _first(self) -> str:
        return next(iter(self._values.values()))

    def headers(self, asking: Asking) -> dict[str, str]:
        """The headers that show them to the service, for one call at one moment."""
        if self._login == "sigv4":
            keys = AwsKeys(*self._values.values())
            scope = Scope(self._region, _AMAZON_SERVICE, asking.moment)
            return signed(keys, scope, asking.method, asking.url, asking.body)
        if self._login == "token" and len(self._values) > 1:
            return {"Authorization": f"token {self._pair}"}
        name, begins = _header(self._login)
        return {name: begins + self._credential(asking.moment)}

    def _credential(self, moment: datetime) -> str:
        if self._login in ("basic", "basic2", "mailchimp"):
            return base64.b64encode(self._pair.encode()).decode()
        return ghost_token(self._first, moment) if self._login == "ghost" else self._first

    @property
    def _pair(self) -> str:
        """User and password with a colon."""
        values = list(self._values.values())
        if len(values) > 1:
            return f"{values[0]}:{values[1]}"
        user = "api" if self._login == "basic" else _USER
        return values[0] if ":" in values[0] else f"{user}:{values[0]}"

    def masked(self, text: str) -> str:
        """A text with every key in it hidden, in each form that a service may echo."""
        forms = set(self._values.values()) | {self._pair}
        forms |= {part for one in tuple(forms) for part in one.split(":")[1:]}
        forms |= {base64.b64encode(self._pair.encode()).decode()}
        forms |= {quote(one, safe="") for one in tuple(forms)}
        for one in sorted(forms, key=len, reverse=True):
            if len(one) >= _LEAST_HIDDEN:
                text = re.sub(re.escape(one), HIDDEN, text, flags=re.IGNORECASE)
        return text


def keys(api: Api, environ: Mapping[str, str], settings: Mapping[str, str]) -> Keys:
    """The keys of an account.

    Raises SettingsError, with the variable's name and never its value, where one is missing or
    cannot be a key.
    """
    login, variables = api.login, api.variables
    values = {one: _value(one, environ) for one in variables}
    found = {one: value for one, value in values.items() if value or one != _OPTIONAL}
    region = settings.get("region", "")
    if login == "sigv4" and not region:
        raise SettingsError("the region is missing", hint='region = "eu-central-1", for example')
    if login == "ghost":
        ghost_token(next(iter(found.values())), datetime.now(UTC), variables[0])
    if login == "mailchimp" and not _has_centre(found[variables[0]]):
        raise SettingsError(
            f"{variables[0]} does not end in a data centre, as Mailchimp's keys do (-us21)",
            hint="copy the whole key, with its hyphen and what follows",
        )
    return Keys(login, found, region)


def _has_centre(key: str) -> bool:
    start, hyphen, centre = key.rpartition("-")
    return bool(start and hyphen and CENTRE.fullmatch(centre))


def shown(api: Api, environ: Mapping[str, str], unowned: str = "") -> dict[str, str]:
    """The headers of a login as people may see them: secrets hidden, missing variables named.

    `unowned` is the variable that would say where the service is, if nobody but the project does.
    """
    unset = [one for one in api.variables if not environ.get(one, "").strip() and one != _OPTIONAL]
    unset = [unowned, *unset] if unowned else unset
    value = f"({' and '.join(unset)} not set)" if unset else HIDDEN
    name, begins = _header(api.login)
    return {name: begins + value}


def _value(variable: str, environ: Mapping[str, str]) -> str:
    """A key from the environment; a line end behind it is a slip of the shell."""
    value = environ.get(variable, "").strip()
    if not value and variable != _OPTIONAL:
        raise SettingsError(
            f"{variable} is not set: the service asks for a key",
            hint=f"put the key into the environment variable {variable}, never into a file of the "
            "project; --dry-run needs none",
        )
    if not value.isascii() or not value.isprintable():
        raise SettingsError(
            f"{variable} holds signs that no key has",
            hint="copy the key again: letters without accents, digits and signs, on one line",
        )
    return value


def _header(login: str) -> tuple[str, str]:
    """The header of a way, and what stands in it before the credential."""
    if login.startswith("header:"):
        return login.removeprefix("header:"), ""
    if login in _HEADERS:
        return _HEADERS[login], ""
    return "Authorization", _BEGINNINGS[login] + " "


def ghost_token(key: str, moment: datetime, variable: str = "the key") -> str:
    """A token for Ghost's Admin API, from a key `id:secret`, good for five minutes.

    Raises SettingsError where the key has another form.
    """
    name, colon, secret = key.partition(":")
    try:
        sign = bytes.fromhex(secret)
    except ValueError:
        sign = b""
    if not (name and colon and sign):
        raise SettingsError(
            f"{variable} is no Admin API key: it has an id, a colon and 64 digits and letters a-f",
            hint="in Ghost: Settings, Integrations, Add custom integration, Admin API key",
        ) from None
    begins = int(moment.timestamp())
    claims = {"iat": begins, "exp": begins + GHOST_SECONDS, "aud": "/admin/"}
    parts = ({"alg": "HS256", "kid": name, "typ": "JWT"}, claims)
    words = ".".join(_base64(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    return f"{words}.{_base64(hmac.new(sign, words.encode(), hashlib.sha256).digest())}"


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
