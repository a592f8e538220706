"""A page's runs of text: what stands together in one block, and how much of it is a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline import words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del"),
        *("dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q", "ruby", "rt", "rp"),
        *("s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"),
        *("var", "wbr", "picture", "source", "math", "mi", "mn", "mo", "mrow", "msup", "nobr"),
    }
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
STOPS = "\u104b\u0f0d\u17d4\u1362\u0589"  # of Burmese, Tibetan, Khmer, Amharic, Armenian
SENTENCE = re.compile(rf"[.!?…。！？؟۔।:;][\"'”’»)\]」』]*(?:\s|\[|$)|[。！？{STOPS}]")
LITTLE = 150  # characters of prose; with less, shorter pieces count as well
LABEL = 12  # characters that a label may have
LEAST = 60  # characters of a text that is surely more than a label
MUCH = 300  # characters that are a text without a full stop too: verse, a script that has none


@dataclass(slots=True)
class Leaf:
    """A run of text in its block: the element, its text, and how much of it is linked.

    `weight` is how much prose it is, `owners` are the elements within the block that it is in.
    """

    element: HtmlElement
    text: str = ""
    linked: int = 0
    weight: int = 0
    parts: list[str] = field(default_factory=list)
    owners: set[HtmlElement] = field(default_factory=set)

    @property
    def is_prose(self) -> bool:
        """Whether these are sentences that somebody wrote, no labels and no links."""
        return self.weight > 0


def block_of(element: HtmlElement) -> HtmlElement:
    """The block that an element's text stands in."""
    while element.tag in INLINE and element.getparent() is not None:
        element = element.getparent()
    return element


def leaves(root: HtmlElement) -> Iterator[Leaf]:
    """The runs of text of a tree, in order."""
    current: Leaf | None = None
    for owner, text, inside_link in _texts(root):
        block = block_of(owner)
        if current is None or current.element is not block:
            if current is not None and _finished(current):
                yield current
            current = Leaf(block)
        current.parts.append(text)
        current.owners.update(_within(owner, block))
        current.linked += len(text.strip()) if inside_link else 0
    if current is not None and _finished(current):
        yield current


def _within(owner: HtmlElement, block: HtmlElement) -> Iterator[HtmlElement]:
    """An element and those around it up to their block."""
    while owner is not block:
        yield owner
        owner = owner.getparent()


def _texts(root: HtmlElement) -> Iterator[tuple[HtmlElement, str, bool]]:
    """Each text of a tree with the element that it stands in, and whether that is a link."""
    from lxml import etree

    links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            links += element.tag == "a" and element.get("href") is not None
            if element.text:
                yield element, element.text, links > 0
        else:
            links -= element.tag == "a" and element.get("href") is not None
            if element.tail and element is not root:
                yield element.getparent(), element.tail, links > 0


def _finished(leaf: Leaf) -> bool:
    leaf.text = " ".join("".join(leaf.parts).split())
    leaf.parts = []
    leaf.weight = prose(leaf.text, leaf.linked) if leaf.element.tag not in HEADINGS else 0
    return bool(leaf.text)


def prose(text: str, linked: int = 0) -> int:
    """How many characters of prose a text is: 0 for labels, links and lists of names."""
    wide = any(map(words.unspaced, text[:40]))
    if len(text) < (LEAST // 3 if wide else LEAST) or linked > 0.5 * len(text):
        return 0
    much = len(text) >= (MUCH // 3 if wide else MUCH) and linked <= 0.1 * len(text)
    return len(text) if much or SENTENCE.search(text) else 0


def weighed(found: list[Leaf], out: Collection[int]) -> None:
    """Where a page has hardly any prose (a poem, short notes), all text that is no link counts."""
    if sum(leaf.weight for at, leaf in enumerate(found) if at not in out) >= LITTLE:
        return
    for leaf in found:
        label = leaf.element.tag in HEADINGS or leaf.linked > 0.3 * len(leaf.text)
        leaf.weight = 0 if label or len(leaf.text) < LABEL else len(leaf.text)
