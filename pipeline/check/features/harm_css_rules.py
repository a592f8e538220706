"""What a reader loses where a mail program drops a rule, for its selector or what is around it."""

from __future__ import annotations

from pipeline.check.features.css_names import names
from pipeline.check.features.css_scene import Case, carries, on_purpose, reveals, texts
from pipeline.check.features.loss import Harm
from pipeline.markup import Element, Text
from pipeline.styles import AtRule

NONE, LOOK, LAYOUT, CONTENT = Harm
STATES = names(
    "active checked default focus focus-visible focus-within has hover visited link before after"
)
"""Pseudo-classes and pseudo-elements whose rules are not how a mail looks when it is opened."""


def selected(case: Case) -> Harm:
    """A rule that is dropped, which the layout may stand on."""
    rule = case.use.rule
    if rule is None or any(f":{one}" in rule.selectors for one in STATES):
        return LOOK
    return LAYOUT if carries(rule, case.scene) else LOOK


def state(case: Case) -> Harm:
    """Text that is hidden until a reader does something."""
    if not reveals(case.block):
        return LOOK
    hidden = [one for one in case.elements if one.start in case.scene.hidden]
    return CONTENT if any(_only_there(one, case) for one in hidden) else LOOK


def _only_there(element: Element, case: Case) -> bool:
    """Whether some sentence stands nowhere else in the mail, so that hiding it loses it."""
    for node in element.nodes():
        if isinstance(node, Text) and node.parent and node.parent.name not in ("label", "style"):
            words = node.data.split()
            if len(words) > 1 and case.scene.text.count(" ".join(words)) < 2:
                return True
    return False


def generated(case: Case) -> Harm:
    """Words that a style sheet writes."""
    return CONTENT if any(True for _ in texts(case)) else LOOK


def in_media(case: Case) -> Harm:
    """Rules for every screen that stand in `@media` all the same."""
    at_rule = case.use.at_rule
    if at_rule is None or on_purpose((at_rule,)):
        return LOOK
    inside = (rule for sheet in case.scene.sheets for rule in sheet.rules if at_rule in rule.around)
    return LAYOUT if any(carries(rule, case.scene) for rule in inside) else LOOK


def imported(case: Case) -> Harm:
    """Fonts fall back to others; `client/import` tells of all else."""
    return LOOK if case.use.at_rule and is_font(case.use.at_rule) else NONE


def is_font(one: AtRule) -> bool:
    """Whether an `@import` loads fonts, by its address."""
    address = one.prelude.lower()
    return any(name in address for name in ("font", "typekit", "typography"))
