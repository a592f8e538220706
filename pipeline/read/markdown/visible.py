"""The words that a reader sees of some tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.read.markdown import raw_html

if TYPE_CHECKING:
    from markdown_it.token import Token


def visible(tokens: Sequence[Token], *, images: bool = True) -> str:
    """The words that a reader sees of some tokens, pieces parted by spaces.

    Without `images` those are left out that stand in for images.
    """
    return " ".join(" ".join(_texts(tokens, images=images)).split())


def every(tokens: Sequence[Token]) -> Iterator[Token]:
    """All tokens, those within others too."""
    for token in tokens:
        yield token
        if token.children:
            yield from every(token.children)


def _texts(tokens: Sequence[Token], *, images: bool) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield _inline(token.children or [], images=images)
        elif token.type in ("fence", "code_block"):
            yield token.content
        elif token.type == "html_block":
            yield raw_html.seen(token.content)


def _inline(children: Sequence[Token], *, images: bool = True) -> str:
    parts: list[str] = []
    for token in children:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(_inline(token.children or []) if images else "")
            parts.append(f" {token.meta['caption']}" if token.meta.get("caption") else "")
        elif token.type == "html_inline" and re.match(r"(?i)<br\b", token.content):
            parts.append(" ")
    return "".join(parts)
