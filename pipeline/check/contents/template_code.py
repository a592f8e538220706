"""Code of templates in a mail's HTML: choices, loops, blocks, and what stands in their branches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_CODE = re.compile(
    r"\{%-?\s*(?P<tag>\w+)"
    r"|\{\{~?\s*(?:[#^/>]\s*(?P<section>[^\s}]*)|(?P<word>else)\b)"
    r"|<%(?!=)-?\s*(?P<code>[^%\n]*)"
    r"|\*\|(?P<chimp>ELSE|IF|IFNOT|END|INTERESTED)\b"
)
_OTHERWISE = re.compile(r"\W*(?:else|elif|elsif|elseif)\b", re.IGNORECASE)


class _Codes(NamedTuple):
    """Where the code of a template stands, and whether each begins the other branch of a choice."""

    starts: tuple[int, ...]
    otherwise: tuple[bool, ...]


def is_template(html: str) -> bool:
    """Whether it is a template on purpose: it makes choices, has loops, blocks or other files."""
    return bool(_codes(html).starts)


def in_branches(html: str, at: int, *, end: bool) -> bool:
    """Whether a tag stands in one of several branches, each of which opens or closes it.

    Of a start tag the code that comes next is an “else”, of an end tag the one before.
    """
    codes = _codes(html)
    next_ = bisect_left(codes.starts, at)
    index = next_ - 1 if end else next_
    return 0 <= index < len(codes.starts) and codes.otherwise[index]


@lru_cache(maxsize=8)
def _codes(html: str) -> _Codes:
    found = [*_found(html)]
    return _Codes(tuple(at for at, _ in found), tuple(other for _, other in found))


def _found(html: str) -> Iterator[tuple[int, bool]]:
    for one in _CODE.finditer(html):
        said = one[one.lastgroup] if one.lastgroup else ""
        yield one.start(), bool(_OTHERWISE.match(said))
