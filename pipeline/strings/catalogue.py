"""gettext catalogues (PO files) → the frame's words, checked message by message."""

from __future__ import annotations

import gettext
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import Place, ThemeError
from pipeline.strings.english import MESSAGES, Message
from pipeline.strings.said import ENGLISH, Said, Strings
from pipeline.strings.tags import FALLBACK, canonical, language

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as Entry

REVIEW = "X-Native-Review"
UNREVIEWED = "none"
MANY = 1000  # numbers that plural rules are tried on
_NO_ID = re.compile(r'^msgctxt[^\n]*\nmsgid ""[ \t]*(?=\nmsgstr|\nmsgid_plural)', re.MULTILINE)
_REVIEW_LINE = re.compile(rf'^"{REVIEW}:\s*(.*?)\s*\\n"', re.MULTILINE | re.IGNORECASE)


class PoFile(NamedTuple):
    """A catalogue's text: the language that its name says, and where it is."""

    tag: str
    file: str
    text: str

    def place(self, line: int = 0) -> Place:
        """A line of it, from 1."""
        lines = _lines(self.text)
        return Place(self.file, line, 0, lines[line - 1] if 0 < line <= len(lines) else "")


@lru_cache(maxsize=1)
def _lines(text: str) -> list[str]:
    """The lines of a catalogue: each of its messages asks for its own."""
    return text.splitlines()


def overlaid(tag: str, files: Sequence[tuple[str, str, str]]) -> Strings:
    """The words of some catalogues, each laid over those before it, all over English."""
    said = dict(ENGLISH)
    lang = FALLBACK
    unreviewed: dict[str, bool] = {}
    for po in (PoFile(*file) for file in files):
        own = dict(_messages(po))
        said |= own
        if language(po.tag) == language(tag) != FALLBACK:
            lang = po.tag
            unreviewed |= dict.fromkeys(own, is_unreviewed(po.text))
    missing = [key for key in MESSAGES if key not in unreviewed] if lang != FALLBACK else []
    return Strings(lang, canonical(tag), said, tuple(missing), any(unreviewed.values()))


def is_unreviewed(text: str) -> bool:
    """Whether a catalogue's header says that no native speaker has read it."""
    found = _REVIEW_LINE.search(text)
    return found is not None and found[1].casefold() == UNREVIEWED


def _messages(po: PoFile) -> Iterator[tuple[str, Said]]:
    catalog = parsed(po)
    form_of = _rule(catalog, po)
    spread = Counter(map(form_of, range(MANY)))
    alone = {index for index, numbers in spread.items() if numbers == 1}
    for entry in catalog:
        forms = forms_of(entry)
        if not entry.id or entry.fuzzy or not any(forms):
            continue
        place = po.place(entry.lineno or 0)
        message = _meant(entry, place)
        _check_forms(entry, message, forms, place)
        for index, form in enumerate(forms):
            # A form for one number only may say it in words.
            _check_blanks(message, form, place, free=message.number if index in alone else "")
        yield message.key, Said(forms, form_of)


def parsed(po: PoFile) -> Catalog:
    """A catalogue as Babel reads it. Raises ThemeError for what is no PO file."""
    from babel.messages.pofile import PoFileError, read_po

    if empty := _NO_ID.search(po.text):  # Babel would take it for the header
        raise ThemeError(
            "this message has an empty msgid",
            place=po.place(po.text.count("\n", 0, empty.end()) + 1),
            hint="copy the English words from templates/locale/letterloom.pot",
        )
    try:
        locale = po.tag.replace("-", "_")
        return read_po(po.text.splitlines(), locale=locale, abort_invalid=True)
    except PoFileError as error:
        raise ThemeError(
            f"this is not a PO file: {error.args[0].rpartition(' on ')[0] or error}",
            place=po.place(error.lineno + 1),
            hint="templates/locale/letterloom.pot shows the form",
        ) from None
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise ThemeError(
            f"this is not a PO file: {error}",
            place=po.place(),
            hint="templates/locale/letterloom.pot shows the form",
        ) from None


def forms_of(entry: Entry) -> tuple[str, ...]:
    """The plural forms of a message, or the one form that it has."""
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())


def _rule(catalog: Catalog, po: PoFile) -> Callable[[int], int]:
    """Which plural form goes with a number, as the catalogue's header says."""
    try:
        found = gettext.c2py(catalog.plural_expr)
        wrong = max(map(found, range(MANY))) >= catalog.num_plurals
    except (ValueError, RecursionError, ZeroDivisionError):
        wrong = True
    if not wrong:
        return found
    lines = po.text.splitlines()
    line = next((n for n, text in enumerate(lines, 1) if "plural-forms:" in text.lower()), 0)
    raise ThemeError(
        "the Plural-Forms of this file are no rule for so many forms",
        place=po.place(line),
        hint=f"python -m pipeline.strings {po.tag} writes a header with the right one",
    )


def _meant(entry: Entry, place: Place) -> Message:
    key = entry.context or ""
    if key not in MESSAGES:
        near = get_close_matches(key, MESSAGES, n=1, cutoff=0.5)
        raise ThemeError(
            f"the frame has no words called {key!r}" if key else "this message has no msgctxt",
            place=place,
            hint=f"did you mean {near[0]!r}?"
            if near
            else "msgctxt is the key of the words, as in templates/locale/letterloom.pot",
        )
    return MESSAGES[key]


def _check_forms(entry: Entry, message: Message, forms: tuple[str, ...], place: Place) -> None:
    if bool(message.plural) is not entry.pluralizable:
        needs = "a number in it: it needs" if message.plural else "no number in it: it takes no"
        raise ThemeError(
            f"{message.key} has {needs} msgid_plural and msgstr[0], msgstr[1], …",
            place=place,
            hint="copy the message from templates/locale/letterloom.pot",
        )
    if "" in forms:
        raise ThemeError(
            f"{message.key} has no msgstr[{forms.index('')}]",
            place=place,
            hint=f"the language has {len(forms)} plural forms; write them all",
        )


def _check_blanks(message: Message, form: str, place: Place, *, free: str) -> None:
    """Raise ThemeError for blanks that are not those of the English words but for a free one."""
    allowed = blanks(message.text)
    try:
        found = blanks(form)
    except ValueError as error:
        raise ThemeError(
            f"{message.key}: {error}", place=place, hint="write {{ and }} for braces"
        ) from None
    wrong, missing = found - allowed, allowed - found - {free}
    if wrong or missing:
        told = ", ".join(f"{{{blank}}}" for blank in sorted(allowed)) or "none"
        what = "has a blank that nothing fills" if wrong else "lacks a blank"
        raise ThemeError(
            f"{message.key} {what}: {{{min(wrong or missing)}}}",
            place=place,
            hint=f"the blanks of {message.key} are: {told}",
        )


def blanks(text: str) -> set[str]:
    """The names in braces. Raises ValueError for a brace that stands alone."""
    found = set()
    for _, name, form, conversion in Formatter().parse(text):
        if form or conversion:
            raise ValueError(f"only a name may stand in braces, not {name}…")
        if name is not None:
            found.add(name)
    return found
