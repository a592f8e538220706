"""Forms of a line of plain text: how it ends, what it begins with, whether it is a rule."""

from __future__ import annotations

import re

from pipeline import words

ENDS = re.compile(r"[.!;:,…。！，、；：؛،।۔][\"'”’»)\]*_]*$")
SENTENCE_ENDS = re.compile(r"[.!?:…。！？：؟।۔][\"'”’»」』）)\]*_]*$")
FULL_STOP = re.compile(r"[.!?…。！？؟।۔][\"'”’»」』）)\]*_]*$")
ITEM = re.compile(r"(?P<sign>[-*+•‣◦▪·–]|\d{1,3}[.)])\s+(?=\S)")
MARKED = re.compile("[●○■□◆◇►▶→✓✔✗✘➢❖»\uf0b7\uf0a7\uf0d8]\\s")  # signs that Markdown has no list of
LETTERED = re.compile(
    r"(?P<label>\((?:[a-z]|[A-Z]|\d{1,2}|[ivx]{1,4})\)|(?:[a-z]|[A-Z]|[ivx]{1,4})\)"
    r"|(?:[a-h]|[ivx]{1,4})\.)\s+(?=\S)"
)
RULE = re.compile(r"[\s*_=~–—-]{3,}|\s*(?:[*•·⁂#]\s*){3,}|⁂|[#*]|--")
QUOTED = re.compile(r"\s{0,3}>")
HEADING_CHARACTERS = 90  # that a heading has at most
COLUMNS = re.compile(r"\S(?:\t|\s{3,})\S|^\||\S \| .* \| ")
GAP = re.compile(r"\S\s{3,}\S|\S\t+\S")
# How letters close: what follows is a name, then perhaps a postscript.
CLOSING = re.compile(
    r"(?i)((with )?(best|kind|kindest|warm|warmest|many) (wishes|regards|thanks)|regards|sincerely"
    r"|yours( (sincerely|faithfully|truly|ever))?|(many )?thanks( again| a lot)?"
    r"|thank you|(with )?(much |lots of )?love|all the best|cheers"
    r"|(mit )?(freundliche[nr]?|herzliche[nr]?|viele|liebe|beste) gr(ü|ue)(ß|ss)en?"
    r"|(bien )?cordialement|amicalement|saludos( cordiales)?|atentamente|cordiali saluti)"
)


def closes(text: str) -> bool:
    """Whether a line closes a letter."""
    return bool(CLOSING.fullmatch(text.strip().rstrip(",，! ")))


def column(line: str) -> int:
    """The column that a line begins at."""
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def begins_high(text: str) -> bool:
    """Whether there are letters, and the text does not begin in lower case."""
    first = next((character for character in text if character.isalnum()), "")
    return bool(first) and not first.islower() and any(one.isalpha() for one in text)


def is_short(text: str, most: int = 14) -> bool:
    """Whether a line is as short as a heading, and ends in no sign."""
    return words.count(text) <= most and not ENDS.search(text) and begins_high(text)
