"""The word lists of a language: `templates/words/<lang>.toml`, a project's own laid over ours."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from pipeline import strings
from pipeline.check.words.lists import Entry, WordList, Words
from pipeline.check.words.patterns import PatternError, variants
from pipeline.errors import Place, SettingsError, ThemeError
from pipeline.model import Project
from pipeline.settings import document
from pipeline.template_files import below, built_in, read, roots

FOLDER = "words"
LISTS = ("topic", "claim", "hurtful", "not-for-mail", "urgent", "leftover", "twice", "common")
LEFT_OVER = "leftover"
_OF_ENTRY = {"instead": str, "why": str, "mild": bool, "off": bool}
_OF_GROUP = {**_OF_ENTRY, "health": bool, "words": list}

Key = tuple[str, str]
Entries = dict[Key, Entry]
Where = tuple[str | int, ...]


def load(project: Project, lang: str) -> Words:
    """The word lists of a language, the widest first: those of `de`, then those of `de-AT`.

    A language without any has none. Raises SettingsError for a mistake in a file, with its line.
    """
    wanted = strings.narrowing(lang) if lang else ()
    entries: Entries = {}
    for tag in wanted:
        for root in roots(project):
            for path in _files(root / FOLDER, project):
                if strings.canonical(path.stem) == tag:
                    lay_over(entries, _read(path), str(path), trusted=root == built_in())
    lists: dict[str, list[Entry]] = {}
    for (name, _), entry in entries.items():
        lists.setdefault(name, []).append(entry)
    return Words(lang, {name: WordList(name, tuple(found)) for name, found in lists.items()})


def for_mail(project: Project, lang: str) -> Words:
    """The word lists for somebody's mail, whose language may not be known.

    Where it has none, what English writers leave over counts: “lorem ipsum” stands in templates of
    every language.
    """
    own = load(project, lang)
    return own or Words(lang, {LEFT_OVER: load(project, "en")[LEFT_OVER]})


def languages() -> list[str]:
    """The languages that Letterloom brings word lists for."""
    return sorted(path.stem for path in (built_in() / FOLDER).glob("*.toml"))


def _files(folder: Path, project: Project) -> list[Path]:
    if not folder.is_dir():
        return []
    try:
        return below(folder, project, suffixes=(".toml",))
    except ThemeError as error:
        raise SettingsError(error.message, place=error.place, hint=error.hint) from None


def _read(path: Path) -> str:
    try:
        return read(path)
    except ThemeError as error:
        raise SettingsError(error.message, place=error.place, hint=error.hint) from None


def lay_over(entries: Entries, text: str, file: str, *, trusted: bool = False) -> None:
    """Lay what a file says over the entries so far: it adds, replaces, takes out.

    The patterns of a `trusted` file, one of ours, are not tried: tests have done so.
    """
    try:
        told = _parsed(text)
    except (ValueError, RecursionError):
        told = dict(document.parse(text, file).data)  # which tells what is wrong, and where
    source = _Source(text, file, trusted=trusted)
    for name, groups in told.items():
        if name not in LISTS:
            source.wrong((name,), f"there is no list {name}", _meant(name, LISTS))
        if not isinstance(groups, Mapping):
            source.wrong((name,), f"{name} has no groups", f"begin each with [{name}.its-name]")
        for group, said in groups.items():
            source.lay((name, group), said, entries)


@lru_cache(maxsize=8)
def _parsed(text: str) -> Mapping[str, Any]:
    """A file's data: the preview reads the same lists after each save."""
    return tomllib.loads(text)


class _Source:
    """A file of words while it is laid over others."""

    def __init__(self, text: str, file: str, *, trusted: bool) -> None:
        self.text, self.file, self.trusted = text, file, trusted

    def wrong(self, path: Where, message: str, hint: str) -> NoReturn:
        """Raise for what stands at a path."""
        place = document.parse(self.text, self.file).place(path)
        raise SettingsError(message, place=place or Place(self.file), hint=hint)

    def lay(self, path: Key, said: object, entries: Entries) -> None:
        """Lay a group over the entries."""
        name, group = path
        if not isinstance(said, Mapping):
            self.wrong(path, f"{name} holds groups, and entries in them", f"begin [{name}.{group}]")
        own = {key: said[key] for key in said if key in _OF_GROUP}
        self._check(path, own, _OF_GROUP)
        if own.get("off"):
            for key in [key for key, one in entries.items() if (key[0], one.group) == path]:
                del entries[key]
        shared = Entry(
            "",
            group,
            own.get("why", ""),
            own.get("instead", ""),
            own.get("mild", False),
            own.get("health", False),
        )
        for pattern, where, told in self._entries(path, said, own):
            self._entry(where, (name, pattern), told, shared, entries)

    def _entries(
        self, path: Key, said: Mapping[str, Any], own: Mapping[str, Any]
    ) -> Iterator[tuple[str, Where, Mapping[str, Any]]]:
        """The entries of a group: those in its list of words, and those with more to say."""
        for number, word in enumerate(own.get("words", ())):
            if not isinstance(word, str):
                self.wrong((*path, "words", number), "an entry is text", 'write "a word"')
            yield word, (*path, "words", number), {}
        for pattern, told in said.items():
            if pattern not in own:
                where = (*path, pattern)
                given = {"instead": told} if isinstance(told, str) else told
                if not isinstance(given, Mapping):
                    self.wrong(where, f"“{pattern}” has nothing to say", _SAYING)
                self._check(where, given, _OF_ENTRY)
                yield pattern, where, given

    def _check(self, path: Where, told: Mapping[str, Any], known: Mapping[str, type]) -> None:
        for key, value in told.items():
            if key not in known:
                self.wrong((*path, key), f"an entry has no {key}", _meant(key, known))
            if not isinstance(value, known[key]):
                hint = "write true or false" if known[key] is bool else _SAYING
                self.wrong((*path, key), f"{key} is not as it should be", hint)

    def _entry(
        self,
        where: Where,
        key: Key,
        told: Mapping[str, Any],
        shared: Entry,
        entries: Entries,
    ) -> None:
        name, pattern = key
        key = (name, pattern.casefold())
        if told.get("off"):
            if key not in entries:
                known = [one for kind, one in entries if kind == name]
                near = _meant(pattern.casefold(), known, all_of_them=False)
                self.wrong(where, f"“{pattern}” is in no list of ours", near)
            del entries[key]
            return
        if not self.trusted:
            try:
                variants(pattern)
            except PatternError as error:
                self.wrong(where, f"“{pattern}” cannot be looked for: {error}", _NOTATION)
        given = {one: value for one, value in told.items() if one != "off"}
        entries[key] = shared._replace(pattern=pattern, **given)


_SAYING = '"a word" = "what to say instead", or "a word" = { instead = "…", why = "…" }'
_NOTATION = "docs/words.md tells how words are looked for"


def _meant(name: str, known: Iterable[str], *, all_of_them: bool = True) -> str:
    every = list(known)
    near = get_close_matches(name, every, 1)
    if near:
        return f"did you mean {near[0]}?"
    return f"one of {', '.join(every)}" if all_of_them else "take this line out"
