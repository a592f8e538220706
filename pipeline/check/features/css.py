"""Every use of a feature of CSS in a mail: in style attributes, style blocks and `media=`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.check.features.css_names import AT_RULES, MEDIA
from pipeline.check.features.css_selectors import selectors
from pipeline.check.features.css_values import declared
from pipeline.check.features.use import Use
from pipeline.markup import Element
from pipeline.styles import AtRule, Declaration, Sheet, StyleRule

if TYPE_CHECKING:
    from pipeline.check.mail import Mail

_MEDIA = re.compile(r"\(\s*([\w-]+)\s*(?=[):<>=])", re.IGNORECASE)
_COMMENT = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^)]*\)|(/\*)", re.IGNORECASE)
WITH_MEDIA = ("style", "link")


class Everything:
    """All features there are."""

    def __contains__(self, feature: object) -> bool:
        return True


def css_uses(mail: Mail, wanted: Container[str] = Everything()) -> Iterator[Use]:
    """Its uses of features of CSS, all or the wanted ones: style blocks, then attributes."""
    for sheet in mail.sheets:
        yield from _Reading(mail, sheet, wanted).uses()
    yield from _inline(mail, wanted)
    for element in mail.document.elements:
        if element.name in WITH_MEDIA and element.has("media"):
            yield from _media_attribute(mail, element, wanted)
        if element.has("inert") and "css-inert-attribute" in wanted:
            others, outlook = readers(mail, element.start)
            yield Use(
                "css-inert-attribute",
                element.start,
                "inert",
                element,
                others=others,
                outlook=outlook,
            )


def readers(mail: Mail, start: int) -> tuple[bool, bool]:
    """Whether all others, and whether Outlook for Windows, see the element that starts there."""
    document = mail.document
    return start not in document.only_outlook, start not in document.not_outlook


def media_features(text: str) -> tuple[str, ...]:
    """The features that media queries use, each once."""
    names = (found[1].lower() for found in _MEDIA.finditer(text))
    return tuple(dict.fromkeys(MEDIA[name] for name in names if name in MEDIA))


def shown(declaration: Declaration) -> str:
    """A declaration as it is told: short, on one line."""
    value = " ".join(declaration.value.split())
    value = value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"
    return f"{declaration.name}: {value}{' !important' if declaration.important else ''}"


SHOWN = 48  # characters


def _inline(mail: Mail, wanted: Container[str]) -> Iterator[Use]:
    for inline in mail.inline:
        element = inline.element
        if ":" in element.name:  # VML reads styles of its own
            continue
        others, outlook = readers(mail, element.start)
        for one in inline.declarations:
            for feature in declared(one):
                if feature in wanted:
                    yield Use(
                        feature,
                        one.start,
                        shown(one),
                        element,
                        one,
                        others=others,
                        outlook=outlook,
                    )
        style = element.get("style")
        if "/*" in style and "css-comments" in wanted and _commented(style):
            yield Use("css-comments", element.start, "/*", element, others=others, outlook=outlook)


def _commented(css: str) -> bool:
    return any(found[1] for found in _COMMENT.finditer(css))


def _media_attribute(mail: Mail, element: Element, wanted: Container[str]) -> Iterator[Use]:
    others, outlook = readers(mail, element.start)
    span = element.value_at(mail.html, "media")
    for feature in media_features(element.get("media")):
        if feature in wanted:
            yield Use(
                feature,
                span[0] if span else element.start,
                element.get("media"),
                others=others,
                outlook=outlook,
            )


@dataclass(frozen=True)
class _Reading:
    """A style block, and the features that are looked for."""

    mail: Mail
    sheet: Sheet
    wanted: Container[str]

    def uses(self) -> Iterator[Use]:
        """The uses in the block: at-rules, rules, comments."""
        others, outlook = readers(self.mail, self.sheet.element.start)
        for at_rule in self.sheet.at_rules:
            yield from self.at_rule(at_rule, others=others, outlook=outlook)
        for rule in self.sheet.rules:
            yield from self.rule(rule, others=others, outlook=outlook)
        if "css-comments" in self.wanted:
            for start in self.sheet.comments:
                yield Use("css-comments", start, "/*", others=others, outlook=outlook)

    def at_rule(self, one: AtRule, *, others: bool, outlook: bool) -> Iterator[Use]:
        """The uses that an at-rule itself is."""
        found = [AT_RULES[one.name]] if one.name in AT_RULES else []
        if one.name in ("media", "import"):
            found += media_features(one.prelude)
        text = f"@{one.name} {' '.join(one.prelude.split())}".strip()
        for feature in found:
            if feature in self.wanted:
                yield Use(
                    feature,
                    one.start,
                    text,
                    at_rule=one,
                    around=one.around,
                    others=others,
                    outlook=outlook,
                )

    def rule(self, rule: StyleRule, *, others: bool, outlook: bool) -> Iterator[Use]:
        """The uses in a rule: its nesting, its selectors, its declarations."""
        selected = " ".join(rule.selectors.split())
        in_keyframes = any(one.name.endswith("keyframes") for one in rule.around)
        found = () if in_keyframes else selectors(rule.selectors, rule.tokens).features
        for feature in (*found, *(("css-nesting",) if rule.within else ())):
            if feature in self.wanted:
                yield Use(
                    feature,
                    rule.start,
                    selected,
                    rule=rule,
                    around=rule.around,
                    others=others,
                    outlook=outlook,
                )
        for one in rule.declarations:
            for feature in declared(one):
                if feature in self.wanted:
                    yield Use(
                        feature,
                        one.start,
                        shown(one),
                        declaration=one,
                        rule=rule,
                        around=rule.around,
                        others=others,
                        outlook=outlook,
                    )
