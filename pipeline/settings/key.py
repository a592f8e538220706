"""A key of the settings, as the tables of keys list it."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """A key: its path, the name of its type, what it means, its default and an example in TOML."""

    path: str
    type: str
    doc: str
    default: str = ""
    example: str = ""

    @property
    def table(self) -> str:
        """The table that the key stands in: "" at the top."""
        return self.path.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The key within its table."""
        return self.path.rpartition(".")[2]
