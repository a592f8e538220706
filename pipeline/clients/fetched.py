"""caniemail's published data, fetched: the one place here that uses the network."""

from __future__ import annotations

from urllib.parse import urlsplit

PUBLISHED = "https://www.caniemail.com/api/data.json"
LIMIT = 20_000_000
"""Bytes: ten times what it has."""
TIMEOUT = 30
"""Seconds."""


def fetched(address: str = PUBLISHED, *, limit: int = LIMIT) -> bytes:
    """The data at an https address, redirects to https ones followed.

    Raises OSError if it cannot be had, ValueError if it is too big or would not be encrypted.
    """
    from urllib.request import Request, urlopen

    _encrypted(address)
    asked = Request(address, headers={"Accept": "application/json"})  # noqa: S310
    with urlopen(asked, timeout=TIMEOUT) as answer:  # noqa: S310
        _encrypted(answer.url)
        data: bytes = answer.read(limit + 1)
    if len(data) > limit:
        raise ValueError(f"{address} has more than {limit:,} bytes; that cannot be it")
    return data


def _encrypted(address: str) -> None:
    if urlsplit(address).scheme != "https":
        raise ValueError(f"{address} is no https address")
