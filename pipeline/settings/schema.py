"""The table of keys as a tree, to read files by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.settings.key import Key
from pipeline.settings.keys import ARTICLE, PROJECT
from pipeline.settings.theme_keys import THEME_FILE


@dataclass(slots=True)
class Node:
    """A place in the tree of keys: its own key if it is one, and what is inside it."""

    key: Key | None = None
    inside: dict[str, Node] = field(default_factory=dict)

    def names(self) -> list[str]:
        """The names that may stand here."""
        return [name for name in self.inside if name not in ("*", "[]")]


@dataclass(frozen=True, slots=True)
class Schema:
    """The keys of a kind of file, as a tree, and what people call that file."""

    file: str
    keys: Sequence[Key]
    root: Node


def segments(path: str) -> list[str]:
    """A path's names one by one, `[]` as a name of its own."""
    return path.replace("[]", ".[]").split(".")


def schema(file: str, keys: Sequence[Key]) -> Schema:
    """The tree of some keys."""
    root = Node()
    for key in keys:
        here = root
        for name in segments(key.path):
            here = here.inside.setdefault(name, Node())
        here.key = key
    return Schema(file, keys, root)


OF_PROJECT = schema("letterloom.toml", PROJECT)
OF_ARTICLE = schema("content/<article>.toml", ARTICLE)
OF_THEME = schema("theme.toml", THEME_FILE)
