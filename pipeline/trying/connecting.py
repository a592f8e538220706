"""A connection to a host by its name: within a time, and to this machine where it must be."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from time import monotonic

MOST_ADDRESSES = 4
SHORTEST = 0.5  # seconds for an address, however many there are


def connected(host: str, port: int, patience: float, *, loopback: bool) -> socket.socket:
    """A socket to the first address of a host that answers, with `patience` seconds for all.

    With `loopback`, only addresses of this machine count. Raises OSError as the last one did.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [one for one in found if not loopback or _is_loopback(str(one[4][0]))]
    ends = monotonic() + patience
    failed: OSError = OSError(f"{host} is not this machine")
    for left, (family, kind, protocol, _, address) in zip(
        range(min(len(addresses), MOST_ADDRESSES), 0, -1), addresses, strict=False
    ):
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(max(SHORTEST, (ends - monotonic()) / left))
        try:
            sock.connect(address)
        except OSError as error:
            sock.close()
            failed = error
        else:
            sock.settimeout(patience)
            return sock
    raise failed


def name_of(sock: socket.socket) -> str:
    """What we call ourselves: our address as RFC 5321 writes it, not the machine's name."""
    address = ipaddress.ip_address(sock.getsockname()[0].partition("%")[0])
    return f"[IPv6:{address}]" if address.version == 6 else f"[{address}]"


def cut_off(sock: socket.socket | None) -> None:
    """End a connection that another thread waits on."""
    if sock is not None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback
