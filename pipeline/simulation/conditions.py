"""Conditional comments as Outlook for Windows reads them: what holds is shown, the rest is cut."""

from __future__ import annotations

from pipeline.markup import Document
from pipeline.markup.conditions import is_closing, opened
from pipeline.markup.pieces import Kind
from pipeline.simulation.cuts import Cuts

WHY = "Outlook reads it and does not count itself in"


def evaluate(document: Document, cuts: Cuts) -> None:
    """Cut the marks of conditional comments, and what stands in those that do not hold."""
    source = document.source
    for one in document.seen:
        start, end = one.piece.start, one.piece.end
        if one.piece.kind in (Kind.OTHER, Kind.COMMENT):
            text = source[start:end]
            condition = opened(text, start)
            if condition or is_closing(text):
                cuts.put(start, end)
            if condition and not condition.outlook:
                cuts.tell(f"<!--[if {condition.expression}]>", "", WHY, start)
        elif not one.outlook:
            cuts.put(start, end)
