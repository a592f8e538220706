"""Bytes → text: byte order marks, UTF-8, and a named guess for anything else."""

from __future__ import annotations

import codecs
import re

from pipeline.errors import Place, SourceError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


# Signs that no reader sees and that XML cannot hold: bells, ends of paragraphs, form feeds.
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
# Hints where a line may break: in scripts without spaces they are needed, elsewhere in the way.
_HYPHENATED = re.compile(r"\u00ad+(?=[ \t]*\n)")
_HINTS = re.compile(r"[\u00ad\u2060\ufeff]|(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b")


def decode(data: bytes, file: str, encoding: str = "", *, pages: bool = False) -> str:
    """The text of a file, its line ends made one line feed each, hints to break words left out.

    Form feeds, which part pages, stay if `pages` are asked for, else they are spaces.

    Raises SourceError for an empty file, for bytes that are no text, and for text that is not
    UTF-8 where no `encoding` was named: a wrong guess would change the author's words, so the
    guess is shown and asked for.
    """
    named = encoding or next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(named).removeprefix("\ufeff")
        text.encode()  # some encodings have room for halves of characters, which are no text
    except UnicodeDecodeError as error:
        raise _not_text(data, file, named, error.start) from None
    except (LookupError, ValueError):
        raise SourceError(
            f"there is no encoding of text called {encoding!r}",
            place=Place(file),
            hint="name one that Python knows, such as windows-1252, utf-16 or shift_jis",
        ) from None
    if not text.strip():
        raise SourceError("the file is empty", place=Place(file), hint="put the article in it")
    if "\0" in text:
        raise _binary(data, file, text)
    text = _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _HINTS.sub("", _HYPHENATED.sub("-", text))
    return text if pages else text.replace("\f", " ")


# Code pages that a few accents cannot tell apart; editors on Windows mostly write the second.
_WESTERN = ("cp1250", "cp1252", "cp1254", "cp1257", "latin_1", "iso8859_15", "mac_roman")


def _not_text(data: bytes, file: str, named: str, offset: int) -> SourceError:
    """The error for bytes that do not decode, with the guess and how the line would read."""
    found = guess(data)
    if not found:
        return SourceError(
            f"this is not text in {named}, nor in any encoding that could be guessed",
            place=Place(file),
            hint="save it as UTF-8 text; a Word file keeps its .docx, a web page its .html",
        )
    head = data[:offset].decode(found, "replace")
    line = data.decode(found, "replace").replace("\r\n", "\n").split("\n")[head.count("\n")]
    column = len(head) - (head.rfind("\n") + 1) + 1
    return SourceError(
        f"the file is not {named}; it looks like {found}",
        place=Place(file, head.count("\n") + 1, column, line),
        hint=f"if the line above reads right, add --encoding {found}; "
        "else name the right one, or save the file as UTF-8",
    )


def guess(data: bytes) -> str:
    """The encoding that bytes look like, "" for none."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_exclusion=["utf_7"]).best()
    if best is None:
        return ""
    if best.encoding in _WESTERN and is_text(data, "windows-1252"):
        return "windows-1252"
    return str(best.encoding)


def is_text(data: bytes, encoding: str) -> bool:
    """Whether bytes are text in an encoding."""
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _binary(data: bytes, file: str, text: str) -> SourceError:
    before = text[: text.index("\0")]
    wide = _wide(data)
    return SourceError(
        f"there is a NUL character, so this is {'not UTF-8' if wide else 'no text file'}",
        place=Place(file, before.count("\n") + 1, len(before) - before.rfind("\n")),
        hint=f"it looks like {wide}: add --encoding {wide}, or save the file as UTF-8"
        if wide
        else "save it as UTF-8 text; a Word file keeps its .docx, a web page its .html",
    )


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of Western text is NUL. "" for anything else."""
    for name, nul, others in (
        ("utf-16-le", data[1::2], data[0::2]),
        ("utf-16-be", data[0::2], data[1::2]),
    ):
        if nul.count(0) > len(nul) // 2 and not others.count(0) and is_text(data, name):
            return name
    return ""
