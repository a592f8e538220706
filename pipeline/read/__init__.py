"""file → Article: one reader a format, fields, Markdown → blocks, cleaning."""

from pipeline.read.article import article
from pipeline.read.formats import FORMATS, manuscript
from pipeline.read.images import measured
from pipeline.read.language import recognised
from pipeline.read.manuscript import Manuscript
from pipeline.read.markdown.blocks import definitions
from pipeline.read.plain.text import escape as literal

__all__ = [
    "FORMATS",
    "Manuscript",
    "article",
    "definitions",
    "literal",
    "manuscript",
    "measured",
    "recognised",
]
