"""Writing one key into a settings file: all that is not its own stays, to the byte.

tomlkit was not taken for the reasons that `write_toml` tells.
"""

from __future__ import annotations

import re
import tomllib
from copy import deepcopy
from typing import Any

from pipeline.errors import SettingsError
from pipeline.settings import document
from pipeline.settings.places import Layout, Path, Statement, layout
from pipeline.settings.setting import dotted, shown
from pipeline.settings.splicing import Splice, check_kept, kept_error, plain, spliced
from pipeline.settings.toml_tables import (
    above_remarks,
    end_of_line,
    new_table,
    outer_of,
    own_line,
    placed,
    start_of_line,
)
from pipeline.settings.toml_text import literal, name_text

_MISSING = object()


def with_value(text: str, path: Path, value: Any, file: str = "the settings") -> str:
    """The text of a settings file with one key set to a value; with None, without that key.

    `path` are the names that lead to the key, and numbers for tables of a list. Comments, order,
    line ends and all other keys are kept; a table that is missing is made. Text, numbers, true and
    false, days, lists of these and a table of these (written inline) can be values. Raises
    SettingsError for text that is no TOML, and where the key cannot be written so.
    """
    before = plain(text)
    data = document.parse(before, file).data
    there = _found(data, path, before, file, value)
    told = _MISSING if value is None else tomllib.loads(f"v = {literal(value)}")["v"]
    if (there is _MISSING and told is _MISSING) or _equal(there, told):
        return text
    writing = _Writing(before, path)
    if told is _MISSING:
        splices = writing.removed()
    elif there is _MISSING:
        splices = writing.added(value)
    else:
        splices = writing.replaced(value)
    written = spliced(text, splices)
    error = kept_error(before, path, file, dotted(path), by_hand(path, value))
    check_kept(before, plain(written), _expected(data, path, told), error)
    return written


def by_hand(path: Path, value: Any) -> str:
    """How a person would write a key."""
    table, name = dotted(path[:-1]), str(path[-1])
    where = f"under [{table}]" if table else "at the top"
    if value is None:
        return f"take {name} out by hand, {where}"
    return f"write {name_text(name)} = {literal(value)} by hand, {where}"


def _found(data: Any, path: Path, text: str, file: str, value: Any) -> Any:
    """What stands at a path now. Raises SettingsError where it cannot be a key's value."""
    here = data
    for depth, name in enumerate(path):
        if isinstance(name, int) and isinstance(here, list) and name < len(here):
            here = here[name]
        elif isinstance(name, str) and isinstance(here, dict):
            here = here.get(name, _MISSING)
        else:
            raise _no_room(text, path[:depth], here, file, by_hand(path, value))
        if here is _MISSING:
            return here
    tables = isinstance(here, list) and any(isinstance(one, dict) for one in here)
    if (isinstance(here, dict) or tables) and value is not None and not _equal(here, value):
        raise _no_room(text, path, here, file, "take it out by hand first")
    return here


def _no_room(text: str, path: Path, here: Any, file: str, hint: str) -> SettingsError:
    error = kept_error(text, path, file, "", hint)
    return SettingsError(f"{dotted(path)} is {shown(here)} here", place=error.place, hint=hint)


def _equal(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other) and repr(one) == repr(other)


def _expected(data: Any, path: Path, told: Any) -> list[Any]:
    """What the text has to say then; of a table that has nothing left the header may go too."""
    expected = deepcopy(data)
    here = expected
    for name in path[:-1]:
        here = here.setdefault(name, {}) if isinstance(here, dict) else here[name]
    if told is not _MISSING:
        here[path[-1]] = told
        return [expected]
    del here[path[-1]]
    found = [expected]
    for depth in range(len(path) - 1, 0, -1):
        bare = deepcopy(found[-1])
        here = _at(bare, path[: depth - 1])
        if here[path[depth - 1]] or not isinstance(here, dict):
            break
        del here[path[depth - 1]]
        found.append(bare)
    return found


def _at(data: Any, path: Path) -> Any:
    for name in path:
        data = data[name]
    return data


class _Writing:
    """A plain text, and a path to write to."""

    def __init__(self, text: str, path: Path) -> None:
        self.text = text
        self.path = path
        self.layout: Layout = layout(text)

    def replaced(self, value: Any) -> list[Splice]:
        """A value in place of the one that is there, in the quotes that it stands in."""
        one = self._statement()
        old = self.text[one.value : one.end].rstrip()
        style = "'" if old.startswith("'") and not old.startswith("'''") else '"'
        new = Splice(one.value, one.value + len(old), literal(value, style))
        return [*self._saved(one.value, one.end), new]

    def removed(self) -> list[Splice]:
        """The key taken out: comments of its lines get lines of their own."""
        if any(each.path == self.path and each.header for each in self.layout.statements):
            return []
        one = self._statement()
        if one.inner:
            return [*self._saved(one.start, one.end), self._without_inner(one)]
        start, end = start_of_line(self.text, one.start), end_of_line(self.text, one.end)
        kept = [text for at, text in self.layout.comments if start <= at < end]
        lines = "".join(f"{text}\n" for text in kept)
        if not kept:
            header = self._bare_header(one)
            if header:
                return [own_line(self.text, header.start, end)]
        return [Splice(start, min(end + 1, len(self.text)), lines)]

    def added(self, value: Any) -> list[Splice]:
        """The key in its table, which is made if need be."""
        for length in range(len(self.path) - 1, -1, -1):
            prefix, rest = self.path[:length], self.path[length:]
            found = placed(self.text, self.layout, prefix, rest, literal(value))
            if found:
                return [found]
        line = f"{name_text(self.path[-1])} = {literal(value)}"
        return [new_table(self.text, self.layout, self.path[:-1], line)]

    def _statement(self) -> Statement:
        return next(
            each for each in self.layout.statements if each.path == self.path and not each.header
        )

    def _saved(self, start: int, end: int) -> list[Splice]:
        """The comments within a value, on lines of their own above it."""
        kept = [text for at, text in self.layout.comments if start <= at < end]
        if not kept:
            return []
        outer = max(
            each.start for each in self.layout.statements if not each.inner and each.start <= start
        )
        at = start_of_line(self.text, outer)
        return [Splice(at, at, "".join(f"{text}\n" for text in kept))]

    def _without_inner(self, one: Statement) -> Splice:
        """A key of an inline table taken out, with the comma that parts it from the next."""
        after = re.compile(r"\s*,\s*").match(self.text, one.end)
        if after:
            return Splice(one.start, after.end(), "")
        before = self.text[: one.start].rstrip()
        start = len(before) - 1 if before.endswith(",") else len(before)
        closing = re.compile(r"\s*").match(self.text, one.end)
        end = closing.end() if closing and before.endswith("{") else one.end
        kept = self.text[one.start : one.end]
        tail = "" if before.endswith("{") else kept[len(kept.rstrip()) :]
        return Splice(start, end, tail)

    def _bare_header(self, one: Statement) -> Statement | None:
        """The header above a key that is all there is below it: it goes with the key."""
        outer = outer_of(self.layout)
        at = outer.index(one)
        header = outer[at - 1] if at else one
        followed = at + 1 < len(outer) and not outer[at + 1].header
        if not header.header or followed or not isinstance(header.path[-1], str):
            return None
        above = above_remarks(self.text, self.layout, header.start)
        stop = outer[at + 1].start if at + 1 < len(outer) else len(self.text)
        if at + 1 < len(outer):
            stop = above_remarks(self.text, self.layout, stop)
        noted = any(above <= offset < stop for offset, _ in self.layout.comments)
        return None if noted else header
