"""Which heading of a page is its article's title."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from pipeline.read.web.about import Head
from pipeline.read.web.leaves import HEADINGS, Leaf
from pipeline.read.web.names import called
from pipeline.read.web.vocabulary import TITLE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:index\.\w+)?")
_NOT_LETTERS = re.compile(r"[\W_]+")


def title(
    body: HtmlElement,
    leaves: Sequence[Leaf],
    first: int,
    head: Head,
    gone: Collection[HtmlElement],
) -> HtmlElement | None:
    """The heading that is the title: the page's `h1`, or the one that the head names.

    `first` is the index of the article's first leaf of prose; the title stands before it.
    """
    before = [leaf.element for leaf in leaves[: first + 1]]
    known = {element: at for at, element in enumerate(before)}
    named = {_folded(one) for one in head.titles()}
    reached = [one for one in body.iter(*HEADINGS) if _reached(one, known)]
    heads = [one for one in reached if not _in(one, gone)]
    site = _folded(head.site)
    tops = [one for one in heads if one.tag == "h1" and _text(one) and _text(one) != site]
    said = [one for one in heads if _text(one) in named and one.tag in ("h1", "h2", "h3")]
    if any(not _leads_home(one) for one in said):
        tops, said = ([one for one in ones if not _leads_home(one)] for ones in (tops, said))
    called_so = [one for one in heads if called(one, TITLE)]
    top_said = [one for one in tops if one in said]
    lone = tops if len(tops) == 1 and not (called_so and _leads_home(tops[0])) else []
    for choice in (top_said, lone, said):
        if choice:
            return choice[-1]
    tops = [one for one in tops if not _leads_home(one)] or called_so or tops
    # A heading that the head names is the title wherever it stands, in what looks like a frame too.
    framed = [one for one in reached if one.tag == "h1" and _text(one) in named - {site}]
    return next(iter(tops[-1:] or framed[-1:]), None)


def _leads_home(heading: HtmlElement) -> bool:
    """Whether a heading is the site's name, which is a link to its first page."""
    link = next(heading.iter("a"), None)
    return link is not None and bool(_HOME.fullmatch(link.get("href") or ""))


def _reached(heading: HtmlElement, known: Collection[HtmlElement]) -> bool:
    return any(one in known for one in heading.iter())


def _in(element: HtmlElement, gone: Collection[HtmlElement]) -> bool:
    return element in gone or any(one in gone for one in element.iterancestors())


def _text(element: HtmlElement) -> str:
    return _folded("".join(element.itertext()))


def _folded(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()
