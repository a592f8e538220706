"""Dates and numbers as a language writes them (Unicode CLDR, by way of Babel).

Digits are the western ones in every language: those of lists, of footnotes and of telephone
numbers are, and a mail should not mix two kinds. Plain English, which names no country, writes
"1 February 2026": nobody misreads it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pipeline.strings.tags import language, narrowing

if TYPE_CHECKING:
    from babel.core import Locale

PLAIN = {"en": "en-GB"}


def in_words(day: date, tag: str) -> str:
    """A day with its month in words: "1 February 2026", "1. Februar 2026"."""
    from babel.dates import format_date

    written = format_date(day, "long", locale=_locale(tag))
    # CLDR leaves French without the ordinal that it has for the first of a month.
    return f"1er{written[1:]}" if language(tag) == "fr" and day.day == 1 else written


def whole_number(number: int, tag: str) -> str:
    """A whole number, its thousands grouped."""
    if language(tag) == "en":
        return f"{number:,}"
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale(tag))


def english_name(tag: str) -> str:
    """What a language is called in English, or its tag."""
    return _locale(tag).get_language_name("en") or tag


def _locale(tag: str) -> Locale:
    """What Babel knows of a tag, or of the nearest wider one."""
    from babel.core import Locale, UnknownLocaleError

    for wider in reversed(narrowing(tag)):
        try:
            return Locale.parse(PLAIN.get(wider, wider), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "GB")
