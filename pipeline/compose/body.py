"""The author's words in a finished mail: the text of the elements that map to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS = frozenset(
    {
        *(
            "blockquote",
            "br",
            "dd",
            "div",
            "dl",
            "dt",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "li",
        ),
        *("ol", "p", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)


def own_words(html: str, prefix: str) -> str:
    """The text within the outermost elements that carry a source attribute, block by block.

    The marks of fields stay in it; an image's alternative text is no part of it.
    """
    import lxml.html

    parts: list[str] = []
    # Without huge_tree the parser drops what is over 10 MB in one piece.
    parser = lxml.html.HTMLParser(huge_tree=True)
    _collect(
        lxml.html.document_fromstring(html, parser=parser),
        f"data-{prefix}",
        inside=False,
        parts=parts,
    )
    return "".join(parts)


def _collect(element: HtmlElement, attribute: str, *, inside: bool, parts: list[str]) -> None:
    if not isinstance(element.tag, str):
        return
    mine = inside or attribute in element.attrib
    breaks = mine and element.tag in BLOCKS
    parts.append("\n" if breaks else "")
    if mine and element.text:
        parts.append(element.text)
    for child in element:
        _collect(child, attribute, inside=mine, parts=parts)
        if mine and child.tail:
            parts.append(child.tail)
    parts.append("\n" if breaks else "")
