"""A settings file's text, changed where it has to be: every other byte of it stays."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pipeline.errors import SettingsError
from pipeline.settings.places import Path, layout, place_of

MARK = "\ufeff"


class Splice(NamedTuple):
    """Text that stands in place of other text: offsets in the plain text, lines broken by LF."""

    start: int
    end: int
    new: str


def plain(text: str) -> str:
    """A text as it is scanned: without a byte order mark, lines broken by LF."""
    return text.removeprefix(MARK).replace("\r\n", "\n")


def as_before(written: str, text: str) -> str:
    """A plain text that was made from another text, with that one's byte order mark and ends."""
    mark = MARK if text.startswith(MARK) else ""
    return mark + (written.replace("\n", "\r\n") if "\r\n" in text else written)


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """A text with splices, whose offsets are those of its plain text; its line ends are kept.

    Splices must not overlap; new lines end as the text's first line does.
    """
    body = text.removeprefix(MARK)
    ends = [found.start() - at for at, found in enumerate(re.finditer("\r\n", body))]
    first = body.find("\n")
    newline = "\r\n" if body[max(first - 1, 0) : first] == "\r" else "\n"
    pieces: list[str] = [MARK] if body != text else []
    at = 0
    for one in sorted(splices):
        start = one.start + bisect_left(ends, one.start)
        pieces += (body[at:start], one.new.replace("\n", newline))
        at = one.end + bisect_left(ends, one.end)
    return "".join([*pieces, body[at:]])


def comments(text: str) -> list[str]:
    """The comments of a plain text."""
    return [comment for _, comment in layout(text).comments]


def line_of(text: str, offset: int) -> int:
    """The number of the line that an offset stands in, from 0."""
    return text.count("\n", 0, offset)


def check_kept(
    before: str, written: str, expected: Iterable[Mapping[str, Any]], error: SettingsError
) -> None:
    """Raise the error unless a changed text says one of the expected and has all its comments.

    A person's own file is being written. Both texts are plain.
    """
    try:
        found = tomllib.loads(written)
    except (ValueError, RecursionError):
        raise error from None
    lost = Counter(comments(before)) - Counter(comments(written))
    if lost or not any(_same(found, one) for one in expected):
        raise error


def kept_error(before: str, path: Path, file: str, what: str, hint: str) -> SettingsError:
    """The error that says what cannot be written, and how a person would."""
    message = f"{what} cannot be written without changing other settings"
    return SettingsError(message, place=place_of(before, path, file), hint=hint)


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same: 1 is neither true nor 1.0 here, and nan is nan."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other) or repr(one) == repr(other)
