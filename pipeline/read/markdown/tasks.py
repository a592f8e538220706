"""Task lists, as GitHub has them: items that begin with `[ ]` or `[x]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_BOX = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_BEFORE = ["list_item_open", "paragraph_open", "inline"]


def tasks(state: StateCore) -> None:
    """Say of an item whether it is a task and done, and take its box out of its text."""
    for index in range(2, len(state.tokens)):
        item, _, inline = state.tokens[index - 2 : index + 1]
        if [token.type for token in state.tokens[index - 2 : index + 1]] != _BEFORE:
            continue
        box = _BOX.match(inline.content)
        first = inline.children[0] if inline.children else None
        if box and first and first.type == "text" and first.content.startswith(box[0][:3]):
            item.meta = inline.meta = {"task": "open" if box[1] == " " else "done"}
            first.content = first.content[3:].lstrip()
            inline.content = inline.content[box.end() :]
