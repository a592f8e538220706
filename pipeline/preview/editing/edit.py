"""An edit as the page asks for it, read from JSON: nothing unknown, nothing without bounds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeAlias

from pipeline.errors import UsageError
from pipeline.settings.keys import ARTICLE, PROJECT
from pipeline.settings.times import MOST_PARTS

MOST_EDITS = 100
LONGEST = 10_000  # characters of a value
MOST_ITEMS = 200
PART_KEYS = ("title", "subject", "preheader", "wait")
Value: TypeAlias = str | bool | int | float | list[str | int | float] | None


@dataclass(frozen=True, slots=True)
class SplitBefore:
    """A letter begins before a block of the series, counted from 0."""

    before: int


@dataclass(frozen=True, slots=True)
class Join:
    """A letter goes on in the one before it."""

    part: int


@dataclass(frozen=True, slots=True)
class Move:
    """A letter begins at another block."""

    part: int
    to: int


@dataclass(frozen=True, slots=True)
class PartKey:
    """What is said of a letter; "" is what the program proposes."""

    part: int
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class SetKey:
    """A key of the article's settings, or of the project's; None takes it out."""

    of: str
    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class Anew:
    """The series is split by the program, into so many letters if a number is given."""

    number: int | None


Edit: TypeAlias = SplitBefore | Join | Move | PartKey | SetKey | Anew

_FIELDS = {
    "split": ("before",),
    "join": ("part",),
    "move": ("part", "to"),
    "part": ("part", "key", "value"),
    "article": ("key", "value"),
    "project": ("key", "value"),
    "parts": ("number",),
}


def _single(path: str) -> bool:
    return "*" not in path and "[]" not in path


ARTICLE_KEYS = {
    key.path: key.type
    for key in ARTICLE
    if _single(key.path)
    and key.path.partition(".")[0] not in ("approved", "check")
    and key.path != "series.parts"
}
"""The keys of an article that can be edited, with their types."""
_OF_PROJECT = ("sender", "links", "series", "theme")
PROJECT_KEYS = {
    key.path: key.type
    for key in PROJECT
    if _single(key.path) and key.path.partition(".")[0] in _OF_PROJECT
}
"""Those of a project: never how mails are sent, or by which program."""


def edits_of(told: object) -> list[Edit]:
    """The edits of a request. Raises UsageError for what is none."""
    if not isinstance(told, list) or not told:
        raise UsageError("there is nothing to edit", hint='send {"edits": [ … ]}')
    if len(told) > MOST_EDITS:
        raise UsageError(f"at most {MOST_EDITS} edits at once", hint="send fewer")
    return [_edit(one) for one in told]


def _edit(told: object) -> Edit:
    if not isinstance(told, Mapping):
        raise UsageError("an edit is an object", hint='{"kind": "split", "before": 3}')
    kind = told.get("kind")
    fields = _FIELDS.get(kind) if isinstance(kind, str) else None
    if fields is None:
        raise UsageError("there is no such kind of edit", hint=f"one of {', '.join(_FIELDS)}")
    if set(told) != {"kind", *fields}:
        raise UsageError(f"an edit of the kind {kind} has {' and '.join(fields)}")
    match kind:
        case "split":
            return SplitBefore(_number(told, "before"))
        case "join":
            return Join(_number(told, "part"))
        case "move":
            return Move(_number(told, "part"), _number(told, "to"))
        case "part":
            return PartKey(_number(told, "part"), _named(told["key"], PART_KEYS), _text(told))
        case "parts":
            number = told["number"]
            return Anew(None if number is None else _number(told, "number", 1, MOST_PARTS))
        case _:
            known = ARTICLE_KEYS if kind == "article" else PROJECT_KEYS
            return SetKey(str(kind), _named(told["key"], known), _value(told["value"]))


def _number(told: Mapping[str, Any], name: str, least: int = 0, most: int = 10**6) -> int:
    value = told[name]
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise UsageError(f"{name} is a whole number, {least} to {most}")
    return value


def _named(key: object, known: Mapping[str, Any] | tuple[str, ...]) -> str:
    if isinstance(key, str) and key in known:
        return key
    near = get_close_matches(key[:80], list(known), 1) if isinstance(key, str) else []
    raise UsageError(
        "there is no such key to edit",
        hint=f"did you mean {near[0]}?" if near else "docs/settings.md lists every key",
    )


def _text(told: Mapping[str, Any]) -> str:
    value = _value(told["value"])
    if not isinstance(value, str | None):
        raise UsageError("what is said of a letter is text", hint='"value": "A subject"')
    return value or ""


def _value(value: object) -> Value:
    """A value of bounded size; empty text is none."""
    if isinstance(value, str):
        return _bounded(value) or None
    if isinstance(value, list) and len(value) <= MOST_ITEMS:
        return [_item(one) for one in value]
    return None if value is None else _item(value)


def _item(value: object) -> str | int | float:
    if isinstance(value, str):
        return _bounded(value)
    if isinstance(value, int) and abs(value) < 10**15:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    raise UsageError("this is no value of a setting", hint="text, a number, true, false or a list")


def _bounded(text: str) -> str:
    if len(text) > LONGEST:
        raise UsageError(f"this text has over {LONGEST} characters", hint="write it shorter")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UsageError("this text has half a character in it", hint="type it again")
    return text.strip()
