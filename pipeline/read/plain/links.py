"""Plain text's addresses, and one line of it as Markdown in which all else is literal."""

from __future__ import annotations

import re

_END = r"[^\s<>\".,;:!?\]}’”'*_]"
URL = re.compile(rf"https?://[^\s<>\"]*{_END}")
_ANY = re.compile(
    rf"(?P<url>{URL.pattern})"
    rf"|(?P<www>(?<![\w/@.-])www\.[\w-]+(?:\.[\w-]+)+(?:/[^\s<>\"]*{_END})?)"
    r"|(?P<mail>(?<![\w.+@/-])[\w+-][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}(?![\w@-]))",
    re.IGNORECASE | re.ASCII,
)
_TRAILING = ".,;:!?]}’”'*_"
# What is markup somewhere in a line: CommonMark's signs, fields, attributes, containers.
_INLINE = re.compile(r"[\\`*_\[\]<>~|]|\{(?=\{)|(?<!\{)\{|&(?=#?\w+;)|:(?=::)")
_START = re.compile(r"(?=[#>=+-])|(?=:)(?!:::)|\d{1,9}(?=[.)](?:\s|$))")


def escape(text: str) -> str:
    """One line as Markdown that reads the same: nothing in it is markup. Addresses are links."""
    parts: list[str] = []
    end = 0
    for found in _ANY.finditer(text):
        stop = _balanced(found[0])
        address = found[0][:stop]
        parts += [_literal(text[end : found.start()]), _link(address, found.lastgroup)]
        end = found.start() + stop
    parts.append(_literal(text[end:]))
    whole = "".join(parts)
    at = _START.match(whole)
    return f"{whole[: at.end()]}\\{whole[at.end() :]}" if at else whole


def _literal(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text)


def _balanced(address: str) -> int:
    """Where an address ends: before a bracket that closes what opened before it."""
    depth = 0
    for at, character in enumerate(address):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            return len(address[:at].rstrip(_TRAILING))
    return len(address)


def _link(address: str, kind: str | None) -> str:
    if kind != "www":
        return f"<{address}>"
    target = re.sub(r"[\\()<>\[\]{}|`*_~]", lambda found: f"%{ord(found[0]):02X}", address)
    return f"[{_literal(address)}](https://{target})"
