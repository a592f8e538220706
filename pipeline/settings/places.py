"""Where a key stands in a TOML file: tomllib does not tell.

A scan over the text that knows strings, comments, headers, dotted keys, lists and inline tables
(TOML 1.0), for text that tomllib has accepted; other text ends the scan early, never wrongly.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from pipeline.errors import Place

Path = tuple[str | int, ...]

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_COMMENT = re.compile(r"#[^\n]*")
_CLOSING = re.compile(r"[ \t]*\]{0,2}")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_NAME = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|[A-Za-z0-9_-]+")
_SCALAR = re.compile(
    r"\"\"\"(?:\\.|[^\\])*?\"\"\"\"{0,2}"
    r"|'''.*?''''{0,2}"
    r"|\"(?:\\.|[^\"\\\n])*\""
    r"|'[^'\n]*'"
    r"|[^,\[\]{}#\n]+",
    re.DOTALL,
)


class Statement(NamedTuple):
    """A header, or a key with its value; `inner` ones stand in an inline table. Offsets.

    `value` is where the value of a key begins.
    """

    path: Path
    start: int
    end: int
    header: bool = False
    inner: bool = False
    value: int = 0


class Layout(NamedTuple):
    """Where all is in a text with LF ends: keys and tables, statements in order, comments."""

    found: Mapping[Path, int]
    statements: list[Statement]
    comments: list[tuple[int, str]]


def place_of(text: str, path: Path, file: str) -> Place:
    """The place of a key, or of the nearest table or list around it that has one."""
    lines = plain_lines(text)
    found = layout(text).found
    for length in range(len(path), 0, -1):
        offset = found.get(path[:length])
        if offset is not None:
            return _place(lines, offset, file)
    return Place(file)


def plain_lines(text: str) -> list[str]:
    """The lines as TOML counts them: broken by LF or CRLF alone."""
    return text.replace("\r\n", "\n").split("\n")


@lru_cache(maxsize=16)
def layout(text: str) -> Layout:
    """Where everything is in a text. A CRLF counts as one character."""
    scan = _Scan(text.replace("\r\n", "\n"))
    scan.document()
    return Layout(scan.found, scan.statements, scan.comments)


def _place(lines: list[str], offset: int, file: str) -> Place:
    for number, line in enumerate(lines, 1):
        if offset <= len(line):
            return Place(file, number, offset + 1, line)
        offset -= len(line) + 1
    return Place(file)


class _Scan:
    """A walk over the text: `at` is where it stands, `found` what it has met."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self.statements: list[Statement] = []
        self.comments: list[tuple[int, str]] = []
        self.counts: dict[Path, int] = {}

    def document(self) -> None:
        table: Path | None = ()
        while self._blank() and self.at < len(self.text) and table is not None:
            if self._next() == "[":
                table = self._header()
            elif not self._pair(table):
                return

    def _blank(self) -> bool:
        """Skip white space and comments; always true."""
        start = self.at
        self._skip(_BLANK)
        for found in _COMMENT.finditer(self.text, start, self.at):
            self.comments.append((found.start(), found[0].rstrip()))
        return True

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found is not None

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _header(self) -> Path | None:
        start = self.at
        listed = self.text.startswith("[[", start)
        self.at += 2 if listed else 1
        names = self._names()
        if not names:
            return None
        path: Path = ()
        for name in names[:-1]:
            path = self._latest((*path, name))
            self.found.setdefault(path, start)
        path = (*path, names[-1])
        self.found.setdefault(path, start)
        if listed:
            self.counts[path] = self.counts.get(path, 0) + 1
            path = self._latest(path)
            self.found[path] = start
        self._skip(_CLOSING)
        self.statements.append(Statement(path, start, self.at, header=True))
        return path

    def _latest(self, path: Path) -> Path:
        """A list of tables stands for its latest table."""
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def _names(self) -> list[str]:
        names: list[str] = []
        self._skip(_SPACE)
        while found := _NAME.match(self.text, self.at):
            self.at = found.end()
            names.append(_unquoted(found[0]))
            if not self._skip(_DOT):
                break
        self._skip(_SPACE)
        return names

    def _pair(self, table: Path, *, inner: bool = False) -> bool:
        start = self.at
        names = self._names()
        if not names or self._next() != "=":
            return False
        for length in range(1, len(names) + 1):
            self.found.setdefault((*table, *names[:length]), start)
        self.at += 1
        self._skip(_SPACE)
        value = self.at
        read = self._value((*table, *names))
        self.statements.append(
            Statement((*table, *names), start, self.at, inner=inner, value=value)
        )
        return read

    def _value(self, path: Path) -> bool:
        match self._next():
            case "[":
                return self._list(path)
            case "{":
                return self._inline_table(path)
            case _:
                return self._skip(_SCALAR)

    def _list(self, path: Path) -> bool:
        self.at += 1
        index = 0
        while self._blank() and self._next() != "]":
            self.found[(*path, index)] = self.at
            if not self._value((*path, index)):
                return False
            self._comma()
            index += 1
        self.at += 1
        return True

    def _inline_table(self, path: Path) -> bool:
        self.at += 1
        while self._blank() and self._next() != "}":
            if not self._pair(path, inner=True):
                return False
            self._comma()
        self.at += 1
        return True

    def _comma(self) -> None:
        self._blank()
        if self._next() == ",":
            self.at += 1


def _unquoted(name: str) -> str:
    if name[0] not in "\"'":
        return name
    try:
        return str(tomllib.loads(f"name = {name}")["name"])
    except tomllib.TOMLDecodeError:
        return name
