"""What a reader loses where a mail program does not do some CSS: each use judged, not its name.

The table tells the worst; a judge looks at the use: a fallback beside it, a ghost table around it,
a hidden element that stays hidden, text that can still be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.check.features.css_scene import (
    Case,
    hides_otherwise,
    on_purpose,
)
from pipeline.check.features.css_values import px
from pipeline.check.features.harm_css_colours import (
    clipped,
    colour,
    drops_all,
    has_text,
    picture,
)
from pipeline.check.features.harm_css_rules import generated, imported, in_media, selected, state
from pipeline.check.features.harm_css_table import LOSSES
from pipeline.check.features.loss import Harm
from pipeline.markup import Element, Text

NONE, LOOK, LAYOUT, CONTENT = Harm
Judge = Callable[[Case], Harm]

BRIEF = 250  # characters: the words of a preheader


def harm(case: Case) -> Harm:
    """What is lost where a program does not do it."""
    use = case.use
    if drops_all(case):
        return max(LAYOUT, colour(case))
    if on_purpose(use.around):
        return NONE
    if use.rule and (use.rule.start in case.scene.optional or not case.elements):
        return NONE
    if any(one.name.endswith("keyframes") for one in use.around):
        return LOOK
    if case.declaration and (case.fallback() or _said_inline(case)):
        return NONE
    judge = JUDGES.get(use.feature)
    return judge(case) if judge else LOSSES[use.feature].harm


def _said_inline(case: Case) -> bool:
    """Whether every element that a rule reaches has the same property in its own styles."""
    if case.use.element is not None:
        return False
    return all(
        any(one.name == case.name for one in case.scene.styles.get(element.start, ()))
        for element in case.elements
    )


def _flex(case: Case) -> Harm:
    """A box with one thing in it needs no columns; words and signs flow side by side anyway."""
    many = any(_columns(one, case) for one in case.elements)
    return LAYOUT if many and not case.ghosted() else LOOK


def _columns(element: Element, case: Case) -> bool:
    children = [*element.elements()]
    if len(children) < 2:
        return False
    apart = "grid" in case.value or case.said("justify-content").startswith("space-")
    return apart or not all(_flows(one, case) for one in children)


def _flows(element: Element, case: Case) -> bool:
    """Whether it stands in a line of text unless its own style attribute says otherwise."""
    styles = case.scene.styles.get(element.start, ())
    own = [one.value.lower() for one in styles if one.name == "display"]
    return element.name in FLOWING and all(one.startswith("inline") for one in own)


FLOWING = ("a", "b", "em", "font", "i", "img", "span", "strong", "sub", "sup", "br")


def _wrap(case: Case) -> Harm:
    return LAYOUT if any(sum(1 for _ in one.elements()) > 2 for one in case.elements) else LOOK


def _display(case: Case) -> Harm:
    """Columns made of blocks: in Outlook a ghost table holds them."""
    columns = {"inline-block", "table-cell"} & set(case.words)
    sized = px(case.said("width")) or "%" in case.said("width") or case.said("max-width")
    if not columns or not sized or case.said("width") == "100%" or case.ghosted():
        return LOOK
    return (
        LAYOUT if any(one.name == "div" and _beside(one.parent) for one in case.elements) else LOOK
    )


def _beside(parent: object) -> bool:
    """Whether there are several blocks in a parent."""
    children = getattr(parent, "children", ())
    return sum(1 for one in children if getattr(one, "name", "") == "div") > 1


def _justify(case: Case) -> Harm:
    return LAYOUT if any(one.startswith("space-") for one in case.words) else LOOK


def _gap(case: Case) -> Harm:
    laid = {"css-display-flex", "css-display-grid"} & case.features
    return _flex(case) if laid and px(case.value) != 0 else LOOK


def _float(case: Case) -> Harm:
    if "none" in case.words or case.every("align") or case.ghosted():
        return NONE
    floated = [one for one in case.elements if one.name in ("div", "img", "table", "td")]
    return LAYOUT if any(_has_company(one) for one in floated) else LOOK


def _has_company(element: Element) -> bool:
    """Whether something else is to be seen in the same parent."""
    others = element.parent.children if element.parent else ()
    return any(
        bool(one.data.strip()) if isinstance(one, Text) else one.name not in ("br", "style")
        for one in others
        if one.start != element.start
    )


def _position(case: Case) -> Harm:
    if not {"absolute", "fixed"} & set(case.words):
        return NONE
    return NONE if hides_otherwise(case.block, "left") else LAYOUT


def _offset(case: Case) -> Harm:
    return LAYOUT if case.said("position") in ("absolute", "fixed") else NONE


def _margin(case: Case) -> Harm:
    """Negative margins that pull a box over another; signs that hang in the margin may fall in."""
    lowest = min((px(one) or 0 for one in case.value.split()), default=0)
    boxes = any(one.name not in ("span", "a", "b", "i", "em", "strong") for one in case.elements)
    return LAYOUT if lowest < -8 and boxes else LOOK


def _auto(case: Case) -> Harm:
    return LAYOUT if "auto" in case.words and not case.said("margin") else LOOK


SIZES = (
    *("font-size", "width", "max-width", "min-width", "padding", "padding-left"),
    *("padding-right", "padding-top", "padding-bottom"),
)


def _size(case: Case) -> Harm:
    if case.name not in SIZES:
        return LOOK
    wide = case.name.endswith("width")
    return LOOK if wide and (case.every("width") or case.ghosted()) else LAYOUT


def _padding(case: Case) -> Harm:
    said = case.said("padding", "padding-left", "padding-top")
    return NONE if said else (LOOK if px(case.value) == 0 else LAYOUT)


def _box_sizing(case: Case) -> Harm:
    """Only a width with padding at its sides becomes too wide; cells are measured otherwise."""
    cells = all(one.name in ("td", "th", "table", "img") for one in case.elements)
    wide = case.said("width") not in ("", "auto")
    return LAYOUT if wide and _padded(case) and not cells else LOOK


def _padded(case: Case) -> bool:
    """Whether there is padding at the left or the right."""
    parts = case.said("padding").split()
    sides = [*(parts[:1] if len(parts) == 1 else parts[1::2])]
    sides += [case.said("padding-left"), case.said("padding-right")]
    return any(one and px(one) != 0 for one in sides)


def _object_fit(case: Case) -> Harm:
    both = case.said("width") and case.said("height") not in ("", "auto")
    return LAYOUT if both or case.every("height") else LOOK


def _hidden(case: Case) -> Harm:
    """Hidden in another way too, or nothing but the words of a preheader."""
    if hides_otherwise(case.block, case.name):
        return NONE
    brief = all(_brief(element.text) and not _rich(case) for element in case.elements)
    return LOOK if brief else LAYOUT


def _brief(text: str) -> bool:
    return len(" ".join(text.split())) < BRIEF


def _rich(case: Case) -> bool:
    """Whether there is more in it than words."""
    more = ("a", "img", "table")
    return any(
        inner.name in more and inner.get("width") != "1"  # a pixel that counts readers
        for one in case.elements
        for inner in one.walk()
    )


def _visibility(case: Case) -> Harm:
    return _hidden(case) if {"hidden", "collapse"} & set(case.words) else NONE


def _nothing(case: Case) -> Harm:
    """What is made nothing is meant to be hidden."""
    return _hidden(case) if px(case.value) == 0 else LOOK


def _animation(case: Case) -> Harm:
    """Text that only an animation makes visible."""
    starts_hidden = px(case.said("opacity") or "1") == 0 or case.said("visibility") == "hidden"
    ends = case.said("display") != "none"
    return CONTENT if starts_hidden and ends and has_text(case) else LOOK


def _white_space(case: Case) -> Harm:
    """Line breaks of the text, where the element does not keep them by itself."""
    broken = any("\n" in one.text.strip() and one.name != "pre" for one in case.elements)
    return LAYOUT if broken and any(one.startswith("pre") for one in case.words) else LOOK


def _variable(case: Case) -> Harm:
    if case.name.startswith("--"):
        return NONE
    return max(colour(case), _size(case))


JUDGES: Mapping[str, Judge] = {
    "css-display-flex": _flex,
    "css-display-grid": _flex,
    "css-display": _display,
    "css-flex-wrap": _wrap,
    "css-justify-content": _justify,
    "css-gap": _gap,
    "css-float": _float,
    "css-position": _position,
    "css-left-right-top-bottom": _offset,
    "css-inset": _offset,
    "css-margin": _margin,
    "css-margin-inline-block": _auto,
    "css-margin-inline-start-end": _auto,
    **dict.fromkeys(
        (
            *("css-unit-calc", "css-function-clamp", "css-function-max", "css-function-min"),
            *(f"css-unit-{one}" for one in ("ch", "rem", "vh", "vmax", "vmin", "vw")),
        ),
        _size,
    ),
    "css-box-sizing": _box_sizing,
    "css-object-fit": _object_fit,
    **dict.fromkeys(
        (
            "css-padding-inline-block",
            "css-padding-block-start-end",
            "css-padding-inline-start-end",
        ),
        _padding,
    ),
    "css-display-none": _hidden,
    "css-visibility": _visibility,
    "css-opacity": _nothing,
    "css-max-height": _nothing,
    "css-animation": _animation,
    "css-white-space": _white_space,
    **dict.fromkeys(
        (
            *("css-linear-gradient", "css-radial-gradient", "css-conic-gradient"),
            *("css-function-light-dark", "css-modern-color", "css-rgba", "css-rgb"),
        ),
        colour,
    ),
    "css-background": picture,
    "css-background-image": picture,
    "css-background-clip": clipped,
    "css-variables": _variable,
    "css-nesting": selected,
    "css-at-media": in_media,
    "css-at-import": imported,
    **dict.fromkeys(
        (name for name in LOSSES if name.startswith("css-selector-")),
        selected,
    ),
    **dict.fromkeys(
        (
            name
            for name, loss in LOSSES.items()
            if name.startswith("css-pseudo-class-") and loss.harm is LAYOUT
        ),
        selected,
    ),
    **dict.fromkeys(
        (
            name
            for name, loss in LOSSES.items()
            if name.startswith("css-pseudo-class-") and loss.harm is CONTENT
        ),
        state,
    ),
    "css-pseudo-element-after": generated,
    "css-pseudo-element-before": generated,
}
"""Those features whose harm depends on their use."""
