"""Quoted-printable (RFC 2045, section 6.7), in pieces that can be put one after another.

Each piece begins at column 0 and, if anything follows it on the same line of text, ends in a
soft line break. So a value is encoded without knowing what stands around it, and pieces that
are joined are a whole body. No character's octets are ever parted by a line break.
"""

from __future__ import annotations

import re

LINE = 76  # characters at most, the `=` of a soft break included
GUARDED = LINE - 2  # of a line whose first character may grow to three
SOFT = "=\r\n"

# One entry an octet, so that text seen as Latin-1 octets can be translated in one call.
_OCTETS = {
    octet: f"={octet:02X}"
    for octet in range(256)
    if not (octet == ord("\t") or ord(" ") <= octet <= ord("~")) or octet == ord("=")
}
_NEWLINES = re.compile(r"\r\n|\r|\n")
_CONTINUED = re.compile(r"=[89AB][0-9A-F]")


def body_piece(text: str) -> bytes:
    """Text of any number of lines; it ends in a soft break unless it ends in a line's end."""
    *lines, last = _NEWLINES.split(text)
    whole = "".join(_line(line) + "\r\n" for line in lines)
    return whole.encode() + value_piece(last)


def value_piece(text: str) -> bytes:
    """One line of text, ended by a soft break; nothing for no text."""
    return encoded_piece(octets(text))


def encoded_piece(encoded: str) -> bytes:
    """One line of what `octets` gave, wrapped and ended by a soft break; nothing for nothing."""
    if not encoded:
        return b""
    if len(encoded) < LINE and encoded[0] not in "F.":
        return encoded.encode() + b"=\r\n"
    return (wrapped(encoded) + SOFT).encode()


def octets(text: str) -> str:
    """Text with each octet of its UTF-8 that must not stand for itself written as `=XX`."""
    if text.isascii() and text.isprintable():
        return text.replace("=", "=3D")
    return text.encode(errors="replace").decode("latin-1").translate(_OCTETS)


def wrapped(encoded: str) -> str:
    """Encoded text in lines of at most 76 characters, parted by soft breaks."""
    lines: list[str] = []
    start, size = 0, len(encoded)
    while start < size:
        end = start + (GUARDED if encoded[start] in "F." else LINE) - 1
        if end < size and encoded.find("=", end - 2, end + 1) >= 0:
            end = _break_before(encoded, end)
        lines.append(_guarded(encoded[start:end]))
        start = end
    return SOFT.join(lines)


def _line(text: str) -> str:
    """A whole line without its end: a space or tab at its end would be lost on the way."""
    if text[-1:] in (" ", "\t"):
        return wrapped(f"{octets(text[:-1])}={ord(text[-1]):02X}")
    return wrapped(octets(text))


def _guarded(line: str) -> str:
    """What stands at a line's start, safe from mail stores (`From `) and SMTP (a dot)."""
    if line.startswith("From "):
        return "=46" + line[1:]
    if line.startswith("."):
        return "=2E" + line[1:]
    return line


def _break_before(encoded: str, end: int) -> int:
    """The last place at or before `end` that parts neither an `=XX` nor a character."""
    if encoded[end - 1] == "=":
        end -= 1
    elif encoded[end - 2] == "=":
        end -= 2
    while _CONTINUED.match(encoded, end):
        end -= 3
    return end
