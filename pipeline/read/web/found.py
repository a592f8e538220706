"""Where a page's article is: the smallest element that holds nearly all of its prose."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from pipeline.read.tree.tables import is_layout
from pipeline.read.web.leaves import STOPS, Leaf
from pipeline.read.web.parsed import LINE
from pipeline.read.web.sorting import Counted

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEARLY_ALL = 0.9
SHORT = 600  # letters between a title and its text that need not be prose
MATCHED = 4  # times as much weight for what trafilatura found too
MOST_LETTERS = 300_000  # of a page that trafilatura is asked about
_NOT_LETTERS = re.compile(r"[\W_]+")
_WHOLE = frozenset(
    {
        *("p", "ul", "ol", "dl", "li", "dd", "blockquote", "pre", "figure", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "details", "table"),
    }
)


def matched(body: HtmlElement, leaves: Sequence[Leaf], gone: Iterable[HtmlElement]) -> set[int]:
    """The indices of the leaves whose text trafilatura takes for the article's."""
    if sum(len(leaf.text) for leaf in leaves) > MOST_LETTERS:
        return set()
    texts = _folded(_extracted(_without(body, gone)))
    likely: set[int] = set()
    reached = 0
    for at, leaf in enumerate(leaves):
        place = _place(texts, _folded(leaf.text), reached) if leaf.weight else -1
        if place >= 0:
            likely.add(at)
            reached = place
    return likely


def _place(texts: str, wanted: str, reached: int) -> int:
    """Where a text stands, looked for from where the last one was found."""
    after = texts.find(wanted, reached)
    return after if after >= 0 else texts.find(wanted, 0, reached + len(wanted))


def _folded(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()


def _without(body: HtmlElement, gone: Iterable[HtmlElement]) -> HtmlElement:
    """A copy of the page without what is surely no part of the article."""
    import lxml.html

    for number, element in enumerate(gone):
        element.set("ll-gone", str(number))
    whole = lxml.html.Element("html")
    whole.append(deepcopy(body))
    for element in body.xpath(".//*[@ll-gone]"):
        del element.attrib["ll-gone"]
    for element in whole.xpath(".//*[@ll-gone]"):
        element.drop_tree()
    for element in whole.iter():
        element.attrib.pop(LINE, None)
    return whole


def _extraction() -> Callable[..., Any]:
    """What trafilatura offers, imported without a library of its that then tries out a socket."""
    import socket

    there, socket.has_ipv6 = socket.has_ipv6, False
    try:
        import urllib3.util.connection
        from trafilatura import bare_extraction
    finally:
        socket.has_ipv6 = there
    urllib3.util.connection.HAS_IPV6 = there
    return bare_extraction


def _extracted(page: HtmlElement) -> str:
    """The text that trafilatura finds, "" where it finds none."""
    bare_extraction = _extraction()
    log = logging.getLogger("trafilatura")
    before, log.disabled = log.disabled, True
    try:
        found = bare_extraction(page, include_comments=False, favor_recall=True, fast=True)
    except Exception:  # noqa: BLE001 - it is one opinion of several, and must not stop a build
        return ""
    finally:
        log.disabled = before
    return (getattr(found, "text", "") or "") if found else ""


def article(
    body: HtmlElement, leaves: Sequence[Leaf], likely: Collection[int], gone: Collection[int]
) -> HtmlElement:
    """The element that holds the article: nearly all of the prose is in it, in none of its own.

    `likely` are the leaves that trafilatura takes for the article's, `gone` those that are
    surely none of it.
    """
    weights: dict[HtmlElement, int] = {}
    for at, leaf in enumerate(leaves):
        weight = 0 if at in gone else leaf.weight * (MATCHED if at in likely else 1)
        if not weight:
            continue
        for element in (leaf.element, *leaf.element.iterancestors()):
            weights[element] = weights.get(element, 0) + weight
    found = body
    whole = weights.get(body, 0)
    while whole:
        inside = max(found, key=lambda child: weights.get(child, 0), default=None)
        if inside is None or (inside.tag in _WHOLE and not _lays_out(inside)):
            break
        if weights.get(inside, 0) < NEARLY_ALL * whole:
            break
        found = inside
    return found


def _lays_out(element: HtmlElement) -> bool:
    return element.tag == "table" and is_layout(element)


def around(article: HtmlElement, title: HtmlElement | None) -> HtmlElement:
    """What the article may have more in: its own element, or one that its title is in too."""
    for element in (article, *article.iterancestors()):
        semantic = element.tag in ("article", "main") or element.get("role") in ("main", "article")
        if semantic or element.get("itemprop") == "articleBody":
            return _with_title(element, title)
    parent = article.getparent()
    if title is not None:
        return _with_title(article, title)
    return parent if parent is not None and parent.tag not in ("body", "html") else article


def _with_title(element: HtmlElement, title: HtmlElement | None) -> HtmlElement:
    if title is None:
        return element
    above = set(title.iterancestors())
    return next((one for one in (element, *element.iterancestors()) if one in above), element)


def widened(
    article: HtmlElement, outer: HtmlElement, page: Counted, gone: Collection[HtmlElement]
) -> list[HtmlElement]:
    """The elements beside the article, up to an outer one, that are part of it as well."""
    found: list[HtmlElement] = []
    inner = article
    while inner is not outer and inner.getparent() is not None:
        parent = inner.getparent()
        lists = parent.tag in ("article", "main") or outer.tag == "article"
        above = True
        for one in parent:
            above = above and one is not inner
            beside = one is not inner and one not in gone
            if beside and _belongs(one, page, gone, lists=lists, above=above):
                found.append(one)
        inner = parent
    return found


def _belongs(
    element: HtmlElement,
    page: Counted,
    gone: Collection[HtmlElement],
    *,
    lists: bool,
    above: bool,
) -> bool:
    """Whether an element beside the article holds prose; or, in an article's own, any text."""
    count = page.of(element)
    inside = [one for one in element.iter() if one in gone]
    prose = count.prose - sum(page.of(one).prose for one in inside)
    letters = count.letters - sum(page.of(one).letters for one in inside)
    linked = count.linked - sum(page.of(one).linked for one in inside)
    if not letters:
        return next(element.iter("img"), None) is not None and element.tag in _PICTURED
    if linked > 0.4 * letters:
        return False
    if above and letters > SHORT and prose < 0.3 * letters:
        return False  # labels for the most part; its sentences are found one by one
    return prose > 0 or lists


_PICTURED = ("figure", "picture", "img", "div", "p")


def rescued(
    leaves: Sequence[Leaf],
    span: tuple[int, int],
    likely: Collection[int],
    gone: Collection[HtmlElement],
    stay: Collection[HtmlElement],
) -> set[HtmlElement]:
    """What stands outside of the article and is text all the same.

    That is every sentence within a span of leaves, from the title to the last prose, and whatever
    trafilatura takes for the article's.
    """
    found: set[HtmlElement] = set()
    for at, leaf in enumerate(leaves):
        amid = span[0] < at < span[1] and (leaf.weight > 0 or is_sentence(leaf))
        if not amid and at not in likely:
            continue
        above = {leaf.element, *leaf.element.iterancestors()}
        if above.isdisjoint(gone) and above.isdisjoint(stay):
            found.add(leaf.element)
    return found


def is_sentence(leaf: Leaf) -> bool:
    """Whether a run is a sentence, however short: it ends as one and is no link."""
    text = leaf.text
    words = len(text.split())
    enough = words >= 4 or (len(text) >= 10 and not text.isascii())
    return enough and leaf.linked < 0.5 * len(text) and bool(_ENDS.search(text))


_ENDS = re.compile(rf"[.!?…。！？؟۔।{STOPS}][\"'”’»)\]」』]*$")
