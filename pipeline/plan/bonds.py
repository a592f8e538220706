"""How neighbouring blocks hang together: what must not be parted, and what announces the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Block

CAPTION = 25  # words of a paragraph right after an image that is its caption, at most
SIGN = 30  # words of a line in bold that announces what follows, at most

_LEADS_IN = re.compile(r"[:：]\s*$")
_ASKS = re.compile(r"[?？؟]\W*$")
_BEGINS = ("paragraph", "lead", "quote", "list", "heading", "callout")
_IMAGES = ("image", "images")
_APART = ("code", "table", "html", "button")


def parted(blocks: Sequence[Block], index: int) -> bool:
    """Whether a part may begin at a block, as far as the block before it goes."""
    before, block = blocks[index - 1], blocks[index]
    if announces(before) or block.kind == "divider" or _LEADS_IN.search(before.text[-8:]):
        return False
    if block.kind in _IMAGES:
        return before.kind == "divider" or before.kind in _APART or is_caption(blocks, index - 1)
    if block.kind in _APART:
        return before.kind == "divider" or before.kind in _APART
    return block.kind in _BEGINS and not is_caption(blocks, index)


def announces(block: Block) -> bool:
    """Whether a block is the name of what follows: a heading, a short line all in bold."""
    return block.kind == "heading" or (
        block.kind == "paragraph" and block.words <= SIGN and _bold(block)
    )


def is_caption(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is the short paragraph right after an image."""
    block = blocks[index]
    return (
        index > 0
        and block.kind == "paragraph"
        and blocks[index - 1].kind in _IMAGES
        and block.words <= CAPTION
        and not announces(block)
    )


def leans(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block leans on the one before: a list on its paragraph, an answer on a question."""
    return blocks[index].kind != "paragraph" or bool(_ASKS.search(blocks[index - 1].text[-8:]))


def _bold(block: Block) -> bool:
    """Whether all words of a paragraph are in bold."""
    lines = [token for token in block.tokens if token.type == "inline"]
    depth = 0
    seen = False
    for child in (lines[0].children or []) if len(lines) == 1 else []:
        depth += child.nesting if child.type.startswith("strong") else 0
        if child.content.strip() and child.type in ("text", "code_inline", "image", "html_inline"):
            if not depth:
                return False
            seen = True
    return seen
