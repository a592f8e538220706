"""Coloured boxes, buttons and background pictures in Outlook for Windows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pipeline.check.features.css_paint import faint
from pipeline.check.features.verdict import WORD
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.outlook_boxes import (
    TABLES,
    Box,
    around,
    at,
    boxes,
    counts,
    has_background,
    is_unseen,
    length,
    names_picture,
    px,
    sides,
    styled,
)
from pipeline.markup import Element, Text
from pipeline.model import Severity
from pipeline.styles import Declaration

CLIENTS = (WORD,)
PADDED = 6.0  # px: a padding that is missed
UNPADDED = frozenset((*TABLES, "img", "body", "html", "input", "button"))
MOST = 200  # background pictures that are looked at
NEAR = 400  # elements in one of them among which VML is looked for
THICK = 5.0  # px: a border that does what padding does


@rule("outlook/padding-ignored", Severity.WARNING)
def padding_ignored(mail: Mail) -> Iterator[Found]:
    """In Outlook for Windows a coloured box or button has no padding.

    It knows padding in table cells only: a button shrinks to its words, the text of a coloured box
    touches its edge. Put the colour and the padding into a table cell; for a link, a cell with
    `bgcolor` and padding around it, or `mso-padding-alt`.

    Source: caniemail.com, css-padding: Word's layout knows it in table cells only.
    """
    for box in styled(mail):
        if box.element.name in UNPADDED or not has_background(box):
            continue
        if _padded(box) and not _padded_otherwise(mail, box):
            kind = "button" if box.element.name == "a" else "box"
            yield Found(
                f"in Outlook for Windows the coloured {kind} <{box.element.name}> has no padding",
                at(box, "padding", "padding-left", "padding-top", "padding-right"),
                "put its colour and padding into a table cell around it",
                key=kind,
                clients=CLIENTS,
            )


def _padded(box: Box) -> bool:
    return any(length(one) >= PADDED for one in sides(box.style, "padding").values())


def _padded_otherwise(mail: Mail, box: Box) -> bool:
    """Whether a box gets its room in another way, or has nothing to show, or is hidden."""
    element = box.element
    if any("mso-padding-alt" in mail.word_styles.get(one.start, {}) for one in around(element)):
        return True
    if any(length(box.value(name)) >= THICK for name in ("border", "border-width", "border-top")):
        return True
    if any(one.start in mail.document.only_outlook for one in element.elements()):
        return True  # a ghost table, or spaces in the place of the padding
    return (
        not _has_text(element) or is_unseen(mail, element) or "display:none" in _squeezed(element)
    )


def _has_text(element: Element) -> bool:
    for one in element.nodes():
        shown = one.data.strip() if isinstance(one, Text) else one.name == "img"
        if shown:
            return True
    return False


def _squeezed(element: Element) -> str:
    return "".join(element.get("style").lower().split())


@rule("outlook/background-image", Severity.ERROR)
def background_image(mail: Mail) -> Iterator[Found]:
    """Text on a background picture cannot be read in Outlook for Windows.

    It shows such pictures only as VML. Light text that was meant for the picture stands there on
    white. Give the same element a background colour that the text can be read on; add VML if the
    picture matters. Where the text can be read all the same, and no colour stands in the picture's
    place, it is a note.

    Source: caniemail.com, css-background-image and html-background.
    """
    styles = {one.element.start: one.declarations for one in mail.inline}
    for box in islice((one for one in boxes(mail) if _has_picture(one)), MOST):
        element = box.element
        if _has_vml(element) or is_unseen(mail, element):
            continue
        if faint(element, styles, None):
            yield _without_picture(box, "text on a background picture cannot be read", None)
        elif not _coloured(mail, element):
            what = "a background picture is missing, and no colour stands in its place"
            yield _without_picture(box, what, Severity.NOTE)


def _has_picture(box: Box) -> bool:
    if box.element.name in ("body", "v:fill"):
        return False
    return bool(names_picture(box) or box.element.get("background"))


def _without_picture(box: Box, what: str, severity: Severity | None) -> Found:
    declared = names_picture(box)
    return Found(
        f"{what} in Outlook for Windows",
        declared.start if declared else box.element,
        "add a background colour (bgcolor) that the text can be read on",
        severity=severity,
        clients=CLIENTS,
    )


def _has_vml(element: Element) -> bool:
    near = (*islice(element.walk(), NEAR), *around(element))
    return any(one.name.startswith("v:") for one in near)


def _coloured(mail: Mail, element: Element) -> bool:
    return any(
        has_background(Box(one, mail.word_styles.get(one.start, {})))
        for one in around(element)
        if one is element or one.name != "body"
    )


@rule("outlook/important-inline", Severity.NOTE)
def important_inline(mail: Mail) -> Iterator[Found]:
    """Outlook for Windows ignores what is `!important` in a style attribute.

    It drops the whole declaration, so another width, colour or size counts there. In a style
    attribute `!important` is seldom needed: leave it out, or keep it for programs whose own styles
    must be beaten and write the declaration before it once without.

    Source: caniemail.com, css-important.
    """
    if not counts(mail):
        return
    unseen = mail.document.not_outlook
    for inline in mail.inline:
        if inline.element.start in unseen:
            continue
        plain = {one.name for one in inline.declarations if not one.important}
        for one in inline.declarations:
            if one.important and one.name not in plain and _is_known(one, inline.element):
                yield Found(
                    f"Outlook for Windows ignores {one.name} with !important in a style attribute",
                    one.start,
                    "leave !important out, or write the same before it without",
                    key="important",
                    clients=CLIENTS,
                )


def _is_known(declaration: Declaration, element: Element) -> bool:
    """Whether Outlook would do what a declaration says, were it not important."""
    if declaration.name in WORD_KNOWS:
        return True
    if px(element.get(declaration.name)) == length(declaration.value):
        return False  # an attribute says the same, and counts there
    on_cells = declaration.name in WORD_KNOWS_ON_CELLS and element.name in ("table", "td", "th")
    return on_cells and declaration.value not in ("0", "100%")


WORD_KNOWS = frozenset(
    (
        "background",
        "background-color",
        "border",
        "color",
        "font-family",
        "font-size",
        "font-weight",
        "line-height",
        "text-align",
        "text-decoration",
        "vertical-align",
    )
)
"""Properties that Word's layout knows: of others nothing is lost."""
WORD_KNOWS_ON_CELLS = frozenset(("height", "padding", "width"))
"""Those that it knows on tables and their cells only."""


RULES: tuple[Rule[Mail], ...] = (background_image, padding_ignored, important_inline)
