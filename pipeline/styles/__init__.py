"""CSS as a document holds it: style blocks and style attributes, each thing with its place."""

from pipeline.styles.cascade import BLANK, Cascade, Looks
from pipeline.styles.look import Look
from pipeline.styles.media import NARROW, WIDE, State
from pipeline.styles.sheet import (
    AtRule,
    Declaration,
    Inline,
    Sheet,
    StyleRule,
    inline_style,
    inline_styles,
    sheets,
)

__all__ = [
    "BLANK",
    "NARROW",
    "WIDE",
    "AtRule",
    "Cascade",
    "Declaration",
    "Inline",
    "Look",
    "Looks",
    "Sheet",
    "State",
    "StyleRule",
    "inline_style",
    "inline_styles",
    "sheets",
]
