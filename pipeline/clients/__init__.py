"""Mail programs: who they are, how many readers use them, what they do with a mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def share_of(clients: Iterable[str], shares: Mapping[str, float]) -> float:
    """The rough share of readers who use some of the clients, 0 to 1."""
    return sum(shares.get(one, 0.0) for one in clients)
