"""Front matter in YAML: its values, each key with its line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.errors import Place, SettingsError

MOST_VALUES = 100_000  # in all: more than 64 KB can hold without aliases
FIRST = 2  # the file's line on which the YAML begins, below the opening dashes


def yaml_values(written: str, file: str) -> tuple[Any, Callable[[str], int]]:
    """The values of a text in YAML, and the line of a key at the top, from 0.

    Raises SettingsError with the line for YAML that does not parse or is no mapping.
    """
    values = _parsed(written, file)

    def line_of(key: str) -> int:
        known = getattr(values, "lc")  # noqa: B009 - ruamel's types do not tell of it
        return int(known.key(key)[0]) if key in (known.data or ()) else -1

    return values, line_of


def _parsed(written: str, file: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    shown = written.split("\n")
    try:
        values = YAML(typ="rt", pure=True).load(written)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, len(shown) - 1)
        raise SettingsError(
            f"the front matter is not YAML: {error.problem or error.context}",
            place=Place(file, line + FIRST, mark.column + 1, shown[line]),
            hint="put a value with a colon or quotes in it between double quotes",
        ) from None
    except (YAMLError, ValueError, RecursionError) as error:
        reason = str(error).split("\n", 1)[0]
        raise SettingsError(
            f"the front matter is not YAML: {reason}",
            place=Place(file, 1),
            hint="mend it, or move the settings to a .toml file beside the article",
        ) from None
    if values is None:
        return CommentedMap()
    _check_size(values, file)
    if not isinstance(values, CommentedMap) or not all(isinstance(key, str) for key in values):
        raise SettingsError(
            "front matter must be a list of `key: value` lines",
            place=Place(file, FIRST, 1, shown[0]),
            hint="write for example `title: My article`",
        )
    return values


def _check_size(values: Any, file: str) -> None:
    """Raise where aliases of aliases make far more values than are written."""
    left, seen = [values], 0
    while left:
        seen += 1
        if seen > MOST_VALUES:
            raise SettingsError(
                "the front matter repeats itself without end",
                place=Place(file, FIRST),
                hint="write values out instead of naming them with & and *",
            )
        one = left.pop()
        left += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
