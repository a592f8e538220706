"""The CSS of a document, parsed with tinycss2 (CSS Syntax Level 3), with places in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.markup import Document, Element, Text

if TYPE_CHECKING:
    from tinycss2.ast import Node as Token
else:
    Token = Any

_FIELD = re.compile(r"[$#@]\{\{?[^{}\n]{1,120}\}\}?")
_BRACKETS = str.maketrans("{}", "[]")
_BREAK = re.compile(r"\r\n|[\r\n\f]")


@dataclass(frozen=True, slots=True, eq=False)
class Declaration:
    """A declaration: name in lower case (a custom property's as it is), value as tinycss2 has it.

    `tokens` are tinycss2's component values. `start` is the offset of its name in the document;
    in an attribute whose value holds references such as `&quot;`, that of the place nearby.
    """

    name: str
    value: str
    tokens: tuple[Token, ...]
    important: bool
    start: int


@dataclass(frozen=True, slots=True, eq=False)
class AtRule:
    """An at-rule: its keyword in lower case, its prelude as written, the at-rules around it.

    `declarations` are its own, of `@font-face` and `@page`. `start` is an offset of the document.
    """

    name: str
    prelude: str
    tokens: tuple[Token, ...]
    around: tuple[AtRule, ...]
    start: int
    declarations: tuple[Declaration, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class StyleRule:
    """A rule: its selectors as written, its declarations, the at-rules around it.

    `within` are the selectors of the rules that it is nested in.
    """

    selectors: str
    tokens: tuple[Token, ...]
    declarations: tuple[Declaration, ...]
    around: tuple[AtRule, ...]
    start: int
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A style block: its element, its rules and at-rules in order, where its CSS is broken.

    `media` is the element's own attribute. `problems` are offsets, each with what is wrong.
    `comments` is where its comments begin.
    """

    element: Element
    css: str
    start: int
    media: str = ""
    rules: tuple[StyleRule, ...] = ()
    at_rules: tuple[AtRule, ...] = ()
    problems: tuple[tuple[int, str], ...] = ()
    comments: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Inline:
    """A style attribute: its element, its declarations."""

    element: Element
    declarations: tuple[Declaration, ...]


def sheets(document: Document) -> tuple[Sheet, ...]:
    """The style blocks of a document, those that only Outlook reads included."""
    return tuple(
        _sheet(one, text)
        for one in document.elements
        if one.name == "style"
        for text in [*(child for child in one.children if isinstance(child, Text))][:1]
    )


def inline_styles(document: Document) -> tuple[Inline, ...]:
    """The style attributes of a document."""
    return tuple(
        Inline(one, inline_style(document, one)) for one in document.elements if one.has("style")
    )


def inline_style(document: Document, element: Element) -> tuple[Declaration, ...]:
    """The declarations of an element's style attribute."""
    span = element.value_at(document.source, "style")
    start = span[0] if span else element.start
    return tuple(
        Declaration(name, value, tokens, important, start + at)
        for name, value, tokens, important, at in _declared(element.get("style"))
    )


@lru_cache(maxsize=4096)
def _declared(css: str) -> tuple[tuple[str, str, tuple[Token, ...], bool, int], ...]:
    """The declarations of a style attribute's text; many elements have the same."""
    import tinycss2

    lines = _line_starts(css)
    css = _without_braces(css)
    found = tinycss2.parse_blocks_contents(css, skip_comments=True, skip_whitespace=True)
    try:
        return tuple(
            (_name(one), _value(one), tuple(one.value), one.important, _offset(one, lines))
            for one in found
            if one.type == "declaration"
        )
    except RecursionError:  # hundreds of brackets in one another are an attack, no style
        return ()


def _sheet(element: Element, text: Text) -> Sheet:
    import tinycss2

    reading = _Reading(text.start, _line_starts(text.data))
    try:
        css = _without_braces(text.data)
        reading.read(tinycss2.parse_stylesheet(css, skip_whitespace=True))
    except RecursionError:  # hundreds of brackets in one another are an attack, no style
        reading.problems.append((text.start, "brackets are nested too deep to be read"))
    return Sheet(
        element,
        text.data,
        text.start,
        element.get("media"),
        tuple(reading.rules),
        tuple(reading.at_rules),
        tuple(reading.problems),
        tuple(reading.comments),
    )


@dataclass(slots=True)
class _Reading:
    """A style block as it is read: where it begins, where its lines begin, what was found."""

    start: int
    lines: Sequence[int]
    rules: list[StyleRule] = field(default_factory=list)
    at_rules: list[AtRule] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)

    def read(
        self,
        nodes: Sequence[Any],
        around: tuple[AtRule, ...] = (),
        within: tuple[str, ...] = (),
    ) -> None:
        """The rules of a block, with what stands around them."""
        for node in nodes:
            match node.type:
                case "qualified-rule":
                    self.rule(node, around, within)
                case "at-rule":
                    self.at_rule(node, around, within)
                case "error":
                    self.problems.append((self.place(node), node.message))
                case "comment":
                    self.comments.append(self.place(node))

    def rule(self, node: Any, around: tuple[AtRule, ...], within: tuple[str, ...]) -> None:
        import tinycss2

        selectors = tinycss2.serialize(node.prelude).strip()
        inside = tinycss2.parse_blocks_contents(node.content, skip_whitespace=True)
        declarations = tuple(self.declarations(inside))
        self.rules.append(
            StyleRule(
                selectors, tuple(node.prelude), declarations, around, self.place(node), within
            )
        )
        nested = [one for one in inside if one.type != "declaration"]
        self.read(nested, around, (*within, selectors))

    def at_rule(self, node: Any, around: tuple[AtRule, ...], within: tuple[str, ...]) -> None:
        import tinycss2

        name = node.lower_at_keyword
        prelude = tinycss2.serialize(node.prelude).strip()
        content = node.content or ()
        declares = name in DECLARING
        inside = (
            tinycss2.parse_blocks_contents(content, skip_whitespace=True)
            if declares or within
            else tinycss2.parse_rule_list(content, skip_whitespace=True)
        )
        declarations = tuple(self.declarations(inside))
        one = AtRule(name, prelude, tuple(node.prelude), around, self.place(node), declarations)
        self.at_rules.append(one)
        self.read([each for each in inside if each.type != "declaration"], (*around, one), within)

    def declarations(self, nodes: Sequence[Any]) -> Iterator[Declaration]:
        for one in nodes:
            if one.type == "declaration":
                yield Declaration(
                    _name(one), _value(one), tuple(one.value), one.important, self.place(one)
                )

    def place(self, node: Any) -> int:
        return self.start + _offset(node, self.lines)


DECLARING = ("font-face", "page", "property", "counter-style", "-ms-viewport", "viewport")
"""At-rules that hold declarations."""


def _without_braces(css: str) -> str:
    """CSS whose merge fields such as `${x}` and `#{{ x }}` are in brackets, of the same length.

    Braces amid a value would make a rule of the declaration.
    """
    if "{" not in css:
        return css
    return _FIELD.sub(lambda found: found[0].translate(_BRACKETS), css)


def _name(node: Any) -> str:
    name: str = node.name
    return name if name.startswith("--") else name.lower()


def _value(node: Any) -> str:
    import tinycss2

    text: str = tinycss2.serialize(node.value)
    return text.strip()


def _line_starts(css: str) -> list[int]:
    """Where the lines of a CSS text begin, as CSS counts them: broken by LF, CR, CRLF and FF."""
    return [0, *(found.end() for found in _BREAK.finditer(css))]


def _offset(node: Any, lines: Sequence[int]) -> int:
    line, column = int(node.source_line), int(node.source_column)
    return lines[min(line, len(lines)) - 1] + column - 1
