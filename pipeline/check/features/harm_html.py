"""What a reader loses where a mail program does not know some HTML, and what to write instead.

What is not in the table degrades to nothing: elements that say what a text is, attributes for
screen readers, hints for the loading of pictures. Its text is shown all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipeline.check.contents.texts import squeezed
from pipeline.check.features.loss import Harm
from pipeline.check.features.use import Use
from pipeline.markup import Element, Text


class Missing(NamedTuple):
    """What a feature is for people, what becomes of it, what to write instead.

    `judge` tells the harm of a use; `what` begins a sentence, `becomes` goes on with it. `quiet`
    makes it a note.
    """

    what: str
    becomes: str
    hint: str
    judge: Callable[[Use], Harm]
    quiet: bool = False


FONT_HOSTS = ("font", "typekit", "typography")
SIDES = ("left", "right")
UNSEEN = ("br", "style", "script", "link", "meta")
_FULL = re.compile(r"(?:^|;)\s*(?:min-)?width\s*:\s*100%", re.IGNORECASE)
_HIDDEN = ("display:none", "mso-hide:all", "visibility:hidden")
_OFFER = "link to a page where they can answer"


def harm(use: Use) -> Harm:
    """What is lost where a program does not do what a use asks of it."""
    loss = LOSSES.get(use.feature)
    return loss.judge(use) if loss and use.element else Harm.LOOK


def _lost(use: Use) -> Harm:  # noqa: ARG001
    return Harm.CONTENT


def _moved(use: Use) -> Harm:  # noqa: ARG001
    return Harm.LAYOUT


def _without_fallback(use: Use) -> Harm:
    """Sound and films: a picture or a link inside is shown in their place."""
    inside = use.element.walk() if use.element else ()
    return Harm.LOOK if any(one.name in ("img", "a") for one in inside) else Harm.CONTENT


def _unless_text(use: Use) -> Harm:
    return Harm.LOOK if use.element and use.element.text.strip() else Harm.LAYOUT


def _drawing(use: Use) -> Harm:
    """A drawing: beside words it is an ornament where it says so itself."""
    element = use.element
    if element is None or element.within("svg"):
        return Harm.LOOK
    ornament = element.get("aria-hidden") == "true" or element.get("role") in (
        "presentation",
        "none",
    )
    return Harm.LOOK if ornament else Harm.CONTENT


def _picture(use: Use) -> Harm:
    element = use.element
    inside = element.walk() if element else ()
    return Harm.LOOK if any(one.name == "img" for one in inside) else Harm.CONTENT


def _choice(use: Use) -> Harm:
    """Several sizes of a picture: fine beside one that all know."""
    element = use.element
    if element is None or element.name != "img" or element.get("src"):
        return Harm.LOOK
    return Harm.CONTENT


def _hiding(use: Use) -> Harm:
    """What has nothing to be seen in it, such as the spaces of a button's padding, is no matter."""
    element = use.element
    if element is None or is_hidden(element):
        return Harm.LOOK
    seen = squeezed(element.text) or any(one.name in ("img", "hr") for one in element.walk())
    return Harm.LAYOUT if seen else Harm.LOOK


def _dialog(use: Use) -> Harm:
    element = use.element
    shown = element is None or element.has("open") or is_hidden(element)
    return Harm.LOOK if shown else Harm.LAYOUT


def _control(use: Use) -> Harm:
    """A field: told with the form that it is in, and not told where nobody sees it."""
    element = use.element
    if element is None or element.within("form") or is_hidden(element):
        return Harm.LOOK
    return Harm.LAYOUT


def is_hidden(element: Element) -> bool:
    """Whether an element or one around it is hidden by its style attribute."""
    around = (element, *element.ancestors())
    styles = ("".join(one.get("style").lower().split()) for one in around)
    return any(hiding in style for style in styles for hiding in _HIDDEN)


def _sheet(use: Use) -> Harm:
    """A style sheet elsewhere; one of fonts is replaced by other fonts."""
    element = use.element
    if element is None or "stylesheet" not in element.get("rel").lower().split():
        return Harm.LOOK
    return Harm.LOOK if any(one in element.get("href") for one in FONT_HOSTS) else Harm.LAYOUT


def _base(use: Use) -> Harm:
    return Harm.LAYOUT if use.element and use.element.has("href") else Harm.LOOK


def _reading(use: Use) -> Harm:
    """Readings above characters: `rp` sets them in brackets where they cannot stand above."""
    inside = use.element.walk() if use.element else ()
    return Harm.LOOK if any(one.name == "rp" for one in inside) else Harm.LAYOUT


def _floated(use: Use) -> Harm:
    """A table beside which something stands: one that fills its line is moved nowhere."""
    element = use.element
    if element is None or element.name != "table" or element.get("align").lower() not in SIDES:
        return Harm.LOOK
    widths = (element.get("width"), element.get("style"))
    full = widths[0].strip() == "100%" or bool(_FULL.search(widths[1]))
    return Harm.LAYOUT if not full and _has_next(element) else Harm.LOOK


def _has_next(element: Element) -> bool:
    """Whether something to be seen comes after it in the same parent."""
    after = (one for one in (element.parent.children if element.parent else ()))
    return any(
        one.start > element.start
        and (squeezed(one.data) if isinstance(one, Text) else one.name not in UNSEEN)
        for one in after
    )


def _map(use: Use) -> Harm:
    return Harm.LAYOUT if use.element and use.element.name == "map" else Harm.LOOK


_FIELD = Missing(
    "a field outside of a form",
    "is not shown, or shown as text in brackets",
    f"leave it out: {_OFFER}, or hide it from the programs that do not know it",
    _control,
)

LOSSES: Mapping[str, Missing] = {
    "html-form": Missing(
        "a form",
        "cannot be filled in or sent",
        f"leave the form out: {_OFFER}",
        _lost,
    ),
    "html-video": Missing(
        "a video without a fallback",
        "is not shown",
        "put a picture that links to the video inside <video>, or in its place",
        _without_fallback,
    ),
    "html-audio": Missing(
        "a sound without a fallback",
        "cannot be played",
        "put a link to the recording inside <audio>, or in its place",
        _without_fallback,
    ),
    "html-object": Missing(
        "an embedded object without a fallback",
        "is not shown",
        "put a picture or a link in its place",
        _without_fallback,
    ),
    "html-svg": Missing(
        "a drawing in <svg>",
        "is not shown",
        "show it as a PNG with <img>",
        _drawing,
    ),
    "html-picture": Missing(
        "a <picture> without an <img>",
        "is not shown",
        "put an <img> inside, as the last: all programs know it",
        _picture,
    ),
    "html-srcset": Missing(
        "a picture with srcset and no src",
        "is not shown",
        "add src with a PNG or JPEG: all programs know it",
        _choice,
    ),
    "html-hidden": Missing(
        "text hidden by the attribute hidden",
        "is shown",
        'hide it with style="display:none; mso-hide:all"',
        _hiding,
    ),
    "html-dialog": Missing(
        "a closed <dialog>",
        "is shown as common text, or not at all",
        "leave it out: nothing can open it in a mail",
        _dialog,
    ),
    "html-popover": Missing(
        "a popover",
        "is shown at once, or cannot be opened",
        "leave it out, or write its text where it belongs",
        _moved,
    ),
    "html-input-checkbox": _FIELD,
    "html-input-radio": _FIELD,
    "html-input-text": _FIELD,
    "html-input-submit": _FIELD,
    "html-input-reset": _FIELD,
    "html-select": _FIELD._replace(what="a list to choose from, outside of a form"),
    "html-textarea": _FIELD,
    "html-button-submit": _FIELD._replace(
        what="a <button>",
        becomes="does nothing, or is not shown",
        hint="make it a link that looks like a button: <a> in a table cell with a colour",
    ),
    "html-button-reset": _FIELD._replace(what="a <button>", becomes="does nothing"),
    "html-link": Missing(
        "a style sheet elsewhere (<link>)",
        "is not read, so its styles are missing",
        "put the styles into style attributes, and into a <style> in the head",
        _sheet,
    ),
    "html-base": Missing(
        "the address that <base> sets for all links",
        "is not used, or used in a wrong way",
        "write each link whole, with https://",
        _base,
    ),
    "html-meter": Missing(
        "a <meter> without a text inside",
        "is not shown",
        "write its value as text inside",
        _unless_text,
    ),
    "html-progress": Missing(
        "a <progress> without a text inside",
        "is not shown",
        "write its value as text inside",
        _unless_text,
    ),
    "html-ruby": Missing(
        "a reading in <ruby>",
        "stands behind the characters as if it belonged to the text",
        "set brackets around each reading with <rp>(</rp><rt>…</rt><rp>)</rp>",
        _reading,
    ),
    "html-image-maps": Missing(
        "a picture with several links (<map>)",
        "has no links",
        "cut the picture into several with a link each, or give the links as text too",
        _map,
    ),
    "html-anchor-links": Missing(
        "a link to another place in the mail",
        "does nothing",
        'nothing needs to be done if the mail reads well without it; <a name="…"> is found by '
        "more programs than id",
        _moved,
        quiet=True,
    ),
    "html-align": Missing(
        "align on a table",
        "does not set tables side by side",
        "write float:left or float:right into its style too",
        _floated,
    ),
    "html-lists": Missing(
        "a list's own numbering (reversed, value)",
        "is not kept",
        "write the numbers as text",
        _moved,
    ),
    "html-mailto-links": Missing(
        "a mailto: link",
        "opens without some of what it fills in",
        "leave out bcc and the like",
        _moved,
    ),
}
"""What hurts where it is not known, by caniemail's names."""

LOST_EVERYWHERE: Mapping[str, tuple[str, str]] = {
    "script": ("no mail program runs scripts", "leave it out; filters take such mails for attacks"),
    "iframe": ("no mail program shows another page inside a mail", "link to the page"),
    "frame": ("no mail program shows frames", "write the text into the mail itself"),
    "frameset": ("no mail program shows frames", "write the text into the mail itself"),
    "embed": ("hardly any mail program shows what is embedded", "show a picture that links to it"),
    "applet": ("no mail program runs applets", "leave it out"),
    "canvas": ("nothing draws on a canvas in a mail", "show a picture"),
    "portal": ("no mail program shows another page inside a mail", "link to the page"),
}
"""Elements that are lost in all mail programs, with why and what to do."""

DATA_SCRIPTS = ("application/ld+json", "application/json")
"""Scripts that are data: Gmail reads them for its cards, nobody is shown anything."""
