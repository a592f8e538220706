"""Encoded words in headers (RFC 2047), read as a mail program does, with what is wrong in them."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 75
_WORD = re.compile(
    r"=\?(?P<charset>[^?\s*]+)(?:\*[^?\s]*)?\?(?P<kind>[^?\s]*)\?(?P<text>[^?\r\n]*)\?="
)
_GAP = re.compile(r"[ \t\r\n]+")
_Q_ESCAPE = re.compile(rb"=([0-9A-Fa-f]{2})")


_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
}
"""Charsets that browsers and mail programs read as a wider one (Encoding Standard, labels)."""


class Word(NamedTuple):
    """An encoded word: where it stands, its octets, its charset, why it cannot be read."""

    start: int
    end: int
    octets: bytes
    charset: str
    problem: str = ""


def wider(charset: str) -> str:
    """The charset that mail programs read one as: it and what was added to it since."""
    return _WIDER.get(charset.lower(), charset)


def encoded_words(value: str) -> Iterator[Word]:
    """The encoded words of a header's value."""
    for found in _WORD.finditer(value):
        octets, problem = _octets(found["kind"].lower(), found["text"])
        if not problem:
            problem = _charset_problem(found["charset"], octets)
        if not problem and " " in found["text"]:
            problem = "it holds a space"
        yield Word(found.start(), found.end(), octets, found["charset"], problem)


def decoded(value: str) -> str:
    """A header's value as people read it; what cannot be decoded stands as it is."""
    parts: list[str] = []
    at, pending, charset = 0, b"", ""
    for word in encoded_words(value):
        between = value[at : word.start]
        if pending and (between.strip() or word.charset.lower() != charset):
            parts.append(_text(pending, charset))
            pending = b""
        parts.append(between if between.strip() or at == 0 else "")
        if word.problem and not word.octets:
            parts.append(value[word.start : word.end])
        else:
            pending, charset = pending + word.octets, word.charset.lower()
        at = word.end
    parts.append(_text(pending, charset) if pending else "")
    return _GAP.sub(" ", "".join(parts) + value[at:]).strip()


def _octets(kind: str, text: str) -> tuple[bytes, str]:
    data = text.encode("utf-8", "surrogateescape")
    if kind == "q":
        plain = data.replace(b"_", b" ")
        return _Q_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), plain), ""
    if kind != "b":
        return b"", f"its encoding “{kind}” is neither B nor Q"
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4)), ""
    except binascii.Error:
        return b"", "its base64 is broken"


def _charset_problem(charset: str, octets: bytes) -> str:
    try:
        octets.decode(wider(charset))
    except LookupError:
        return f"nobody knows its charset “{charset}”"
    except UnicodeDecodeError:
        return "a letter is cut in two, or it is not in the charset that it names"
    except ValueError:
        return f"its charset “{charset}” cannot be used"
    return ""


def _text(octets: bytes, charset: str) -> str:
    try:
        return octets.decode(wider(charset), "replace")
    except (LookupError, ValueError):
        return octets.decode("utf-8", "replace")
