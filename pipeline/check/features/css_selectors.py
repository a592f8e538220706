"""Selectors: which features they use, and what an element must have to be reached.

The tokens are read here, not with cssselect2: it refuses what some mail programs take, and drops
the universal selector, which is a feature.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.check.features.css_names import PSEUDO_CLASSES, PSEUDO_ELEMENTS

if TYPE_CHECKING:
    from tinycss2.ast import Node as Token
else:
    Token = Any

COMBINATORS = {
    " ": "css-selector-descendant",
    ">": "css-selector-child",
    "+": "css-selector-adjacent-sibling",
    "~": "css-selector-general-sibling",
}
"""The feature that a combinator is."""

LOGICAL = ("not", "is", "where", "has")


@dataclass(slots=True)
class Compound:
    """What one element must be: its name or "", ids, classes, attributes with their values.

    An attribute's value is None where it may be any. `pseudo` are the names of pseudo-classes and
    pseudo-elements. `combinator` is how it hangs on the compound before it, "" for the first.
    """

    name: str = ""
    ids: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str | None], ...] = ()
    pseudo: tuple[str, ...] = ()
    combinator: str = ""
    empty: bool = True


@dataclass(frozen=True, slots=True)
class Selectors:
    """A list of selectors: the features it uses, and each as its compounds, the outermost first."""

    features: tuple[str, ...]
    each: tuple[tuple[Compound, ...], ...]


_known: dict[str, Selectors] = {}
REMEMBERED = 4096


def selectors(text: str, tokens: Sequence[Token] | None = None) -> Selectors:
    """A list of selectors, read from its text, or from its tokens if they are known."""
    found = _known.get(text)
    if found is None:
        if len(_known) > REMEMBERED:
            _known.clear()
        found = _known[text] = _read(_tokens(text) if tokens is None else tokens)
    return found


def _tokens(text: str) -> Sequence[Token]:
    import tinycss2

    return tinycss2.parse_component_value_list(text)  # type: ignore[no-any-return]


def _read(tokens: Sequence[Token]) -> Selectors:
    reading = _Reading()
    for one in split([token for token in tokens if token.type != "comment"]):
        reading.selector(one)
    if len(reading.each) > 1:
        reading.features["css-selector-grouping"] = None
    return Selectors(tuple(reading.features), tuple(reading.each))


def split(tokens: Sequence[Token]) -> list[list[Token]]:
    """A list of tokens, cut at its commas."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


class _Reading:
    """A list of selectors as it is read."""

    def __init__(self) -> None:
        self.features: dict[str, None] = {}
        self.each: list[tuple[Compound, ...]] = []

    def selector(self, tokens: Sequence[Token]) -> None:
        """One selector of the list."""
        compounds = [Compound()]
        waiting = ""
        for token, before in zip(tokens, [None, *tokens], strict=False):
            if token.type == "whitespace":
                waiting = waiting or ("" if compounds[-1].empty else " ")
            elif token.type == "literal" and token.value in ">+~":
                waiting = token.value
            else:
                if waiting:
                    self.features[COMBINATORS[waiting]] = None
                    compounds.append(Compound(combinator=waiting))
                    waiting = ""
                self.simple(compounds[-1], token, before)
        self.each.append(tuple(compounds))

    def simple(self, compound: Compound, token: Token, before: Token | None) -> None:
        """One thing that an element must be."""
        sign = before.value if before is not None and before.type == "literal" else ""
        many = len(compound.ids) + len(compound.classes)
        match token.type:
            case "ident" if sign == ":":
                self.pseudo(compound, token.lower_value)
            case "ident" if sign == ".":
                compound.classes += (token.value,)
                self.features["css-selector-class"] = None
            case "ident":
                compound.name = token.lower_value
                self.features["css-selector-type"] = None
            case "hash":
                compound.ids += (token.value,)
                self.features["css-selector-id"] = None
            case "literal" if token.value == "*":
                self.features["css-selector-universal"] = None
            case "[] block":
                compound.attributes += tuple(_attribute(token.content))
                self.features["css-selector-attribute"] = None
            case "function" if sign == ":":
                self.pseudo(compound, token.lower_name)
                if token.lower_name in LOGICAL:
                    self.inside(token.arguments)
        compound.empty = False
        if many and len(compound.ids) + len(compound.classes) > many:
            self.features["css-selector-chaining"] = None

    def pseudo(self, compound: Compound, name: str) -> None:
        """A pseudo-class or pseudo-element."""
        compound.pseudo += (name,)
        feature = PSEUDO_CLASSES.get(name) or PSEUDO_ELEMENTS.get(name)
        if feature:
            self.features[feature] = None

    def inside(self, tokens: Sequence[Token]) -> None:
        """The selectors in `:not(…)` and its like: their features, not what they reach."""
        inner = _Reading()
        for one in split(tokens):
            inner.selector(one)
        self.features |= inner.features


def _attribute(tokens: Sequence[Token]) -> Iterator[tuple[str, str | None]]:
    """The name in `[…]`, and the value where it must be just that."""
    names = [token for token in tokens if token.type == "ident"]
    values = [token.value for token in tokens if token.type in ("ident", "string")][1:]
    signs = [token.value for token in tokens if token.type == "literal"]
    if names:
        yield names[0].lower_value, values[0] if values and signs == ["="] else None
