"""Tokens → HTML as it stands inside MJML: well-formed, safe, each block with its source lines."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

PLAIN_TAGS = ("p", "ul", "li", "blockquote", "thead", "tbody", "tr", "em", "strong", "s")
HTML_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt"),
    *("em", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre"),
    *("q", "s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot"),
    *("th", "thead", "tr", "u", "ul", "var"),
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
_IMG = re.compile(r"<img\b([^>]*?)\s*/>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_VOID = re.compile(r"<(br|hr|img)\b([^>]*?)\s*/?>")
_LEVEL = re.compile(r"h[1-6]")


@dataclass(frozen=True, slots=True)
class Fragments:
    """How an article's tokens are written: its marks' prefix, its images, its top heading.

    `image_marks` maps an image's written address to the mark that stands for it; an address that
    has none is remote and stays. `top` is the level of the author's highest headings, which
    become h2: a mail's only h1 is its title. `start` is the side that lines begin at.
    Without `titles` no element has a title attribute: those of a sensitive article tell its topic.
    """

    prefix: str
    image_marks: Mapping[str, str]
    image_widths: Mapping[str, int]
    top: int
    width: int
    start: str = "left"
    titles: bool = True

    def html(self, tokens: Sequence[Token]) -> str:
        """The HTML of some tokens."""
        parts: list[str] = []
        for token in tokens:
            if token.type == "inline":
                parts.append(self.inline(token.children or []))
            elif token.type == "html_block":
                parts.append(f"<div{self.source(token)}>{self.raw(token.content)}</div>")
            elif not token.hidden:
                parts.append(self._token(token))
        return "".join(parts)

    def inline(self, children: Sequence[Token]) -> str:
        """The HTML of a run of text; HTML that the author wrote in it is sanitised as a whole."""
        written = "".join(
            child.content if child.type == "html_inline" else self._token(child)
            for child in children
        )
        raw = any(child.type == "html_inline" for child in children)
        return self.raw(written, inline=True) if raw else written

    def raw(self, written: str, *, inline: bool = False) -> str:
        """HTML of the author's own, sanitised, its images those of the article."""
        clean = sanitised(written, titles=self.titles, inline=inline)
        return _IMG.sub(self._raw_image, clean)

    def _raw_image(self, found: re.Match[str]) -> str:
        attributes = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(found[1])}
        address = attributes.get("src", "")
        if address in self.image_marks.values():
            return found[0]
        if self.image_marks.get(address):
            return self.img(address, attributes.get("alt", ""))
        # What is missing keeps its tag and its words, what is remote too; but no tracking pixel.
        tiny = any(attributes.get(side) in ("0", "1") for side in ("width", "height"))
        return "" if tiny else found[0]

    def img(self, address: str, alt: str) -> str:
        """An image in a line of text; one that is missing leaves its words."""
        mark = self.image_marks.get(address, html.escape(address))
        if not mark:
            return f"<em>{html.escape(alt)}</em>"
        width = min(self.width, self.image_widths.get(address, 0) or self.width)
        return f'<img src="{mark}" alt="{html.escape(alt)}" width="{width}" />'

    def source(self, token: Token) -> str:
        """The attribute that says which lines of the source an element came from."""
        return f' data-{self.prefix}="{token.map[0]}-{token.map[1]}"' if token.map else ""

    def _token(self, token: Token) -> str:
        write = _WRITERS.get(token.type)
        if write:
            return write(self, token)
        if token.tag in PLAIN_TAGS or _LEVEL.fullmatch(token.tag):
            tag = self._shifted(token.tag)
            return f"</{tag}>" if token.nesting < 0 else f"<{tag}{self.source(token)}>"
        return html.escape(token.content, quote=False)

    def _shifted(self, tag: str) -> str:
        if not _LEVEL.fullmatch(tag):
            return tag
        return f"h{min(6, int(tag[1]) - self.top + 2)}"


def sanitised(written: str, *, titles: bool = True, inline: bool = False) -> str:
    """HTML of the author's own with nothing in it that runs, loads or styles, well formed.

    Within a line of text (`inline`) tags of blocks go, their text stays: they would end the
    paragraph around them.
    """
    import nh3

    clean = nh3.clean(
        written,
        tags=(INLINE_TAGS if inline else HTML_TAGS) | {"img"},
        attributes=(HTML_ATTRIBUTES if titles else UNTITLED)
        | {"img": {"src", "alt", "width", "height"}},
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel=None,
    )
    return _FORBIDDEN.sub("", _VOID.sub(r"<\1\2 />", clean))


def _text(_self: Fragments, token: Token) -> str:
    return html.escape(token.content, quote=False)


def _inline_code(_self: Fragments, token: Token) -> str:
    return f"<code>{html.escape(token.content, quote=False)}</code>"


def _block_code(self: Fragments, token: Token) -> str:
    code = html.escape(token.content.rstrip("\n"), quote=False)
    return f"<pre{self.source(token)}>{code}</pre>"


def _link(self: Fragments, token: Token) -> str:
    title = token.attrs.get("title") if self.titles else None
    shown = f' title="{html.escape(str(title))}"' if title else ""
    return f'<a href="{html.escape(str(token.attrs.get("href", "")))}"{shown}>'


def _image(self: Fragments, token: Token) -> str:
    return self.img(str(token.attrs.get("src", "")), alt_text(token))


def alt_text(token: Token) -> str:
    """What an image says in words."""
    return "".join(child.content or " " for child in token.children or ()).strip()


def _cell(self: Fragments, token: Token) -> str:
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    scope = ' scope="col"' if token.tag == "th" else ""
    aligned = f' align="{align or self.start}"' if align or token.tag == "th" else ""
    return f"<{token.tag}{scope}{aligned}>"


def _table(self: Fragments, token: Token) -> str:
    return f'<table class="cells"{self.source(token)}>'


def _ordered(self: Fragments, token: Token) -> str:
    start = token.attrs.get("start")
    first = "" if start is None else f' start="{start}"'
    return f"<ol{first}{self.source(token)}>"


_WRITERS: Mapping[str, Callable[[Fragments, Token], str]] = {
    "text": _text,
    "code_inline": _inline_code,
    "fence": _block_code,
    "code_block": _block_code,
    "link_open": _link,
    "link_close": lambda _self, _token: "</a>",
    "image": _image,
    "softbreak": lambda _self, _token: "\n",
    "hardbreak": lambda _self, _token: "<br />",
    "hr": lambda _self, _token: "<hr />",
    "table_open": _table,
    "table_close": lambda _self, _token: "</table>",
    "th_open": _cell,
    "td_open": _cell,
    "th_close": lambda _self, _token: "</th>",
    "td_close": lambda _self, _token: "</td>",
    "ordered_list_open": _ordered,
    "ordered_list_close": lambda _self, _token: "</ol>",
}
