"""Selectors (Selectors 4) as tests on elements; cssselect2 parses, its trees are walked once.

What only one mail program's page has around a mail is its *hook*: `[data-ogsc]` and `[data-ogsb]`
(Outlook.com and Outlook's apps), `u + …` (Gmail), `.moz-text-html` (Thunderbird). A selector with
a hook matches as if that stood around the mail; whoever asks says for which program.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.markup import Element
from pipeline.styles.matching import (
    PSEUDO,
    Around,
    Test,
    always,
    any_of,
    classed,
    identified,
    named,
    never,
    numbered,
    one_of,
    parent_of,
    previous_of,
    with_attribute,
)

LONGEST = 4000
"""Characters of a list of selectors; a longer one is nobody's work and matches nothing."""
_HOOKS = {"data-ogsc": "outlook-com", "data-ogsb": "outlook-com"}


class Selector(NamedTuple):
    """A selector: what it weighs, what an element must have itself, and above it, and the test.

    `key` is `#id`, `.class`, a name, or "" for any; `above` are such keys of elements around it.
    """

    specificity: tuple[int, int, int]
    key: str
    above: frozenset[str]
    matches: Test
    hook: str = ""


@lru_cache(maxsize=2048)
def selectors(text: str, quirks: bool) -> tuple[Selector, ...]:
    """The selectors of a list, those of pseudo-elements left out; none where it is broken."""
    from cssselect2 import parser

    if len(text) > LONGEST:
        return ()
    try:
        found = [one for one in parser.parse(text) if one.pseudo_element is None]
        return tuple(_selector(one, quirks) for one in found)
    except (parser.SelectorError, RecursionError):  # nested hundreds deep is broken too
        return ()


def _selector(parsed: Any, quirks: bool) -> Selector:
    reading = _Reading(quirks)
    test = reading.tree(parsed.parsed_tree)
    compounds = list(_compounds(parsed.parsed_tree))
    key = next(iter(sorted(_keys(compounds[0], quirks))), "")
    above = {key for one in compounds[1:] for key in _keys(one, quirks)}
    beside = reading.beside or reading.hook
    return Selector(
        parsed.specificity, key, frozenset() if beside else frozenset(above), test, reading.hook
    )


def _compounds(tree: Any) -> Iterable[Any]:
    """The compounds of a selector from right to left."""
    while hasattr(tree, "right"):
        yield tree.right
        tree = tree.left
    yield tree


def _keys(compound: Any, quirks: bool) -> set[str]:
    """What an element must have to match: `#id` sorts before `.class`, and that before a name."""
    found = set()
    for one in compound.simple_selectors:
        match type(one).__name__:
            case "IDSelector":
                found.add("#" + _folded(one.ident, quirks))
            case "ClassSelector" if one.class_name != "moz-text-html":
                found.add("." + _folded(one.class_name, quirks))
            case "LocalNameSelector":
                found.add(one.lower_local_name)
    return found


def _folded(name: str, quirks: bool) -> str:
    return name.lower() if quirks else name


@dataclass(slots=True)
class _Reading:
    """A selector as it is read: its hook, whether it looks at what stands beside."""

    quirks: bool
    hook: str = ""
    beside: bool = False

    def tree(self, node: Any) -> Test:
        """A compound, or two parts with a combinator."""
        if not hasattr(node, "combinator"):
            return self.compound(node)
        right = self.tree(node.right)
        compound = next(iter(_compounds(node.left)))
        names = [getattr(one, "lower_local_name", "") for one in compound.simple_selectors]
        if node.combinator == "+" and names == ["u"]:
            self.hook = "gmail"
            return right
        self.beside = self.beside or node.combinator in "+~"
        return _joined(self.tree(node.left), node.combinator, right)

    def compound(self, node: Any) -> Test:
        tests = [self.simple(one) for one in node.simple_selectors]
        if len(tests) == 1:
            return tests[0]
        return lambda element, around: all(test(element, around) for test in tests)

    def simple(self, one: Any) -> Test:
        """One condition on an element."""
        kind = type(one).__name__
        if kind == "LocalNameSelector":
            return named(one.lower_local_name)
        if kind == "ClassSelector" and one.class_name == "moz-text-html":
            self.hook = "thunderbird"
            return always
        if kind == "AttributeSelector" and one.lower_name in _HOOKS:
            self.hook = _HOOKS[one.lower_name]
            return always
        return self.other(kind, one)

    def other(self, kind: str, one: Any) -> Test:
        """A condition that is nobody's hook."""
        match kind:
            case "ClassSelector":
                found = classed(_folded(one.class_name, self.quirks))
            case "IDSelector":
                found = identified(_folded(one.ident, self.quirks))
            case "AttributeSelector":
                found = with_attribute(one)
            case "PseudoClassSelector":
                found = PSEUDO.get(one.name, never)
            case "FunctionalPseudoClassSelector":
                found = numbered(one.name, one.arguments)
            case "NegationSelector" | "MatchesAnySelector" | "SpecificityAdjustmentSelector":
                inner = [self.tree(each.parsed_tree) for each in one.selector_list]
                found = one_of(inner, negated=kind == "NegationSelector")
            case _:
                found = never
        return found


def _joined(left: Test, combinator: str, right: Test) -> Test:
    if combinator == " ":
        above = any_of(left, parent_of)
        return lambda element, around: right(element, around) and above(element, around)
    if combinator == "~":
        before = any_of(left, previous_of)
        return lambda element, around: right(element, around) and before(element, around)
    step = parent_of if combinator == ">" else previous_of

    def joined(element: Element, around: Around) -> bool:
        if not right(element, around):
            return False
        other = step(element, around)
        return other is not None and left(other, around)

    return joined


def own_keys(element: Element, around: Around) -> list[str]:
    """The keys that an element has: its name, its id, its classes."""
    found = [element.name, *("." + one for one in around.classes(element))]
    name = around.id(element)
    return [*found, "#" + name] if name else found
