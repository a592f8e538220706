"""In what encoding a page's bytes are: asked for, marked, declared, or guessed."""

from __future__ import annotations

import codecs
import re

from pipeline.read.decode import MARKS, decode, guess, is_text

DECLARED_WITHIN = 4096  # bytes from the start
BROKEN = 0.001  # of the characters may be damaged in a page that says what it is
_META = re.compile(rb"""(?i)<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""")
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
GUESSED_WITHIN = 200_000  # bytes from the start
# What a page that names one of these is read as by every browser (Encoding Standard, 4.2).
_READ_AS = {
    **dict.fromkeys(
        ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"
    ),
    **dict.fromkeys(("windows-1252", "x-cp1252"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "korean"), "cp949"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8"),
    "tis-620": "cp874",
    "utf8": "utf-8",
}


def page(data: bytes, file: str, encoding: str = "") -> str:
    """A page's text. Raises SourceError for what is none, and for what nobody can guess."""
    if encoding or data.startswith(tuple(mark for mark, _ in MARKS)):
        return decode(data, file, encoding)
    declared = _declared(data)
    for name in filter(None, (declared, "utf-8", None if declared else "")):
        if is_text(data, name):
            return decode(data, file, name)
    mended = _mended(data, declared or "utf-8")
    if mended is not None:
        return decode(mended, file)
    guessed = guess(data[:GUESSED_WITHIN])
    return decode(data, file, guessed if guessed and is_text(data, guessed) else "")


def _declared(data: bytes) -> str:
    start = data[:DECLARED_WITHIN]
    found = _XML.match(start.lstrip()) or _META.search(start)
    name = found[1].decode("ascii").lower() if found else ""
    name = _READ_AS.get(name, name)
    try:
        codecs.lookup(name)
        return name if "a".encode(name) == b"a" else ""
    except (LookupError, ValueError):
        return ""


def _mended(data: bytes, encoding: str) -> bytes | None:
    """The page in UTF-8 where only a few characters of it are damaged, which show as such."""
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > max(2, BROKEN * len(text)):
        return None
    return text.encode()
