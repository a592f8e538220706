"""HTML that renders the same in fewer bytes: `build --minify`.

What goes: white space that no mail program draws, comments that no mail program reads, spaces in
CSS. Everything else stays byte for byte: text with the spaces in it, conditional comments with
all that they hold, fields, the preheader with its filler, `<pre>`, quotes around attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from pipeline.compose.css_rules import NotRulesError, Rule, rules
from pipeline.compose.source_map import value_span
from pipeline.markup.pieces import ATTRIBUTE, Kind, Piece, pieces

SPACE = "\t\n\f\r "
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "col"),
        *("colgroup", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "li", "link", "main"),
        *("meta", "nav", "ol", "p", "pre", "section", "style", "table", "tbody", "td", "tfoot"),
        *("th", "thead", "title", "tr", "ul"),
    )
)
"""Elements beside which white space is not drawn, unless a style makes them stand in a line."""

KEPT_WHOLE = frozenset(("pre", "textarea", "xmp"))
_CONDITIONAL = re.compile(r"<!--\s*(?:\[if\b|<!\[endif\])|<!(?:--)?\[(?:if\b|endif)", re.IGNORECASE)
_IN_A_LINE = re.compile(r"(?i)display\s*:\s*inline")
_KEEPS_SPACE = re.compile(r"(?i)white-space(?:-collapse)?\s*:\s*(?:pre|break|preserve)")
_STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|url\([^)]*\)", re.IGNORECASE)
_RUN = re.compile(r"[\t\n\f\r ]+")
_CLASSES = re.compile(r"\.(-?[^\W\d][\w-]*)")


def minified(html: str) -> str:
    """The HTML in fewer bytes; a second time changes nothing more."""
    html = "".join(_without_comment(html, piece) for piece in pieces(html, conditional=False))
    found = list(pieces(html, conditional=False))
    lines = _Lines(html, found)
    return "".join(_written(html, piece, at, lines) for at, piece in enumerate(found))


def _without_comment(html: str, piece: Piece) -> str:
    text = html[piece.start : piece.end]
    return "" if piece.kind is Kind.COMMENT and not _CONDITIONAL.match(text) else text


def _written(html: str, piece: Piece, at: int, lines: _Lines) -> str:
    text = html[piece.start : piece.end]
    match piece.kind:
        case Kind.START:
            return _tag(html, piece)
        case Kind.RAW if piece.name == "style":
            return minified_css(text)
        case Kind.TEXT if not text.strip(SPACE) and not lines.whole[at]:
            return "" if lines.is_unseen(at) else (text if len(text) == 1 else " ")
        case _:
            return text


class _Lines:
    """Which pieces stand in a line of text, and which keep their space as it is written."""

    def __init__(self, html: str, found: Sequence[Piece]) -> None:
        self._html = html
        self._found = found
        styles = "".join(
            html[one.start : one.end]
            for one in found
            if one.kind is Kind.RAW and one.name == "style"
        )
        self._in_a_line = _classes(styles, _IN_A_LINE)
        self._keeping = _classes(styles, _KEEPS_SPACE)
        self.whole = list(self._whole())

    def _whole(self) -> Iterator[bool]:
        """For each piece whether it stands in an element that keeps its space."""
        opened: list[str] = []
        for piece in self._found:
            yield bool(opened)
            if piece.kind is Kind.START and (opened or self._keeps(piece)):
                if piece.name not in ("br", "col", "hr", "img", "input", "link", "meta", "wbr"):
                    opened.append(piece.name)
            elif piece.kind is Kind.END and piece.name in opened:
                while opened.pop() != piece.name:
                    pass

    def _keeps(self, tag: Piece) -> bool:
        text = self._html[tag.start : tag.end]
        keeps = _KEEPS_SPACE.search(text) is not None
        return tag.name in KEPT_WHOLE or keeps or self._has(tag, self._keeping)

    def is_unseen(self, at: int) -> bool:
        """Whether white space between two tags is not drawn: it stands beside a block's edge."""
        return self._is_edge(self._beside(at, -1)) or self._is_edge(self._beside(at, 1))

    def _beside(self, at: int, step: int) -> Piece | None:
        """The nearest piece on one side that a browser draws, or that is an edge."""
        at += step
        while 0 <= at < len(self._found) and self._is_nothing(at):
            at += step
        return self._found[at] if 0 <= at < len(self._found) else None

    def _is_nothing(self, at: int) -> bool:
        piece = self._found[at]
        blank = not self._html[piece.start : piece.end].strip(SPACE)
        return piece.kind is Kind.COMMENT or (
            piece.kind is Kind.TEXT and blank and not self.whole[at]
        )

    def _is_edge(self, piece: Piece | None) -> bool:
        if piece is None or piece.kind is Kind.OTHER:
            return True
        if piece.kind not in (Kind.START, Kind.END) or piece.name not in BLOCKS:
            return False
        if piece.kind is Kind.END:
            return piece.name not in self._named_in_a_line
        return not self._stands_in_a_line(piece)

    @cached_property
    def _named_in_a_line(self) -> frozenset[str]:
        """Blocks of which one or another stands in a line: at their ends nobody knows which."""
        return frozenset(
            piece.name
            for piece in self._found
            if piece.kind is Kind.START and self._stands_in_a_line(piece)
        )

    def _stands_in_a_line(self, tag: Piece) -> bool:
        text = self._html[tag.start : tag.end]
        return _IN_A_LINE.search(text) is not None or self._has(tag, self._in_a_line)

    def _has(self, tag: Piece, classes: frozenset[str]) -> bool:
        text = self._html[tag.start : tag.end]
        return bool(classes) and any(name in text for name in classes)


def _classes(css: str, body: re.Pattern[str]) -> frozenset[str]:
    """The classes and tags of rules that hold a declaration."""
    if not body.search(css):
        return frozenset()
    try:
        found = rules(css)
    except NotRulesError:
        return frozenset(("<",))  # nothing is known: every tag counts
    return frozenset(
        name for one in _flat(found) if body.search(one.body or "") for name in _names(one.prelude)
    )


def _names(prelude: str) -> list[str]:
    return _CLASSES.findall(prelude) or ["<"]


def _flat(found: Sequence[Rule]) -> Iterator[Rule]:
    for rule in found:
        yield from _flat(rule.inside) if rule.inside is not None else (rule,)


def _tag(html: str, tag: Piece) -> str:
    """A start tag with single spaces between its attributes, and its style in fewer bytes."""
    parts = [html[tag.start : tag.attributes]]
    end = tag.attributes
    for found in ATTRIBUTE.finditer(html, tag.attributes, tag.end - 1):
        lead = " " if found["lead"].strip(SPACE) == "" else found["lead"]
        start, stop = value_span(found)
        value = html[start:stop]
        if found["name"].lower() == "style":
            value = _style_value(value, quoted=found["double"] is not None)
        parts += (lead, html[found.start("name") : start], value, html[stop : found.end()])
        end = found.end()
    rest = html[end : tag.end]
    return "".join(parts) + (rest if "/" in rest else ">")


def _style_value(value: str, *, quoted: bool) -> str:
    """A style attribute's value; between double quotes a single one needs no entity."""
    plain = re.sub(r"&#0?39;|&apos;|&#x27;", "'", value) if quoted else value
    return value if "&" in plain else _style(plain)


def _style(style: str) -> str:
    return _outside_strings(style, _declarations).strip(SPACE).rstrip(";")


def _declarations(css: str) -> str:
    return re.sub(r" ?([;:,]) ?| (?=!)", r"\1", _RUN.sub(" ", css))


def minified_css(css: str) -> str:
    """A style sheet in fewer bytes; one that cannot be read stays as it is."""
    if "<!--" in css:
        return css
    try:
        return "".join(map(_rule, rules(css)))
    except NotRulesError:
        return css


def _rule(rule: Rule) -> str:
    prelude = _outside_strings(rule.prelude, _prelude)
    if rule.inside is not None:
        return f"{prelude}{{{''.join(map(_rule, rule.inside))}}}"
    if rule.body is None:
        return f"{prelude};"
    if "{" in rule.body:
        return f"{prelude}{{{_outside_strings(rule.body, lambda css: _RUN.sub(' ', css))}}}"
    return f"{prelude}{{{_style(rule.body)}}}"


def _prelude(css: str) -> str:
    """Selectors, or what a group is for: a space is a sign in both, but not beside a comma."""
    return re.sub(r" ?([,>]) ?", r"\1", _RUN.sub(" ", css))


def _outside_strings(css: str, change: Callable[[str], str]) -> str:
    """CSS with its strings and addresses as they are, and all else changed."""
    parts: list[str] = []
    end = 0
    for found in _STRING.finditer(css):
        parts += (change(css[end : found.start()]), found[0])
        end = found.end()
    return "".join((*parts, change(css[end:])))
