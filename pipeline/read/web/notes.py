"""Footnotes that stand beside an article: it links to them, and they link back to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from pipeline.read.web.leaves import block_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LABELS = 40  # letters that may stand among notes: their heading


def notes(
    article: HtmlElement, body: HtmlElement, gone: Collection[HtmlElement]
) -> set[HtmlElement]:
    """The footnotes outside of an article that are its own, with the label above them."""
    places = {one.get("name"): one for one in body.iter("a") if one.get("name")}
    places |= {one.get("id"): one for one in body.iter() if one.get("id")}
    inside = set(article.iter())
    found: set[HtmlElement] = set()
    for link in article.iter("a"):
        there = _target(link, places)
        note = block_of(there) if there is not None and there not in inside else None
        if note is None or note in found or not _leads_back(note, places, inside):
            continue
        if all(one not in gone for one in (note, *note.iterancestors())):
            found.add(note)
    parents = {one.getparent() for one in found if one.getparent() is not None}
    return found | {one for one in parents if _only_notes(one, found)}


def _target(link: HtmlElement, places: Mapping[str, HtmlElement]) -> HtmlElement | None:
    """The place on the page that a link leads to."""
    return places.get((link.get("href") or "").partition("#")[2])


def _leads_back(
    note: HtmlElement, places: Mapping[str, HtmlElement], inside: Collection[HtmlElement]
) -> bool:
    return any(_target(one, places) in inside for one in note.iter("a"))


def _only_notes(element: HtmlElement, found: Collection[HtmlElement]) -> bool:
    """Whether an element has only notes in it, and a label or two."""
    others = (one for one in element if one not in found)
    return sum(len("".join(one.itertext()).strip()) for one in others) <= LABELS
