"""The declarations that Outlook for Windows has for each element, in style blocks or on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.check.features.css_selectors import selectors
from pipeline.styles import Declaration, StyleRule

if TYPE_CHECKING:
    from pipeline.check.mail import Mail

_BEYOND = re.compile(r"[\[:>+~*&]")
"""What stands in selectors that Word does not know, or that hold for a while only."""


def word_styles(mail: Mail) -> Mapping[int, Mapping[str, Declaration]]:
    """The declarations by name, by where the elements start; those on the element come last.

    A rule within an at-rule, or with a selector that Word does not know, is left out.
    """
    found: dict[int, dict[str, Declaration]] = {}
    for rule in sorted(_rules(mail), key=_weight):
        for element in mail.scene.reach.reached(rule):
            _put(found.setdefault(element.start, {}), rule.declarations)
    if not found:
        return mail.styles
    for inline in mail.inline:
        _put(found.setdefault(inline.element.start, {}), inline.declarations)
    return found


def _put(known: dict[str, Declaration], declarations: Sequence[Declaration]) -> None:
    for one in declarations:
        if one.important or one.name not in known or not known[one.name].important:
            known.pop(one.name, None)  # the order in which they are written tells
            known[one.name] = one


def _rules(mail: Mail) -> Iterator[StyleRule]:
    unseen = mail.document.not_outlook
    for sheet in mail.sheets:
        if sheet.element.start not in unseen and sheet.media.strip().lower() in (
            "",
            "all",
            "screen",
        ):
            for rule in sheet.rules:
                if not rule.around and not rule.within and not _BEYOND.search(rule.selectors):
                    yield rule


def _weight(rule: StyleRule) -> tuple[int, int, int]:
    """How much a rule's selector counts: its ids, its classes, its names."""
    each = selectors(rule.selectors, rule.tokens).each
    weights = [
        (
            sum(len(one.ids) for one in compounds),
            sum(len(one.classes) for one in compounds),
            sum(bool(one.name) for one in compounds),
        )
        for compounds in each
    ]
    return max(weights, default=(0, 0, 0))
