"""Tokens → plain text, as a careful person would write it: one paragraph a line, lists, links.

What is not the author's own (addresses of links, signs and numbers of lists) is set between two
words that the article cannot hold, so that the proof of conservation can leave it out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compose.fragments import alt_text, sanitised

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAGS = re.compile(r"<[^>]*>")
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_ANCHOR = re.compile(r"""(?i)<a\b[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)""")
_LINE_ENDS = re.compile(r"<br\b[^>]*>|</(?:p|div|tr|li|h[1-6]|blockquote|dt|dd|pre)>")
_IMG = re.compile(r'<img\b[^>]*?\balt="([^"]+)"[^>]*>')


@dataclass(frozen=True, slots=True)
class Region:
    """The words that stand around the author's text and, within it, around what was added."""

    prefix: str

    @property
    def start(self) -> str:
        """Before the author's text."""
        return f"{self.prefix}bs"

    @property
    def end(self) -> str:
        """After it."""
        return f"{self.prefix}be"

    def added(self, text: str) -> str:
        """Text that is not the author's, within the author's."""
        return f"{self.prefix}as{text}{self.prefix}ae"

    def body(self, text: str) -> str:
        """Text that is the author's."""
        return f"{self.start}{text}{self.end}"

    def own(self, text: str) -> str:
        """The author's words of a finished text: its bodies, without what was added."""
        bodies = re.findall(f"{self.start}(.*?){self.end}", text, re.DOTALL)
        return re.sub(f"{self.prefix}as.*?{self.prefix}ae", " ", "\n".join(bodies), flags=re.DOTALL)

    def clean(self, text: str) -> str:
        """The finished text without these words."""
        return re.sub(f"{self.prefix}(?:bs|be|as|ae)", "", text)


@dataclass(frozen=True, slots=True)
class Plain:
    """Writes an article's tokens as plain text; `image` frames an image's alternative text."""

    region: Region
    image: str

    def text(self, tokens: Sequence[Token]) -> str:
        """The text of one block, without a line end at its end."""
        return "\n".join(self._lines(list(tokens))).strip("\n")

    def _lines(self, tokens: list[Token]) -> list[str]:
        """The lines of some tokens that stand side by side."""
        lines: list[str] = []
        index = 0
        while index < len(tokens):
            end = _closing(tokens, index)
            inside = tokens[index + 1 : end]
            lines += self._element(tokens[index], inside)
            index = end + 1
        return lines

    def _element(self, token: Token, inside: list[Token]) -> list[str]:
        match token.type:
            case "inline":
                lines = self.inline(token.children or []).split("\n")
            case "bullet_list_open" | "ordered_list_open":
                lines = self._list(token, inside)
            case "blockquote_open":
                lines = [f"> {line}".rstrip() for line in _trimmed(self._lines(inside))] + [""]
            case "table_open":
                lines = self._table(inside)
            case "fence" | "code_block":
                lines = [f"    {line}" for line in token.content.rstrip("\n").split("\n")] + [""]
            case "hr":
                lines = ["* * *", ""]
            case "html_block":
                lines = self._html(token)
            case _:
                lines = self._lines(inside)
                if token.type in ("paragraph_open", "heading_open") and not token.hidden:
                    lines.append("")
        return lines

    def _list(self, token: Token, inside: list[Token]) -> list[str]:
        number = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        lines: list[str] = []
        index = 0
        while index < len(inside):
            end = _closing(inside, index)
            sign = "- " if number is None else f"{number}. "
            item = _trimmed(self._lines(inside[index + 1 : end]))
            first, *rest = item or [""]
            lines.append(f"{self.region.added(sign)}{first}")
            lines += [f"{' ' * len(sign)}{line}".rstrip() for line in rest]
            if "" in item:
                lines.append("")
            number = None if number is None else number + 1
            index = end + 1
        return lines if lines and lines[-1] == "" else [*lines, ""]

    def _table(self, inside: list[Token]) -> list[str]:
        lines: list[str] = []
        row: list[str] = []
        for token in inside:
            if token.type == "inline":
                row.append(self.inline(token.children or []).replace("\n", " "))
            elif token.type == "tr_close":
                lines.append(" | ".join(row))
                row = []
            elif token.type == "thead_close":
                lines.append("-" * min(72, max(3, len(self.region.clean(lines[-1])))))
        return [*lines, ""]

    def _html(self, token: Token) -> list[str]:
        clean = _LINK.sub(self._html_link, sanitised(token.content))
        clean = _IMG.sub(lambda found: self._image(html.unescape(found[1])), clean)
        text = html.unescape(_TAGS.sub(" ", _LINE_ENDS.sub("\n", clean)))
        return [" ".join(line.split()) for line in text.split("\n") if line.strip()]

    def _html_link(self, found: re.Match[str]) -> str:
        shown = html.unescape(_TAGS.sub("", found[2]))
        return found[2] + html.escape(self._address(html.unescape(found[1]), shown))

    def _image(self, alt: str) -> str:
        """What stands for an image: its words, framed; nothing for one that has none."""
        return self.region.added(self.image.format(alt=alt)) if alt else ""

    def inline(self, children: Sequence[Token]) -> str:
        """A run of text; a link's address follows its words, unless they are the same."""
        parts: list[str] = []
        links: list[tuple[str, int]] = []
        for token in children:
            match token.type:
                case "text" | "code_inline":
                    parts.append(token.content)
                case "softbreak":
                    parts.append(" ")
                case "hardbreak":
                    parts.append("\n")
                case "image":
                    parts.append(self._image(alt_text(token)))
                case "link_open":
                    links.append((str(token.attrs.get("href", "")), len(parts)))
                case "html_inline" if opened := _ANCHOR.match(token.content):
                    links.append((html.unescape(opened[1]), len(parts)))
                case _ if links and _closes_link(token):
                    address, start = links.pop()
                    parts.append(self._address(address, "".join(parts[start:])))
                case "html_inline":
                    parts.append(self._tag(token.content))
        return "".join(parts)

    def _tag(self, tag: str) -> str:
        """What a tag that an author wrote in a line is as text: a line's end, an image's words."""
        shown = _IMG.match(tag)
        if shown:
            return self._image(html.unescape(shown[1]))
        return "\n" if re.match(r"(?i)<br\b", tag) else ""

    def _address(self, address: str, shown: str) -> str:
        """A link's address after its words; none for a place on the same page."""
        bare = address.removeprefix("mailto:").removeprefix("tel:")
        if not bare or bare.startswith("#") or shown.strip() in (address, bare):
            return ""
        return self.region.added(f" ({address})")


def _closes_link(token: Token) -> bool:
    raw = token.type == "html_inline" and bool(re.match(r"(?i)</a\b", token.content))
    return raw or token.type == "link_close"


def _closing(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes the one at `index`; itself if it opens nothing."""
    depth = 0
    for at in range(index, len(tokens)):
        depth += tokens[at].nesting
        if depth <= 0:
            return at
    return len(tokens) - 1


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines.pop()
    return lines
