"""Captions: what an author calls an image, or two, that stand alone in their paragraph.

`![a wood](wood.jpg "The wood in May")` is an image with a caption; in a line of text, or where
the address stands elsewhere (`![a wood][wood]`), the same words are a title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_ADDRESS_BEHIND = re.compile(r"\]\(.*\)(?:\{[^{}]*\})?\s*\Z", re.DOTALL)


def shown(inline: Token) -> list[Token]:
    """The pieces of a run of text that are more than space."""
    return [
        child
        for child in inline.children or []
        if child.type != "softbreak" and (child.type != "text" or child.content.strip())
    ]


def captions(state: StateCore) -> None:
    """Say of an image alone in its paragraph what its caption is."""
    for index in range(1, len(state.tokens)):
        inline = state.tokens[index]
        if state.tokens[index - 1].type != "paragraph_open" or inline.type != "inline":
            continue
        pieces = shown(inline)
        if [piece.type for piece in pieces] not in (["image"], ["image", "image"]):
            continue
        behind = inline.content.count("](") == len(pieces)
        for piece in pieces:
            caption = str(piece.attrs.get("title", "")).strip()
            if caption and behind and _ADDRESS_BEHIND.search(inline.content):
                piece.meta = piece.meta | {"caption": caption}
