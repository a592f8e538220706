"""HTML that an author wrote in Markdown: what of it a reader sees, how deep it nests."""

from __future__ import annotations

import html
import re
from bisect import bisect

_COMMENT = re.compile(r"(?s)<!--.*?(-->|\Z)")
_CODE_TAGS = "script|style|template|noscript|svg|math"
_LITERAL_TAGS = "textarea|title|iframe|noembed|noframes|xmp"  # tags in them are text
_EMPTY = r"<(?:svg|math)\b[^<>]*/>"
_CODE = re.compile(rf"(?is){_EMPTY}|<({_CODE_TAGS})\b.*?(?:</\1\s*>|\Z)")
_UNREAD = re.compile(rf"(?i){_EMPTY}|<({_CODE_TAGS}|{_LITERAL_TAGS})\b")
_CLOSING = re.compile(rf"(?i)</({_CODE_TAGS}|{_LITERAL_TAGS})\s*>")
_CUT = re.compile(r"<[A-Za-z/!?][^\s<>]*")
_OPENED = re.compile(rf"(?i)<({_CODE_TAGS}|{_LITERAL_TAGS}|plaintext)\b[^<>]*>")
_TAG = re.compile(r"""<(/?)([A-Za-z][\w-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>""")
_MARKUP = re.compile(r"""</?[A-Za-z](?:"[^"]*"|'[^']*'|[^<>"'])*>|<[!?/][^<>]*>""")
# Tags that part no words.
_WITHIN_WORDS = re.compile(
    r"(?i)</?(?:a|abbr|b|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u"
    r"""|var)(?:\s(?:"[^"]*"|'[^']*'|[^<>"'])*)?>"""
)
_EMBEDDED = re.compile(
    r"""(?is)<(?:iframe|video|audio)\b(?:"[^"]*"|'[^']*'|[^<>"'])*>"""
    r"(?:(?!</(?:iframe|video|audio)).)*"
)
_UNSEEN = re.compile(r"""(?i)(?<![\w-])(?:width|height)\s*=\s*["']?[01]\b|display:\s*none""")
# Tags that have no end, or that the next of their kind ends: they do not nest by themselves.
_FLAT = re.compile(
    r"(?i)area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|source|tbody|td"
    r"|tfoot|th|thead|tr|track|wbr"
)


def uncommented(content: str) -> str:
    """The HTML without its comments."""
    return _COMMENT.sub(" ", content)


def only_code(content: str) -> bool:
    """Whether there is nothing in it but scripts, styles and the like."""
    bare = uncommented(content)
    return bool(_CODE.search(bare)) and not _CODE.sub("", bare).strip()


def unclosed(content: str) -> str:
    """What is opened in it and hides all that follows, since it is never closed; "" if nothing."""
    if "" in _COMMENT.findall(content):
        return "<!--"
    bare = _without_unread(uncommented(content))
    opened = _OPENED.search(bare)
    if opened:
        return f"<{opened[1].lower()}>"
    cut = _CUT.search(_MARKUP.sub(" ", bare))
    return cut[0] if cut else ""


def _without_unread(bare: str) -> str:
    """The HTML without elements that are closed and whose tags are no tags: code, titles."""
    closing: dict[str, list[tuple[int, int]]] = {}
    for found in _CLOSING.finditer(bare):
        closing.setdefault(found[1].lower(), []).append(found.span())
    parts: list[str] = []
    end = 0
    for found in _UNREAD.finditer(bare):
        if found.start() < end:
            continue
        ends = closing.get((found[1] or "").lower(), [])
        at = bisect(ends, (found.end(), 0))
        if found[1] and at == len(ends):
            continue
        parts += [bare[end : found.start()], " "]
        end = ends[at][1] if found[1] else found.end()
    return "".join([*parts, bare[end:]])


def opens_code(tag: str) -> str:
    """The name of the code that a tag opens, "" if none."""
    opened = _OPENED.fullmatch(tag)
    name = opened[1].lower() if opened and not re.fullmatch(_EMPTY, tag) else ""
    return name if name in _CODE_TAGS.split("|") else ""


def embeds(content: str) -> bool:
    """Whether it embeds from elsewhere what a reader would see or hear, and a link leads to."""
    found = _EMBEDDED.findall(uncommented(content))
    return any("https://" in one and not _UNSEEN.search(one) for one in found)


def seen(content: str) -> str:
    """The words that a reader sees."""
    bare = _WITHIN_WORDS.sub("", _CODE.sub(" ", uncommented(content)))
    return html.unescape(_MARKUP.sub(" ", bare))


def depth(content: str) -> int:
    """How many elements are open at once at most."""
    deepest = level = 0
    for close, name, rest in _TAG.findall(uncommented(content)):
        if _FLAT.fullmatch(name) or rest.endswith("/"):
            continue
        level = max(0, level - 1) if close else level + 1
        deepest = max(deepest, level)
    return deepest
