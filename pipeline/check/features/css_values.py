"""Which features a declaration uses: its property's, and those of what its value is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.check.features.css_names import (
    DISPLAYS,
    FLEX,
    FUNCTIONS,
    INTRINSIC,
    PERCENT,
    PROPERTIES,
    SIZED,
    SYSTEM_FONTS,
    UNITS,
)
from pipeline.styles import Declaration

if TYPE_CHECKING:
    from tinycss2.ast import Node as Token
else:
    Token = Any

NESTING = ("function", "() block", "[] block", "{} block")

_known: dict[tuple[str, str, bool], tuple[str, ...]] = {}


def declared(declaration: Declaration) -> tuple[str, ...]:
    """The features that a declaration uses, each once; the same text is read once."""
    key = (declaration.name, declaration.value, declaration.important)
    found = _known.get(key)
    if found is None:
        if len(_known) > REMEMBERED:
            _known.clear()
        found = _known[key] = tuple(dict.fromkeys(_features(declaration)))
    return found


REMEMBERED = 8192


def _features(declaration: Declaration) -> Iterator[str]:
    name, tokens = declaration.name, declaration.tokens
    if name.startswith(("mso-", "-")) and not name.startswith("--"):
        return
    if name.startswith("--"):
        yield "css-variables"
    yield from PROPERTIES.get(name, ())
    yield from _by_value(name, words(tokens))
    yield from _parts(name, tokens)
    if declaration.important:
        yield "css-important"


def _by_value(name: str, found: Sequence[str]) -> Iterator[str]:
    """What a property is by the words of its value."""
    if name == "display":
        yield next((DISPLAYS[one] for one in found if one in DISPLAYS), "css-display")
    elif name in ("flex-direction", "flex-wrap", "flex-flow"):
        yield from dict.fromkeys(FLEX[one] for one in found if one in FLEX)
    elif name == "columns" and any(one.isdecimal() for one in found):
        yield "css-column-count"
    elif name in ("font", "font-family") and not SYSTEM_FONTS.isdisjoint(found):
        yield "css-sytem-ui"
    elif name in SIZED and not INTRINSIC.isdisjoint(found):
        yield "css-intrinsic-size"
    if found == ("initial",):
        yield "css-unit-initial"


def _parts(name: str, tokens: Sequence[Token]) -> Iterator[str]:
    """What the functions and units of a value are, those inside functions included."""
    for token in tokens:
        match token.type:
            case "dimension" if token.lower_unit in UNITS:
                yield UNITS[token.lower_unit]
            case "percentage":
                yield PERCENT
            case "function":
                feature = FUNCTIONS.get(token.lower_name)
                if feature and (feature != "css-intrinsic-size" or name in SIZED):
                    yield feature
                yield from _parts(name, token.arguments)
            case "() block" | "[] block" | "{} block":
                yield from _parts(name, token.content)


def words(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The keywords and bare numbers of a value, in lower case, without what is in functions."""
    return tuple(
        token.lower_value if token.type == "ident" else str(token.int_value)
        for token in tokens
        if token.type == "ident" or (token.type == "number" and token.int_value is not None)
    )


def functions(tokens: Sequence[Token]) -> Iterator[Token]:
    """Every function of a value, those inside others too."""
    for token in tokens:
        if token.type == "function":
            yield token
            yield from functions(token.arguments)


@lru_cache(maxsize=2048)
def px(value: str) -> float | None:
    """A length in px or without a unit as a number, None if it is anything else."""
    text = value.strip().lower().removesuffix("px").strip()
    try:
        return float(text)
    except ValueError:
        return None
