"""Pictures without what they tell of their making: place, camera, time, comments, previews.

No pixel is touched: only the pieces of a file that a mail program needs are kept.
"""

from __future__ import annotations

from collections.abc import Iterator

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_JPEG_LEFT_OUT = frozenset((*range(0xE1, 0xEE), 0xEF, 0xFE))  # all of APPn but JFIF's and Adobe's
_PNG_HEAD = 8
_PNG_KEPT = frozenset((b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT"))


def without_metadata(data: bytes, form: str) -> bytes:
    """A PNG or JPEG without its metadata and its colour profile; another format as it is."""
    if form == "png":
        return data[:_PNG_HEAD] + b"".join(_chunks(data))
    if form == "jpeg":
        return data[:2] + b"".join(_segments(data)) + bytes((0xFF, _EOI))
    return data


def _chunks(data: bytes) -> Iterator[bytes]:
    """The chunks that a PNG is shown by (RFC 2083): length, name, data, sum."""
    at = _PNG_HEAD
    while at + 12 <= len(data):
        name, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4])
        if name[:1].isupper() or name in _PNG_KEPT:
            yield data[at:end]
        at = len(data) if name == b"IEND" else end


def _segments(data: bytes) -> Iterator[bytes]:
    """The segments that a JPEG is shown by (ITU T.81, annex B), up to its end."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in (0xFF, _EOI):
            if marker == _EOI:
                return
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == _SOS:
            end = _scan_end(data, end)
        if marker not in _JPEG_LEFT_OUT:
            yield data[at:end]
        at = end


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
