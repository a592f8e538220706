"""What a file is that no reader reads, or not this one, and what its owner can do."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import PurePath

from pipeline.errors import Place, SourceError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Office up to 2003, and of encryption
_ZIP = b"PK"
_SAVE = "open it where it was written, and save it as .docx"

# How other files begin, after any byte order mark and spaces.
_BEGINNINGS = (
    (b"{\\rtf", "a rich text file (.rtf)", "open it in Word, and save it as .docx"),
    (b"%pdf", "a PDF file", "take the file it was made from, or copy its text into a .txt"),
    (b"<!doctype html", "a web page", "give it the suffix .html"),
    (b"<html", "a web page", "give it the suffix .html"),
    (b"<?xml", "an XML file", "open it in Word, and save it as .docx"),
)
# What lies in the zip files of other programs.
_OTHERS = (
    ("xl/workbook.xml", "a spreadsheet (.xlsx)", "copy the text into a Word file"),
    ("ppt/presentation.xml", "slides (.pptx)", "copy the text into a Word file"),
    (
        "content.xml",
        "an OpenDocument file (.odt)",
        "open it in LibreOffice or Word, and save it as .docx",
    ),
    ("META-INF/container.xml", "an e-book (.epub)", "unpack it, and take its .html files"),
    ("Index/Document.iwa", "a Pages file", "export it from Pages as Word"),
    ("index.xml", "a Pages file", "export it from Pages as Word"),
)


# What people have whose suffix no reader knows.
_BY_SUFFIX: Mapping[str, str] = {
    ".doc": _SAVE,
    ".odt": _SAVE,
    ".rtf": _SAVE,
    ".pages": "export it from Pages as Word",
    ".pdf": "take the file it was made from, or copy its text into a .txt",
    ".epub": "unpack it, and take its .html files",
    ".eml": "save the mail's text as .txt, or its HTML as .html",
}


def by_suffix(file: str) -> str:
    """What the owner of a file can do whose suffix no reader knows, "" if nothing is known."""
    return _BY_SUFFIX.get(PurePath(file).suffix.lower(), "")


def refuse_binary(data: bytes, file: str) -> None:
    """Raise for a file of another program under the name of a text or a page."""
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if data.startswith(OLE):
        raise _old(data, file)
    if start.startswith(b"pk\x03\x04"):
        if b"word/document.xml" in data:
            raise _error("this is a Word file", file, "name it .docx, or say --format docx")
        raise _error("this is a zip file", file, "unpack it, and name what is in it")
    for beginning, what, advice in _BEGINNINGS[:2]:
        if start.startswith(beginning):
            raise _error(f"this is {what}", file, advice)


def no_zip(data: bytes, file: str) -> SourceError:
    """The error for bytes that are no zip file."""
    if data.startswith(OLE):
        return _old(data, file)
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not start.strip(b"\0"):
        return _error("the file is empty", file, "put the article in it")
    if start.startswith(_ZIP.lower()):
        return damaged(file)
    for beginning, what, advice in _BEGINNINGS:
        if start.startswith(beginning):
            return _error(f"this is {what}, not a Word file", file, advice)
    return _error("this is no Word file", file, f"if it is text, name it .txt or .md; else {_SAVE}")


def no_document(names: Container[str], file: str) -> SourceError:
    """The error for a zip file in which there is no text of Word's."""
    for name, what, advice in _OTHERS:
        if name in names:
            return _error(f"this is {what}, not a Word file", file, advice)
    return _error("this is a zip file, but no Word file", file, "unpack it, and name what is in it")


def damaged(file: str) -> SourceError:
    """The error for a Word file that is broken."""
    return _error(
        "the file is damaged", file, "open it in Word, let it be repaired, and save it again"
    )


def protected(file: str) -> SourceError:
    """The error for a file that only a password opens."""
    return _error(
        "the file is protected by a password", file, "open it in Word, and save it without one"
    )


def _old(data: bytes, file: str) -> SourceError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return protected(file)
    return _error(
        "this is a file of an old Word (.doc)", file, "open it in Word, and save it as .docx"
    )


def _error(message: str, file: str, advice: str) -> SourceError:
    return SourceError(message, place=Place(file), hint=advice)
