"""What a reader loses where a mail program drops a colour or a background."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.check.features.css_paint import GROUNDS, faint
from pipeline.check.features.css_scene import Case
from pipeline.check.features.css_values import functions
from pipeline.check.features.loss import Harm
from pipeline.styles import Declaration

if TYPE_CHECKING:
    from tinycss2.ast import Node as Token
else:
    Token = Any

NONE, LOOK, LAYOUT, CONTENT = Harm


def colour(case: Case) -> Harm:
    """A colour or background that is dropped, under text that cannot be read without it."""
    if case.declaration is None or case.name not in ("color", *GROUNDS):
        return LOOK
    return CONTENT if _faint(case, case.declaration) else LOOK


def _faint(case: Case, dropped: Declaration | None) -> bool:
    styles = case.scene.styles
    if case.use.rule:
        styles = {**styles, **{one.start: tuple(case.block) for one in case.elements}}
    return any(faint(one, styles, dropped) for one in case.elements[:3])


def drops_all(case: Case) -> bool:
    """Whether Gmail drops the style attribute or style block around a colour, fallback and all.

    It does for spaces in place of commas, and for a new notation in a style attribute.
    """
    if case.use.feature == "css-modern-color":
        return case.use.element is not None
    if case.use.feature not in ("css-rgb", "css-rgba") or case.declaration is None:
        return False
    return any(_spaced(one) for one in functions(case.declaration.tokens))


def _spaced(function: Token) -> bool:
    commas = any(one.type == "literal" and one.value == "," for one in function.arguments)
    numbers = any(one.type == "number" for one in function.arguments)
    return function.lower_name in ("rgb", "rgba") and numbers and not commas


def picture(case: Case) -> Harm:
    """A background's picture, its colour is kept; a gradient is told of by itself."""
    pictured = "url(" in case.value and "gradient(" not in case.value
    return CONTENT if pictured and _faint(case, None) else LOOK


def clipped(case: Case) -> Harm:
    """Text cut out of its background: where the cut is not made, clear text is not there."""
    clear = "transparent" in (case.said("color"), case.said("-webkit-text-fill-color"))
    return CONTENT if "text" in case.words and clear and has_text(case) else LOOK


def has_text(case: Case) -> bool:
    """Whether there is something to see in it."""
    return any(one.text.strip() or one.name == "img" for one in case.elements)
