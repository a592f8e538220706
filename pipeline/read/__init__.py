"""file → Article: one reader a format, fields, Markdown → blocks, cleaning."""

from pipeline.read.article import READERS, Manuscript, article, manuscript
from pipeline.read.images import measured

__all__ = ["READERS", "Manuscript", "article", "manuscript", "measured"]
