"""YAML front matter: split from its Markdown, parsed, each key with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from pipeline.errors import Place, SettingsError

LIMIT = 64 * 1024
NESTING = 50


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Front matter's keys and values, the place of a key, and the lines that it takes."""

    values: Mapping[str, Any]
    place: Callable[[str], Place]
    lines: int


def split(text: str) -> tuple[str, int] | None:
    """The YAML between the opening `---` and the closing `---` or `...`, and its lines in all.

    None where the text does not begin with front matter.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1:number]), number + 1
    return None


def front_matter(text: str, file: str) -> FrontMatter | None:
    """The front matter of a Markdown file, None where it has none.

    Raises SettingsError with the line for YAML that does not parse or is no mapping.
    """
    found = split(text)
    if found is None:
        return None
    yaml_text, lines = found
    values = _parse(yaml_text, file)
    shown = text.split("\n")

    def place(key: str) -> Place:
        # Lines of the YAML count from 0 and begin one line below the opening dashes.
        line = values.lc.key(key)[0] + 2 if key in getattr(values, "lc").data else 1  # noqa: B009
        return Place(file, line, 1, shown[line - 1])

    return FrontMatter(values, place, lines)


def _depth(yaml_text: str) -> int:
    """How many brackets are open at once, since the parser's time grows with their square."""
    steps = (1 if bracket in "[{" else -1 for bracket in re.findall(r"[\[\]{}]", yaml_text))
    return max(accumulate(steps), default=0)


def _parse(yaml_text: str, file: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    shown = yaml_text.split("\n")
    if len(yaml_text) > LIMIT:
        raise SettingsError(f"front matter over {LIMIT // 1024} KB", place=Place(file, 1))
    if _depth(yaml_text) > NESTING:
        raise SettingsError(
            f"the front matter has over {NESTING} brackets within each other",
            place=Place(file, 1),
            hint="close them; no setting is nested deeper than four",
        )
    try:
        values = YAML(typ="rt", pure=True).load(yaml_text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, len(shown) - 1)
        raise SettingsError(
            f"the front matter is not YAML: {error.problem or error.context}",
            place=Place(file, line + 2, mark.column + 1, shown[line]),
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
    if not isinstance(values, CommentedMap) or not all(isinstance(key, str) for key in values):
        raise SettingsError(
            "front matter must be a list of `key: value` lines",
            place=Place(file, 2, 1, shown[0]),
            hint="write for example `title: My article`",
        )
    return values
