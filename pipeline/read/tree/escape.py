"""Text as Markdown that reads the same: nothing in it is markup."""

from __future__ import annotations

import re
from urllib.parse import quote

_INLINE = re.compile(r"[\\`*\[\]<{|~]|!(?=\[|\Z)|&(?=#?\w+;|\Z)|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_START = re.compile(r"(?=[#>=+:-])|\d{1,9}(?=[.)](?:\s|$))")
_CLOSING = re.compile(r"(#+)$")
_ADDRESS_KEPT = ":/?#[]@!$&'()*+,;=-._~%"
_SCHEMES = re.compile(r"(?i)(?:https?://[^\s/?#]|mailto:[^\s]|tel:[^\s])")
_TICKS = re.compile(r"`+")


def text(written: str) -> str:
    """A run of text, where it does not begin a line."""
    return _INLINE.sub(r"\\\g<0>", written)


def line(written: str) -> str:
    """A line of Markdown that begins a paragraph or a line of one: no sign opens a block."""
    at = _START.match(written)
    return f"{written[: at.end()]}\\{written[at.end() :]}" if at else written


def heading(written: str) -> str:
    """What stands in a heading, whose last signs would be taken for its end."""
    return _CLOSING.sub(r"\\\1", written)


def address(written: str) -> str:
    """An address as it stands between the brackets of a link or an image."""
    shown = quote("".join(written.split("\n")).strip(), safe=_ADDRESS_KEPT)
    return f"<{shown}>" if re.search(r"[()\[\]]", shown) else shown


def is_link(written: str) -> bool:
    """Whether a mail can have a link to an address: it is whole, and of a harmless kind."""
    return bool(_SCHEMES.match(written.strip()))


def fence(code: str) -> str:
    """Ticks that do not stand in a code."""
    return "`" * max(3, 1 + max(map(len, _TICKS.findall(code)), default=0))


def code(written: str) -> str:
    """Code within a line; "" where Markdown has no way to write it."""
    ticks = "`" * (1 + max(map(len, _TICKS.findall(written)), default=0))
    if not written.strip() or len(ticks) > 20:
        return ""
    pad = " " if written.startswith("`") or written.endswith("`") else ""
    return f"{ticks}{pad}{written}{pad}{ticks}"
