"""Anybody's mail, `.html`, `.eml` or `.mjml`, as the checks read it, with places in its file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from pipeline.check.mail import Mail
from pipeline.errors import Place, SourceError, ThemeError
from pipeline.files import Images
from pipeline.markup import Document, Element, document
from pipeline.model import CheckSettings, Finding, Project, Severity

SUFFIXES = (".html", ".htm", ".eml", ".mjml")
LEAST = 4  # characters by which a line is known again
WESTERN = "windows-1252"  # what browsers take a page for that says nothing
_NAMING = (("img", "src"), ("source", "src"), ("*", "background"))


class Read(NamedTuple):
    """A file as a mail, None where it has no HTML, and what was found on the way."""

    mail: Mail | None
    findings: tuple[Finding, ...] = ()


def read_mail(path: Path, data: bytes, settings: CheckSettings) -> Read:
    """A mail from a file. Raises SourceError for what is none, or cannot be read."""
    if path.suffix.lower() == ".eml":
        from pipeline.mails.messages import read_message

        return Read(read_message(path, data, settings))
    text, exact = _decoded(data, str(path))
    if path.suffix.lower() == ".mjml":
        return _from_mjml(path, text, settings)
    mail = Mail(
        str(path),
        text,
        settings,
        files=beside(path, document(text)),
        locate=InFile(str(path), text.split("\n")),
        file=str(path) if exact else "",
    )
    if not mail.document.others_elements:
        raise SourceError(
            "there is no HTML in this file",
            place=Place(str(path)),
            hint="name a mail's HTML, or an article with --as article",
        )
    return Read(mail)


@dataclass(frozen=True, slots=True)
class InFile:
    """Places in a file whose text is the mail's HTML."""

    file: str
    lines: list[str]

    def __call__(self, mail: Mail, at: Element | int, needle: str) -> Place | None:
        """The line and the column of an element or an offset, or of the needle right behind."""
        offset = at if isinstance(at, int) else at.start
        if needle and isinstance(at, Element):
            found = mail.html.find(needle, at.start, max(at.end, at.close))
            offset = found if found >= 0 else offset
        line, column = mail.document.line_and_column(offset)
        return Place(self.file, line, column, self.lines[line - 1].rstrip("\r"))


@dataclass(frozen=True, slots=True)
class InMjml:
    """Places in an MJML file, from the line that each element of its HTML came from."""

    file: str
    lines: list[str]
    came: Mapping[int, tuple[str, int]]

    def __call__(self, mail: Mail, at: Element | int, needle: str) -> Place | None:
        """The line of the nearest tag; that of the needle, where it is found from there on.

        Where no tag is known, as in the head, the first line that says the same.
        """
        element = mail.document.at(at) if isinstance(at, int) else at
        for one in (element, *element.ancestors()) if element else ():
            if one.ordinal in self.came:
                file, line = self.came[one.ordinal]
                return self._place(line, needle) if file == self.file else Place(file, line)
        offset = at if isinstance(at, int) else at.start
        return self._place(0, needle) if needle else self._same(mail, offset)

    def _same(self, mail: Mail, offset: int) -> Place:
        text = mail.html[offset : mail.html.find("\n", offset) + 1].strip()
        numbered = enumerate(self.lines, 1) if len(text) > LEAST else ()
        return self._place(next((number for number, line in numbered if text in line), 0), "")

    def _place(self, line: int, needle: str) -> Place:
        for number in range(max(line, 1), len(self.lines) + 1) if needle else ():
            column = self.lines[number - 1].find(needle)
            if column >= 0:
                return Place(self.file, number, column + 1, self.lines[number - 1])
        return Place(self.file, line, 0, self.lines[line - 1] if line else "")


def _from_mjml(path: Path, text: str, settings: CheckSettings) -> Read:
    from pipeline import compose

    try:
        load = Images(path, Project(str(path.resolve().parent)))
        compiled = compose.compile_foreign(text, str(path), load)
    except ThemeError as error:
        return Read(None, (_mistake(error),))
    mail = Mail(
        str(path),
        compiled.html,
        settings,
        files=beside(path, document(compiled.html)),
        locate=InMjml(str(path), text.split("\n"), compiled.lines),
    )
    idle = (_mistake(one, Severity.WARNING) for one in compiled.idle)
    return Read(mail, (*map(_mistake, compiled.mistakes), *idle))


def _mistake(error: ThemeError, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("mjml/mistake", severity, error.message, error.hint, place=error.place)


def beside(path: Path, page: Document) -> dict[str, bytes]:
    """The images in a file's own folder that its HTML names, by the address it names them by."""
    load: Callable[[str], bytes | None] = Images(path, Project(str(path.resolve().parent)))
    found = {}
    for one in page.elements:
        for name, attribute in _NAMING:
            address = one.get(attribute).strip() if name in (one.name, "*") else ""
            if address and ":" not in address and not address.startswith("//"):
                data = load(unquote(address.partition("?")[0]))
                if data is not None:
                    found[address] = data
    return found


def _decoded(data: bytes, file: str) -> tuple[str, bool]:
    """A file's text, and whether its bytes are that text in UTF-8."""
    if not data.strip():
        raise SourceError("the file is empty", place=Place(file), hint="name a mail")
    try:
        return data.decode(), not data.startswith(b"\xef\xbb\xbf")
    except UnicodeDecodeError:
        pass
    if b"\0" in data[:1024] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(
            "this is no text", place=Place(file), hint="name a mail: .html, .eml or .mjml"
        )
    from pipeline.read.decode import MARKS, decode

    marked = any(data.startswith(mark) for mark, _ in MARKS)
    return decode(data, file, "" if marked else _declared(data) or WESTERN), False


def _declared(data: bytes) -> str:
    """The encoding that a page says it has."""
    found = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    name = found[1].decode("ascii") if found else ""
    return "" if name.lower() in ("utf-8", "utf8") else name
