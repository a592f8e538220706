"""Addresses of links, read as leniently as a mail program does: what they are, where they lead."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple

from pipeline.check.contents.known_hosts import SHARED_SECOND

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_AUTHORITY = re.compile(
    r"//(?P<user>[^/?#@]*@)?(?P<host>\[[^\]/?#]*\]|[^/?#:]*)(?::(?P<port>[^/?#]*))?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)
_TEMPLATE = re.compile(
    r"\{\{|\{%|\{#|\*\||\|\*|%%|\[\[|\$\{|<%|##\w+|\{\$|%recipient|@\{|<\?|-[A-Z]+-\{"
    r"|\A\s*\[[\w .:|-]+\]\s*\Z|\A\s*%[\w.:|-]+%\s*\Z|\A\s*\{[\w.:| -]+\}\s*\Z"
    r"|%[A-Za-z_]{3,}[\w.:-]*%"
)
_NUMERIC = re.compile(r"(?i)(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}")
_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
WEB = ("http", "https")


class Address(NamedTuple):
    """An address in its pieces; `scheme` and `host` in lower case, "" where there is none."""

    whole: str
    scheme: str = ""
    user: str = ""
    host: str = ""
    port: str = ""
    path: str = ""
    query: str = ""
    fragment: str = ""

    @property
    def is_web(self) -> bool:
        """Whether it is `http:` or `https:`."""
        return self.scheme in WEB


@lru_cache(maxsize=2048)
def address(written: str) -> Address:
    """An address as written in a link, spaces around it left out."""
    whole = written.strip()
    found = _SCHEME.match(whole)
    scheme = found["scheme"].lower() if found else ""
    rest = whole[found.end() :] if found else whole
    parts = _AUTHORITY.fullmatch(rest)
    if not parts:
        return Address(whole, scheme, path=rest)
    host = parts["host"].lower().rstrip(".")
    values = (parts[name] or "" for name in ("port", "path", "query", "fragment"))
    return Address(whole, scheme, (parts["user"] or "").rstrip("@"), host, *values)


def is_template(written: str) -> bool:
    """Whether an address holds a merge field of some system: what it will be nobody knows."""
    return bool(_TEMPLATE.search(written))


def site(host: str) -> str:
    """The part of a host's name that somebody owns: `bbc.co.uk` of `news.bbc.co.uk`.

    By rule of thumb: two labels, three where a country gives names out below a shared one.
    """
    if is_numeric(host):
        return host
    labels = host.lower().strip(".").split(".")
    shared = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SHARED_SECOND
    return ".".join(labels[-3 if shared else -2 :])


def is_numeric(host: str) -> bool:
    """Whether a host is a number, in any of the ways in which browsers read one."""
    if host.startswith("["):
        return True
    return bool(_NUMERIC.fullmatch(host))


@lru_cache(maxsize=2048)
def host_problem(host: str) -> str:
    """Why a host can be none, "" if it can."""
    if host.startswith("["):
        return "" if _is_ip(host.strip("[]")) else "its host is no address"
    labels = host.split(".")
    if not host or is_numeric(host):
        return "" if host else "it names no host"
    if "" in labels:
        return "its host has two dots in a row or begins with one"
    if "." not in host:
        return f"its host “{host}” has no dot, so it is known at most in one's own network"
    if all(_LABEL.fullmatch(one) for one in labels) and not labels[-1].isdigit():
        return ""
    return _international(host)


def _international(host: str) -> str:
    """Why a host that is not in plain letters, or ends in a number, can be none; "" if it can."""
    try:
        labels = host.encode("idna").decode("ascii").split(".")
    except UnicodeError:
        labels = [""]
    good = all(_LABEL.fullmatch(one) for one in labels) and not labels[-1].isdigit()
    return "" if good else f"“{host}” cannot be a host's name"


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
