"""A tree of HTML elements → Markdown with a map back to the source; every word stays.

The web reader and the Word reader both end here. The tree holds what is kept, nothing else. An
element may carry `data-lines="12-14"`, the source's lines, and `data-at="345"`, the characters of
the source's own text before it; what is inside it inherits them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import Lines

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Written:
    """Markdown; for each of its lines the source's lines, and the characters before it."""

    markdown: str
    spans: tuple[Lines, ...]
    ats: tuple[int, ...]


def to_markdown(root: HtmlElement, file: str = "") -> Written:
    """The Markdown of a tree. Raises SourceError where lists or quotes nest without end."""
    from lxml import etree

    from pipeline.read.tree import blocks
    from pipeline.read.tree.build import Builder

    builder = Builder(file)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            builder.start(element)
        elif event == "end":
            builder.end(element, tail=element is not root)
        else:
            builder.tail(element)
    lines = blocks.lines(builder.close().children)
    if not lines:
        return Written("", (Lines(1, 1),), (0,))
    return Written(
        "\n".join(line.text for line in lines),
        tuple(line.lines for line in lines),
        tuple(line.at for line in lines),
    )
