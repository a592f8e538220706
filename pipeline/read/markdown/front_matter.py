"""Front matter: YAML, TOML or JSON above a Markdown text, parsed, each key with its place.

YAML stands between lines of `---`, TOML between lines of `+++`, as Hugo has it; JSON is an object
at the very start, and either may stand between `---toml` or `---json` and `---`, as Eleventy has
it. A text that only begins like one of these is a text.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

from pipeline.errors import Place, SettingsError
from pipeline.read.markdown.yaml_matter import yaml_values

LIMIT = 64 * 1024
NESTING = 50

_OPENED = {
    "---": ("yaml", ("---", "...")),
    "---yaml": ("yaml", ("---",)),
    "---toml": ("toml", ("---",)),
    "---json": ("json", ("---",)),
    "+++": ("toml", ("+++",)),
}
_TOML = re.compile(r"(?m)^[ \t]*(?:[\w.\"'-]+[ \t]*=|\[\[?[\w.\"' -]+\]\]?[ \t]*(?:#.*)?$)")
_JSON = re.compile(r'\{\s*"(?:\\.|[^"\\\n])*"\s*:')
# One that is never closed ends with its line, so that the text is gone through once.
_PIECE = re.compile(r'"(?:\\.|[^"\\\n])*"?|[{}]')


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Front matter's keys and values, the place of a key, and the lines that it takes."""

    values: Mapping[str, Any]
    place: Callable[[str], Place]
    lines: int


class Written(NamedTuple):
    """Front matter as it is written: its language, its text, its first line, its lines in all."""

    language: str
    text: str
    first: int
    lines: int


def split(text: str) -> Written | None:
    """The front matter that a text begins with, without what opens and closes it.

    None where the text does not begin with front matter.
    """
    lines = text.split("\n")
    if text.startswith("{"):
        return _object(text)
    language, closing = _OPENED.get(lines[0].rstrip(), ("", ()))
    for number, line in enumerate(lines[1:] if language else (), start=1):
        if line.rstrip() in closing:
            inside = "\n".join(lines[1:number])
            found = Written(language, inside, 2, number + 1)
            return found if language != "toml" or _is_toml(inside) else None
    return None


def front_matter(text: str, file: str) -> FrontMatter | None:
    """The front matter of a Markdown file, None where it has none.

    Raises SettingsError with the line where it does not parse or is no mapping.
    """
    found = split(text)
    if found is None:
        return None
    _check_size(found.text, file)
    match found.language:
        case "toml":
            values, lines = _toml(found, file)
        case "json":
            values, lines = _json(found, file)
        case _:
            values, lines = yaml_values(found.text, file)
    shown = text.split("\n")

    def place(key: str) -> Place:
        line = found.first + lines(key)
        return Place(file, line, 1, shown[line - 1])

    return FrontMatter(values, place, found.lines)


def _object(text: str) -> Written | None:
    """A JSON object that a text begins with."""
    if not _JSON.match(text):
        return None
    depth, end = 0, 0
    for found in _PIECE.finditer(text):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            end = found.end()
            break
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if text[end:line_end].strip() and end:
        return None
    whole = text[: end or len(text)]
    return Written("json", whole, 1, whole.count("\n") + 1)


def _is_toml(inside: str) -> bool:
    """Whether lines between signs are settings and no text that somebody set apart so."""
    bare = re.sub(r"(?m)^[ \t]*(?:#.*)?$", "", inside).strip()
    return not bare or bool(_TOML.match(bare))


def _check_size(written: str, file: str) -> None:
    if len(written) > LIMIT:
        raise SettingsError(
            f"front matter over {LIMIT // 1024} KB",
            place=Place(file, 1),
            hint="put what is text below it; if the file has none, begin it with an empty line",
        )
    # The parsers' time grows with the square of the brackets that are open at once.
    steps = (1 if bracket in "[{" else -1 for bracket in re.findall(r"[\[\]{}]", written))
    if max(accumulate(steps), default=0) > NESTING:
        raise SettingsError(
            f"the front matter has over {NESTING} brackets within each other",
            place=Place(file, 1),
            hint="close them; no setting is nested deeper than four",
        )


def _toml(found: Written, file: str) -> tuple[dict[str, Any], Callable[[str], int]]:
    """TOML's values, and the line of a key at the top, from 0."""
    lines = found.text.split("\n")
    try:
        values = tomllib.loads(found.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        told = re.search(r"(.*) \(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(told[2]), int(told[3])) if told else (1, 0)
        shown = lines[line - 1] if line <= len(lines) else ""
        raise SettingsError(
            f"the front matter is not TOML: {told[1] if told else error}",
            place=Place(file, found.first + line - 1, column, shown),
            hint='write a text between double quotes: title = "My article"',
        ) from None

    def line_of(key: str) -> int:
        opened = re.compile(rf"[ \t]*\[{{0,2}}[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[.=\]]")
        return next((at for at, line in enumerate(lines) if opened.match(line)), 0)

    return values, line_of


def _json(found: Written, file: str) -> tuple[dict[str, Any], Callable[[str], int]]:
    """JSON's values, and the line of a key, from 0."""
    lines = found.text.split("\n")
    try:
        values = json.loads(found.text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise SettingsError(
            f"the front matter is not JSON: {getattr(error, 'msg', error)}",
            place=Place(file, found.first + line - 1, getattr(error, "colno", 0), lines[line - 1]),
            hint="see that each key and text has double quotes, and a comma between two of them",
        ) from None
    if not isinstance(values, dict):
        raise SettingsError(
            "front matter must be an object of keys and values",
            place=Place(file, found.first, 1, lines[0]),
            hint='write for example { "title": "My article" }',
        )

    def line_of(key: str) -> int:
        opened = re.compile(rf"{re.escape(json.dumps(key, ensure_ascii=False))}\s*:")
        return next((at for at, line in enumerate(lines) if opened.search(line)), 0)

    return values, line_of


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice} is there twice")
    return values
