"""The steps from a page to a draft: tokens, a tree, what goes, where the article is, Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from pipeline.errors import Place, SourceError
from pipeline.model import Lines, Removal
from pipeline.read.manuscript import About, Draft, Manuscript
from pipeline.read.markdown.blocks import Source
from pipeline.read.tree import to_markdown
from pipeline.read.web import found, sorting
from pipeline.read.web.about import Head, head
from pipeline.read.web.kept import OUTSIDE, Cut, Parting, Places
from pipeline.read.web.leaves import HEADINGS, Leaf, leaves, weighed
from pipeline.read.web.lexer import Token, tokens
from pipeline.read.web.missed import missed
from pipeline.read.web.notes import notes
from pipeline.read.web.own_text import own_text
from pipeline.read.web.parsed import parsed
from pipeline.read.web.pictures import Pictures
from pipeline.read.web.titles import title
from pipeline.read.web.vocabulary import DATED
from pipeline.words import essence

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FOLLOW = 20  # characters that may stand behind an author's name: a sign, a button
YEAR = 4  # words that may stand around a lone year in a line that only dates
LONG = 20  # words above a title that are no byline
LABEL = 150  # characters that a line of names and dates has at most
_LINES = ("p", "div", "span", "address", "time", "section", "li")


def draft(paper: Manuscript, keep: Collection[str] = ()) -> Draft:
    """A page's article as Markdown, and everything else as removals."""
    page, file = paper.body, paper.file
    read = list(tokens(page, file))
    text = own_text(read, page)
    body = parsed(read, page, file)
    if essence("".join(body.itertext())) != essence(text):
        raise SourceError(
            "this page's tags are too broken to tell its text from them",
            place=Place(file),
            hint="open it in a browser and save it again, or save its text",
        )
    said = head(read)
    pictures = Pictures(said.base, said.author)
    places = Places(text)
    runs = list(leaves(body))
    cut = _cut(body, runs, said, keep)
    parting = Parting(cut, places, pictures)
    parting.walk(body)
    written = to_markdown(parting.tree, file)
    source = Source(file, written.markdown, written.spans, paper.shown, written.ats)
    return Draft(
        source=source,
        used=[],
        text=text,
        removals=(*parting.removals, *_code(read, page, places)),
        about=_about(said),
        images=pictures.found,
        missed=missed(runs, cut),
    )


def _about(said: Head) -> About:
    return About(next(iter(said.titles()), ""), said.author, said.date, said.lang)


def _cut(body: HtmlElement, runs: list[Leaf], said: Head, keep: Collection[str]) -> Cut:
    """What goes and what stays."""
    sure = sorting.gone(body, sorting.counted(runs), None, keep)
    out = _indices(runs, sure)
    weighed(runs, out)
    page = sorting.counted(runs, out)
    likely = found.matched(body, runs, sure)
    article = found.article(body, runs, likely, out)
    first = _first(runs, page, article, out)
    top = title(body, runs, first, said, sure)
    gone = sorting.gone(body, page, article, keep)
    outer = found.around(article, top)
    stay = {article, *found.widened(article, outer, page, gone)}
    if top is not None:
        around = set(top.iterancestors())
        lead = range(_place(runs, top) + 1, first)  # what heads an article heads no page
        gone = {
            one: rule
            for one, rule in gone.items()
            if one not in around and not (rule == "page-header" and page.of(one).first in lead)
        }
        stay.add(top)
    count = page.of(article)
    span = (first if top is None else _place(runs, top), count.last)
    stay |= found.rescued(runs, span, likely - out, gone, stay)
    stay |= notes(article, body, gone)
    if top is not None and "byline" not in keep:
        gone |= _below(runs, page, top, first, said.author)
    return Cut(
        gone,
        stay,
        top,
        _shift(body, top, gone, stay),
        said.base,
        above=_above(runs, top, keep),
        everything=OUTSIDE in keep,
    )


def _indices(runs: Sequence[Leaf], gone: Collection[HtmlElement]) -> set[int]:
    """The leaves that go with some elements."""
    return {
        at
        for at, leaf in enumerate(runs)
        if leaf.element in gone or any(one in gone for one in leaf.element.iterancestors())
    }


def _first(
    runs: Sequence[Leaf], page: sorting.Counted, article: HtmlElement, out: Collection[int]
) -> int:
    """The index of the article's first leaf of prose."""
    count = page.of(article)
    span = range(max(0, count.first), count.last + 1)
    return next((at for at in span if runs[at].weight and at not in out), max(0, count.first))


def _above(
    runs: Sequence[Leaf], top: HtmlElement | None, keep: Collection[str]
) -> frozenset[HtmlElement]:
    """Of what stands above the title, what is text all the same: prose, and a picture's caption."""
    if top is None:
        return frozenset()
    return frozenset(
        leaf.element
        for leaf in runs[: _place(runs, top)]
        if leaf.weight
        or "byline" in keep
        or _is_caption(leaf.element)
        or (len(leaf.text.split()) > LONG and not leaf.linked)
    )


def _is_caption(element: HtmlElement) -> bool:
    return any(one.tag in ("figure", "figcaption") for one in (element, *element.iterancestors()))


def _place(runs: Sequence[Leaf], heading: HtmlElement) -> int:
    within = set(heading.iter())
    return next((at for at, leaf in enumerate(runs) if leaf.element in within), 0)


def _below(
    runs: Sequence[Leaf], page: sorting.Counted, top: HtmlElement, first: int, author: str
) -> dict[HtmlElement, str]:
    """What stands between the title and the text and says by whom it is, or of when."""
    found: dict[HtmlElement, str] = {}
    for leaf in runs[_place(runs, top) + 1 : first]:
        count = page.of(leaf.element)
        name = leaf.text.startswith(author or "\n") and len(leaf.text) <= len(author) + FOLLOW
        label = count.letters <= LABEL and not count.prose and not _tells(leaf.text)
        if label and leaf.element.tag in _LINES and (name or DATED.search(leaf.text)):
            found[leaf.element] = "byline"
    return found


def _tells(text: str) -> bool:
    """Whether a line with a date says more: it calls out or asks, or has a year among its words."""
    lone = [*re.findall(r"\d+", text)] == DATED.findall(text)
    return text.endswith(("!", "?")) or (lone and len(text.split()) > YEAR)


def _shift(
    body: HtmlElement,
    top: HtmlElement | None,
    gone: Collection[HtmlElement],
    stay: Collection[HtmlElement],
) -> int:
    """By how many levels the other headings move down, so that the title is above them all."""
    if top is None:
        return 0
    for heading in body.iter(*HEADINGS):
        around = (heading, *heading.iterancestors())
        other = heading.tag == "h1" and heading is not top
        if other and any(one in stay for one in around) and not any(one in gone for one in around):
            return 1
    return 0


def _code(read: Sequence[Token], page: str, places: Places) -> list[Removal]:
    """What a page holds beside its text, as one removal: scripts, styles, frames."""
    counts: dict[str, int] = {}
    first = last = 0
    for token in read:
        if token.kind == "start" and token.name in ("script", "style", "iframe", "template"):
            counts[token.name] = counts.get(token.name, 0) + 1
            first, last = first or token.end, token.end
    if not counts:
        return []
    lines = Lines(page.count("\n", 0, first) + 1, page.count("\n", 0, last) + 1)
    told = ", ".join(f"{count} × <{name}>" for name, count in sorted(counts.items()))
    at = places.starts[lines.first - 1]
    return [Removal(lines, told, "html-code", 0, within=True, at=at)]
