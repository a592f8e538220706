"""A use of CSS with what stands around it: its block, its elements, what hides and what carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.check.features.css_reach import Reach
from pipeline.check.features.css_values import declared, functions, px, words
from pipeline.check.features.use import Use
from pipeline.markup import Element, Text
from pipeline.styles import AtRule, Declaration, Inline, Sheet, StyleRule

CONDITIONS = ("media", "supports", "container")
REACHED = 40  # elements of a rule that are looked at


@dataclass(frozen=True)
class Scene:
    """A mail's style attributes and style blocks, and whom its rules reach."""

    elements: Sequence[Element]
    inline: Sequence[Inline]
    sheets: Sequence[Sheet]
    outlook: Element
    only_outlook: frozenset[int]

    @cached_property
    def reach(self) -> Reach:
        """Which elements rules reach."""
        return Reach(self.elements)

    @cached_property
    def styles(self) -> dict[int, tuple[Declaration, ...]]:
        """The declarations of style attributes, by where their elements start."""
        return {one.element.start: one.declarations for one in self.inline}

    @cached_property
    def hidden(self) -> frozenset[int]:
        """Where the elements start that are hidden, by their own styles or by a rule for all."""
        found = {start for start, block in self.styles.items() if hides(block)}
        for sheet in self.sheets:
            for rule in sheet.rules:
                if not self.on_purpose(rule) and hides(rule.declarations):
                    found |= {one.start for one in self.reach.reached(rule)}
        return frozenset(found)

    @cached_property
    def text(self) -> str:
        """All words of the mail, one space between them."""
        return " ".join(self.outlook.text.split())

    @cached_property
    def optional(self) -> frozenset[int]:
        """Where the rules start of style blocks that are for some screens only (`media=`)."""
        return frozenset(
            rule.start
            for sheet in self.sheets
            if "(" in sheet.media or "print" in sheet.media.lower()
            for rule in sheet.rules
        )

    @cached_property
    def _as_outlook_sees(self) -> dict[int, Element]:
        return {one.start: one for one in self.outlook.walk()}

    def on_purpose(self, rule: StyleRule) -> bool:
        """Whether a rule asks for something only where it works."""
        return rule.start in self.optional or on_purpose(rule.around)

    def seen(self, elements: Sequence[Element], *, outlook: bool) -> bool:
        """Whether Outlook for Windows, or whether all others, see some of the elements."""
        if outlook:
            return any(one.start in self._as_outlook_sees for one in elements)
        return any(one.start not in self.only_outlook for one in elements)

    def ghosted(self, element: Element) -> bool:
        """Whether a table that only Outlook sees stands right around or in an element."""
        seen = self._as_outlook_sees.get(element.start)
        if seen is None:
            return False
        near = [*seen.elements(), *([seen.parent] if seen.parent else [])]
        return any(one.start in self.only_outlook for one in near)


@dataclass(frozen=True)
class Case:
    """A use, to be judged."""

    use: Use
    scene: Scene

    @cached_property
    def elements(self) -> Sequence[Element]:
        """The element that it is about; in a style block those that its rule reaches."""
        if self.use.element is not None:
            return (self.use.element,)
        return self.scene.reach.reached(self.use.rule)[:REACHED] if self.use.rule else ()

    @cached_property
    def block(self) -> Sequence[Declaration]:
        """The declarations that it stands among."""
        if self.use.element is not None:
            return self.scene.styles.get(self.use.element.start, ())
        return self.use.rule.declarations if self.use.rule else ()

    @property
    def declaration(self) -> Declaration | None:
        """The declaration that it is."""
        return self.use.declaration

    @property
    def name(self) -> str:
        """Its property, "" if it is no declaration."""
        return self.use.declaration.name if self.use.declaration else ""

    @property
    def value(self) -> str:
        """Its value in lower case, "" if it is no declaration."""
        return self.use.declaration.value.lower() if self.use.declaration else ""

    @property
    def words(self) -> tuple[str, ...]:
        """The keywords of its value."""
        return words(self.use.declaration.tokens) if self.use.declaration else ()

    @cached_property
    def features(self) -> frozenset[str]:
        """The features that its block uses."""
        return frozenset(feature for one in self.block for feature in declared(one))

    def said(self, *names: str) -> str:
        """The last value of some properties in its block, in lower case, "" if there is none."""
        found = [one.value.lower() for one in self.block if one.name in names]
        return found[-1] if found else ""

    def fallback(self) -> bool:
        """Whether the same property stands in its block once more, without the feature."""
        return any(
            one.name == self.name
            and one.start != self.use.at
            and self.use.feature not in declared(one)
            for one in self.block
        )

    def every(self, *attributes: str) -> bool:
        """Whether every element that it is about has one of some attributes."""
        return all(any(one.has(name) for name in attributes) for one in self.elements)

    def ghosted(self) -> bool:
        """Whether Outlook has a ghost table for every element that it is about."""
        return all(self.scene.ghosted(one) for one in self.elements)


def on_purpose(around: Sequence[AtRule]) -> bool:
    """Whether at-rules ask for it only where it works: conditions, printing, and the like.

    `@media screen` without a condition is for everybody.
    """
    return any(
        one.name in CONDITIONS and ("(" in one.prelude or "print" in one.prelude.lower())
        for one in around
    )


def hides(block: Sequence[Declaration]) -> bool:
    """Whether declarations hide an element."""
    return any(_hiding(one) for one in block)


def gone(block: Sequence[Declaration]) -> bool:
    """Whether declarations hide an element with all that is in it, for most readers."""
    return any(one.name in GONE and _hiding(one) for one in block)


GONE = ("display", "visibility", "max-height", "opacity")


def hides_otherwise(block: Sequence[Declaration], name: str) -> bool:
    """Whether declarations hide an element by another property than one."""
    return any(_hiding(one) for one in block if one.name != name)


def reveals(block: Sequence[Declaration]) -> bool:
    """Whether declarations show an element that was hidden."""
    return any(one.name in REVEALING and not _hiding(one) for one in block)


REVEALING = ("display", "visibility", "opacity", "max-height", "height", "left", "font-size")
_NOTHING = ("max-height", "height", "opacity", "font-size", "max-width", "width")


def _hiding(one: Declaration) -> bool:
    value = one.value.lower()
    match one.name:
        case "display":
            return value == "none"
        case "visibility":
            return value in ("hidden", "collapse")
        case "mso-hide":
            return value == "all"
        case "left" | "text-indent" | "top":
            return value.startswith("-") and (px(value) or 0) < -999
    return one.name in _NOTHING and (px(value) == 0 or value in ("0%", "0em", "0pt"))


BOXES = ("td", "th", "div", "section", "article", "main")
"""Elements whose padding keeps text off an edge."""
CARRYING = (
    *("display", "float", "position", "width", "max-width", "padding", "padding-left"),
    *("padding-right", "column-count", "columns", "flex", "grid-template-columns"),
)
"""Properties that a layout stands on."""
_IDLE = ("0", "0px", "100%", "auto", "none", "static", "relative", "block", "inline", "inherit")


def carries(rule: StyleRule, scene: Scene) -> bool:
    """Whether a layout stands on a rule: for some element it is said nowhere else."""
    wanted = [
        one
        for one in rule.declarations
        if (one.name in CARRYING and one.value.lower() not in _IDLE)
        or (one.name, one.value.lower()) == ("display", "none")
    ]
    return bool(wanted) and any(
        not _said_otherwise(one, element, scene)
        for element in scene.reach.reached(rule)[:REACHED]
        for one in wanted
    )


def _said_otherwise(one: Declaration, element: Element, scene: Scene) -> bool:
    name = one.name.partition("-")[0] if one.name.startswith("padding") else one.name
    inline = scene.styles.get(element.start, ())
    if any(each.name.startswith(name) for each in inline):
        return True
    if name == "display" and one.value.lower() == "none":
        return hides(inline)
    if name == "padding":
        box = element.name in BOXES and element.within("table") is not None
        return not box or not _has_words(element)
    if name == "display":
        return one.value.lower() in ("inline-block", "table", "table-cell") and (
            element.name in ("a", "img", "table", "td", "th", "span")
        )
    return any(element.has(each) for each in ("width", "align"))


def _has_words(element: Element) -> bool:
    return any(isinstance(one, Text) and one.data.strip() for one in element.nodes())


def texts(case: Case) -> Iterator[str]:
    """The strings of letters that a value writes into the mail (`content`)."""
    for one in case.block:
        if one.name == "content":
            for token in one.tokens:
                if token.type == "string" and sum(map(str.isalpha, token.value)) > 1:
                    yield token.value
            yield from ("" for each in functions(one.tokens) if each.lower_name == "attr")
