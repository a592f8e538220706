"""Pictures without what they tell of their making: place, camera, time, comments, previews.

No pixel is touched: only the pieces of a file that a mail program needs are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_EOI, _SOS, _JFIF = 0xD9, 0xDA, 0xE0
_JPEG_LEFT_OUT = frozenset((*range(0xE1, 0xEE), 0xEF, 0xFE))  # all of APPn but JFIF's and Adobe's
_PNG_HEAD = 8
_PNG_KEPT = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT"),
        *(b"acTL", b"fcTL", b"fdAT"),  # of one that moves
    )
)
_GIF_HEAD, _GIF_IMAGE, _GIF_TABLE = 13, 10, 0x80
_TRAILER, _EXTENSION, _PICTURE, _CONTROL, _APPLICATION = 0x3B, 0x21, 0x2C, 0xF9, 0xFF
_LOOPS = re.compile(rb"\x0b(?:NETSCAPE2\.0|ANIMEXTS1\.0)")  # how often one that moves is shown


def without_metadata(data: bytes, form: str) -> bytes:
    """A PNG, JPEG or GIF without its metadata and its colour profile; another form as it is."""
    if form == "png":
        return data[:_PNG_HEAD] + b"".join(_chunks(data))
    if form == "jpeg":
        return data[:2] + b"".join(_segments(data)) + bytes((0xFF, _EOI))
    return b"".join(_blocks(data)) + b";" if form == "gif" else data


def _chunks(data: bytes) -> Iterator[bytes]:
    """The chunks that a PNG is shown by (RFC 2083): length, name, data, sum."""
    at = _PNG_HEAD
    while at + 12 <= len(data):
        name, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4])
        if name in _PNG_KEPT:
            yield data[at:end]
        at = len(data) if name == b"IEND" else end


def _segments(data: bytes) -> Iterator[bytes]:
    """The segments that a JPEG is shown by (ITU T.81, annex B), up to its end."""
    at = 2
    # What stands between two segments is passed over, as decoders do.
    while (at := data.find(b"\xff", at)) >= 0 and at + 4 <= len(data):
        marker = data[at + 1]
        if marker == _EOI:
            return
        if marker in (0, 0xFF):
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == _SOS:
            end = _scan_end(data, end)
        if marker == _JFIF:
            yield from _jfif(data[at:end])
        elif marker not in _JPEG_LEFT_OUT:
            yield data[at:end]
        at = end


def _jfif(segment: bytes) -> Iterator[bytes]:
    """A JFIF segment without the small picture in it, nothing for one that holds only that."""
    if segment[4:9] == b"JFIF\0" and len(segment) >= 18:
        yield segment[:2] + b"\0\x10" + segment[4:16] + b"\0\0"


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded pixels of a scan end: at the first marker that may not stand among them."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] == 0xFF:
            at += 1
        elif data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        else:
            return at
    return len(data)


def _blocks(data: bytes) -> Iterator[bytes]:
    """The blocks that a GIF is shown by (GIF89a): its pictures, how long and how often."""
    at = _GIF_HEAD + _table(data[10])
    yield data[:at]
    while at + _GIF_IMAGE <= len(data) and data[at] != _TRAILER:
        picture = data[at] == _PICTURE
        if not picture and data[at] != _EXTENSION:
            at += 1
            continue
        first = at + _GIF_IMAGE + _table(data[at + 9]) + 1 if picture else at + 2
        end = _sub_blocks_end(data, first)
        loops = data[at + 1] == _APPLICATION and _LOOPS.match(data, first)
        if picture or data[at + 1] == _CONTROL or loops:
            yield data[at:end]
        at = end


def _table(flags: int) -> int:
    """Bytes of the table of colours that some flags tell of."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & _GIF_TABLE else 0


def _sub_blocks_end(data: bytes, at: int) -> int:
    """Where a row of sub-blocks ends: behind an empty one."""
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1
