"""What says nothing, or says again what was said: page numbers, the title, whole paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.model import Block
from pipeline.read.clean.forms import PROSE, folded
from pipeline.read.markdown import raw_html
from pipeline.read.plain.line_forms import closes
from pipeline.read.plain.pages import page_marks

LONG = 20  # words that a paragraph has at least whose repetition is no refrain
_PICTURE = re.compile(r"(?i)<(img|hr)\b")


def page_number(blocks: Sequence[Block], _title: str) -> list[int]:
    """Page numbers, and the running heads that carry them."""
    marks = page_marks([block.text for block in blocks])
    return [at for at in sorted(marks) if blocks[at].kind in PROSE]


def repeated_title(blocks: Sequence[Block], title: str) -> list[int]:
    """The title again: a page's banner, an image's caption; but no name under a letter."""
    wanted = folded(title)
    return [
        index
        for index, block in enumerate(blocks)
        if block.kind in PROSE
        and wanted
        and folded(block.text) == wanted
        and not (index and closes(blocks[index - 1].text))
    ]


def duplicate_paragraph(blocks: Sequence[Block], _title: str) -> list[int]:
    """A long paragraph that comes twice, word for word, not more often: that is a refrain.

    Of a paragraph and the same words set as a quotation, the quotation goes.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.kind in ("paragraph", "quote") and block.words >= LONG and _is_prose(block):
            places[" ".join(block.text.split())].append(index)
    pairs = [found for found in places.values() if len(found) == 2]
    return [
        first if (blocks[first].kind, blocks[second].kind) == ("quote", "paragraph") else second
        for first, second in pairs
    ]


def empty_block(blocks: Sequence[Block], _title: str) -> list[int]:
    """Headings, paragraphs and HTML with nothing in them that a reader would see."""
    return [
        index
        for index, block in enumerate(blocks)
        if block.kind in (*PROSE, "html") and not block.text.strip() and not _shows(block)
    ]


def _is_prose(block: Block) -> bool:
    """Whether nothing is in it but running text: no line breaks as in verse, image or note."""
    children = [child for token in block.tokens for child in token.children or ()]
    return not block.notes and not any(
        child.type in ("hardbreak", "image", "html_inline") for child in children
    )


def _shows(block: Block) -> bool:
    """Whether a block without words has an image or a line in it."""
    if block.kind == "html":
        content = block.tokens[0].content
        return bool(_PICTURE.search(content)) or raw_html.embeds(content)
    return any(
        child.type == "image" or (child.type == "html_inline" and _PICTURE.match(child.content))
        for token in block.tokens
        for child in token.children or ()
    )
