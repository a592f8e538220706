"""Encoded words (RFC 2047): how a header says what ASCII cannot."""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Iterator

WORD = 75  # characters of an encoded word at most, its marks included
ENCODED_LINE = 76  # and of a line that holds one
SMUGGLED = "=?"  # how a value begins that would pass for an encoded word
FRAME = len("=?utf-8?q??=")

# What may stand for itself even where the word is a display name (section 5, rule 3).
_LITERAL = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")
_Q = {octet: chr(octet) if octet in _LITERAL else f"={octet:02X}" for octet in range(256)}
_Q[ord(" ")] = "_"
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def needed(text: str) -> bool:
    """Whether a text must be encoded: beyond ASCII, or it looks like an encoded word itself."""
    return SMUGGLED in text or not (text.isascii() and text.isprintable())


def encoded_words(text: str, column: int) -> list[str]:
    """The text as encoded words, Q or B, whichever is shorter.

    The first has room on a line that already holds `column` characters; each other one goes on
    a line of its own after one space. Characters are never split, and combining sequences only
    where one does not fit a word.
    """
    octets = text.encode(errors="replace")
    room = min(WORD, ENCODED_LINE - column) - FRAME
    q = _written(octets, "q")
    kind = "q" if len(q) <= (len(octets) + 2) // 3 * 4 else "b"
    if kind == "q" and len(q) <= room:
        return [f"=?utf-8?q?{q}?="]
    words = _filled(_atoms(text, kind, _limit(room, kind)), kind, room)
    return [f"=?utf-8?{kind}?{_written(word, kind)}?=" for word in words]


def _filled(atoms: Iterator[bytes], kind: str, room: int) -> Iterator[bytes]:
    """The atoms in as few words as hold them; the first word has less room than the others."""
    held, weight, limit = b"", 0, _limit(room, kind)
    for atom in atoms:
        added = _weight(atom, kind)
        if held and weight + added > limit:
            yield held
            held, weight, limit = b"", 0, _limit(WORD - FRAME, kind)
        held, weight = held + atom, weight + added
    yield held


def _atoms(text: str, kind: str, limit: int) -> Iterator[bytes]:
    """What must stay in one word: combining sequences, or their characters if too long."""
    for cluster in _clusters(text):
        octets = cluster.encode(errors="replace")
        if _weight(octets, kind) <= limit:
            yield octets
        else:
            yield from (character.encode(errors="replace") for character in cluster)


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for character in text:
        if cluster and not _continues(cluster[-1], character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _continues(before: str, character: str) -> bool:
    """Whether a character belongs to the one before it."""
    if _JOINER in (before, character) or ord(character) in _SKIN_TONES:
        return True
    return not character.isascii() and unicodedata.category(character).startswith("M")


def _weight(octets: bytes, kind: str) -> int:
    """What octets take of a word's limit: characters in Q, octets in B."""
    return len(octets) if kind == "b" else len(_written(octets, kind))


def _limit(room: int, kind: str) -> int:
    """How much weight goes into a number of characters."""
    return room // 4 * 3 if kind == "b" else room


def _written(octets: bytes, kind: str) -> str:
    if kind == "b":
        return base64.b64encode(octets).decode()
    return octets.decode("latin-1").translate(_Q)
