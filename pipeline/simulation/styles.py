"""What a program drops of a mail's CSS: style blocks, at-rules, rules, declarations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from pipeline.check.features.css import media_features, shown
from pipeline.check.features.css_names import AT_RULES
from pipeline.check.features.css_selectors import selectors
from pipeline.check.features.css_values import declared
from pipeline.check.features.use import Use
from pipeline.check.features.verdict import WORD
from pipeline.simulation.cuts import Cuts
from pipeline.simulation.effects import WHOLE, Effect, effect
from pipeline.simulation.programs import Program
from pipeline.simulation.reading import Reading
from pipeline.simulation.rulings import NOT_DONE, UNKNOWN, Act, Ruling, is_doubtful, ruling, settled
from pipeline.simulation.spans import in_attribute
from pipeline.styles import AtRule, Declaration, Inline, Sheet, StyleRule

if TYPE_CHECKING:
    from pipeline.simulation.spans import BlockSpans


Doubt: TypeAlias = tuple[Declaration, tuple[str, ...]]


class Styles:
    """A mail's CSS as a program takes it: what it drops goes into `cuts`."""

    def __init__(self, reading: Reading, program: Program, cuts: Cuts) -> None:
        self.reading = reading
        self.program = program
        self.cuts = cuts
        self._by_style: dict[str, tuple[tuple[str, ...], ...]] = {}

    def attributes(self, unread: frozenset[int]) -> None:
        """Style attributes, but those of the elements that start at some offsets."""
        for inline, written, at in self.reading.attributes:
            if inline.element.start not in unread:
                for one, features in self._doubts(inline, written):
                    start, end = in_attribute(written, one.start - at)
                    use = Use("", one.start, "", inline.element, one)
                    refused = self._declaration(use, one, features, (at + start, at + end))
                    if refused:
                        self.cuts.put(at, at + len(written))
                        self.cuts.tell("style=", "", refused, at)
                        break

    def _doubts(self, inline: Inline, written: str) -> Sequence[Doubt]:
        """The declarations of a style attribute that use what is doubtful, and what that is.

        Elements with the same text share what was found; the declarations are each one's own.
        """
        known = self._by_style.get(written)
        if known is None:
            features = self.reading.features_of(inline, written)
            plain = not any(is_doubtful(one, self.program.name) for one in features)
            known = () if plain else tuple(map(self._doubt, inline.declarations))
            self._by_style[written] = known = known if any(known) else ()
        return [
            (one, features)
            for one, features in zip(inline.declarations, known, strict=False)
            if features
        ]

    def _doubt(self, one: Declaration) -> tuple[str, ...]:
        """The features that a declaration uses and that are not kept for certain."""
        return tuple(
            feature
            for feature in declared(one)
            if is_doubtful(feature, self.program.name)
            and settled(feature, self.program.name) is not UNKNOWN
        )

    def _declaration(
        self, use: Use, one: Declaration, features: Sequence[str], span: tuple[int, int]
    ) -> str:
        """Drop a declaration or change it; why all around it goes too, "" if it does not."""
        change: Effect | None = None
        for feature in features:
            found = ruling(replace(use, feature=feature), self.program)
            if found.act is Act.MAYBE:
                self._tell(one, found.why)
            if found.act is not Act.DROPPED:
                continue
            if any((feature, number) in WHOLE for number in found.notes):
                return found.why
            done = effect(feature, found.notes)
            text = done(one) if done else ""
            if text is None or not change:
                self._tell(one, found.why)
            if text == "":
                self.cuts.put(*span)
                return ""
            change = done if text is not None else change
        if change:
            self.cuts.put(*span, change(one) or "")
        return ""

    def _tell(self, one: Declaration, why: str) -> None:
        name, _, value = shown(one).partition(" ")
        self.cuts.tell(name, f" {value}", why, one.start)

    def block(self, sheet: Sheet) -> None:
        """A style block."""
        refused = self._of_media(sheet)
        if refused:
            self.cuts.put(sheet.start, sheet.start + len(sheet.css))
            self.cuts.tell("<style media=", f'"{sheet.media}">', refused, sheet.element.start)
            return
        spans = self.reading.block_spans(sheet)
        gone: list[tuple[int, int]] = []
        for at_rule in sheet.at_rules:
            found = self._of_at_rule(at_rule)
            if found:
                end = sheet.start + spans.statement(at_rule.start - sheet.start)
                gone.append((at_rule.start, end))
                self.cuts.put(at_rule.start, end)
                text = " ".join(at_rule.prelude.split())[:48]
                self.cuts.tell(f"@{at_rule.name} ", text, found.why, at_rule.start)
        for rule in sheet.rules:
            if not any(start <= rule.start < end for start, end in gone):
                self._rule(sheet, rule, spans)

    def _of_media(self, sheet: Sheet) -> str:
        """Why a style block is dropped for its `media` attribute, "" if it is not."""
        media = sheet.media.strip().lower()
        if self.program.name == WORD and media not in ("", "all", "screen"):
            return NOT_DONE
        for feature in media_features(media):
            found = ruling(Use(feature, sheet.start, media), self.program)
            if found.act is Act.DROPPED:
                return found.why
        return ""

    def _of_at_rule(self, one: AtRule) -> Ruling | None:
        features = [AT_RULES[one.name]] if one.name in AT_RULES else []
        if one.name in ("media", "import"):
            features += media_features(one.prelude)
        for feature in features:
            if is_doubtful(feature, self.program.name):
                use = Use(feature, one.start, "", at_rule=one, around=one.around)
                found = ruling(use, self.program)
                if found.act is Act.DROPPED:
                    return found
        return None

    def _rule(self, sheet: Sheet, rule: StyleRule, spans: BlockSpans) -> None:
        found = self._of_selectors(rule)
        if found:
            end = sheet.start + spans.statement(rule.start - sheet.start)
            self.cuts.put(rule.start, end)
            self.cuts.tell("", " ".join(rule.selectors.split())[:64], found.why, rule.start)
            return
        for one in rule.declarations:
            features = self._doubt(one)
            if not features:
                continue
            use = Use("", one.start, "", None, one, rule, around=rule.around)
            end = sheet.start + spans.declaration(one.start - sheet.start)
            refused = self._declaration(use, one, features, (one.start, end))
            if refused:
                self.cuts.put(sheet.start, sheet.start + len(sheet.css))
                self.cuts.tell("<style>", "", refused, sheet.start)
                return

    def _of_selectors(self, rule: StyleRule) -> Ruling | None:
        if any(one.name.endswith("keyframes") for one in rule.around):
            return None
        features = selectors(rule.selectors, rule.tokens).features
        for feature in (*features, *(("css-nesting",) if rule.within else ())):
            if is_doubtful(feature, self.program.name):
                shown_as = " ".join(rule.selectors.split())
                use = Use(feature, rule.start, shown_as, rule=rule, around=rule.around)
                found = ruling(use, self.program)
                if found.act is Act.DROPPED and not effect(feature, found.notes):
                    return found
        return None
