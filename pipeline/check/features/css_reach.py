"""Which elements of a mail a rule of a style block reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from pipeline.check.features.css_selectors import Compound, selectors
from pipeline.markup import Element
from pipeline.styles import StyleRule


class Reach:
    """The elements of a mail by name, id, class and attribute, to be asked for by selectors.

    Pseudo-classes are left out: a rule may be taken to reach more than it does, never less.
    """

    def __init__(self, elements: Sequence[Element]) -> None:
        self.elements = elements
        self._by: dict[tuple[str, str], list[Element]] = {}
        self._known: dict[str, tuple[Element, ...]] = {}
        for one in elements:
            for key in _keys(one):
                self._by.setdefault(key, []).append(one)

    def reached(self, rule: StyleRule) -> tuple[Element, ...]:
        """The elements that a rule speaks of, in the order of the document."""
        if rule.within:
            return self._all(f"{rule.within[-1]} {rule.selectors.replace('&', ' ')}")
        return self._all(rule.selectors, rule.tokens)

    def _all(self, text: str, tokens: Sequence[Any] | None = None) -> tuple[Element, ...]:
        found = self._known.get(text)
        if found is None:
            each = [self._one(compounds) for compounds in selectors(text, tokens).each]
            merged = {one.start: one for some in each for one in some}
            found = self._known[text] = tuple(merged[start] for start in sorted(merged))
        return found

    def _one(self, compounds: tuple[Compound, ...]) -> Sequence[Element]:
        """The elements that a selector reaches: those of each compound in turn, hung on the last.

        Each step is linear, however many ways there are to hang one on another.
        """
        found: Sequence[Element] = ()
        for compound in compounds:
            some = self._matching(compound)
            found = self._hung(some, compound.combinator, found) if compound.combinator else some
            if not found:
                return ()
        return found

    def _hung(
        self, some: Sequence[Element], combinator: str, on: Sequence[Element]
    ) -> Sequence[Element]:
        starts = {one.start for one in on}
        match combinator:
            case " ":
                known: dict[int, bool] = {}
                return [one for one in some if _below(one, starts, known)]
            case ">":
                return [one for one in some if _parent(one) in starts]
            case "+":
                return [one for one in some if self._before.get(one.start, -1) in starts]
        first: dict[int, int] = {}
        for each in on:
            first.setdefault(_parent(each), each.start)
        return [one for one in some if first.get(_parent(one), one.start) < one.start]

    @cached_property
    def _before(self) -> dict[int, int]:
        """Where the element starts that stands before another in the same parent."""
        found: dict[int, int] = {}
        last: dict[int, int] = {}
        for one in self.elements:
            if _parent(one) in last:
                found[one.start] = last[_parent(one)]
            last[_parent(one)] = one.start
        return found

    def _matching(self, compound: Compound) -> Sequence[Element]:
        wanted = [
            *(("#", one) for one in compound.ids),
            *((".", one) for one in compound.classes),
            *(("[", name) for name, _ in compound.attributes),
            *(("", one) for one in (compound.name,) if one),
        ]
        if not wanted:
            return () if "root" in compound.pseudo else self.elements
        some = min((self._by.get(key, []) for key in wanted), key=len)
        return [one for one in some if matches(one, compound)]


def matches(element: Element, compound: Compound) -> bool:
    """Whether an element is what a compound asks for, its pseudo-classes left out."""
    return (
        (not compound.name or element.name == compound.name)
        and (not compound.ids or all(element.get("id") == one for one in compound.ids))
        and (not compound.classes or set(compound.classes) <= set(element.classes))
        and all(
            element.has(name) and value in (None, element.get(name))
            for name, value in compound.attributes
        )
    )


def _below(element: Element, starts: set[int], known: dict[int, bool]) -> bool:
    """Whether some element around it starts at one of the places; what was seen is remembered."""
    path: list[int] = []
    found = False
    for up in element.ancestors():
        if up.start in known:
            found = known[up.start]
            break
        path.append(up.start)
        if up.start in starts:
            found = True
            break
    known.update(dict.fromkeys(path, found))
    return found


def _parent(element: Element) -> int:
    """Where an element's parent starts; -1 for the document itself."""
    above = element.parent
    return above.start if above is not None and above.parent is not None else -1


def _keys(element: Element) -> Iterator[tuple[str, str]]:
    yield "", element.name
    for one in set(element.classes):
        yield ".", one
    for name, value in element.attributes.items():
        yield "[", name
        if name == "id":
            yield "#", value
