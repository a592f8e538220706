"""Every error that Letterloom raises on purpose, with its exit code.

    LetterloomError        1  anything below
    ├── UsageError         2  the command line asks for what cannot be
    ├── SourceError        3  an article cannot be read, or not as its author meant it
    ├── SettingsError      4  letterloom.toml, an article's .toml or its front matter is wrong
    ├── ThemeError         5  a template, a theme's CSS or its MJML is wrong
    ├── MessageError       6  a mail cannot be made: a header, an address, a field's value
    ├── OutputError        7  the output folder cannot be written, or must not be
    └── CampaignError      8  a campaign or a sending service refuses

They derive from click's exception, so that the command line prints them without a layer of its
own. An error says what is wrong, where (file:line:column, with the line shown) and what to do.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

import click

SHOWN_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file. Lines and columns count from 1; 0 means unknown.

    `unit` is "paragraph" where the file has no lines (Word). `text` is the whole line, so that
    an error can show it.
    """

    file: str
    line: int = 0
    column: int = 0
    text: str = ""
    unit: str = "line"

    def __str__(self) -> str:
        parts = [visible(shown_path(self.file))]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)

    def excerpt(self, width: int = SHOWN_WIDTH) -> str:
        """The line with a caret under the column, indented; empty where the line is unknown.

        Of a long line as many characters around the column are shown as `width` says.
        """
        if not self.line or not self.text.strip():
            return ""
        text, column = _window(self.text.rstrip("\r\n").expandtabs(1), self.column, width)
        gutter = f"{self.line:>6} | "
        shown = gutter + visible(text)
        if column:
            shown += "\n" + " " * (len(gutter) - 2) + "| " + " " * (column - 1) + "^"
        return shown


def visible(text: str) -> str:
    """Text that a terminal only shows: control characters but line ends and tabs become pictures.

    An escape sequence in somebody's mail would else colour, clear or rename the terminal.
    """
    return text if text.isprintable() else "".join(map(_picture, text))


def _picture(character: str) -> str:
    """A character as it may be shown: U+001B as ␛, what has no picture as U+FFFD."""
    code = ord(character)
    if character in "\n\t" or 0xA0 <= code < 0xD800 or 0x20 <= code < 0x7F or code > 0xDFFF:
        return character
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


def shown_path(file: str | Path) -> str:
    """The path as people read it: relative to the working folder when it lies inside."""
    path = os.fspath(file)
    if not Path(path).is_absolute():
        return path
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


def _window(text: str, column: int, width: int) -> tuple[str, int]:
    """The part of a long line around the column, and the column within it."""
    if len(text) <= width:
        return text, column
    start = max(0, min(column - width // 2, len(text) - width))
    shown = text[start : start + width]
    head, tail = ("…" if start else ""), ("…" if start + width < len(text) else "")
    return head + shown + tail, column - start + len(head) if column else 0


class LetterloomError(click.ClickException):
    """What went wrong, where, and what to do about it."""

    exit_code = 1

    def __init__(self, message: str, *, place: Place | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        return self.format_message()

    def format_message(self) -> str:
        """The whole error as shown: place and message, the line, what to do."""
        message = visible(self.message)
        head = f"{self.place}: {message}" if self.place else message
        excerpt = self.place.excerpt() if self.place else ""
        hint = f"  try: {visible(self.hint)}" if self.hint else ""
        return "\n".join(part for part in (head, excerpt, hint) if part)

    def data(self) -> dict[str, object]:
        """The error for programs."""
        return {
            "message": self.message,
            "hint": self.hint,
            "file": self.place.file if self.place else None,
            "line": self.place.line if self.place else None,
            "column": self.place.column if self.place else None,
            "exit_code": self.exit_code,
        }

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it, as click asks for."""
        click.echo(f"error: {self.format_message()}", file=file, err=file is None)


class UsageError(LetterloomError):
    """The command line asks for what cannot be."""

    exit_code = 2


class SourceError(LetterloomError):
    """An article cannot be read, or not as its author meant it."""

    exit_code = 3


class SettingsError(LetterloomError):
    """`letterloom.toml`, an article's `.toml` or its front matter is wrong."""

    exit_code = 4


class ThemeError(LetterloomError):
    """A template, a theme's CSS or its MJML is wrong."""

    exit_code = 5


class MessageError(LetterloomError):
    """A mail cannot be made: a header, an address or a field's value is not allowed."""

    exit_code = 6


class OutputError(LetterloomError):
    """The output folder cannot be written, or must not be."""

    exit_code = 7


class CampaignError(LetterloomError):
    """A campaign or a sending service refuses."""

    exit_code = 8


Kind = TypeVar("Kind", bound=LetterloomError)


def unreadable(kind: type[Kind], path: str | Path, error: OSError) -> Kind:
    """The error, of a kind, for a file or folder that the system will not read."""
    return kind(
        f"cannot be read: {error.strerror or error}",
        place=Place(os.fspath(path)),
        hint="see that it is what it should be, and that you may read it",
    )
