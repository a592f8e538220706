"""Mail programs by name: their families, titles and shares, and which count if none is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline.clients.shares import SHARES


class Client(NamedTuple):
    """A mail program: its name in the facts, its title for people, its family, its rough share.

    `short` is what it is told as beside its family: "Gmail (web, iPhone)"; "" if its title is.
    """

    name: str
    title: str
    family: str
    share: float
    short: str = ""


FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "gmail": "Gmail",
        "outlook": "Outlook",
        "yahoo": "Yahoo Mail",
        "aol": "AOL Mail",
        "apple-mail": "Apple Mail",
        "samsung-email": "Samsung Email",
        "thunderbird": "Thunderbird",
        "protonmail": "Proton Mail",
        "hey": "HEY",
        "fastmail": "Fastmail",
        "gmx": "GMX",
        "web-de": "WEB.DE",
        "t-online-de": "T-Online",
        "ionos-1and1": "IONOS Mail",
        "orange": "Orange",
        "sfr": "SFR",
        "laposte": "La Poste",
        "free-fr": "Free",
        "mail-ru": "Mail.ru",
        "wp-pl": "WP Poczta",
        "rainloop": "RainLoop",
    }
)
"""The families of mail programs, with their titles."""

_PLATFORMS = {
    "desktop-webmail": "web",
    "mobile-webmail": "mobile web",
    "ios": "iPhone",
    "android": "Android",
    "macos": "Mac",
    "windows": "Windows",
}
_OWN_TITLES = {
    "outlook.windows": "Outlook for Windows (classic)",
    "outlook.outlook-com": "Outlook.com",
    "outlook.macos": "Outlook for Mac",
    "outlook.windows-mail": "Windows Mail",
}
_PROGRAMS = {
    "gmail": "desktop-webmail mobile-webmail ios android",
    "outlook": "windows outlook-com macos ios android windows-mail",
    "yahoo": "desktop-webmail ios android",
    "aol": "desktop-webmail ios android",
    "apple-mail": "ios macos",
    "samsung-email": "android",
    "thunderbird": "macos windows",
    "protonmail": "desktop-webmail ios android",
    "hey": "desktop-webmail",
    "fastmail": "desktop-webmail",
    "gmx": "desktop-webmail ios android",
    "web-de": "desktop-webmail ios android",
    "t-online-de": "desktop-webmail",
    "ionos-1and1": "desktop-webmail android",
    "orange": "desktop-webmail ios android",
    "sfr": "desktop-webmail ios android",
    "laposte": "desktop-webmail ios android",
    "free-fr": "desktop-webmail",
    "mail-ru": "desktop-webmail",
    "wp-pl": "desktop-webmail",
    "rainloop": "desktop-webmail",
}


def _client(family: str, platform: str, *, alone: bool) -> Client:
    name = f"{family}.{platform}"
    share = SHARES.get(name, 0.0)
    if name in _OWN_TITLES:
        return Client(name, _OWN_TITLES[name], family, share)
    if alone:
        return Client(name, FAMILIES[family], family, share)
    short = _PLATFORMS[platform]
    return Client(name, f"{FAMILIES[family]} ({short})", family, share, short)


CLIENTS: Mapping[str, Client] = MappingProxyType(
    {
        f"{family}.{platform}": _client(family, platform, alone=" " not in platforms)
        for family, platforms in _PROGRAMS.items()
        for platform in platforms.split()
    }
)
"""The mail programs that there are facts of, by name, in the order in which they are told."""

USUAL: tuple[str, ...] = tuple(
    one.name
    for one in CLIENTS.values()
    if one.family
    in ("gmail", "outlook", "yahoo", "aol", "apple-mail", "samsung-email", "thunderbird")
    and one.name != "outlook.windows-mail"
)
"""Those that count unless others are named: what most readers use. Windows Mail is dead."""


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """The mail programs meant by names of programs or families, or "all"; the usual ones, if none.

    Raises ValueError with the nearest name for one that there is not.
    """
    wanted = tuple(names)
    if not wanted:
        return USUAL
    for name in wanted:
        if name not in _names():
            raise ValueError(_unknown(name))
    return tuple(
        one.name for one in CLIENTS.values() if {"all", one.name, one.family} & set(wanted)
    )


@cache
def _names() -> tuple[str, ...]:
    return ("all", *FAMILIES, *CLIENTS)


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    nearest = get_close_matches(name.lower(), _names(), 1, 0.5)
    hint = f"; did you mean {nearest[0]}?" if nearest else ""
    return f"there is no mail program {name!r}{hint}"
