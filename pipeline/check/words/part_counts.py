"""Where a text says which part of how many it is: “Part 2 of 3”, “2/3”, “Teil 2 von 3”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

UNITS: tuple[str, ...] = (
    *("part", "letter", "lesson", "chapter", "episode", "instalment", "installment", "e?-?mail"),
    *("teil", "brief", "folge", "kapitel", "lektion", "partie", "lettre", "leçon", "chapitre"),
    *("épisode", "parte", "carta", "capítulo", "lección", "lição", "lettera", "capitolo"),
    *("lezione", "puntata", "deel", "hoofdstuk", "aflevering", "del", "brev", "avsnitt", "osa"),
    *("kirje", "część", "rozdział", "lekcja", "часть", "письмо", "глава", "урок", "частина"),
    *("лист", "díl", "dopis", "kapitola", "část", "bölüm", "mektup", "ders", "μέρος", "γράμμα"),
    *("rész", "levél", "scrisoarea", "الجزء", "الرسالة", "رسالة", "חלק", "מכתב"),
    *("भाग", "पत्र", "phần", "thư", "bagian", "surat"),
)
"""What a mail of a series is called, as patterns."""
_OF = "/|／|of|out of|von|sur|de|di|da|van|av|af|z|ze|из|з|із|από|din|من أصل|من|מתוך|में से|trên|dari"
_COUNT = rf"(?P<number>\d{{1,3}})\s*(?:{_OF})\s*(?P<total>\d{{1,3}})(?![\d%.,]*[\d%])"
_NAMED = re.compile(
    rf"(?i)(?<!\w)(?:{'|'.join(UNITS)})\s*(?:no\.?|nr\.?|n[º°]|#)?\s*{_COUNT}"
    r"|第\s*(?P<number_han>\d{1,3})\s*[回封部篇章通]\W{0,3}[全共]\s*(?P<total_han>\d{1,3})\s*[回封部篇章通]?"
)
_BARE = re.compile(
    rf"(?i)[(\[（【]\s*#?{_COUNT}\s*[)\]）】]"
    rf"|^\s*#?{_COUNT.replace('number', 'n2').replace('total', 't2')}\s*(?=[:.|–—-])"
    rf"|[:|–—,-]\s*#?{_COUNT.replace('number', 'n3').replace('total', 't3')}\s*$"
)
_CORE = re.compile(rf"(?i)\d\s*(?:{_OF})\s*\d{{1,3}}|第\s*\d")
_BEFORE, _AFTER = 40, 20  # letters around two numbers that say what they count
MOST = 100  # parts of a series


class PartCount(NamedTuple):
    """A count as written, and the two numbers in it; `named` where it says what it counts."""

    written: str
    number: int
    total: int
    named: bool


def part_counts(text: str) -> Iterator[PartCount]:
    """The counts of parts in a text: those that name what they count, then bare ones."""
    near = [(max(0, one.start() - _BEFORE), one.end() + _AFTER) for one in _CORE.finditer(text)]
    named = {found.span(): found for span in near for found in _NAMED.finditer(text, *span)}
    bare = _BARE.finditer(text) if near else ()
    for is_named, found in (*((True, one) for one in named.values()), *((False, b) for b in bare)):
        number, total = (int(one) for one in found.groups() if one)
        if is_named or (0 < number <= total <= MOST and total > 1):
            yield PartCount(found[0].strip(" :|–—,-"), number, total, is_named)
