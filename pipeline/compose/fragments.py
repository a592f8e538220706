"""Tokens → HTML as it stands inside MJML: well-formed, safe, each block with its source lines."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.compose.sanitised import sanitised
from pipeline.compose.tables import Standing

if TYPE_CHECKING:
    from markdown_it.token import Token

PLAIN_TAGS = (
    *("p", "ul", "li", "blockquote", "thead", "tbody", "tr", "em", "strong", "s"),
    *("dl", "dt", "dd"),
)
BOXES = {"open": "\u2610\ufe0e", "done": "\u2611\ufe0e"}

_IMG = re.compile(r"<img\b([^>]*?)\s*/>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_LEVEL = re.compile(r"h[1-6]")
_STACKED = (
    *("p", "ul", "ol", "dl", "table", "blockquote", "pre", "div"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
)
_WHOLE = ("fence", "code_block", "html_block")


@dataclass(frozen=True, slots=True)
class Fragments:
    """How an article's tokens are written: its marks' prefix, its images, its top heading.

    `image_marks` maps an image's written address to the mark that stands for it; an address that
    has none is remote and stays. `top` is the level of a mail's highest headings, which
    become h2: its only h1 is its title. `start` is the side that lines begin at.
    Without `titles` no element has a title attribute: those of a sensitive article tell its topic.
    `numbers` are those of the mail's footnotes, by label; on the `web` they are links. `strings`
    are the frame's own words.
    """

    prefix: str
    image_marks: Mapping[str, str]
    image_widths: Mapping[str, int]
    top: int
    width: int
    start: str = "left"
    titles: bool = True
    numbers: Mapping[str, int] = field(default_factory=dict)
    web: bool = False
    strings: Mapping[str, str] = field(default_factory=dict)

    def html(self, tokens: Sequence[Token], *, within: bool = False) -> str:
        """The HTML of some tokens; `within` says that they are siblings within one block."""
        parts: list[str] = []
        before = [_Before(within)]
        table = Standing(tokens, f' data-{self.prefix}="added"', self.width)
        for index, token in enumerate(tokens):
            if token.nesting < 0:
                before.pop()
            table.enter(index)
            written = "" if table.unseen else table.written(token, self._any(token, table))
            if before[-1].stacks(token):
                written = with_class(written, "next")
            parts.append(written)
            if token.nesting > 0:
                before.append(_Before(inside=True))
        return "".join(parts)

    def _any(self, token: Token, table: Standing) -> str:
        if token.type == "inline":
            children = token.children or []
            images = any(child.type == "image" for child in children)
            within = replace(self, width=table.room_for(token)) if images else self
            return self._box(token) + within.inline(children)
        if token.type == "html_block":
            return f'<div class="raw"{self.source(token)}>{self.raw(token.content)}</div>'
        return "" if token.hidden else self._token(token)

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
        added = (f"data-{self.prefix}", self.strings.get("embedded", ""))
        for address, mark in self.image_marks.items():
            if mark and address.startswith("data:"):  # which a link must not be
                written = written.replace(address, mark)
        clean = sanitised(written, titles=self.titles, inline=inline, added=added)
        return _IMG.sub(self._raw_image, clean)

    def _raw_image(self, found: re.Match[str]) -> str:
        attributes = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(found[1])}
        address = attributes.get("src", "")
        if address in self.image_marks.values() and "width" in attributes:
            return found[0]
        address = next((one for one, mark in self.image_marks.items() if mark == address), address)
        if self.image_marks.get(address):
            return self.img(address, attributes.get("alt", ""))
        # What is missing keeps its tag and its words, what is remote too; but no tracking pixel.
        tiny = any(attributes.get(side) in ("0", "1") for side in ("width", "height"))
        return "" if tiny else found[0]

    def img(self, address: str, alt: str, *, wish: str = "", title: str = "") -> str:
        """An image in a line of text; one that is missing leaves its words."""
        mark = self.image_marks.get(address, html.escape(address))
        if not mark:
            return f'<em data-{self.prefix}="added">{html.escape(alt)}</em>'
        shown = f' title="{html.escape(title)}"' if title and self.titles else ""
        width = self.image_width(address, wish)
        return f'<img src="{mark}" alt="{html.escape(alt)}" width="{width}"{shown} />'

    def image_width(self, address: str, wish: str = "") -> int:
        """How wide an image is shown, in px: as its author wishes ("320", "50%"), or as it is."""
        if wish.endswith("%"):
            return max(1, round(self.width * int(wish[:-1]) / 100))
        return min(self.width, int(wish or 0) or self.image_widths.get(address, 0) or self.width)

    def _box(self, token: Token) -> str:
        """The box before a task, ticked when it is done."""
        task = token.meta.get("task", "")
        if not task:
            return ""
        said = html.escape(self.strings.get(f"task_{task}", ""))
        role = f' class="tick" role="img" aria-label="{said}"'
        return self.added(f"{BOXES[task]}&#160;", role)

    def source(self, token: Token) -> str:
        """The attribute that says which lines of the source an element came from."""
        return f' data-{self.prefix}="{token.map[0]}-{token.map[1]}"' if token.map else ""

    def code_dir(self) -> str:
        """The attribute that says how code runs, where the text around it runs the other way."""
        return ' dir="ltr"' if self.start == "right" else ""

    def added(self, written: str, attributes: str = "") -> str:
        """HTML that is not the author's, within the author's."""
        return f'<span data-{self.prefix}="added"{attributes}>{written}</span>'

    def note(self, tokens: Sequence[Token]) -> str:
        """The HTML of a footnote, which is told apart from the text that refers to it."""
        return f'<div data-{self.prefix}="note">{self.html(tokens, within=True)}</div>'

    def reference(self, number: int, *, linked: bool = False) -> str:
        """A footnote's number in the text: on the web it leads to the note.

        Mail programs cannot be relied on to follow it, and a link can hold no other (`linked`).
        """
        attribute = f'data-{self.prefix}="added"'
        if not self.web or linked:
            return f"<sup {attribute}>{number}</sup>"
        return f'<sup {attribute} id="to-note-{number}"><a href="#note-{number}">{number}</a></sup>'

    def label(self, sort: str, *, titled: bool) -> str:
        """The word that says what sort a callout is, where nothing else says it."""
        return "" if titled else self.strings.get(f"callout_{sort}", "")

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
        return f"h{min(6, max(2, int(tag[1]) - self.top + 2))}"


class _Before:
    """What stands before a token among its siblings: a block that is shown, or none."""

    def __init__(self, inside: bool) -> None:
        self.inside = inside
        self.shown = False

    def stacks(self, token: Token) -> bool:
        """Whether a block stands right below another one, within something."""
        if token.nesting < 0 or (token.tag not in _STACKED and token.type not in _WHOLE):
            return False
        below, self.shown = self.shown, not token.hidden and token.type != "callout_title_open"
        return below and self.inside and not token.hidden


def with_class(written: str, name: str) -> str:
    """HTML whose first tag has a class more."""
    tag, end, rest = written.partition(">")
    if ' class="' in tag:
        return tag.replace(' class="', f' class="{name} ', 1) + end + rest
    first, space, attributes = tag.partition(" ")
    return f'{first} class="{name}"{space}{attributes}{end}{rest}'


def alt_text(token: Token) -> str:
    """What an image says in words."""
    return "".join(child.content or " " for child in token.children or ()).strip()


def _text(_self: Fragments, token: Token) -> str:
    return html.escape(token.content, quote=False)


def _inline_code(self: Fragments, token: Token) -> str:
    return f"<code{self.code_dir()}>{html.escape(token.content, quote=False)}</code>"


def _block_code(self: Fragments, token: Token) -> str:
    code = html.escape(token.content.rstrip("\n"), quote=False)
    return f"<pre{self.code_dir()}{self.source(token)}>{code}</pre>"


def _link(self: Fragments, token: Token) -> str:
    title = token.attrs.get("title") if self.titles else None
    shown = f' title="{html.escape(str(title))}"' if title else ""
    bare = self.code_dir() if token.info == "auto" else ""  # an address runs as code does
    return f'<a href="{html.escape(str(token.attrs.get("href", "")))}"{bare}{shown}>'


def _image(self: Fragments, token: Token) -> str:
    address, title = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
    caption, wish = token.meta.get("caption", ""), token.meta.get("width", "")
    image = self.img(address, alt_text(token), wish=wish, title="" if caption else title)
    shown = html.escape(caption, quote=False)
    return f'{image}<br /><span class="caption">{shown}</span>' if caption else image


def _reference(self: Fragments, token: Token) -> str:
    number = self.numbers.get(token.meta["label"])
    return "" if number is None else self.reference(number, linked=token.meta.get("linked", False))


def _callout(self: Fragments, token: Token) -> str:
    """A callout within another block; one at the top has a template."""
    sort = token.meta["sort"]
    label = self.label(sort, titled=token.meta.get("titled", False))
    shown = f"<p><strong>{self.added(html.escape(label))}</strong></p>" if label else ""
    return (
        '<table role="presentation" width="100%" border="0" cellpadding="0" cellspacing="0"'
        f'{self.source(token)}><tr><td class="callout box {sort}">{shown}'
    )


def _item(self: Fragments, token: Token) -> str:
    task = ' class="task"' if token.meta.get("task") else ""
    return f"<li{task}{self.source(token)}>"


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
    "footnote_ref": _reference,
    "hr": lambda _self, _token: "<hr />",
    "table_open": _table,
    "table_close": lambda _self, _token: "</table>",
    "th_open": _cell,
    "td_open": _cell,
    "th_close": lambda _self, _token: "</th>",
    "td_close": lambda _self, _token: "</td>",
    "list_item_open": _item,
    "ordered_list_open": _ordered,
    "ordered_list_close": lambda _self, _token: "</ol>",
    "callout_open": _callout,
    "callout_close": lambda _self, _token: "</td></tr></table>",
    "callout_title_open": lambda self, token: f'<p class="label"{self.source(token)}><strong>',
    "callout_title_close": lambda _self, _token: "</strong></p>",
}
