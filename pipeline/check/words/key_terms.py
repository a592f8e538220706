"""The words that tell what an article is about, and whether a name, a header or a link says one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from pipeline.check.words.lists import Entry, WordList, Words
from pipeline.check.words.passages import Said, of_series
from pipeline.check.words.patterns import Token, tokens
from pipeline.check.words.topics import topics
from pipeline.model import Series
from pipeline.words import unspaced

TELLING = 6  # letters: shorter words are in every subject
FREQUENT = 4  # times that a text says a word that tells its topic
MOST = 8  # such words
OFTEN = 3  # times that it says an abbreviation that does
_HEADS = ("title", "heading")
_IN_CAPITALS = re.compile(r"[A-Z][A-Z0-9]{1,5}")
# Words of scripts that put no spaces between them: runs of one script, two of Han at least.
_RUN = re.compile("[\u3400-\u9fff\uf900-\ufaff]{2,}|[\u30a1-\u30fa\u30fc]{3,}|[\u0e00-\u0e7f]{4,}")
_ENDINGS = ("es", "s")
_ESCAPED = re.compile("%[0-9A-Fa-f]{2}")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})


@dataclass(frozen=True, eq=False)
class KeyTerms:
    """The words that tell what an article is about.

    `stems` are found in any word, `whole` as words alone, `listed` are the entries of the word
    lists for the article's topics.
    """

    stems: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    listed: WordList = field(default_factory=WordList)

    def named_in(self, text: str) -> tuple[str, ...]:
        """Those of its words that a name, a header or an address says, as it says them."""
        return _named(self, text) if text else ()


@lru_cache(maxsize=1024)
def _named(terms: KeyTerms, text: str) -> tuple[str, ...]:
    read = _unescaped(text)
    found = tokens(read)
    said = [one.written for one in found if _tells(terms, one)]
    said += [read[hit.start : hit.end] for hit in terms.listed.hits(found)]
    said += [run for run in _RUN.findall(read) if any(one in run for one in terms.stems)]
    return tuple(dict.fromkeys(word.casefold() for word in said))


def _unescaped(text: str) -> str:
    """A text as people read it: percent-encoding undone, though it were done twice."""
    for _ in range(2):
        text = unquote(text) if _ESCAPED.search(text) else text
    return unicodedata.normalize("NFKC", text).replace("\xad", "").replace("\u200b", "")


def _tells(terms: KeyTerms, token: Token) -> bool:
    if token.folded in terms.whole:
        return True
    plain = _plain(token.folded)
    return any(stem in plain for stem in terms.stems)


@lru_cache(maxsize=2048)
def _plain(word: str) -> str:
    """A word without its accents."""
    if word.isascii():
        return word
    return "".join(
        one for one in unicodedata.normalize("NFKD", word) if unicodedata.category(one) != "Mn"
    )


def key_terms(series: Series, words: Words) -> KeyTerms:
    """The words that tell what a series is about.

    They are those of its title and headings, those that its text says most, and the words of the
    lists for its topics. What every text may say (the list `common`) is none of them.
    """
    return terms_of(of_series(series.article, series.parts, words))


@lru_cache(maxsize=4)
def terms_of(said: Said) -> KeyTerms:
    """The words that tell what a text is about."""
    headed, written, capitals = _words(said)
    common = {_stem(word) for word in said.words["common"].patterns}
    told = [word for word in headed if len(word) >= TELLING and _stem(word) not in common]
    if common:
        counts = Counter(_stem(word) for word in written if len(word) >= TELLING)
        often = [word for word, times in counts.most_common() if times >= FREQUENT]
        told += [word for word in often if word not in common][:MOST]
    stems = {one for word in told for one in _spellings(_stem(word))}
    runs = [run for one in said.passages if one.kind in _HEADS for run in _RUN.findall(one.text)]
    names = {topic.name for topic in topics(said)}
    entries = [one for one in said.words["topic"].entries if one.group in names and not one.mild]
    return KeyTerms(
        frozenset((*stems, *runs)),
        frozenset(_abbreviations(capitals, {*headed, *written})),
        WordList("topic", tuple(_in_any_case(entries))),
    )


def _abbreviations(capitals: Counter[str], small: set[str]) -> Iterator[str]:
    """What a text says often in capitals, and never otherwise."""
    for word, times in capitals.items():
        if times >= OFTEN and word.casefold() not in small:
            yield word.casefold()


def _words(said: Said) -> tuple[list[str], list[str], Counter[str]]:
    """The words of title and headings, those of the rest, and those in capitals."""
    headed: list[str] = []
    written: list[str] = []
    capitals: Counter[str] = Counter()
    for passage in said.passages:
        if passage.kind in ("subject", "preheader"):
            continue
        to = headed if passage.kind in _HEADS else written
        for one in passage.tokens:
            if _IN_CAPITALS.fullmatch(one.written) and not passage.text.isupper():
                capitals[one.written] += 1
            elif not unspaced(one.folded[0]):
                to.append(one.folded.partition("'")[0])
    return headed, written, capitals


def _in_any_case(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries as an address may say them: in small letters too, if they are two words or more."""
    for one in entries:
        yield one
        if one.pattern.isupper() and len(one.pattern) > 2:
            yield one._replace(pattern=one.pattern.lower())


def _stem(word: str) -> str:
    """A word without the ending that a plural has, where enough of it is left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= TELLING:
            return word.removesuffix(ending)
    return word


def _spellings(word: str) -> set[str]:
    """A word as names and addresses may write it: without accents, or in two letters."""
    return {_plain(word), _plain(word.translate(_GERMAN))}
