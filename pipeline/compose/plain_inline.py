"""A run of text, and HTML of the author's own, as plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.compose.fragments import alt_text
from pipeline.compose.plain_links import Links
from pipeline.compose.region import Region
from pipeline.compose.sanitised import INLINE_TAGS, embedded, sanitised

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAGS = re.compile(r"<[^>]*>")
_INLINE_TAGS = re.compile(rf"</?(?:{'|'.join(sorted(INLINE_TAGS - {'br'}))})(?:\s[^<>]*)?>")
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_ANCHOR = re.compile(r"""(?i)<a\b[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)""")
_LINE_ENDS = re.compile(
    r"<br\b[^>]*>|</(?:p|div|tr|li|h[1-6]|blockquote|dt|dd|pre)>|<(?:div|li|tr|p)\b[^>]*>"
)
_IMG = re.compile(r'<img\b[^>]*?\balt="([^"]+)"[^>]*>')
_RAISED = re.compile(r"(?i)<sup(?:\s[^<>]*)?>(?=\s*[-+\u2212]?\d)")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(number: int) -> str:
    """A footnote's number as it stands in a text: no link's number looks like it."""
    return str(number).translate(_SUPERSCRIPTS)


@dataclass(frozen=True, slots=True)
class Inline:
    """Writes runs of text with the frame's own words where they need some.

    `links` counts where links lead; `numbers` are those of the mail's footnotes, by label.
    """

    region: Region
    strings: Mapping[str, str]
    links: Links = field(default_factory=Links)
    numbers: Mapping[str, int] = field(default_factory=dict)

    def text(self, children: Sequence[Token]) -> str:
        """A run of text; where a link leads follows its words, unless they are the same."""
        parts: list[str] = []
        links: list[tuple[str, int]] = []
        before = False  # whether something embedded stands right before
        for token, after in zip(children, [*children[1:], None], strict=False):
            if before and token.content and not token.content[0].isspace():
                parts.append(" ")
            opened = _opens_link(token)
            if opened is not None:
                links.append((opened, len(parts)))
            elif links and _closes_link(token):
                address, start = links.pop()
                parts.append(self._address(address, "".join(parts[start:])))
            else:
                parts.append(self._piece(token, after))
            before = token.type == "html_inline" and bool(embedded(token.content))
        return "".join(parts)

    def html(self, written: str) -> list[str]:
        """The lines of HTML that the author wrote."""
        attribute = f"data-{self.region.prefix}"
        embed = re.compile(rf'<span {attribute}="added"><a href="([^"]*)">.*?</span>')
        clean = sanitised(written, added=(attribute, self.strings["embedded"]))
        clean = embed.sub(lambda found: html.escape(self._embedded(found[1])) + "<br />", clean)
        clean = _RAISED.sub("^", clean)
        clean = _LINK.sub(self._html_link, clean)
        clean = _IMG.sub(lambda found: self._image(html.unescape(found[1])), clean)
        text = _INLINE_TAGS.sub("", _LINE_ENDS.sub("\n", clean))
        text = html.unescape(_TAGS.sub(" ", text))
        return [" ".join(line.split()) for line in text.split("\n") if line.strip()]

    def _piece(self, token: Token, after: Token | None) -> str:
        match token.type:
            case "text" | "code_inline":
                return token.content
            case "softbreak":
                return " "
            case "hardbreak":
                return "\n"
            case "s_open" | "s_close":
                return "~~"  # without a sign the text would say what its author took back
            case "html_inline":
                power = after and _RAISED.match(token.content + after.content)
                return "^" if power else self._tag(token.content)
            case _:
                return self._shown(token)

    def _shown(self, token: Token) -> str:
        """What stands for an image, or for a footnote's number; nothing for anything else."""
        if token.type == "image":
            caption = str(token.meta.get("caption", ""))
            title = "" if caption else str(token.attrs.get("title", ""))
            return self._image(alt_text(token), caption, title)
        number = self.numbers.get(token.meta.get("label", ""))
        return self.region.added(raised(number)) if number else ""

    def _tag(self, tag: str) -> str:
        """What a tag that an author wrote in a line is as text: a line's end, an image's words."""
        shown = _IMG.match(tag)
        if shown:
            return self._image(html.unescape(shown[1]))
        if address := embedded(tag):
            return self._embedded(address)
        return "\n" if re.match(r"(?i)<br\b", tag) else ""

    def _embedded(self, address: str) -> str:
        """What stands for something that is embedded from elsewhere: where it is."""
        return self.region.added(f"{self.strings['embedded']}: {html.unescape(address)}")

    def _html_link(self, found: re.Match[str]) -> str:
        shown = html.unescape(_TAGS.sub("", found[2]))
        return found[2] + html.escape(self._address(html.unescape(found[1]), shown))

    def _image(self, alt: str, caption: str = "", title: str = "") -> str:
        """What stands for an image: its words, framed, and below them its caption."""
        said = f"{alt} ({title})" if alt and title else alt or title
        words = f"[{self.strings['image'].format(alt=said)}]"
        shown = self.region.added(words) if said else ""
        return f"{shown}\n{caption}".strip("\n") if caption else shown

    def _address(self, address: str, shown: str) -> str:
        """What says where a link leads, behind its words."""
        behind = self.links.behind(address, self.region.clean(shown))
        return self.region.added(behind) if behind else ""


def _opens_link(token: Token) -> str | None:
    """The address of a link that a token opens, None if it opens none."""
    if token.type == "link_open":
        return str(token.attrs.get("href", ""))
    opened = _ANCHOR.match(token.content) if token.type == "html_inline" else None
    return html.unescape(opened[1]) if opened else None


def _closes_link(token: Token) -> bool:
    raw = token.type == "html_inline" and bool(re.match(r"(?i)</a\b", token.content))
    return raw or token.type == "link_close"
