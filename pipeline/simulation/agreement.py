"""How far simulations were like the programs themselves, as the agreement test measured it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.simulation.simulation import Agreement

MEASURED = Path(__file__).with_name("agreement.json")
"""The figures, written by tests/clients/test_clients_agreement.py."""


@cache
def measured() -> Mapping[str, Any]:
    """The figures by family: of specimens, and of mails that use what is dropped ("hard")."""
    if not MEASURED.is_file():
        return {}
    found: Mapping[str, Any] = json.loads(MEASURED.read_text("utf-8"))
    return found


def agreement(family: str) -> Agreement | None:
    """A family's figures on the specimens of all themes, None if it could not be measured."""
    one = measured().get(family)
    if not one:
        return None
    figures = one["specimens"]
    return Agreement(
        figures["text"], figures["links"], figures["styles"], one["measured"], one["with"]
    )
