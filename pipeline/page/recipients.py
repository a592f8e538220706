"""People to see letters as: the rows of a file, for the preview alone.

What is read here stays in memory. No build reads such a file, and nothing of it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import slots
from pipeline.errors import UsageError
from pipeline.model import Field
from pipeline.page.rows import Row, rows

PEOPLE = 200
"""How many people are taken: enough to choose from."""
NOTES = 20
"""How many notes are kept: a file with more of them is wrong as a whole."""
READ = 10 * PEOPLE  # rows, the bad ones among them
CELL = 10_000  # characters: no mail has room for more


class Recipients(NamedTuple):
    """People's values by field, and what was left out: a sentence each, with the row."""

    rows: tuple[Mapping[str, str], ...] = ()
    notes: tuple[str, ...] = ()


NOBODY = Recipients()


class _Bad(Exception):  # noqa: N818  it becomes a note
    """Why a row is left out."""


def recipients(path: Path, fields: Mapping[str, Field]) -> Recipients:
    """The first people of a file, their columns by the names of fields.

    "First Name" is `first_name`; columns that are no field's are left out. Raises SourceError for
    a file that cannot be read, UsageError for one in which no column is a field's, or two are one.
    """
    names = {_key(name): name for name in fields}
    found = rows(path, READ)
    if not any(_key(name) in names for row in found for name, _ in row.cells):
        raise UsageError(
            f"no column of {path.name} is a field's",
            hint=f"name columns after fields: {', '.join(sorted(fields))}",
        )
    return _taken(found, names, path)


def _taken(found: Sequence[Row], names: Mapping[str, str], path: Path) -> Recipients:
    """The rows that are people, until there are enough; a note for each that is none."""
    people: list[Mapping[str, str]] = []
    notes: list[str] = []
    for row in found:
        if not row.number:
            _refuse_twice(row, names, path)
        elif len(people) == PEOPLE:
            return Recipients(tuple(people), (*_few(notes), f"Only the first {PEOPLE} are here."))
        else:
            try:
                people.append(_person(row, names))
            except _Bad as why:
                notes.append(f"Row {row.number} is left out: {why}.")
    return Recipients(tuple(people), _few(notes))


def _few(notes: Sequence[str]) -> tuple[str, ...]:
    more = len(notes) - NOTES
    if more <= 0:
        return tuple(notes)
    return (*notes[:NOTES], f"{more} more {'row is' if more == 1 else 'rows are'} left out.")


def _refuse_twice(row: Row, names: Mapping[str, str], path: Path) -> None:
    """Raises UsageError where two columns are the same field's."""
    seen: dict[str, str] = {}
    for name, _ in row.cells:
        field = names.get(_key(name))
        if field in seen:
            raise UsageError(
                f"two columns of {path.name} are the field {field}: {seen[field]!r} and {name!r}",
                hint="rename one of them",
            )
        if field:
            seen[field] = name


def _person(row: Row, names: Mapping[str, str]) -> Mapping[str, str]:
    if row.wrong:
        raise _Bad(row.wrong)
    named = ((names.get(_key(name)), value) for name, value in row.cells)
    found = {field: _value(field, value) for field, value in named if field}
    if not any(found.values()):
        raise _Bad("it has a value for no field")
    return found


def _value(field: str, value: Any) -> str:
    """A cell as one line of text. Raises _Bad for what no mail can hold."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _Bad(f"{field} is neither text nor a number")
    text = str(value)
    if len(text) > CELL:
        raise _Bad(f"{field} has {len(text):,} characters")
    if "\0" in text:
        raise _Bad(f"there is a NUL character in {field}")
    return slots.tidy(text).strip()


def _key(name: str) -> str:
    """A column's name as fields are compared by: "First Name", "first-name" are `first_name`."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())
