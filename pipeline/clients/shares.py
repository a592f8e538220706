"""How many readers use which mail program: a rough, dated table, and a user's own numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

_TABLE = json.loads(Path(__file__).with_name("shares.json").read_text("utf-8"))

SHARES: Mapping[str, float] = _TABLE["shares"]
"""The rough share of opens of each program, 0 to 1; one that is missing is in no published list."""

SHARES_AS_OF: str = _TABLE["as_of"]
"""The month that the shares are of: "2022-04"."""

SHARES_SOURCE: str = _TABLE["source"]
"""Where the shares come from."""


def share_of(clients: Iterable[str], shares: Mapping[str, float]) -> float:
    """The rough share of readers who use some of the clients, 0 to 1.

    `shares` replace the table's, by name or by family (`{"outlook": 0.3}`). A family's is divided
    over its programs as the table has it, less what is said of single ones.
    """
    return round(min(1.0, sum(_share(one, shares) for one in set(clients))), 6)


def _share(client: str, shares: Mapping[str, float]) -> float:
    if client in shares:
        return shares[client]
    family = client.partition(".")[0]
    if family not in shares:
        return SHARES.get(client, 0.0)
    return _part_of_family(client, family, shares)


def _part_of_family(client: str, family: str, shares: Mapping[str, float]) -> float:
    from pipeline.clients.programs import CLIENTS

    members = [one for one in CLIENTS if one.startswith(f"{family}.")]
    said = sum(shares[one] for one in members if one in shares)
    rest = [one for one in members if one not in shares]
    total = sum(SHARES.get(one, 0.0) for one in rest)
    part = SHARES.get(client, 0.0) / total if total else 1 / len(rest)
    return max(0.0, shares[family] - said) * part
