"""Which elements go, and by which rule: the rules asked of every element, from the top."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.read.tree.tables import is_layout
from pipeline.read.web import rules
from pipeline.read.web.leaves import HEADINGS, INLINE, Leaf
from pipeline.read.web.rules import RULES
from pipeline.read.web.seen import Rule, Seen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEAR = 300  # letters of prose that may stand between a title and its byline
READ = 3000  # letters of an element that the rules read; more is a text, no label
# What is held together: within it only what nobody sees and what is a tool is taken out.
_PLAIN = frozenset(
    {
        *(
            "article",
            "b",
            "blockquote",
            "br",
            "code",
            "dd",
            "dl",
            "dt",
            "em",
            "hr",
            "i",
            "img",
            "li",
        ),
        *("main", "ol", "pre", "section", "strong", "sub", "sup", "table", "tbody", "td", "th"),
        *("thead", "tr", "ul"),
        *HEADINGS,
    }
)
_HELD = frozenset((*HEADINGS, "pre", "blockquote", "figure", "figcaption", "summary", "code"))


@dataclass(slots=True)
class Count:
    """What an element holds: letters, linked ones, those of prose, and which leaves."""

    letters: int = 0
    linked: int = 0
    prose: int = 0
    first: int = -1
    last: int = -1


@dataclass(frozen=True, slots=True)
class Counted:
    """A page's leaves and what each of its elements holds of them."""

    leaves: Sequence[Leaf]
    elements: Mapping[HtmlElement, Count]
    prose: Sequence[int] = field(default_factory=list)

    def of(self, element: HtmlElement) -> Count:
        """What an element holds."""
        return self.elements.get(element, _NOTHING)


_NOTHING = Count()


def counted(leaves: Sequence[Leaf], out: Collection[int] = ()) -> Counted:
    """What every element holds of some leaves; those that are `out` are no prose."""
    found: dict[HtmlElement, Count] = {}
    for at, leaf in enumerate(leaves):
        for element in leaf.owners:
            found.setdefault(element, Count(first=at, last=at)).last = at
        for element in (leaf.element, *leaf.element.iterancestors()):
            count = found.setdefault(element, Count())
            count.letters += len(leaf.text)
            count.linked += leaf.linked
            count.prose += 0 if at in out else leaf.weight
            count.first = at if count.first < 0 else count.first
            count.last = at
    weights = [0 if at in out else leaf.weight for at, leaf in enumerate(leaves)]
    return Counted(leaves, found, list(accumulate(weights, initial=0)))


def gone(
    body: HtmlElement,
    page: Counted,
    article: HtmlElement | None = None,
    keep: Collection[str] = (),
) -> dict[HtmlElement, str]:
    """The elements that go, each with its rule; what is inside of them goes with them.

    `article` is the element that holds the article, where it is known by now; `keep` names rules
    that are turned off.
    """
    active = [rule for rule in RULES if rule.name not in keep]
    held_by = [Rule("hidden", rules.hidden), Rule("navigation", rules.held_tool)]
    few = [rule for rule in held_by if rule.name not in keep]
    found: dict[HtmlElement, str] = {}
    around = set(article.iterancestors()) if article is not None else set()
    stack = [(child, False, False) for child in reversed(body)]
    while stack:
        element, within, held = stack.pop()
        within = within or element is article or (article is None and element.tag == "article")
        seen = _seen(element, page, article, within=within and element is not article)
        asked = () if element is article or element in around else few if held else active
        asked = asked if _asks(element) else ()
        rule = next((rule.name for rule in asked if rule.holds(seen)), "")
        if rule:
            found[element] = rule
            continue
        holds = held or _holds(element, seen, within=within)
        stack += [(child, within, holds) for child in reversed(element)]
    return found


def _asks(element: HtmlElement) -> bool:
    """Whether an element has anything that a rule may look at: more than its line, or its kind."""
    return element.tag not in _PLAIN or len(element.attrib) > 1


def _holds(element: HtmlElement, seen: Seen, *, within: bool) -> bool:
    """Whether what stands in an element belongs together, whatever it is called."""
    if element.tag in _HELD:
        return True
    if element.tag == "table" and within:
        return not is_layout(element)
    # A line of prose: what stands in it is a part of its sentences.
    return (
        seen.prose > 0
        and element.tag not in INLINE
        and all(child.tag in INLINE for child in element.iterdescendants())
    )


def _seen(
    element: HtmlElement, page: Counted, article: HtmlElement | None, *, within: bool
) -> Seen:
    count = page.of(element)
    letters = count.letters
    if element.tag in INLINE or not letters:
        text = " ".join("".join(element.itertext()).split())
        letters = len(text)
        linked = letters if element.tag == "a" else 0
    else:
        text = _text(element) if letters <= READ else ""
        linked = count.linked
    whole = page.prose[-1]
    return Seen(
        element=element,
        text=text,
        letters=letters,
        links=linked / letters if letters else 0.0,
        prose=count.prose,
        share=count.prose / whole if whole else 0.0,
        within=within,
        edge=article is None or (within and _at_edge(count, page.of(article), page.prose)),
    )


def _text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _at_edge(count: Count, article: Count, prose: Sequence[int]) -> bool:
    """Whether hardly any prose of the article stands before an element, or none after it."""
    if count.first < 0:
        return False
    whole = prose[article.last + 1] - prose[article.first]
    before = prose[count.first] - prose[article.first]
    after = prose[article.last + 1] - prose[count.last + 1]
    return before <= min(NEAR, 0.2 * whole) or after == 0
