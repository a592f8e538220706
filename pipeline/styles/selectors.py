"""Selectors (Selectors 4) as tests on elements; cssselect2 parses, its trees are walked once.

What only one mail program's page has around a mail is its *hook*: `[data-ogsc]` and `[data-ogsb]`
(Outlook.com and Outlook's apps), `u + …` (Gmail), `.moz-text-html` (Thunderbird). A selector with
a hook matches as if that stood around the mail; whoever asks says for which program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from pipeline.markup import Element

LONGEST = 4000
"""Characters of a list of selectors; a longer one is nobody's work and matches nothing."""
_HOOKS = {"data-ogsc": "outlook-com", "data-ogsb": "outlook-com"}


@dataclass(slots=True, eq=False)
class Around:
    """What stands beside and above the elements of a tree, found once.

    In quirks mode (no doctype) classes and ids are compared without regard to case.
    """

    quirks: bool = False
    _classes: dict[str, frozenset[str]] = field(default_factory=dict)
    _siblings: dict[Element, tuple[list[Element], dict[Element, int]]] = field(default_factory=dict)
    _typed: dict[Element, tuple[int, int]] = field(default_factory=dict)
    known: dict[tuple[Test, Element], bool] = field(default_factory=dict)

    def classes(self, element: Element) -> frozenset[str]:
        """An element's classes."""
        text = element.attributes.get("class", "")
        found = self._classes.get(text)
        if found is None:
            found = frozenset((text.lower() if self.quirks else text).split())
            self._classes[text] = found
        return found

    def id(self, element: Element) -> str:
        """An element's id."""
        found = element.attributes.get("id", "")
        return found.lower() if self.quirks else found

    def siblings(self, element: Element) -> tuple[list[Element], int]:
        """The elements of one parent, and which of them it is."""
        if element.parent is None:
            return [element], 0
        if element.parent not in self._siblings:
            same = list(element.parent.elements())
            self._siblings[element.parent] = same, {one: at for at, one in enumerate(same)}
        same, places = self._siblings[element.parent]
        return same, places[element]

    def of_type(self, element: Element) -> tuple[int, int]:
        """Which it is of its siblings of the same name, from 0, and of how many."""
        if element not in self._typed:
            named: dict[str, list[Element]] = {}
            for one in self.siblings(element)[0]:
                named.setdefault(one.name, []).append(one)
            for same in named.values():
                self._typed.update({one: (at, len(same)) for at, one in enumerate(same)})
        return self._typed[element]


Test: TypeAlias = Callable[[Element, Around], bool]


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
        match type(one).__name__:
            case "LocalNameSelector":
                return lambda element, _, name=one.lower_local_name: element.name == name  # type: ignore[misc]
            case "ClassSelector" if one.class_name == "moz-text-html":
                self.hook = "thunderbird"
                return lambda *_: True
            case "ClassSelector":
                name = _folded(one.class_name, self.quirks)
                return lambda element, around: name in around.classes(element)
            case "IDSelector":
                name = _folded(one.ident, self.quirks)
                return lambda element, around: around.id(element) == name
            case "AttributeSelector" if one.lower_name in _HOOKS:
                self.hook = _HOOKS[one.lower_name]
                return lambda *_: True
            case "AttributeSelector":
                return _attribute(one)
            case "PseudoClassSelector":
                return PSEUDO.get(one.name, lambda *_: False)
            case "FunctionalPseudoClassSelector":
                return _functional(one.name, one.arguments)
            case "NegationSelector":
                inner = [self.tree(each.parsed_tree) for each in one.selector_list]
                return lambda element, around: not any(test(element, around) for test in inner)
            case "MatchesAnySelector" | "SpecificityAdjustmentSelector":
                inner = [self.tree(each.parsed_tree) for each in one.selector_list]
                return lambda element, around: any(test(element, around) for test in inner)
        return lambda *_: False


def _joined(left: Test, combinator: str, right: Test) -> Test:
    if combinator == " ":
        above = _any_of(left, _parent)
        return lambda element, around: right(element, around) and above(element, around)
    if combinator == "~":
        before = _any_of(left, _previous)
        return lambda element, around: right(element, around) and before(element, around)
    step = _parent if combinator == ">" else _previous

    def joined(element: Element, around: Around) -> bool:
        if not right(element, around):
            return False
        other = step(element, around)
        return other is not None and left(other, around)

    return joined


def _parent(element: Element, _: Around) -> Element | None:
    parent = element.parent
    return parent if parent is not None and parent.parent is not None else None


def _previous(element: Element, around: Around) -> Element | None:
    same, at = around.siblings(element)
    return same[at - 1] if at else None


def _any_of(test: Test, step: Callable[[Element, Around], Element | None]) -> Test:
    """Whether one of the elements that steps lead to passes; known for each once it was asked."""

    def passes(element: Element, around: Around) -> bool:
        known = around.known
        asked: list[Element] = []
        held = False
        one: Element | None = element
        while one is not None:
            if (test, one) in known:
                held = known[test, one]
                break
            asked.append(one)
            one = step(one, around)
            if one is not None and test(one, around):
                held = True
                break
        # Those between the last one asked and this one see what it sees.
        for each in asked:
            known[test, each] = held
        return held

    return passes


def _attribute(one: Any) -> Test:
    name, value = one.lower_name, one.value
    folded = one.case_sensitive is False or name in ("type", "align", "dir", "bgcolor", "color")
    if one.operator is None:
        return lambda element, _: name in element.attributes
    wanted = value.lower() if folded else value
    check = _OPERATORS[one.operator]

    def matches(element: Element, _: Around) -> bool:
        found = element.attributes.get(name)
        return found is not None and check(found.lower() if folded else found, wanted)

    return matches


_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda found, wanted: found == wanted,
    "~=": lambda found, wanted: wanted in found.split(),
    "|=": lambda found, wanted: found == wanted or found.startswith(wanted + "-"),
    "^=": lambda found, wanted: bool(wanted) and found.startswith(wanted),
    "$=": lambda found, wanted: bool(wanted) and found.endswith(wanted),
    "*=": lambda found, wanted: bool(wanted) and wanted in found,
}


def _is_link(element: Element, _: Around) -> bool:
    return element.name in ("a", "area") and "href" in element.attributes


def _is_empty(element: Element, _: Around) -> bool:
    return not any(isinstance(one, Element) or one.data for one in element.children)


def _nth(element: Element, around: Around, *, of_type: bool, last: bool) -> int:
    """Which of its siblings it is, from 1."""
    if of_type:
        at, total = around.of_type(element)
    else:
        same, at = around.siblings(element)
        total = len(same)
    return total - at if last else at + 1


def _at(number: str) -> Test:
    of_type, last = "of-type" in number, "last" in number
    return lambda element, around: _nth(element, around, of_type=of_type, last=last) == 1


PSEUDO: dict[str, Test] = {
    "link": _is_link,
    "any-link": _is_link,
    "root": lambda element, _: element.name == "html",
    "empty": _is_empty,
    "first-child": _at("first-child"),
    "last-child": _at("last-child"),
    "first-of-type": _at("first-of-type"),
    "last-of-type": _at("last-of-type"),
    "only-child": lambda element, around: len(around.siblings(element)[0]) == 1,
}
"""Pseudo-classes that hold of a page that nobody touches; `:hover` and its like do not."""


def _functional(name: str, arguments: list[Any]) -> Test:
    from tinycss2.nth import parse_nth

    given = parse_nth(arguments) if name.startswith("nth-") else None
    if given is None:
        return lambda *_: False
    step, offset = given
    of_type, last = name.endswith("of-type"), "last" in name

    def matches(element: Element, around: Around) -> bool:
        number = _nth(element, around, of_type=of_type, last=last) - offset
        return number == 0 if step == 0 else number % step == 0 and number // step >= 0

    return matches


def own_keys(element: Element, around: Around) -> list[str]:
    """The keys that an element has: its name, its id, its classes."""
    found = [element.name, *("." + one for one in around.classes(element))]
    name = around.id(element)
    return [*found, "#" + name] if name else found


