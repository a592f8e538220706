"""What Gmail does beyond the facts of single features: to style blocks as a whole.

Sources, published by people who tried: a style block with a mistake in it, or with an at-rule in
an at-rule, is dropped whole (github.com/hteumeuleu/email-bugs, issue 21); from the block on that
takes all style blocks together over 16 KB they are dropped (issue 90). Classes and ids get a
prefix, in selectors as in the mail, so that nothing is seen of it.
"""

from __future__ import annotations

from pipeline.check.features.css_broken import broken
from pipeline.simulation.cuts import Cuts
from pipeline.styles import Sheet

MOST = 16_384
"""Characters that all style blocks may have together."""


class StyleBlocks:
    """Style blocks in turn: how much they have together."""

    def __init__(self, cuts: Cuts) -> None:
        self.cuts = cuts
        self.total = 0

    def refused(self, sheet: Sheet) -> str:
        """Why a style block is dropped whole, "" if it is not."""
        self.total += len(sheet.css)
        if self.total > MOST:
            return "all style blocks together have more than 16 KB"
        mistake = next(broken(sheet), None)
        if mistake:
            return f"a mistake drops the whole block: {mistake.how}"
        if any(one.around for one in sheet.at_rules):
            return "an at-rule stands in another one"
        return ""
