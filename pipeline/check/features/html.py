"""Which HTML a mail uses: elements, attributes, fields and links, by caniemail's names."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.check.features.pictures import picture_uses
from pipeline.check.features.use import Use
from pipeline.markup import Element
from pipeline.markup.conditions import is_closing, opened
from pipeline.markup.pieces import Kind

if TYPE_CHECKING:
    from pipeline.check.mail import Mail

SHOWN = 60  # characters of a tag that are shown

ELEMENTS: Mapping[str, str] = {
    name: feature
    for feature, names in (
        ("html-abbr", "abbr"),
        ("html-acronym", "acronym"),
        ("html-address", "address"),
        ("html-audio", "audio"),
        ("html-base", "base"),
        ("html-bdi", "bdi"),
        ("html-blockquote", "blockquote"),
        ("html-body", "body"),
        ("html-code", "code"),
        ("html-del", "del"),
        ("html-dfn", "dfn"),
        ("html-dialog", "dialog"),
        ("html-div", "div"),
        ("html-form", "form"),
        ("html-h1-h6", "h1 h2 h3 h4 h5 h6"),
        ("html-hr", "hr"),
        ("html-image-maps", "map"),
        ("html-img", "img"),
        ("html-link", "link"),
        ("html-lists", "ul ol dl"),
        ("html-marquee", "marquee"),
        ("html-meter", "meter"),
        ("html-object", "object"),
        ("html-p", "p"),
        ("html-picture", "picture"),
        ("html-pre", "pre"),
        ("html-progress", "progress"),
        ("html-rp", "rp"),
        ("html-rt", "rt"),
        ("html-ruby", "ruby"),
        ("html-select", "select"),
        (
            "html-semantics",
            "article aside details figcaption figure footer header main mark nav section time "  # noqa: ISC004
            "summary",
        ),
        ("html-small", "small"),
        ("html-span", "span"),
        ("html-strike", "strike"),
        ("html-strong", "strong"),
        ("html-style", "style"),
        ("html-svg", "svg"),
        ("html-table", "table"),
        ("html-textarea", "textarea"),
        ("html-video", "video"),
        ("html-wbr", "wbr"),
    )
    for name in names.split()
}
"""Elements, and what their use is called."""

ATTRIBUTES: Mapping[str, tuple[str, str]] = {
    "align": ("html-align", ""),
    "aria-describedby": ("html-aria-describedby", ""),
    "aria-hidden": ("html-aria-hidden", ""),
    "aria-label": ("html-aria-label", ""),
    "aria-labelledby": ("html-aria-labelledby", ""),
    "aria-live": ("html-aria-live", ""),
    "background": ("html-background", ""),
    "cellpadding": ("html-cellpadding", "table"),
    "cellspacing": ("html-cellspacing", "table"),
    "dir": ("html-dir", ""),
    "height": ("html-height", ""),
    "hidden": ("html-hidden", ""),
    "lang": ("html-lang", ""),
    "loading": ("html-loading-attribute", "img iframe"),
    "popover": ("html-popover", ""),
    "required": ("html-required", "input select textarea"),
    "role": ("html-role", ""),
    "srcset": ("html-srcset", "img source"),
    "target": ("html-target", "a area base form"),
    "usemap": ("html-image-maps", "img object"),
    "valign": ("html-valign", ""),
    "width": ("html-width", ""),
}
"""Attributes, what their use is called, and the elements that it is told of: all if none."""

INPUTS: Mapping[str, str] = {
    kind: feature
    for feature, kinds in (
        ("html-input-checkbox", "checkbox"),
        ("html-input-hidden", "hidden"),
        ("html-input-radio", "radio"),
        ("html-input-reset", "reset"),
        ("html-input-submit", "submit image"),
        ("html-input-text", "text email tel url search password number date time month week"),
    )
    for kind in kinds.split()
}
"""Kinds of `<input>`; those in which one writes behave as a text field does."""

_ONLY = {name: frozenset(only.split()) for name, (_, only) in ATTRIBUTES.items() if only}
_VML = ("v:", "o:", "w:")


def html_uses(mail: Mail, wanted: Container[str] | None = None) -> Iterator[Use]:
    """Its uses of elements, attributes, fields, links and pictures, all or the wanted ones.

    Pictures come last, and only where all are asked for.
    """
    asked = _known() if wanted is None else wanted
    yield from (one for one in _pieces(mail) if one.feature in asked)
    only, without = mail.document.only_outlook, mail.document.not_outlook
    for element in mail.document.elements:
        if not element.name.startswith(_VML):
            for feature, name in _of(element):
                if feature in asked:
                    yield Use(
                        feature,
                        attribute_at(mail.html, element, name) if name else element.start,
                        _shown(mail.html, element, name),
                        element,
                        others=element.start not in only,
                        outlook=element.start not in without,
                    )
    if wanted is None:
        yield from picture_uses(mail)


def _known() -> Container[str]:
    from pipeline.clients import FEATURES

    return FEATURES


def _shown(source: str, element: Element, name: str) -> str:
    if name:
        return f'{name}="{element.get(name)}"'
    return source[element.start : min(element.end, element.start + SHOWN)]


def _pieces(mail: Mail) -> Iterator[Use]:
    """Comments and the doctype, which are no elements."""
    for one in mail.document.seen:
        if one.piece.kind in (Kind.COMMENT, Kind.OTHER):
            text = mail.html[one.piece.start : one.piece.end]
            if one.piece.kind is Kind.COMMENT and not opened(text, 0) and not is_closing(text):
                yield Use("html-comments", one.piece.start, text[:SHOWN])
            elif text[:20].lower().replace(" ", "") == "<!doctypehtml>":
                yield Use("html-doctype", one.piece.start, text)


def _of(element: Element) -> Iterator[tuple[str, str]]:
    """The features that an element is, each with the attribute that it is, "" for its tag."""
    if element.name in ELEMENTS:
        yield ELEMENTS[element.name], ""
    special = _SPECIAL.get(element.name)
    yield from ((one, "") for one in special(element)) if special else ()
    for name in element.attributes:
        known = ATTRIBUTES.get(name)
        if known and element.name in _ONLY.get(name, (element.name,)):
            yield known[0], name


def attribute_at(source: str, element: Element, name: str) -> int:
    """Where an attribute is written, the element's place if it cannot be told."""
    at = source.find(f" {name}", element.attributes_at - 1, element.end)
    return at + 1 if at >= 0 else element.start


def _input(element: Element) -> Iterator[str]:
    yield INPUTS.get(element.get("type", "text").strip().lower() or "text", "html-input-text")


def _button(element: Element) -> Iterator[str]:
    kind = element.get("type", "submit").strip().lower() or "submit"
    yield {"submit": "html-button-submit", "reset": "html-button-reset"}.get(kind, "")


def _meta(element: Element) -> Iterator[str]:
    if element.get("name").strip().lower() == "color-scheme":
        yield "html-meta-color-scheme"


def _link(element: Element) -> Iterator[str]:
    href = element.get("href").strip()
    if href.startswith("#") and len(href) > 1:
        yield "html-anchor-links"
    elif href[:7].lower() == "mailto:":
        yield "html-mailto-links"


def _html(element: Element) -> Iterator[str]:
    if element.has("amp4email") or any(name.startswith("⚡4email") for name in element.attributes):
        yield "amp"


_SPECIAL: Mapping[str, Callable[[Element], Iterator[str]]] = {
    "input": _input,
    "button": _button,
    "meta": _meta,
    "a": _link,
    "area": _link,
    "html": _html,
}
