"""How many years of school a text asks for: syllables, sentences, and a formula a language.

The libraries that count syllables fetch their dictionaries when first used, or take a second to
load; in the languages here groups of vowels tell syllables nearly as well, and at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

LEAST_WORDS, LEAST_SENTENCES = 100, 5
"""What a text must have for a grade to mean anything."""
SMOG_SENTENCES = 30
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Counts(NamedTuple):
    """What a text is made of; `long` words have three syllables or more, `wide` seven letters."""

    sentences: int
    words: int
    syllables: int
    letters: int
    long: int
    wide: int
    short: int

    @property
    def length(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences

    @property
    def weight(self) -> float:
        """Syllables a word."""
        return self.syllables / self.words


class Grade(NamedTuple):
    """A reading grade in years of school, and the formula that gave it."""

    years: float
    formula: str


def counts(sentences: Sequence[str], lang: str) -> Counts:
    """What some sentences are made of."""
    spoken = _SPOKEN[lang]
    words = [word for sentence in sentences for word in _LETTERS.findall(sentence)]
    syllables = [spoken(word.casefold()) for word in words]
    return Counts(
        len(sentences),
        len(words),
        sum(syllables),
        sum(map(len, words)),
        sum(number >= 3 for number in syllables),
        sum(len(word) > 6 for word in words),
        sum(number == 1 for number in syllables),
    )


def grade(sentences: Sequence[str], lang: str) -> Grade | None:
    """The reading grade of some sentences; None of a short text or an unknown language."""
    if lang not in FORMULAS or len(sentences) < LEAST_SENTENCES:
        return None
    found = counts(sentences, lang)
    if found.words < LEAST_WORDS:
        return None
    years, formula = FORMULAS[lang](found)
    return Grade(round(min(max(years, 1.0), 20.0), 1), formula)


def syllables(word: str, lang: str) -> int:
    """The syllables of a word, at least one."""
    return _SPOKEN[lang](word.casefold())


# --- syllables -----------------------------------------------------------------------------------

_EN_GROUPS = re.compile(r"[aeiouy]+")
_EN_SILENT = re.compile(
    r"(?:[^aeiouylr]|[aeiouy]l|[aeiouy]r)e$"  # hope, whole, care; not table, theatre
    r"|[^aeiouydt]ed$|(?<=[aeiou]y)ed$"  # loved, played; not wanted
    r"|(?<![aeioucgsxz])(?<!ch)(?<!sh)(?<![^aeiouy]l)es$"  # makes; not houses, couples
)
_EN_WITHIN = re.compile(
    r"(?<=[aeiouy][^aeiouywx])e(?=ful|less|ly$|ness|thing|times?$|where|fore)"
    r"|(?<=[aeiouy][^aeiouywxl])e(?=ment)|(?<=^ev)e(?=r[y])"
)
_EN_APART = re.compile(
    r"(?<![tcsgx])i(?:a(?!ge)|o(?!us|n)|u)|(?<=[rvndbl])i(?=ous)|(?<=p)i(?=on)|(?<=^l)i(?=on)"
    r"|(?:(?<![tc])|(?<=sc))i(?:et|en(?!d))|ci(?=at)|eo(?!us|n|ple)|eu(?=m)|o(?=e[mt])"
    r"|(?<!q)u(?=al|ou|at|ity)|ism$|[aeouy](?=ing$)|cre(?=at)|re(?=al|act)|(?<=id)e(?=a)"
    r"|(?<=ar)e(?=a$)|(?<=th)e(?=at)"
)


@lru_cache(maxsize=4096)
def _english(word: str) -> int:
    groups = len(_EN_GROUPS.findall(word)) + len(_EN_APART.findall(word))
    return max(1, groups - bool(_EN_SILENT.search(word)) - len(_EN_WITHIN.findall(word)))


_DE_GROUPS = re.compile(
    r"(?<=[ilnr])i(?=e(?:n|s)?$)(?<=[aeiouäöü][lnr]i)|äu|au|ei|ai|eu|ie|ey|aa|ee|oo|[aeiouyäöü]"
)
_NL_GROUPS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|ei|ij|ui|eu|ou|au|[aeiouyéëïöü]")
_ROMANCE_GROUPS = re.compile(
    r"[iuüy]?[aeoáéóàèòíúìù][iuy]?(?![aeoáéóàèòíúìù])|[iuüy]?[aeoáéóàèòíúìù]|[iuüy]+"
)
_FR_GROUPS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+")
_FR_MUTE = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüœæ])(?:es?|(?<!m)ent)$")
_FR_APART = re.compile(r"é(?=[aoue])|[aeou](?=ï)|[ao](?=ë)")


@lru_cache(maxsize=4096)
def _german(word: str) -> int:
    return max(1, len(_DE_GROUPS.findall(word)))


@lru_cache(maxsize=4096)
def _dutch(word: str) -> int:
    return max(1, len(_NL_GROUPS.findall(word)))


@lru_cache(maxsize=4096)
def _romance(word: str) -> int:
    word = re.sub(r"(?<=[qg])u(?=[eiéí])", "", word)
    return max(1, len(_ROMANCE_GROUPS.findall(word)))


@lru_cache(maxsize=4096)
def _french(word: str) -> int:
    word = re.sub(r"(?<=[qg])u(?=[eiéèêaoy])", "", word)
    groups = len(_FR_GROUPS.findall(word)) + len(_FR_APART.findall(word))
    return max(1, groups - bool(_FR_MUTE.search(word)))


_SPOKEN: Mapping[str, Callable[[str], int]] = {
    "en": _english,
    "de": _german,
    "nl": _dutch,
    "es": _romance,
    "it": _romance,
    "fr": _french,
}

# --- formulas ------------------------------------------------------------------------------------

_FLESCH = (
    (100, 4.0),
    (90, 5.0),
    (80, 6.0),
    (70, 7.0),
    (60, 8.5),
    (50, 11.0),
    (30, 14.0),
    (0, 18.0),
)
_INFLESZ = ((100, 3.0), (80, 6.0), (65, 8.0), (55, 10.0), (40, 12.0), (15, 16.0), (0, 18.0))
_GULPEASE = ((100, 2.0), (80, 5.0), (60, 8.0), (40, 13.0), (20, 17.0), (0, 19.0))


def _years(ease: float, bands: Sequence[tuple[int, float]]) -> float:
    """Years of school by how easy a text is, straight lines between the bands' ends."""
    if ease >= bands[0][0]:
        return bands[0][1]
    for (high, few), (low, many) in pairwise(bands):
        if ease >= low:
            return many - (many - few) * (ease - low) / (high - low)
    return bands[-1][1]


def _of_english(one: Counts) -> Grade:
    """Flesch and Kincaid's grade, and SMOG beside it where there are sentences enough."""
    years = 0.39 * one.length + 11.8 * one.weight - 15.59
    if one.sentences < SMOG_SENTENCES:
        return Grade(years, "Flesch-Kincaid")
    smog = 1.043 * math.sqrt(one.long * 30 / one.sentences) + 3.1291
    return Grade(years, f"Flesch-Kincaid; SMOG {smog:.1f}")


def _of_german(one: Counts) -> Grade:
    """The first Viennese formula for factual texts."""
    long, wide, short = (100 * some / one.words for some in (one.long, one.wide, one.short))
    years = 0.1935 * long + 0.1672 * one.length + 0.1297 * wide - 0.0327 * short - 0.875
    return Grade(years, "Wiener Sachtextformel")


def _of_dutch(one: Counts) -> Grade:
    ease = 206.835 - 0.93 * one.length - 77 * one.weight
    return Grade(_years(ease, _FLESCH), "Flesch-Douma")


def _of_spanish(one: Counts) -> Grade:
    ease = 206.835 - 62.3 * one.weight - one.length
    return Grade(_years(ease, _INFLESZ), "Szigriszt-Pazos")


def _of_italian(one: Counts) -> Grade:
    ease = 89 + (300 * one.sentences - 10 * one.letters) / one.words
    return Grade(_years(ease, _GULPEASE), "Gulpease")


def _of_french(one: Counts) -> Grade:
    ease = 207 - 1.015 * one.length - 73.6 * one.weight
    return Grade(_years(ease, _FLESCH), "Kandel-Moles")


FORMULAS: Mapping[str, Callable[[Counts], Grade]] = {
    "en": _of_english,
    "de": _of_german,
    "nl": _of_dutch,
    "es": _of_spanish,
    "it": _of_italian,
    "fr": _of_french,
}
"""The formulas, by language."""
