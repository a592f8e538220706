"""Names and values as TOML writes them, each on one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from pipeline.settings.setting import quoted

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LITERAL = re.compile(r"[^'\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]*")


def name_text(*names: str | int) -> str:
    """The names of a key, dots between them, in quotes where they need them."""
    return ".".join(name if _BARE.fullmatch(name) else quoted(name) for name in map(str, names))


def literal(value: Any, quote: str = '"') -> str:
    """A value as TOML. Text stands in the quotes asked for, where it can.

    Raises TypeError for what TOML has no way to write.
    """
    match value:
        case str():
            plain = quote == "'" and _LITERAL.fullmatch(value)
            return f"'{value}'" if plain else quoted(value)
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case date() | time():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(literal, value))}]"
        case Mapping():
            told = ", ".join(f"{name_text(name)} = {literal(each)}" for name, each in value.items())
            return f"{{ {told} }}"
    raise TypeError(f"{type(value).__name__} is no value of TOML")
