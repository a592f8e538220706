"""How long a GIF moves, read from its blocks (GIF89a) without decoding a pixel."""

from __future__ import annotations

from functools import lru_cache

_QUICKEST = 2  # hundredths: a shorter delay is shown as ten of them
_SLOW = 10


@lru_cache(maxsize=64)
def seconds(data: bytes) -> float:
    """How long a GIF moves in seconds, infinity where it never stops; 0 for all else."""
    if data[:6] not in (b"GIF87a", b"GIF89a") or len(data) < 13:
        return 0.0
    at = 13 + _colours(data[10])
    delays: list[int] = []
    delay, frames, loops = 0, 0, 1
    while at + 2 < len(data):
        kind, label = data[at], data[at + 1]
        if kind == 0x21:
            if label == 0xF9 and at + 6 < len(data):
                delay = int.from_bytes(data[at + 4 : at + 6], "little")
            elif label == 0xFF and data[at + 3 : at + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0"):
                loops = int.from_bytes(data[at + 16 : at + 18], "little")
            at = _after(data, at + 2)
        elif kind == 0x2C and at + 9 < len(data):
            frames += 1
            delays.append(delay if delay >= _QUICKEST else _SLOW)
            at = _after(data, at + 11 + _colours(data[at + 9]))
        else:
            break
    if frames < 2:
        return 0.0
    # The number counts repeats, 0 stands for without end.
    return float("inf") if not loops else sum(delays) * loops / 100


def _colours(flags: int) -> int:
    """The size of a table of colours, 0 if there is none."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after(data: bytes, at: int) -> int:
    """Where a chain of blocks ends."""
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1
