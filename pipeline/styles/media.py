"""Media queries (Media Queries 4) and other conditions, as they hold for a screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.styles.sheet import AtRule

WIDE, NARROW = 1000, 375
"""The widths of a window on a desk and on a telephone, in pixels."""
_UNITS = {"px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3, "in": 96.0, "cm": 96 / 2.54}
_RANGE = re.compile(r"(?:([^<>=]+?)\s*([<>]=?|=)\s*)?([a-z-]+)\s*(?:([<>]=?|=)\s*([^<>=]+))?")
_LENGTH = re.compile(r"([+-]?[\d.]+)(px|r?em|pt|in|cm)?")
_SO = {
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "=": lambda one, other: one == other,
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
_PLAIN = {
    "prefers-reduced-motion": "no-preference",
    "prefers-contrast": "no-preference",
    "prefers-reduced-transparency": "no-preference",
    "forced-colors": "none",
    "inverted-colors": "none",
    "hover": "hover",
    "any-hover": "hover",
    "pointer": "fine",
    "any-pointer": "fine",
    "scripting": "none",
    "display-mode": "browser",
    "grid": "0",
}
_HELD = ("color", "hover", "any-hover", "pointer", "any-pointer", "width", "height")
_RATIOS = ("device-pixel-ratio", "resolution")


@dataclass(frozen=True, slots=True)
class State:
    """What a mail is shown in: the dark or not, a width in pixels, a client with its own hooks.

    `client` is "outlook-com" (`[data-ogsc]`), "gmail" (`u + #body`), "thunderbird"
    (`.moz-text-html`), or "" for none of them.
    """

    dark: bool = False
    width: int = WIDE
    client: str = ""


def holds(around: Sequence[AtRule], media: str, state: State) -> bool:
    """Whether what stands within some at-rules, in a style block with that `media`, applies."""
    if media and not media_holds(media, state.dark, state.width):
        return False
    return all(_at_rule(one, state) for one in around)


def _at_rule(one: AtRule, state: State) -> bool:
    if one.name == "media":
        return media_holds(one.prelude, state.dark, state.width)
    if one.name == "supports":
        return not re.search(r"\bnot\b|-ms-|-moz-", one.prelude)
    return one.name == "layer"


@lru_cache(maxsize=1024)
def media_holds(query: str, dark: bool, width: int) -> bool:
    """Whether one of the queries of a list holds; an empty list does."""
    import tinycss2

    state = State(dark, width)
    tokens = tinycss2.parse_component_value_list(query, skip_comments=True)
    lists: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            lists.append([])
        elif token.type != "whitespace":
            lists[-1].append(token)
    return not tokens or any(_query(one, state) for one in lists)


def _query(tokens: list[Any], state: State) -> bool:
    """One query: `only screen and (…)`, `not print`, `(…) and (…)`, `not (…)`."""
    words = [one.lower_value if one.type == "ident" else "" for one in tokens]
    turned = words[:1] == ["not"]
    if words[:1] in (["not"], ["only"]):
        tokens, words = tokens[1:], words[1:]
    if not tokens:
        return False
    held = True
    if words[0]:
        held = words[0] in ("all", "screen")
        if words[1:2] not in ([], ["and"]):
            return False
        tokens = tokens[2:]
    return (held and _condition(tokens, state)) is not turned


def _condition(tokens: list[Any], state: State) -> bool:
    """Features in parentheses, joined by `and` or by `or`, each perhaps after `not`."""
    values: list[bool] = []
    either = turned = False
    for token in tokens:
        if token.type == "ident":
            either = either or token.lower_value == "or"
            turned = token.lower_value == "not"
        elif token.type == "() block":
            values.append(_inside(token.content, state) is not turned)
            turned = False
        else:
            return False
    return any(values) if either and values else all(values)


def _inside(content: list[Any], state: State) -> bool:
    import tinycss2

    inner = [one for one in content if one.type not in ("whitespace", "comment")]
    if any(one.type == "() block" for one in inner):
        return _condition(inner, state)
    name, colon, value = tinycss2.serialize(content).strip().lower().partition(":")
    if colon:
        return _feature(name.strip(), value.strip(), state)
    return _ranged(name.strip(), state)


def _feature(name: str, value: str, state: State) -> bool:
    if name == "prefers-color-scheme":
        return value == ("dark" if state.dark else "light")
    if name == "orientation":
        return value == ("landscape" if state.width >= WIDE else "portrait")
    least, most = "min-" in name, "max-" in name
    bare = name.replace("min-", "").replace("max-", "")
    sign = ">=" if least else "<=" if most else "="
    if bare in ("width", "device-width"):
        length = _length(value)
        return length is not None and _SO[sign](state.width, length)
    if bare.endswith(_RATIOS):
        number = re.match(r"[\d.]+", value)
        return bool(number) and _SO[sign](1.0, float(number[0].strip(".") or 0))  # type: ignore[index]
    if bare == "height":
        return not most
    return _PLAIN.get(name) == value


def _ranged(text: str, state: State) -> bool:
    """`width >= 600px`, `400px <= width <= 600px`, or a feature alone."""
    found = _RANGE.fullmatch(text)
    if not found:
        return False
    lower, turned, name, sign, upper = found.groups()
    if not turned and not sign:
        return name in _HELD
    if name not in ("width", "device-width"):
        return False
    sides = ((lower, _TURNED.get(turned or "")), (upper, sign))
    for side, how in sides:
        if how:
            length = _length(side.strip())
            if length is None or not _SO[how](state.width, length):
                return False
    return True


def _length(text: str) -> float | None:
    found = _LENGTH.fullmatch(text)
    if not found or found[1].count(".") > 1 or not re.search(r"\d", found[1]):
        return None
    if not found[2] and float(found[1]):
        return None
    return float(found[1]) * _UNITS.get(found[2] or "px", 1.0)
