"""Words and sentences in all scripts: counting, cutting, slugs, reading time."""

from __future__ import annotations

import math
import re
import unicodedata

WORDS_PER_MINUTE = 200
SLUG_BYTES = 60

# Scripts that put no spaces between words; a count of words there is characters / 2.
_UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u3040-\u30ff"  # Hiragana, Katakana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
    "\U00020000-\U0003134f"  # Han, the supplementary planes
)
_UNSPACED_CHARACTER = re.compile(f"[{_UNSPACED}]")
_ABBREVIATION_LENGTH = 12  # characters within which the longest of the abbreviations stands
_SENTENCE_END = re.compile(r"(?<=[.!?…؟۔।])[\"'”’»)\]]*\s+|(?<=[。！？])[」』”’）]*\s*")
_ABBREVIATED = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Prof|St|vs|etc|approx|No|Nr|bzw|ca|cf|[^\W\d_]|\d\d?)\.$"
)
# Names that Windows keeps for devices, with or without a suffix.
_NO_ESSENCE = re.compile(r"[\s\x00-/:-@\[-`{-\x7f]+")
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def words(text: str) -> list[str]:
    """The words of a text: what stands between spaces and holds a letter or digit."""
    return [word for word in text.split() if any(character.isalnum() for character in word)]


def essence(text: str) -> str:
    """What texts are compared and counted by: letters, digits and signs beyond ASCII."""
    return _NO_ESSENCE.sub("", text)


def count(text: str) -> int:
    """How many words: spaces part them; in scripts without spaces, characters ÷ 2, rounded up."""
    unspaced = len(_UNSPACED_CHARACTER.findall(text))
    if not unspaced:
        return len(words(text))
    return len(words(_UNSPACED_CHARACTER.sub(" ", text))) + math.ceil(unspaced / 2)


def unspaced(character: str) -> bool:
    """Whether a character is of a script that puts no spaces between words."""
    return bool(_UNSPACED_CHARACTER.match(character))


def width(text: str) -> int:
    """How many columns a text takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(one) in ("Mn", "Me") for one in text)


def minutes(number: int) -> int:
    """Reading time of a number of words, in whole minutes, at least one."""
    return max(1, round(number / WORDS_PER_MINUTE))


def sentences(text: str) -> list[str]:
    """The sentences of a text, stripped; common abbreviations end none."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        tail = text[max(start, end.start() - _ABBREVIATION_LENGTH) : end.end()].rstrip()
        if _ABBREVIATED.search(tail):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def cut(text: str, limit: int, whole: re.Pattern[str] | None = None) -> str:
    """The text in at most `limit` characters, cut between words and closed with an ellipsis.

    What `whole` finds is never cut in two, though no space may stand around it.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    end = limit - 1
    if not text[end].isspace() and " " in text[:end]:
        end = text.rindex(" ", 0, end)
    for found in whole.finditer(text) if whole else ():
        if found.start() < end < found.end():
            end = found.start()
    return text[:end].rstrip(" ,;:.–—-·") + "…"


def slug(text: str, limit: int = SLUG_BYTES) -> str:
    """A safe name for a file or URL: lower-case letters and digits of any script, hyphens.

    At most `limit` bytes of UTF-8, never empty, never a name that Windows reserves.
    """
    folded = unicodedata.normalize("NFKC", text[: 8 * limit]).casefold()
    folded = re.sub(r"['’ʼ]", "", unicodedata.normalize("NFC", folded))
    kept = "".join(character if _in_slug(character) else "-" for character in folded)
    name = re.sub(r"-+", "-", kept).strip("-")
    while len(name.encode()) > limit:
        shorter = name.rpartition("-")[0]
        name = shorter or name[:-1]
    if not name or _RESERVED.match(name):
        return f"{name}-text".strip("-")
    return name


def _in_slug(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")
