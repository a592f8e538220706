"""Elements → parts: one walk through the tree, however deep, nothing of its text left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pipeline.errors import Place, SourceError
from pipeline.model import Lines
from pipeline.read.markdown.blocks import NESTING
from pipeline.read.tree import escape
from pipeline.read.tree.containers import CONTAINERS, language
from pipeline.read.tree.parts import Part, place
from pipeline.read.tree.runs import Run, Style, paragraphs, tidied
from pipeline.read.tree.tables import is_layout

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STYLES = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var", "figcaption", "caption"), "em"),
    **dict.fromkeys(("s", "strike", "del"), "s"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **{name: name for name in ("sub", "sup", "mark", "u", "ins")},
    **dict.fromkeys(("summary",), "strong"),
}
_FLOW = frozenset(
    {
        *("address", "article", "aside", "audio", "blockquote", "body", "caption", "center"),
        *("colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hgroup", "hr", "html", "iframe", "legend", "li", "ll-note", "main", "menu", "nav"),
        *("object", "ol", "optgroup", "option", "p", "pre", "search", "section", "select"),
        *("summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul"),
        "video",
    }
)
_HEADING = re.compile(r"h([1-6])")
_SPAN = re.compile(r"(\d+)-(\d+)")


class Builder:
    """Takes the events of a walk through a tree, and makes the parts of the document.

    A heading is words alone, since it may become a mail's title; its pictures stand below it.
    """

    def __init__(self, file: str) -> None:
        self.root = Part("root")
        self._file = file
        self._open: list[Part] = [self.root]
        self._runs: list[Run] = []
        self._styles: list[tuple[Any, Style]] = []
        self._where: list[tuple[Lines, int] | None] = [None]
        self._recent = (Lines(1, 1), 0)
        self._heading: Any = None
        self._below: list[Run] = []
        self._code: Any = None
        self._code_text: list[str] = []
        self._code_runs: list[Run] = []
        self._told = 0
        self._layout: set[Any] = set()

    def start(self, element: HtmlElement) -> None:
        """An element opens; its first text follows."""
        tag = element.tag
        self._where.append(self._place(element))
        if self._code is not None:
            self._in_code(tag)
        elif self._heading is not None and tag in _FLOW:
            self._text(" ")
        elif tag in _FLOW:
            self._flush()
            self._open_block(element, tag)
        else:
            self._inline(element, tag)
        if tag in _STYLES and self._code is None:
            self._told += 1
            self._style(element, Style(_STYLES[tag], "", self._told * (_STYLES[tag] == "code")))
        self._text(element.text)

    def end(self, element: HtmlElement, *, tail: bool = True) -> None:
        """An element closes; its tail follows."""
        tag = element.tag
        if self._code is element:
            self._close_code(element)
        elif self._code is None and self._heading is element:
            self._flush()
            self._heading = None
            self._runs, self._below = self._below, []
            self._flush()
        elif self._code is None and self._heading is not None and tag in _FLOW:
            self._text(" ")
        elif self._code is None and tag in _FLOW:
            self._flush()
            while len(self._open) > 1 and self._within(element):
                self._open.pop()
        elif self._code is None and tag == "q":
            self._text('"')
        while self._styles and self._styles[-1][0] is element:
            self._styles.pop()
        self._where.pop()
        self._text(element.tail if tail else None)

    def tail(self, element: HtmlElement) -> None:
        """A comment was passed; the text behind it follows."""
        self._text(element.tail)

    def close(self) -> Part:
        """The finished document."""
        self._flush()
        return self.root

    def _within(self, element: HtmlElement) -> bool:
        """Whether the innermost open part is of an element, or was made up within it."""
        return self._open[-1].element is element

    def _here(self) -> tuple[Lines, int]:
        """Where the open element stands; one of which nothing is known, where the last one did."""
        return self._where[-1] or self._recent

    def _place(self, element: HtmlElement) -> tuple[Lines, int] | None:
        span = _SPAN.fullmatch(element.get("data-lines", ""))
        own = element.get("data-at", "")
        if not span and not own:
            return self._where[-1]
        lines, at = self._here()
        self._recent = (
            Lines(int(span[1]), int(span[2])) if span else lines,
            int(own) if own.isdecimal() else at,
        )
        return self._recent

    def _text(self, text: str | None) -> None:
        if not text:
            return
        lines, at = self._here()
        if self._code is not None:
            self._code_text.append(text)
            self._code_runs.append(Run("text", text, (), lines, at))
            return
        self._runs.append(Run("text", text, self._look(), lines, at))

    def _look(self) -> tuple[Style, ...]:
        """The styles that text has now, each once; code is innermost."""
        styles: dict[str, Style] = {}
        for _, style in self._styles:
            styles.setdefault(style.name, style)
        if self._heading is not None:
            styles.pop("strong", None)
        return tuple(sorted(styles.values(), key=lambda one: one.name == "code"))

    def _style(self, element: HtmlElement, style: Style) -> None:
        self._styles.append((element, style))

    def _inline(self, element: HtmlElement, tag: str) -> None:
        lines, at = self._here()
        look = self._look()
        if tag == "br":
            self._runs.append(Run("br", "", look, lines, at))
        elif tag == "img" and element.get("src"):
            styles = tuple(one for one in look if one.name == "a")
            image = _image(element, styles, lines, at)
            titled = self._heading is not None and self._heading.tag != "dt"
            (self._below if titled else self._runs).append(image)
        elif tag == "ll-noteref":
            name = re.sub(r"[^\w-]", "", element.get("name", ""))
            self._runs.append(Run("note", name, (), lines, at))
        elif tag == "q":
            self._text('"')
        elif tag == "a" and escape.is_link(element.get("href") or ""):
            self._told += 1
            self._style(element, Style("a", element.get("href"), self._told))

    def _open_block(self, element: HtmlElement, tag: str) -> None:
        lines, at = self._here()
        level = _HEADING.fullmatch(tag)
        if level or (tag == "dt" and self._open[-1].kind == "definitions"):
            self._heading = element
            if tag == "dt":
                self._add(Part("term", lines=lines, at=at, element=element))
        elif tag == "pre":
            self._code, self._code_text, self._code_runs = element, [], []
        elif tag == "hr":
            self._add(Part("rule", lines=lines, at=at))
        elif tag == "table" and is_layout(element):
            self._layout.add(element)
        else:
            part = self._container(element, tag)
            if part is not None:
                part.lines, part.at, part.element = lines, at, element
                self._push(part, tag)

    def _container(self, element: HtmlElement, tag: str) -> Part | None:
        """The container that an element is where it stands, None if it is none there."""
        within = {"dd": "definitions", "tr": "table", "td": "row", "th": "row"}
        if within.get(tag, self._open[-1].kind) != self._open[-1].kind:
            return None
        made = CONTAINERS.get(tag)
        return made(element) if made else None

    def _push(self, part: Part, tag: str) -> None:
        """Open a container where it may stand; an item alone makes itself a list."""
        top = self._open[-1]
        if tag == "li" and top.kind != "list":
            last = top.children[-1] if top.children else None
            made = last if last and last.kind == "list" and last.element is None else None
            if made is None:
                made = Part("list", number=-1, lines=part.lines, at=part.at)
                self._add(made)
            self._open.append(part)
            made.children.append(part)
        else:
            self._add(part)
            self._open.append(part)
        if len(self._open) > 2 * NESTING:
            raise SourceError(
                f"lists, quotes or tables are nested {NESTING} deep or more",
                place=Place(self._file, part.lines.first),
                hint="nest less: a mail program shows three or four levels at most",
            )

    def _add(self, part: Part) -> None:
        """Put a part where text stands now; what stands loose in a list becomes an item."""
        top = self._open[-1]
        kinds = {"list": "item", "row": "cell"}
        if top.kind in kinds and part.kind != kinds[top.kind]:
            if part.kind != "list" or not top.children or top.kind != "list":
                top.children.append(Part(kinds[top.kind], -1, lines=part.lines, at=part.at))
            top.children[-1].children.append(part)
        else:
            top.children.append(part)

    def _flush(self) -> None:
        """End the paragraph or the heading that the last runs make."""
        if not self._runs:
            return
        runs, self._runs = self._runs, []
        if self._heading is not None:
            self._leaf(_HEADING.fullmatch(self._heading.tag), runs)
            return
        for part in paragraphs(runs):
            self._leaf(None, part)

    def _leaf(self, level: re.Match[str] | None, runs: list[Run]) -> None:
        runs = tidied(runs)
        if not runs:
            return
        lines, at = place(runs)
        part = Part("paragraph", lines=lines, at=at, runs=runs)
        if level:
            part.kind, part.number = "heading", int(level[1])
        elif self._heading is not None:
            self._open[-1].children[-1].runs = runs
            return
        self._add(part)

    def _in_code(self, tag: str) -> None:
        if tag == "br" or (tag in ("div", "p", "li", "tr") and self._line_is_open()):
            self._code_text.append("\n")

    def _line_is_open(self) -> bool:
        return bool(self._code_text) and not self._code_text[-1].endswith("\n")

    def _close_code(self, element: HtmlElement) -> None:
        text = "".join(self._code_text).replace("\r\n", "\n").replace("\r", "\n")
        self._code = None
        if not text.strip():
            return
        lines, at = place(self._code_runs)
        text = text.removeprefix("\n").rstrip()
        run = Run("text", text, (), lines, at)
        self._add(Part("code", name=language(element), lines=lines, at=at, runs=[run]))
        for image in element.iter("img"):
            if image.get("src"):
                shown = _image(image, (), lines, at)
                self._add(Part("paragraph", lines=lines, at=at, runs=[shown]))


def _image(element: HtmlElement, styles: tuple[Style, ...], lines: Lines, at: int) -> Run:
    """An image of the tree; one whose words are empty, and not only missing, decorates."""
    alt = element.get("alt")
    return Run("image", alt or "", styles, lines, at, element.get("src"), silent=alt == "")
