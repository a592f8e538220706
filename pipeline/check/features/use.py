"""A use of a feature in a mail."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.markup import Element
from pipeline.styles import AtRule, Declaration, StyleRule


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """A use of a feature: `feature` is caniemail's name for it (`css-border-radius`).

    `at` is the offset in the mail's HTML, `shown` what is written there (`border-radius: 6px`).
    `element` has the style attribute, or is the HTML meant; it is None in a style block, where
    `rule` is what the declaration stands in. `around` are the at-rules around it, the outermost
    first. `others` says that all mail programs but Outlook for Windows read it, `outlook` that
    that one does.
    """

    feature: str
    at: int
    shown: str
    element: Element | None = None
    declaration: Declaration | None = None
    rule: StyleRule | None = None
    at_rule: AtRule | None = None
    around: tuple[AtRule, ...] = ()
    others: bool = True
    outlook: bool = True

    @property
    def in_block(self) -> bool:
        """Whether it stands in a style block."""
        return self.element is None

    @property
    def in_media(self) -> bool:
        """Whether an at-rule around it decides who gets it."""
        return any(one.name in ("media", "supports", "container") for one in self.around)
