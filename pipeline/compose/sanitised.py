"""HTML of an author's own with nothing in it that runs, loads or styles, well formed."""

from __future__ import annotations

import html
import re

HTML_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt"),
    *("em", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre"),
    *("q", "s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot"),
    *("th", "thead", "tr", "u", "ul", "var"),
}
# Mail programs know none of these: their text goes into elements that all of them know.
WRITTEN_ANEW = {
    "figure": ("div", ""),
    "figcaption": ("div", "caption"),
    "details": ("div", ""),
    "summary": ("div", "summary"),
}
INLINE_TAGS = {
    *("a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"),
    *("s", "samp", "small", "span", "strong", "sub", "sup", "u", "var"),
}
HTML_ATTRIBUTES = {
    "*": {"lang", "dir", "title"},
    "a": {"href"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "ol": {"start"},
}
UNTITLED = HTML_ATTRIBUTES | {"*": {"lang", "dir"}}

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # by XML, and by MJML with it
_VOID = re.compile(r"<(br|hr|img)\b([^>]*?)\s*/?>")
_ANEW = re.compile(rf"<(/?)({'|'.join(WRITTEN_ANEW)})\b")
_INSIDE = r"""((?:"[^"]*"|'[^']*'|[^<>"'])*)"""
_EMBEDDED = re.compile(rf"(?is)<(iframe|video|audio)\b{_INSIDE}>(.*?)(?=</\1\s*>|\Z)")
_SOURCE = re.compile(r"""(?i)(?<![\w-])src\s*=\s*["']?(https://[^\s"'<>]+)""")
_UNSEEN = re.compile(r"""(?i)(?<![\w-])(?:width|height)\s*=\s*["']?[01]\b|display:\s*none""")


def sanitised(
    written: str, *, titles: bool = True, inline: bool = False, added: tuple[str, str] = ("", "")
) -> str:
    """HTML of the author's own with nothing in it that runs, loads or styles, well formed.

    Within a line of text (`inline`) tags of blocks go, their text stays: they would end the
    paragraph around them. `added` is an attribute and a label: what is embedded from elsewhere
    becomes a link of that label, within a span that has the attribute; the frame's own numbers
    and words in a line keep it.
    """
    import nh3

    attribute, label = added
    if label:
        written = _EMBEDDED.sub(lambda found: _linked(found, attribute, label), written)
    clean = nh3.clean(
        written,
        tags=(INLINE_TAGS if inline else HTML_TAGS | set(WRITTEN_ANEW)) | {"img"},
        attributes=(HTML_ATTRIBUTES if titles else UNTITLED)
        | {"img": {"src", "alt", "width", "height"}}
        | ({"span": {attribute}, "em": {attribute}, "sup": {attribute, "id"}} if attribute else {}),
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel=None,
    )
    clean = _ANEW.sub(_anew, clean)
    return _FORBIDDEN.sub("", _VOID.sub(r"<\1\2 />", clean))


def embedded(tag: str) -> str:
    """The address of what a tag embeds from elsewhere; "" for nothing, and for what is unseen."""
    found = re.match(rf"(?is)<(?:iframe|video|audio)\b{_INSIDE}>", tag)
    source = _SOURCE.search(found[1]) if found else None
    return html.unescape(source[1]) if found and source and not _UNSEEN.search(found[1]) else ""


def _linked(found: re.Match[str], attribute: str, label: str) -> str:
    """What embeds, with a link before it, unless its own text has one."""
    _, attributes, inside = found.groups()
    source = _SOURCE.search(attributes) or _SOURCE.search(inside)
    if not source or _UNSEEN.search(attributes) or "<a " in inside.lower():
        return found[0]
    link = f'<a href="{source[1]}">{html.escape(label)}</a>'
    return f'<span {attribute}="added">{link}</span> {found[0]}'


def _anew(found: re.Match[str]) -> str:
    tag, name = WRITTEN_ANEW[found[2]]
    if found[1]:
        return f"</{tag}"
    return f'<{tag} class="{name}"' if name else f"<{tag}"
