"""HTML as text: its pieces, and its tree as mail programs see it, with the place of each thing."""

from pipeline.markup.conditions import Condition
from pipeline.markup.document import Document, document
from pipeline.markup.element import Element, Text
from pipeline.markup.tree import Problem

__all__ = ["Condition", "Document", "Element", "Problem", "Text", "document"]
