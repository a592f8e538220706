"""The cascade (CSS Cascading 5) without a browser: how each text of a mail is seen.

Which rules apply to an element is found once; what they make of it, once for each set of rules
that some state of the reader's screen lets through. Elements that are set alike share one Look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

from pipeline.markup import Document, Element, Text
from pipeline.styles.colours import Colour, html_colour
from pipeline.styles.defaults import DEFAULTS, HINTS, QUIRKY_TABLE, hinted
from pipeline.styles.look import INHERITED, Look, look, root
from pipeline.styles.matching import Around
from pipeline.styles.media import State, holds
from pipeline.styles.selectors import Selector, own_keys, selectors
from pipeline.styles.sheet import AtRule, Declaration, Inline, Sheet
from pipeline.styles.values import Set, Value, sets

_QUIRKS = re.compile(
    r"""<!doctype\s+html\s+public\s+["']-//(?:w3c//dtd\ html\ (?:3|4\.0(?!1)|4\.01\s
    (?:transitional|frameset)[^"']*["']\s*>)|ietf|netscape|microsoft)""",
    re.IGNORECASE | re.VERBOSE,
)
_DOCTYPE = re.compile(
    r"(?:\s|<!--.*?-->|<\?[^>]*>)*+(<!doctype\s+html[^>]*>)", re.IGNORECASE | re.DOTALL
)


class _Rule(NamedTuple):
    """A rule with one of its selectors: what it sets, and what lets it through."""

    selector: Selector
    normal: Set
    important: Set
    around: tuple[AtRule, ...]
    media: str


class _Own(NamedTuple):
    """What an element has of its own: name and attributes, what its style attribute sets."""

    name: str
    hints: tuple[tuple[str, Value], ...]
    normal: Set
    important: Set
    link: str


_Given: TypeAlias = tuple[Mapping[str, Value], set[str]]
"""What is set on an element, and the names of what a hook sets of that."""

Looks: TypeAlias = Mapping[int, Look]
"""How the text right in each element is seen, by the place where the element starts."""


@dataclass(eq=False)
class Cascade:
    """How each text of a document is seen, for all mail programs but one, or for that one."""

    document: Document
    sheets: Sequence[Sheet]
    inline: Sequence[Inline]
    outlook: bool = False
    _by_state: dict[State, Looks] = field(default_factory=dict)
    _looks: dict[tuple[bool, frozenset[int]], Looks] = field(default_factory=dict)
    _given: dict[tuple[int, tuple[int, ...]], _Given] = field(default_factory=dict)
    _shared: dict[tuple[int, int, tuple[int, ...]], Look] = field(default_factory=dict)
    _same: dict[Look, Look] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Finds which rules apply to which elements."""
        self.quirks = is_quirky(self.document.source)
        document = self.document
        self.tree = document.outlook if self.outlook else document.others
        self._tree_elements = (
            document.outlook_elements if self.outlook else document.others_elements
        )
        self._rules = list(self._read())
        self._elements = list(self._matched())
        used = {at for _, _, matched in self._elements for at in matched}
        self._used = sorted(used)

    def looks(self, state: State) -> Looks:
        """How the text of each element is seen in a state; the same object where it is the same."""
        if state not in self._by_state:
            self._by_state[state] = self._looks_in(state)
        return self._by_state[state]

    def _looks_in(self, state: State) -> Looks:
        active = frozenset(
            at
            for at in self._used
            if (rule := self._rules[at]).selector.hook in ("", state.client)
            and holds(rule.around, rule.media, state)
        )
        dark = state.dark and self.is_made_for_the_dark
        key = dark, active
        if key not in self._looks:
            self._looks[key] = self._seen(active, root(dark=dark))
        return self._looks[key]

    @cached_property
    def looks_by_day(self) -> Looks:
        """How the text of each element is seen on a desk by day."""
        return self.looks(State())

    @cached_property
    def is_made_for_the_dark(self) -> bool:
        """Whether the page says that it may be shown light on dark."""
        return "dark" in self.scheme.split()

    @cached_property
    def scheme(self) -> str:
        """The colour schemes that the page says it is made for."""
        for one in self._tree_elements:
            if one.name == "meta" and one.get("name").lower() == "color-scheme":
                return one.get("content").lower()
        for sheet in self.sheets:
            for rule in sheet.rules:
                if re.search(r":root|\bhtml\b", rule.selectors) and not rule.around:
                    for declaration in rule.declarations:
                        if declaration.name == "color-scheme":
                            return declaration.value.lower()
        return ""

    def texts(self, state: State) -> Iterator[tuple[Text, Look]]:
        """Each text that somebody sees, in order, and how."""
        looks = self.looks(state)
        for node in self.tree.nodes():
            if isinstance(node, Text) and node.parent is not None and node.parent.parent:
                seen = looks.get(node.parent.start)
                if seen and not seen.hidden and node.data.strip(BLANK):
                    yield node, seen

    def _read(self) -> Iterator[_Rule]:
        """The rules that decide how text is seen, in order."""
        unseen = self.document.not_outlook if self.outlook else self.document.only_outlook
        for sheet in self.sheets:
            if sheet.element.start in unseen:
                continue
            for rule in sheet.rules:
                if rule.within:
                    continue
                normal, important = self._split(rule.declarations)
                if normal or important:
                    for one in selectors(rule.selectors, self.quirks):
                        yield _Rule(one, normal, important, rule.around, sheet.media)

    def _split(self, declarations: Iterable[Declaration]) -> tuple[Set, Set]:
        """What declarations set, in order: those without `!important`, and those with."""
        normal: list[tuple[str, Value]] = []
        important: list[tuple[str, Value]] = []
        for one in declarations:
            found = important if one.important else normal
            found += sets(one.name, one.value, self.quirks)
        return tuple(normal), tuple(important)

    def _matched(self) -> Iterator[tuple[Element, int, tuple[int, ...]]]:
        """Each element, what it has of its own, and the rules that apply to it by their weight."""
        by_key: dict[str, list[int]] = {}
        for at, rule in enumerate(self._rules):
            by_key.setdefault(rule.selector.key, []).append(at)
        styles = {one.element.start: one.declarations for one in self.inline}
        around = Around(self.quirks)
        self._owns: list[_Own] = []
        known: dict[tuple[object, ...], int] = {}
        above: dict[Element, frozenset[str]] = {self.tree: frozenset()}
        for element in self._tree_elements:
            keys = own_keys(element, around)
            higher = above[element.parent or self.tree]
            above[element] = higher if higher.issuperset(keys) else higher.union(keys)
            found = [
                at
                for key in ("", *keys)
                for at in by_key.get(key, ())
                if (rule := self._rules[at]).selector.above <= higher
                and rule.selector.matches(element, around)
            ]
            found.sort(key=lambda at: (self._rules[at].selector.specificity, at))
            yield element, self._own(element, styles, known), tuple(found)

    def _own(
        self,
        element: Element,
        styles: Mapping[int, Sequence[Declaration]],
        known: dict[tuple[object, ...], int],
    ) -> int:
        """The number of what an element has of its own."""
        given = element.attributes
        hints = tuple((name, given[name]) for name in given if name in HINTS)
        key = element.name, given.get("style"), hints
        if key not in known:
            normal, important = self._split(styles.get(element.start, ()))
            link = given.get("link", "") if element.name == "body" else ""
            known[key] = len(self._owns)
            self._owns.append(_Own(element.name, tuple(hinted(element)), normal, important, link))
        return known[key]

    def _seen(self, active: frozenset[int], start: Look) -> Looks:
        """How each element's text is seen where some rules apply."""
        found = {self.tree.start: start}
        looks: dict[Element, Look] = {self.tree: start}
        filtered: dict[tuple[int, ...], tuple[int, ...]] = {}
        for element, own, matched in self._elements:
            rules = filtered.get(matched)
            if rules is None:
                rules = filtered[matched] = tuple(at for at in matched if at in active)
            parent = looks[element.parent or self.tree]
            key = id(parent), own, rules
            one = self._shared.get(key)
            if one is None:
                one = self._look(own, rules, parent)
                one = self._shared[key] = self._same.setdefault(one, one)
            looks[element] = one
            found[element.start] = one
        return found

    def _look(self, number: int, rules: tuple[int, ...], parent: Look) -> Look:
        own = self._owns[number]
        if (number, rules) not in self._given:
            self._given[number, rules] = self._set_on(own, rules)
        given, kept = self._given[number, rules]
        return look(own.name, given, kept, _with_body(own, parent), outlook=self.outlook)

    def _set_on(self, own: _Own, rules: Sequence[int]) -> _Given:
        """What is set on an element, whatever its parent."""
        given: dict[str, Value] = dict(DEFAULTS.get(own.name, {}))
        if self.quirks and own.name == "table":
            given.update(QUIRKY_TABLE)
        given.update(own.hints)
        kept: set[str] = set()
        for at in rules:
            _apply(given, kept, self._rules[at].normal, self._rules[at].selector.hook)
        _apply(given, kept, own.normal, "")
        for at in rules:
            _apply(given, kept, self._rules[at].important, self._rules[at].selector.hook)
        _apply(given, kept, own.important, "")
        return given, kept


BLANK = " \t\r\n\f\xa0\xad\u034f\u200a\u200b\u200c\u200d\u200e\u200f\u2007\u2060\ufeff"
"""Characters that nobody sees."""
_INITIAL: Mapping[str, Value] = {"color": "initial", "weight": 400.0, "align": "start"}


def is_quirky(source: str) -> bool:
    """Whether browsers read a page as those of the last century (HTML Standard, 13.2.6.4.1)."""
    found = _DOCTYPE.match(source)
    return not found or bool(_QUIRKS.match(found[1]))


def _apply(given: dict[str, Value], kept: set[str], declared: Set, hook: str) -> None:
    """What a rule sets, over what others set."""
    for name, value in declared:
        if value in ("inherit", "unset") or (value == "initial" and name not in INHERITED):
            given.pop(name, None)
        elif value == "initial":
            given[name] = _INITIAL.get(name, value)
        else:
            given[name] = value
        if hook:
            kept.add(name)
        else:
            kept.discard(name)


def _with_body(own: _Own, parent: Look) -> Look:
    """The parent with the colour of links for the whole page that a body's attribute gives."""
    link = html_colour(own.link) if own.link else None
    return parent._replace(link=link) if isinstance(link, Colour) else parent
