"""HTML that an author wrote in Markdown: what of it a reader sees, how deep it nests."""

from __future__ import annotations

import html
import re

_COMMENT = re.compile(r"(?s)<!--.*?(?:-->|\Z)")
_CODE = re.compile(r"(?is)<(script|style|template|noscript|svg|math)\b.*?(?:</\1\s*>|\Z)")
_TAG = re.compile(r"""<(/?)([A-Za-z][\w-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>""")
_MARKUP = re.compile(r"""</?[A-Za-z](?:"[^"]*"|'[^']*'|[^<>"'])*>|<[!?/][^<>]*>""")
# Tags that have no end, or that the next of their kind ends: they do not nest by themselves.
_FLAT = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th"
    " thead tr track wbr".split()
)


def uncommented(content: str) -> str:
    """The HTML without its comments."""
    return _COMMENT.sub(" ", content)


def only_code(content: str) -> bool:
    """Whether there is nothing in it but scripts, styles and the like."""
    bare = uncommented(content)
    return bool(_CODE.search(bare)) and not _CODE.sub("", bare).strip()


def seen(content: str) -> str:
    """The words that a reader sees."""
    return html.unescape(_MARKUP.sub(" ", _CODE.sub(" ", uncommented(content))))


def depth(content: str) -> int:
    """How many elements are open at once at most."""
    deepest = level = 0
    for close, name, rest in _TAG.findall(uncommented(content)):
        if name.lower() in _FLAT or rest.endswith("/"):
            continue
        level = max(0, level - 1) if close else level + 1
        deepest = max(deepest, level)
    return deepest
