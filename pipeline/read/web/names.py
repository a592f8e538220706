"""What an element is called: its classes, its id and its label, as words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Beginnings of classes that tell of an article's subject or of the page's layout.
_OTHER = re.compile(
    r"(?:has|with|without|no|not|is|js|category|tag|type|status|format|post-\d|postid|page-id"
    r"|page-template|single|hentry|wp-block-group|wp-block-column|lg|md|sm|xl)-"
    r"|elementor-(?:element|widget|column|row|section|container|inner|background)(?:-|$)"
)
_WITH = re.compile(r"-(?:with|has|without|no)-[a-z0-9]+")  # what stands beside, not what it is
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PARTS = re.compile(r"[^a-z0-9]+")


def names(element: HtmlElement) -> tuple[str, ...]:
    """The names of an element, each as words in lower case with hyphens around and between."""
    own = element.get("id") or ""
    return _names(element.get("class") or "", "" if own and _is_headings(element, own) else own)


def _is_headings(element: HtmlElement, own: str) -> bool:
    """Whether an id was made from the heading that the element begins with."""
    first = next(iter(element.iterdescendants("h1", "h2", "h3", "h4", "h5", "h6")), None)
    if first is None:
        return False
    told = {one for one in _PARTS.split(" ".join(first.itertext()).lower()) if one}
    parts = [one for one in _PARTS.split(own.lower()) if one]
    known = len(told) <= 30 and bool(parts) and all(one in told for one in parts)
    section = element.tag == "section" or "section" in (element.get("class") or "").split()
    return known and (len(parts) > 1 or section)


@lru_cache(maxsize=4096)
def _names(classes: str, own: str) -> tuple[str, ...]:
    found = []
    for name in [*classes.split(), own]:
        plain = _PARTS.sub("-", _HUMP.sub("-", name).lower()).strip("-")
        plain = _WITH.sub("", plain)
        if plain and not _OTHER.match(plain) and len(plain) <= 60:
            found.append(f"-{plain}-")
    return tuple(found)


def called(element: HtmlElement, pattern: re.Pattern[str]) -> bool:
    """Whether one of an element's names matches."""
    return any(_found(pattern, name) for name in names(element))


@lru_cache(maxsize=65536)
def _found(pattern: re.Pattern[str], name: str) -> bool:
    return bool(pattern.search(name))


def naming(words: str) -> re.Pattern[str]:
    """A pattern that finds one of some words, which may have hyphens, in a name."""
    return re.compile(f"-(?:{'|'.join(words.split())})(?=-)")
