"""Writing where parts begin: `[[series.parts]]` put in and taken out, all others left alone."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.errors import SettingsError
from pipeline.model import PartSettings
from pipeline.settings.places import Path, Statement, layout
from pipeline.settings.splicing import Splice, check_kept, kept_error, plain, spliced
from pipeline.settings.toml_tables import (
    behind_section,
    end_of_line,
    outer_of,
    own_line,
    start_of_line,
)
from pipeline.settings.toml_text import literal
from pipeline.settings.write_toml import with_parts
from pipeline.settings.write_value import with_value

_PARTS: Path = ("series", "parts")
_HINT = "write [[series.parts]], and starts below, by hand"


class Written(NamedTuple):
    """A part as it is to be written; `old` is the number, from 0, of the table it has now."""

    told: PartSettings
    old: int | None = None


def with_part_tables(text: str, parts: Sequence[Written], file: str = "the settings") -> str:
    """The text of an article's settings with a table for each of these parts, no others.

    A part that has a table keeps it as it is but for `id` and `starts`; a new one is put behind
    the part before. Comments of a table that goes stay. Where the text has other than tables of
    parts, all of them are written anew. Raises SettingsError as `with_parts` does.
    """
    if not _headers(plain(text)):
        return with_parts(text, [one.told for one in parts], file)
    for one in parts:
        if one.old is not None:
            at = (*_PARTS, one.old)
            text = with_value(text, (*at, "id"), one.told.id or None, file)
            text = with_value(text, (*at, "starts"), one.told.starts or None, file)
    kept = [one.old for one in parts if one.old is not None]
    for number in reversed(range(len(_headers(plain(text))))):
        if number not in kept:
            text = _without(text, number, file)
    for number, one in enumerate(parts):
        if one.old is None:
            text = _with(text, number, one.told, file)
    return text


def _headers(text: str) -> list[Statement]:
    return [
        each
        for each in outer_of(layout(text))
        if each.header and each.path[:2] == _PARTS and len(each.path) == len(_PARTS) + 1
    ]


def _without(text: str, number: int, file: str) -> str:
    """The text without the table of a part; its comments stay where they are."""
    before = plain(text)
    outer = outer_of(layout(before))
    header = _headers(before)[number]
    mine = [header]
    for each in outer[outer.index(header) + 1 :]:
        if each.header:
            break
        mine.append(each)
    data: dict[str, Any] = tomllib.loads(before)
    del data["series"]["parts"][number]
    splices = [_lines_out(before, each) for each in mine]
    if not any(one.new for one in splices):
        splices = (
            [own_line(before, header.start, mine[-1].end)] if _joined(before, mine) else splices
        )
    written = spliced(text, splices)
    check_kept(before, plain(written), [data], _error(before, file))
    return written


def _joined(text: str, statements: Sequence[Statement]) -> bool:
    """Whether only white space stands between some statements."""
    return all(not text[one.end : other.start].strip() for one, other in pairwise(statements))


def _lines_out(text: str, statement: Statement) -> Splice:
    """A statement's lines taken out, less their comments."""
    start, end = start_of_line(text, statement.start), end_of_line(text, statement.end)
    kept = [told for at, told in layout(text).comments if start <= at < end]
    return Splice(start, min(end + 1, len(text)), "".join(f"{told}\n" for told in kept))


def _with(text: str, number: int, part: PartSettings, file: str) -> str:
    """The text with a new table for a part, behind that of the part before."""
    before = plain(text)
    told = {"id": part.id, "starts": part.starts}
    lines = [f"{name} = {literal(value)}" for name, value in told.items() if value]
    block = "\n".join(["[[series.parts]]", *lines])
    expected: dict[str, Any] = tomllib.loads(before)
    expected["series"]["parts"].insert(number, tomllib.loads("\n".join(lines)))
    header = _headers(before)[number - 1]
    written = spliced(text, [behind_section(before, layout(before), header, block)])
    check_kept(before, plain(written), [expected], _error(before, file))
    return written


def _error(text: str, file: str) -> SettingsError:
    return kept_error(text, _PARTS, file, "where the parts begin", _HINT)
