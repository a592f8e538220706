"""A heading as a subject: whole where it fits, else cut where its author paused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline import words

GOOD = 20  # columns that a piece of a heading needs to tell something
LEAST = 12

_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")
_PAUSE = re.compile(r":\s+|;\s+|\s+[-–—|·]\s+|\s?—\s?|[：；]|(?<=[.!?…])\s+|(?<=[。！？])")
_COMMA = re.compile(r",\s+|[，、،]\s*")
_SPEAKER = re.compile(r"[A-Z]{1,3}[:：]\s+(?=\S)")
_QUOTES = {"“": "”", "„": "“", "«": "»", '"': '"', "「": "」", "『": "』"}
_TRAILING = " :：;,，、–—-|·"


def shortened(
    text: str, limit: int, cut: Callable[[str, int], str], grammar: Callable[[str], bool]
) -> Iterator[str]:
    """Ways to say a heading in at most `limit` characters, the best first.

    `cut` cuts between words, `grammar` knows words that must not be the last.
    """
    text = unspoken(" ".join(text.split())).rstrip(_TRAILING)
    if len(text) <= limit:
        yield text
        return
    plain = " ".join(_ASIDE.sub("", text).split()).rstrip(_TRAILING)
    if words.width(plain) >= GOOD and len(plain) <= limit:
        yield plain
    heads = [plain[: pause.start()].rstrip(_TRAILING) for pause in _PAUSE.finditer(plain)]
    tails = [plain[pause.end() :] for pause in _PAUSE.finditer(plain)]
    heads = [head for head in reversed(heads) if len(head) <= limit]
    pieces = [*heads, *(tail for tail in tails if len(tail) <= limit)]
    yield from (piece for piece in pieces if words.width(piece) >= GOOD)
    commas = [plain[: comma.start()] for comma in _COMMA.finditer(plain)]
    yield from (one for one in reversed(commas) if words.width(one) >= GOOD and len(one) <= limit)
    yield from (head for head in heads if LEAST <= words.width(head) < GOOD)
    closing = _QUOTES.get(text[0], "")
    if closing and closing in text[1:]:
        short = hanging(cut(text, limit - 1), grammar)
        yield short if closing in short[1:] else short + closing
    else:
        yield hanging(cut(text, limit), grammar)


def unspoken(text: str) -> str:
    """A text without the initials of who says it, as interviews have them: "Q: …"."""
    found = _SPEAKER.match(text)
    return text[found.end() :] if found else text


def hanging(text: str, grammar: Callable[[str], bool]) -> str:
    """A cut text without the words of grammar that it would end in."""
    if not text.endswith("…"):
        return text
    found = text[:-1].split(" ")
    while len(found) > 2 and grammar(found[-1].strip(_TRAILING)):
        found.pop()
    return " ".join(found).rstrip(_TRAILING + ".") + "…"
