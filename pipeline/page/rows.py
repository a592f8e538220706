"""The rows of a file of people: CSV as any program writes it, JSON, an object a line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.errors import Place, SourceError, unreadable

SIZE = 64 * 1024 * 1024  # bytes; a file of a million people is no list to choose from

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ",;\t|"
_HINT = "an array of objects, or an object a line"


class Row(NamedTuple):
    """A row: the number of its line or object, its columns and their values; or why it is none."""

    number: int
    cells: Sequence[tuple[str, Any]]
    wrong: str = ""


def rows(path: Path, most: int) -> list[Row]:
    """The first rows of a file; the first of all holds the columns' names, where the file does.

    Raises SourceError for a file that cannot be read.
    """
    text = _text(_bytes(path), path)
    if text.lstrip()[:1] in ("[", "{"):
        return [*islice(_json(text, path), most)]
    return _csv(text, path, most)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(SIZE + 1)
    except OSError as error:
        raise unreadable(SourceError, path, error) from None
    if len(data) > SIZE:
        raise SourceError(
            f"this is over {SIZE // 1024 // 1024} MB",
            place=Place(str(path)),
            hint="give the preview some rows of it",
        )
    return data


def _text(data: bytes, path: Path) -> str:
    """The text of the file: by its mark, as UTF-8, or as Windows wrote it in the West."""
    named = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _wide(data)
    for encoding in (named,) if named else ("utf-8", "windows-1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.strip() and text[:1000].count("\0") <= len(text[:1000]) // 20:
            return text
        break
    raise SourceError(
        "this is no text" if data.strip() else "the file is empty",
        place=Place(str(path)),
        hint="save the people as CSV in UTF-8, a row each, the fields' names in the first row",
    )


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of Western text is NUL. "" for anything else."""
    head = data[:1000]
    for name, nul, others in (
        ("utf-16-le", head[1::2], head[0::2]),
        ("utf-16-be", head[0::2], head[1::2]),
    ):
        if nul.count(0) > len(nul) // 2 and not others.count(0):
            return name
    return ""


def _csv(text: str, path: Path, most: int) -> list[Row]:
    head = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=head.count))
    limit = csv.field_size_limit(SIZE)  # a long cell is a bad row, not a bad file
    try:
        return [*islice(_records(reader), most)]
    except csv.Error as error:
        raise SourceError(
            f"this is no CSV: {error}",
            place=Place(str(path), reader.line_num),
            hint='a cell with quotes in it is written "in ""quotes"""',
        ) from None
    finally:
        csv.field_size_limit(limit)


def _records(reader: Any) -> Iterator[Row]:
    names: list[str] = []
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            if not names:
                names = cells
                yield Row(0, [(name, "") for name in names])
            else:
                wrong = _ragged(len(cells), len(names))
                yield Row(line, [*zip(names, cells, strict=False)], wrong)
        line = reader.line_num + 1


def _ragged(cells: int, columns: int) -> str:
    """Why a row with another number of cells than there are columns is left out, "" if it isn't."""
    if cells == columns:
        return ""
    return f"it has {cells} cells, the first row has {columns}"


def _json(text: str, path: Path) -> Iterator[Row]:
    """Objects in an array, one alone, or one a line."""
    if text.lstrip().startswith("["):
        found = _parsed(text, path)
        yield from (_object(one, number) for number, one in enumerate(found, 1))
        return
    try:
        yield _object(json.loads(text), 1)
    except (ValueError, RecursionError):
        yield from _lines(text)


def _lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _object(json.loads(line), number)
            except (ValueError, RecursionError):
                yield Row(number, (), "it is no JSON")


def _parsed(text: str, path: Path) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(str(path), error.lineno, error.colno)
        raise SourceError(f"this is no JSON: {error.msg}", place=place, hint=_HINT) from None
    except (ValueError, RecursionError):
        place = Place(str(path))
        raise SourceError("this JSON cannot be read", place=place, hint=_HINT) from None


def _object(one: Any, number: int) -> Row:
    if isinstance(one, dict):
        return Row(number, [*one.items()])
    return Row(number, (), "it is no object with fields")
