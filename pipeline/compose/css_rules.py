"""The rules of a style sheet (CSS Syntax, 5), as far as they must be known to leave some out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

GROUPS = ("@media", "@supports", "@layer", "@container", "@document", "@-moz-document")
_COMMENT_OR_STRING = re.compile(
    r"(?P<comment>/\*.*?(?:\*/|\Z))|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL
)
_EDGE = re.compile(r"[{};]")


class Rule(NamedTuple):
    """A rule: what stands before its braces, and in them; `inside` are those of a group.

    A statement such as `@import …;` has a body of None.
    """

    prelude: str
    body: str | None = None
    inside: tuple[Rule, ...] | None = None

    def text(self) -> str:
        """The rule as CSS, without a space that means nothing around its braces."""
        if self.body is None and self.inside is None:
            return f"{self.prelude};"
        inner = "\n".join(one.text() for one in self.inside or ())
        return f"{self.prelude} {{\n{inner}\n}}" if self.inside is not None else self._plain()

    def _plain(self) -> str:
        return f"{self.prelude} {{ {(self.body or '').strip()} }}"


class NotRulesError(ValueError):
    """What should be CSS has braces that do not close."""


def rules(css: str) -> tuple[Rule, ...]:
    """The rules of a style sheet, without comments. Raises NotRulesError where they have no end."""
    bare = _COMMENT_OR_STRING.sub(lambda found: " " if found["comment"] else found[0], css)
    seen = _COMMENT_OR_STRING.sub(lambda found: "x" * len(found[0]), bare)
    return tuple(_rules(bare, seen, 0, len(bare)))


def _rules(css: str, seen: str, start: int, end: int) -> Iterator[Rule]:
    while edge := _EDGE.search(seen, start, end):
        prelude = css[start : edge.start()].strip()
        if edge[0] == "{":
            close = _close(seen, edge.end(), end)
            if prelude.lower().startswith(GROUPS):
                inside = tuple(_rules(css, seen, edge.end(), close))
                yield Rule(prelude, inside=inside)
            else:
                yield Rule(prelude, css[edge.end() : close])
            start = close + 1
        elif edge[0] == ";" and prelude.startswith("@"):
            yield Rule(prelude)
            start = edge.end()
        elif edge[0] == ";" and not prelude:
            start = edge.end()
        else:
            raise NotRulesError(prelude)
    if css[start:end].strip():
        raise NotRulesError(css[start:end])


def _close(seen: str, start: int, end: int) -> int:
    """Where the braces close that are open at a place."""
    depth = 1
    for found in re.compile("[{}]").finditer(seen, start, end):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.start()
    raise NotRulesError(seen[start:end])
