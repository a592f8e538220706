"""HTML that an author wrote in Markdown: what of it a reader sees, how deep it nests."""

from __future__ import annotations

import html
import re

_COMMENT = re.compile(r"(?s)<!--.*?(?:-->|\Z)")
_CODE_TAGS = "script|style|template|noscript|svg|math"
_LITERAL_TAGS = "textarea|title|iframe|noembed|noframes|xmp"  # tags in them are text
_EMPTY = r"<(?:svg|math)\b[^<>]*/>"
_CODE = re.compile(rf"(?is){_EMPTY}|<({_CODE_TAGS})\b.*?(?:</\1\s*>|\Z)")
_CLOSED = re.compile(rf"(?is){_EMPTY}|<({_CODE_TAGS}|{_LITERAL_TAGS})\b.*?</\1\s*>")
_CUT = re.compile(r"<[A-Za-z/!?][^\s<>]*")
_OPENED = re.compile(rf"(?i)<({_CODE_TAGS}|{_LITERAL_TAGS}|plaintext)\b[^<>]*>")
_TAG = re.compile(r"""<(/?)([A-Za-z][\w-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>""")
_MARKUP = re.compile(r"""</?[A-Za-z](?:"[^"]*"|'[^']*'|[^<>"'])*>|<[!?/][^<>]*>""")
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
    bare = re.sub(r"(?s)<!--.*?-->", " ", content)
    if "<!--" in bare:
        return "<!--"
    bare = _CLOSED.sub(" ", bare)
    opened = _OPENED.search(bare)
    if opened:
        return f"<{opened[1].lower()}>"
    cut = _CUT.search(_MARKUP.sub(" ", bare))
    return cut[0] if cut else ""


def opens_code(tag: str) -> str:
    """The name of the code that a tag opens, "" if none."""
    opened = _OPENED.fullmatch(tag)
    name = opened[1].lower() if opened and not re.fullmatch(_EMPTY, tag) else ""
    return name if name in _CODE_TAGS.split("|") else ""


def seen(content: str) -> str:
    """The words that a reader sees."""
    return html.unescape(_MARKUP.sub(" ", _CODE.sub(" ", uncommented(content))))


def depth(content: str) -> int:
    """How many elements are open at once at most."""
    deepest = level = 0
    for close, name, rest in _TAG.findall(uncommented(content)):
        if _FLAT.fullmatch(name) or rest.endswith("/"):
            continue
        level = max(0, level - 1) if close else level + 1
        deepest = max(deepest, level)
    return deepest
