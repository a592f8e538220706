"""file → Article: one reader a format, fields, Markdown → blocks, cleaning."""

from pipeline.read.article import article
from pipeline.read.clean import RULES
from pipeline.read.formats import FORMATS, manuscript
from pipeline.read.images import measured
from pipeline.read.manuscript import Manuscript
from pipeline.read.text import escape as literal

RULE_NAMES = tuple(rule.name for rule in RULES)

__all__ = ["FORMATS", "RULE_NAMES", "Manuscript", "article", "literal", "manuscript", "measured"]
