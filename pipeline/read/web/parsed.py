"""A page's tokens → a tree of elements, by lxml, whose text is the page's own, in its order."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.errors import Place, SourceError
from pipeline.read.web.lexer import CODE, Token
from pipeline.read.web.own_text import shown

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 800  # elements within elements
MOST_ATTRIBUTES = 500  # of an element: lxml's time grows with their square
LINE = "ll-line"
_FRAME = frozenset(("html", "head", "body", "frameset", "frame", "title", "meta", "link", "base"))
# What lxml would read in a way of its own is given another name.
_RENAMED = {
    **dict.fromkeys(("xmp", "listing", "plaintext"), "pre"),
    **{name: f"ll-{name}" for name in ("textarea", "noscript", "template", "object")},
    **dict.fromkeys(("image", "amp-img"), "img"),
}
# Elements without an end, some of which lxml would wait for.
_VOID = frozenset(("source", "track", "wbr", "embed", "param", "area", "col", "input", "img"))
_ATTRIBUTE = re.compile(r"[a-z][\w:.-]*", re.ASCII)
_TERMS = frozenset(("dl", "dt", "dd"))


def parsed(tokens: Iterable[Token], page: str, file: str = "") -> HtmlElement:
    """The tree of a page's shown tokens, an element for all of it on top.

    Each element has its line in `ll-line`. Raises SourceError where elements nest without end.
    """
    import lxml.html

    written = "".join(_written(shown(tokens, file), page))
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, encoding="utf-8")
    data = f"<html><body>{written}</body></html>".encode()
    body = lxml.html.document_fromstring(data, parser=parser).find("body")
    _check_depth(body, file)
    return body


def _written(tokens: Iterable[Token], page: str) -> Iterator[str]:
    """The page again, in the plainest HTML that says the same."""
    line, at = 1, 0
    terms: list[str] = []
    drawings = 0
    for token in tokens:
        line, at = line + page.count("\n", at, token.start), token.start
        if token.kind == "text":
            yield html.escape(token.text, quote=False)
        if token.kind not in ("start", "end"):
            continue
        start = token.kind == "start"
        if token.name == "svg":
            drawings = max(0, drawings + (1 if start else -1))
        name = _RENAMED.get(token.name, token.name)
        if name in _FRAME:
            if drawings and name == "title":
                yield "<ll-title>" if start else "</ll-title>"
            continue
        if name in _TERMS:
            yield from _closed_terms(name, terms, start=start)
        if start:
            yield f'<{name} {LINE}="{line}"{_attributes(token)}>'
            yield f"</{name}>" if name in CODE or name in _VOID else ""
        elif name not in CODE and name not in _VOID:
            yield f"</{name}>"


def _closed_terms(name: str, terms: list[str], *, start: bool) -> Iterator[str]:
    """The ends that a term or its meaning implies and lxml would not see."""
    if start and name != "dl" and terms and terms[-1] != "dl":
        yield f"</{terms.pop()}>"
    if start:
        terms.append(name)
        return
    while name in terms and terms.pop() != name:
        pass


def _attributes(token: Token) -> str:
    return "".join(
        f' {name}="{html.escape(_plain(value))}"'
        for name, value in token.attributes[:MOST_ATTRIBUTES]
        if _ATTRIBUTE.fullmatch(name)
    )


def _plain(value: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", " ", value)


def _check_depth(body: HtmlElement, file: str) -> None:
    from lxml import etree

    depth = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise SourceError(
                f"elements are nested {DEEPEST} deep or more",
                place=Place(file, int(element.get(LINE, "0"))),
                hint="this is no page that a browser shows; save the article as text",
            )
