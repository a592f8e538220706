"""An element as the rules see it, and what they ask of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from pipeline.read.web.names import called

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Seen(NamedTuple):
    """An element as the rules see it.

    `text` is what it says (nothing where it says very much), `letters` its length, `links` its
    share of linked letters, `prose` its letters in sentences and `share` these of all the page's.
    `within` says that it stands in the article, `edge` that no prose of the article stands before
    it, or none after it.
    """

    element: HtmlElement
    text: str
    letters: int
    links: float
    prose: int
    share: float
    within: bool
    edge: bool

    @property
    def amid(self) -> bool:
        """Whether it stands in the middle of the article, where most is part of it."""
        return self.within and not self.edge


class Rule(NamedTuple):
    """The name that the report shows, and whether an element is what it says."""

    name: str
    holds: Callable[[Seen], bool]


FEW = 250  # letters of prose that a box of a sure name may have in the shortest article

BOXES = frozenset(
    {
        *("div", "section", "aside", "nav", "header", "footer", "ul", "ol", "dl", "form", "dialog"),
        *("p", "span", "article", "figure", "table", "td", "tr", "li", "a", "amp-ad", "small"),
        *("time", "address", "label", "center", "details", "menu"),
    }
)


def is_heading(element: HtmlElement) -> bool:
    """Whether an element is a heading, or what holds all of a page."""
    return element.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "body", "main")


def box(seen: Seen, pattern: re.Pattern[str], *, most: float, letters: int = 10**9) -> bool:
    """A box of a name that is no heading, and takes no more than it may."""
    return (
        seen.element.tag in BOXES
        and called(seen.element, pattern)
        and (seen.share <= most or (seen.edge and seen.prose <= FEW and seen.share < 0.5))
        and seen.letters <= letters
    )


def in_heading(element: HtmlElement) -> bool:
    """Whether an element stands in a heading or a term."""
    headings = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
    return next(element.iterancestors(*headings), None) is not None


def has(element: HtmlElement, *tags: str) -> bool:
    """Whether an element has one of some tags in it."""
    return next(element.iterdescendants(*tags), None) is not None
