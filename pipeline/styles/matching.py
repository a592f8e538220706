"""Single conditions of selectors, and what they ask of the elements around an element."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pipeline.markup import Element


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


def always(_element: Element, _around: Around) -> bool:
    """Holds of any element."""
    return True


def never(_element: Element, _around: Around) -> bool:
    """Holds of none."""
    return False


def named(name: str) -> Test:
    """Whether an element has a name."""
    return lambda element, _: element.name == name


def classed(name: str) -> Test:
    """Whether it has a class."""
    return lambda element, around: name in around.classes(element)


def identified(name: str) -> Test:
    """Whether it has an id."""
    return lambda element, around: around.id(element) == name


def one_of(tests: list[Test], *, negated: bool) -> Test:
    """Whether one of some tests holds, or none."""
    return lambda element, around: any(test(element, around) for test in tests) is not negated


def parent_of(element: Element, _: Around) -> Element | None:
    """The element around one."""
    parent = element.parent
    return parent if parent is not None and parent.parent is not None else None


def previous_of(element: Element, around: Around) -> Element | None:
    """The element before one, of the same parent."""
    same, at = around.siblings(element)
    return same[at - 1] if at else None


def any_of(test: Test, step: Callable[[Element, Around], Element | None]) -> Test:
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


def with_attribute(one: Any) -> Test:
    """Whether it has an attribute, or a value of it."""
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


def numbered(name: str, arguments: list[Any]) -> Test:
    """Whether it has its place among its siblings: `:nth-child()` and its like."""
    from tinycss2.nth import parse_nth

    given = parse_nth(arguments) if name.startswith("nth-") else None
    if given is None:
        return never
    step, offset = int(given[0]), int(given[1])
    of_type, last = name.endswith("of-type"), "last" in name

    def matches(element: Element, around: Around) -> bool:
        number = _nth(element, around, of_type=of_type, last=last) - offset
        return number == 0 if step == 0 else number % step == 0 and number // step >= 0

    return matches
