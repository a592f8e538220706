"""The language that a text is written in, by its script and by its smallest words."""

from __future__ import annotations

import re
from collections import Counter

LOOKED_AT = 20_000  # characters from the start: enough to tell
LEAST = 0.06  # of the words must be small words of the language
CLEARLY = 1.4  # times as many as of any other

_SCRIPTS = {
    "ja": "[\u3040-\u30ff]",
    "ko": "[\uac00-\ud7af]",
    "zh": "[\u4e00-\u9fff]",
    "ar": "[\u0600-\u06ff]",
    "he": "[\u0590-\u05ff]",
    "el": "[\u0370-\u03ff]",
    "th": "[\u0e00-\u0e7f]",
    "hi": "[\u0900-\u097f]",
    "ru": "[\u0400-\u04ff]",
}
_SMALL = {
    "en": "the and of to in is that it for was on with as are this be by not or you have from",
    "de": "der die das und ist nicht ein eine zu den mit von sich auf für dem auch sie wir im",
    "fr": "le la les et est des une pas que pour dans qui sur avec plus vous nous au du ce",
    "es": "el la los las y es que de en un una por con para no se del su más como lo",
    "it": "il di che è la per un una non con sono del della si le dei nel più anche lo gli",
    "pt": "o que de e do da em um uma não para com os as dos se por mais como é na no",
    "nl": "de het een en van is dat niet op te zijn met voor die aan er ook maar om bij",
    "sv": "och att det som en på är för av med inte den till ett har de om vi kan",
    "da": "og det at en er til på som for af med ikke den der har de vi et kan",
    "pl": "i w na z się nie że jest do to jak o po co ale dla przez od są",
    "cs": "a v na se je že to s z do o ve pro jako ale by si jsou k které která",
    "hu": "a az és hogy nem is egy van ez de meg csak volt már el azt mint ha",
    "fi": "ja on ei se että oli hän mutta ovat myös kun niin joka sen kuin jos voi",
    "ro": "și de la în a cu pe nu o un să din este pentru care că mai sunt se",
    "tr": "ve bir bu da de için ile çok o ne gibi olan daha kadar var en ama her",
}
# Of languages that share a script, the letters that only some of them have.
_LETTERS = {
    "ar": (("ur", "[\u0679\u0688\u0691\u06ba\u06d2]"), ("fa", "[\u067e\u0686\u0698\u06af]")),
    "ru": (("uk", "[\u0454\u0456\u0457\u0491]"),),
}
TELLING = 0.01  # of the letters that such letters must be
_WORD = re.compile(r"[^\W\d_]+")


def recognised(text: str) -> str:
    """The language as BCP 47 has it, "" where it cannot be told."""
    start = text[:LOOKED_AT]
    letters = sum(map(len, _WORD.findall(start)))
    for lang, script in _SCRIPTS.items():
        share = 0.1 if lang == "ja" else 0.4  # Japanese mixes its own letters with Han
        if letters and len(re.findall(script, start)) >= share * letters:
            return _by_letters(lang, start.casefold(), letters)
    words = Counter(_WORD.findall(start.casefold()))
    found = {lang: sum(words[word] for word in small.split()) for lang, small in _SMALL.items()}
    best, second, *_ = sorted(found, key=lambda lang: -found[lang])
    enough = found[best] >= max(3, LEAST * words.total())
    return best if enough and found[best] >= CLEARLY * found[second] else ""


def _by_letters(lang: str, start: str, letters: int) -> str:
    """The language of a script, or another one whose own letters are there."""
    for other, own in _LETTERS.get(lang, ()):
        if len(re.findall(own, start)) >= TELLING * letters:
            return other
    return lang
