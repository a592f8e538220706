"""A TOML file: read, parsed, every mistake of its own with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import Place, SettingsError, unreadable
from pipeline.secrets import is_secret
from pipeline.settings import places
from pipeline.settings.setting import Setting

_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_CURLED = re.compile("[“”„‟«»]")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its name, its text, its data."""

    file: str
    text: str
    data: Mapping[str, Any]

    @property
    def root(self) -> Setting:
        """The whole file as a setting."""
        return Setting(self.data, (), self.place)

    def place(self, path: places.Path) -> Place:
        """Where a key stands in the file."""
        return places.place_of(self.text, path, self.file)


def read(path: Path) -> Document:
    """Read a file and parse it. Raises SettingsError if it cannot be read."""
    return parse(decoded(data_of(path), str(path)), str(path))


def data_of(path: Path) -> bytes:
    """The bytes of a file. Raises SettingsError if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(SettingsError, path, error) from None


def decoded(data: bytes, file: str) -> str:
    """The text of a file that must be UTF-8, with or without a byte order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        start = before.rfind(b"\n") + 1
        line = data[start:].split(b"\n", 1)[0].decode("utf-8", "replace")
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        raise SettingsError(
            "the file is not UTF-8 text",
            place=Place(file, before.count(b"\n") + 1, column, line.replace("\x00", "")),
            hint="save it as UTF-8 in your editor",
        ) from error


def parse(text: str, file: str) -> Document:
    """Parse TOML. Raises SettingsError with line, column and the line itself."""
    try:
        data = tomllib.loads(text)
        places.layout(text)
    except RecursionError as error:
        raise SettingsError(
            "the lists or tables are nested too deeply",
            place=Place(file),
            hint="no setting is nested deeper than four",
        ) from error
    except ValueError as error:
        raise _syntax_error(text, file, str(error)) from error
    return Document(file, text, data)


def _syntax_error(text: str, file: str, message: str) -> SettingsError:
    lines = [_unsecret(line) for line in places.plain_lines(text)]
    where = _WHERE.search(message)
    if where is None:
        place = Place(file)
    elif where[1]:
        number = int(where[1])
        place = Place(file, number, int(where[2]), lines[number - 1])
    else:
        number = max((n for n, line in enumerate(lines, 1) if line.strip()), default=1)
        place = Place(file, number, len(lines[number - 1]) + 1, lines[number - 1])
    return SettingsError(
        f"this is not TOML: {_WHERE.sub('', message)}", place=place, hint=_hint(place.text)
    )


def _unsecret(line: str) -> str:
    """A line that may be shown: none that looks as if somebody wrote a password into it."""
    return "" if is_secret(line.partition("=")[0].strip(" \t\"'")) else line


def _hint(line: str) -> str:
    if _CURLED.search(line):
        return "write straight quotes, not curled ones"
    return 'write key = "value", the text in straight quotes'
