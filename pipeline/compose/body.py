"""The author's words in a finished mail: the text of the elements that map to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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


ADDED, NOTE = "added", "note"
"""Values of the attribute for what is not the author's, and for a footnote."""


class OwnWords(NamedTuple):
    """The author's words of a mail: those of its body, and of each footnote as shown."""

    body: str
    notes: tuple[str, ...]


def own_words(html: str, prefix: str) -> OwnWords:
    """The text within the outermost elements that carry a source attribute, block by block.

    The marks of fields stay in it; an image's alternative text is no part of it, nor is what the
    frame added among the words.
    """
    import lxml.html

    # Without huge_tree the parser drops what is over 10 MB in one piece.
    parser = lxml.html.HTMLParser(huge_tree=True)
    page = lxml.html.document_fromstring(html, parser=parser)
    attribute = f"data-{prefix}"
    body: list[str] = []
    _collect(page, attribute, inside=False, parts=body)
    notes = []
    for element in page.iter():
        if isinstance(element.tag, str) and element.get(attribute) == NOTE:
            note: list[str] = []
            _inside(element, attribute, inside=True, parts=note)
            notes.append("".join(note))
    return OwnWords("".join(body), tuple(notes))


def _collect(element: HtmlElement, attribute: str, *, inside: bool, parts: list[str]) -> None:
    if not isinstance(element.tag, str) or element.get(attribute) in (ADDED, NOTE):
        return
    mine = inside or attribute in element.attrib
    breaks = mine and element.tag in BLOCKS
    parts.append("\n" if breaks else "")
    _inside(element, attribute, inside=mine, parts=parts)
    parts.append("\n" if breaks else "")


def _inside(element: HtmlElement, attribute: str, *, inside: bool, parts: list[str]) -> None:
    if inside and element.text:
        parts.append(element.text)
    for child in element:
        _collect(child, attribute, inside=inside, parts=parts)
        if inside and child.tail:
            parts.append(child.tail)
