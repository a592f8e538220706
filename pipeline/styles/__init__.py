"""CSS as a document holds it: style blocks and style attributes, each thing with its place."""

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
    "AtRule",
    "Declaration",
    "Inline",
    "Sheet",
    "StyleRule",
    "inline_style",
    "inline_styles",
    "sheets",
]
