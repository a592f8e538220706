"""Which machines may be asked: those of the public internet, by the addresses that names lead to.

A name is resolved once, every address it leads to is judged, and the connection goes to one of
these very addresses: a name that leads elsewhere a moment later (DNS rebinding) changes nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias

Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to the addresses it leads to. Raises OSError."""

_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL = IPv6Network("2000::/3")  # all that is given out as global unicast (RFC 4291)
_EMBEDDED = 0xFFFFFFFF
# Kept for other uses (RFC 6890, RFC 9637), which not every Python knows.
_KEPT = (IPv4Network("192.0.0.0/24"), IPv6Network("3fff::/20"))


class RefusedAddressError(Exception):
    """A host leads to a machine that is not asked: one's own, or of a private network."""


def resolved(host: str, port: int) -> tuple[str, ...]:
    """The addresses that the system knows of a host, numbers in any notation included."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


def may_be_asked(
    host: str, port: int, resolve: Resolve, permitted: Collection[str]
) -> tuple[str, ...]:
    """The addresses of a host, if each of them may be asked.

    Raises RefusedAddressError if one may not, OSError if there are none.
    """
    found = tuple(resolve(host, port))
    if not found:
        raise socket.gaierror(socket.EAI_NONAME, "no address")
    for one in found:
        why = "" if one in permitted else refused(one)
        if why:
            raise RefusedAddressError(f"{one}, {why}")
    return found


def refused(text: str) -> str:
    """Why an address is not asked, "" if it is one of the public internet (RFC 6890)."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return "no address"
    return _refused(address)


def _refused(address: IPv4Address | IPv6Address) -> str:
    inner = _inside(address) if isinstance(address, IPv6Address) else None
    if inner is not None:
        return _refused(inner)
    outside = isinstance(address, IPv6Address) and address not in _GLOBAL
    outside = outside or any(address in each for each in _KEPT)
    kinds = (
        (address.is_loopback, "the reader's own machine"),
        (address.is_link_local, "an address of one's own wire"),
        (address.is_multicast, "an address of many"),
        (address.is_unspecified, "no machine's address"),
        (address.is_private, "an address of a private network"),
        (outside or address.is_reserved or not address.is_global, "an address kept for other uses"),
    )
    return next((why for so, why in kinds if so), "")


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one carries: mapped, of 6to4, of Teredo, of NAT64."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64:
        return IPv4Address(int(address) & _EMBEDDED)
    return None
