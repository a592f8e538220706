"""A mail read once for all programs: its style attributes as written, the features it uses."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pipeline.check.features.css import media_features
from pipeline.check.features.css_names import AT_RULES
from pipeline.check.features.css_selectors import selectors
from pipeline.check.features.css_values import declared
from pipeline.check.features.html import html_uses
from pipeline.check.features.pictures import format_of
from pipeline.check.features.use import Use
from pipeline.clients import FEATURES
from pipeline.errors import Place
from pipeline.markup import Element
from pipeline.simulation.spans import BlockSpans
from pipeline.styles import Inline, Sheet

if TYPE_CHECKING:
    from pipeline.check.mail import Mail


class Reading:
    """What all programs look at in a mail."""

    def __init__(self, mail: Mail) -> None:
        self.mail = mail
        self._features: dict[str, frozenset[str]] = {}
        self._spans: dict[int, BlockSpans] = {}
        self._places: dict[tuple[int, str], Place | None] = {}

    @cached_property
    def attributes(self) -> tuple[tuple[Inline, str, int], ...]:
        """Style attributes, each with its value as written and where that begins."""
        html = self.mail.html
        found = []
        for inline in self.mail.inline:
            span = inline.element.value_at(html, "style")
            if span and inline.declarations and ":" not in inline.element.name:
                found.append((inline, html[slice(*span)], span[0]))
        return tuple(found)

    def place(self, at: int, needle: str) -> Place | None:
        """The author's place that something in the HTML came from."""
        if (at, needle) not in self._places:
            self._places[at, needle] = self.mail.place(at, needle.strip())
        return self._places[at, needle]

    def features_of(self, inline: Inline, written: str) -> frozenset[str]:
        """The features that a style attribute uses; elements with the same text share them."""
        known = self._features.get(written)
        if known is None:
            each = (feature for one in inline.declarations for feature in declared(one))
            known = self._features[written] = frozenset(each)
        return known

    def block_spans(self, sheet: Sheet) -> BlockSpans:
        """Where what is in a style block ends."""
        known = self._spans.get(sheet.start)
        if known is None:
            known = self._spans[sheet.start] = BlockSpans(sheet.css)
        return known

    @cached_property
    def html(self) -> tuple[Use, ...]:
        """Its uses of elements and attributes."""
        return tuple(one for one in html_uses(self.mail, frozenset(FEATURES)) if one.element)

    @cached_property
    def images(self) -> tuple[tuple[Element, str], ...]:
        """Its images, each with what its format is called."""
        mail = self.mail
        found = (
            (one, format_of(one.get("src"), mail.files.get(one.get("src"))))
            for one in mail.document.elements
            if one.name == "img" and one.get("src")
        )
        return tuple(one for one in found if one[1])

    @cached_property
    def features(self) -> frozenset[str]:
        """Every feature of HTML and CSS that it uses."""
        found = {one.feature for one in self.html}
        for inline, written, _ in self.attributes:
            found |= self.features_of(inline, written)
        for sheet in self.mail.sheets:
            found |= _of_sheet(sheet)
        return frozenset(found)


def _of_sheet(sheet: Sheet) -> set[str]:
    found = {AT_RULES[one.name] for one in sheet.at_rules if one.name in AT_RULES}
    for at_rule in sheet.at_rules:
        found.update(media_features(at_rule.prelude))
    for rule in sheet.rules:
        found.update(selectors(rule.selectors, rule.tokens).features)
        for one in rule.declarations:
            found.update(declared(one))
    return found


class _Same:
    """A mail by its identity: it holds mappings, so it has no hash of its own."""

    def __init__(self, mail: Mail) -> None:
        self.mail = mail

    def __hash__(self) -> int:
        return id(self.mail)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.mail is self.mail


@lru_cache(maxsize=16)
def _reading(same: _Same) -> Reading:
    return Reading(same.mail)


def reading(mail: Mail) -> Reading:
    """A mail's reading; that of a mail that was just read is not made again."""
    return _reading(_Same(mail))
