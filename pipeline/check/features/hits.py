"""What a use is like: the predicates that the notes on partial support are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.check.features.note import Applies
from pipeline.check.features.use import Use

if TYPE_CHECKING:
    from tinycss2.ast import Node as Token
else:
    Token = Any

NUMERIC = ("number", "percentage", "dimension")
_PX = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}


def top(use: Use) -> Iterator[Token]:
    """The tokens of a declaration's value, spaces and comments left out."""
    tokens = use.declaration.tokens if use.declaration else ()
    return (one for one in tokens if one.type not in ("whitespace", "comment"))


def deep(use: Use) -> Iterator[Token]:
    """Those tokens, and the ones within functions and brackets."""
    waiting = [*top(use)][::-1]
    while waiting:
        one = waiting.pop()
        yield one
        if one.type == "function":
            waiting += one.arguments[::-1]
        elif one.type.endswith("block"):
            waiting += one.content[::-1]


def words(use: Use) -> list[str]:
    """The keywords of the value, in lower case."""
    return [one.lower_value for one in top(use) if one.type == "ident"]


def pixels(token: Token) -> float | None:
    """A length in CSS pixels, None if it is no absolute length."""
    if token.type == "number" and not token.value:
        return 0.0
    factor = _PX.get(token.lower_unit) if token.type == "dimension" else None
    return token.value * factor if factor else None


def says(*keywords: str) -> Applies:
    """The value holds one of some keywords."""
    wanted = frozenset(keywords)
    return lambda use: not wanted.isdisjoint(words(use))


def names(*properties: str) -> Applies:
    """The property is one of some."""
    return lambda use: use.declaration is not None and use.declaration.name in properties


def name(use: Use) -> str:
    """The property, "" where it is no declaration."""
    return use.declaration.name if use.declaration else ""


def measures(*units: str) -> Applies:
    """A number of the value has one of some units; "%" is one."""

    def hit(use: Use) -> bool:
        return any(
            (one.type == "dimension" and one.lower_unit in units)
            or (one.type == "percentage" and "%" in units)
            for one in deep(use)
        )

    return hit


def over(most: float) -> Applies:
    """A length of the value is above so many pixels."""
    return lambda use: any((pixels(one) or 0) > most for one in top(use))


def several(use: Use) -> bool:
    """The value lists several, with commas between them."""
    return any(one == "," for one in top(use))


def slashed(use: Use) -> bool:
    """The value has a slash."""
    return any(one == "/" for one in top(use))


def negative(use: Use) -> bool:
    """A number of the value is below nought."""
    return any(one.type in NUMERIC and one.value < 0 for one in top(use))


def nonzero(use: Use) -> bool:
    """A number of the value is not nought."""
    return any(one.type in NUMERIC and one.value for one in deep(use))


def address(use: Use) -> bool:
    """The value holds an address."""
    return any(one.type == "url" or calls(one) == "url" for one in deep(use))


def calls(token: Token) -> str:
    """The function that a token calls, "" if it is none."""
    name: str = token.lower_name if token.type == "function" else ""
    return name


def inline(use: Use) -> bool:
    """It stands in a style attribute."""
    return use.element is not None


def block(use: Use) -> bool:
    """It stands in a style block."""
    return use.element is None


def on(*elements: str) -> Applies:
    """It is put on one of some elements: as an attribute, or by a rule that names them."""
    return lambda use: any(one in elements for one in targets(use))


def off(*elements: str) -> Applies:
    """It is put on something else than some elements, as far as their names are told."""
    return lambda use: any(one not in elements for one in targets(use))


def targets(use: Use) -> list[str]:
    """The names of what it is put on; a rule that names classes only tells none."""
    if use.element:
        return [use.element.name]
    subjects = (last_compound(one) for one in selector(use).split(","))
    return [name for one in subjects if (name := type_name(one))]


def selector(use: Use) -> str:
    """The selectors of the rule that it stands in."""
    return use.rule.selectors if use.rule else ""


def last_compound(text: str) -> str:
    """The last compound of a selector: what the rule is for."""
    for sign in ">+~":
        text = text.replace(sign, " ")
    return (text.split() or [""])[-1]


def type_name(compound: str) -> str:
    """The element that a compound names, "" if it names none."""
    name = ""
    for sign in compound:
        if not (sign.isalnum() or sign == "-"):
            break
        name += sign
    return name.lower()


def says_style(use: Use, text: str) -> bool:
    """The style attribute that it stands in, or its rule, has some text elsewhere."""
    if use.element:
        return text in use.element.get("style").lower()
    return use.rule is not None and any(text in one.name for one in use.rule.declarations)


def both(*conditions: Applies) -> Applies:
    """All of some conditions hold."""
    return lambda use: all(one(use) for one in conditions)


def either(*conditions: Applies) -> Applies:
    """One of some conditions holds."""
    return lambda use: any(one(use) for one in conditions)


def unless(condition: Applies) -> Applies:
    """A condition does not hold."""
    return lambda use: not condition(use)


def attribute(name: str, *values: str) -> Applies:
    """The element has an attribute; with values, one that is among them."""

    def hit(use: Use) -> bool:
        if not use.element or not use.element.has(name):
            return False
        return not values or use.element.get(name).strip().lower() in values

    return hit
