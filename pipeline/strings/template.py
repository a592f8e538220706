"""Catalogues for translators, written from the English source in one form and order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.strings.catalogue import REVIEW, UNREVIEWED, PoFile, forms_of, parsed
from pipeline.strings.english import MESSAGES, Message

_CREDIT = """\
# {title}
#
# msgctxt is the key by which templates ask for the words. What stands in {{braces}} is filled in
# and keeps its name. docs/languages.md tells how to translate, and how a native speaker says
# that they have read the words: in {review}, by their name or the date instead of "{none}".
"""


def template() -> str:
    """The catalogue that a new translation begins with: `letterloom.pot`."""
    return _file("Letterloom: the frame's words, to be translated.", "", "", UNREVIEWED, {})


def catalogue(tag: str, before: str = "", file: str = "") -> str:
    """A language's catalogue with all messages, those translated before kept.

    Raises ThemeError if what was there before is no PO file.
    """
    old = parsed(PoFile(tag, file, before))
    told = {entry.context: forms_of(entry) for entry in old if entry.context and not entry.fuzzy}
    name = old.locale.english_name if old.locale else tag
    plural = f"nplurals={old.num_plurals}; plural={old.plural_expr};"
    review = _review(before) or UNREVIEWED
    return _file(f"Letterloom: the frame's words in {name}.", tag, plural, review, told)


def _review(text: str) -> str:
    """What a catalogue says of its review, "" where it says nothing."""
    head = f'"{REVIEW}: '
    lines = (line for line in text.splitlines() if line.startswith(head))
    return next((line.removeprefix(head).removesuffix('\\n"') for line in lines), "")


def _file(
    title: str, tag: str, plural: str, review: str, told: Mapping[str, tuple[str, ...]]
) -> str:
    forms = int(plural.partition("=")[2].partition(";")[0] or 2) if plural else 2
    header = {
        "Language": tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural,
        REVIEW: review,
    }
    lines = [
        _CREDIT.format(title=title, review=REVIEW, none=UNREVIEWED).rstrip("\n"),
        'msgid ""',
        'msgstr ""',
        *(f'"{name}: {value}\\n"' for name, value in header.items() if value),
    ]
    for message in MESSAGES.values():
        lines += ["", *_message(message, told.get(message.key, ()), forms)]
    return "\n".join(lines) + "\n"


def _message(message: Message, told: tuple[str, ...], forms: int) -> Iterator[str]:
    yield f"#. {message.note}"
    yield f"msgctxt {_quoted(message.key)}"
    yield f"msgid {_quoted(message.text)}"
    if not message.plural:
        yield f"msgstr {_quoted(told[0] if told else '')}"
        return
    yield f"msgid_plural {_quoted(message.plural)}"
    for index in range(forms):
        yield f"msgstr[{index}] {_quoted(told[index] if index < len(told) else '')}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
