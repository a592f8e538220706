"""Where declarations, rules and at-rules of CSS end: tinycss2 tells where they begin."""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

_PASSED = (
    r"/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
    r"|\((?:[^()\"']|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\([^()]*\))*\)"
)
_IN_ATTRIBUTE = re.compile(
    rf"&quot;.*?&quot;|&(?:#\w+|\w+);|{_PASSED}|(?P<sign>;)", re.DOTALL | re.IGNORECASE
)
_IN_BLOCK = re.compile(rf"{_PASSED}|(?P<sign>[{{}};])", re.DOTALL)
_REFERENCE = re.compile(r"&(?:#\w+|\w+);?")


@lru_cache(maxsize=4096)
def attribute_spans(written: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Of a style attribute's value as written: where each stretch up to a `;` ends; the shifts.

    The shifts are pairs, flat: an offset in the value as read, what to add from there on.
    """
    ends = [one.end() for one in _IN_ATTRIBUTE.finditer(written) if one["sign"]]
    shifts: list[int] = []
    added = 0
    for one in _REFERENCE.finditer(written) if "&" in written else ():
        read = len(html.unescape(one[0]))
        shifts += (one.start() - added + read, added + len(one[0]) - read)
        added = shifts[-1]
    return (*ends, len(written)), tuple(shifts)


def in_attribute(written: str, at: int) -> tuple[int, int]:
    """The stretch of a style attribute's value, as written, that holds the declaration at `at`.

    `at` counts in the value as read. The `;` after it belongs to it.
    """
    ends, shifts = attribute_spans(written)
    if shifts:
        index = bisect_right(shifts[::2], at)
        at += shifts[2 * index - 1] if index else 0
    index = min(bisect_right(ends, at), len(ends) - 1)
    return (ends[index - 1] if index else 0), ends[index]


class BlockSpans:
    """Where the statements of a style block end, by offsets in its text."""

    def __init__(self, css: str) -> None:
        found = [(one.start(), one["sign"]) for one in _IN_BLOCK.finditer(css) if one["sign"]]
        self._at = [at for at, _ in found]
        self._signs = [sign for _, sign in found]
        self._length = len(css)

    def declaration(self, at: int) -> int:
        """The end of a declaration that begins at an offset, with the `;` after it."""
        index = bisect_left(self._at, at)
        if index >= len(self._at):
            return self._length
        return self._at[index] + (self._signs[index] == ";")

    def statement(self, at: int) -> int:
        """The end of a rule or at-rule that begins at an offset."""
        depth = 0
        for index in range(bisect_left(self._at, at), len(self._at)):
            sign = self._signs[index]
            if sign == "{":
                depth += 1
            elif sign == "}":
                depth -= 1
            if depth <= 0:
                return self._at[index] + (depth == 0)
        return self._length

    def body(self, at: int) -> int:
        """Where the braces of a rule open that begins at an offset."""
        index = bisect_left(self._at, at)
        return self._at[index] if index < len(self._at) else self._length
