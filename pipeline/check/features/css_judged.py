"""Which uses of CSS in a mail hurt readers of the chosen mail programs, and how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check.features.css import css_uses
from pipeline.check.features.css_scene import Case, Scene
from pipeline.check.features.css_selectors import selectors
from pipeline.check.features.harm_css import JUDGES, harm
from pipeline.check.features.harm_css_rules import selected
from pipeline.check.features.harm_css_table import LOSSES
from pipeline.check.features.loss import Harm
from pipeline.check.features.use import Use
from pipeline.check.features.verdict import WORD, verdict
from pipeline.clients import chosen, support
from pipeline.styles import StyleRule

if TYPE_CHECKING:
    from pipeline.check.mail import Mail

STYLE_BLOCKS = ("css-selector-type", "css-selector-class", "css-selector-id")
"""Who does none of these reads no style block at all."""

OUTLOOKS = frozenset(
    f"css-{name}"
    for name in (
        *("background", "background-image", "display-none", "height", "important", "margin"),
        *("max-width", "padding", "width"),
    )
)
"""What the `outlook` rules tell of, who look at what Outlook for Windows sees around it."""

WHOLE = ("css-rgb", "css-rgba", "css-modern-color")
"""Colours for which Gmail drops the whole style block or attribute: to others no layout is lost."""

LEADERS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("css-flex-direction", "css-flex-wrap", "css-justify-content", "css-align-items"),
        ("css-display-flex", "css-display-grid"),
    ),
    "css-gap": ("css-display-flex", "css-display-grid"),
    "css-grid-template": ("css-display-grid",),
    **dict.fromkeys(("css-left-right-top-bottom", "css-inset", "css-z-index"), ("css-position",)),
}
"""What means nothing without another feature: where that is not done, that one is told."""


MEASURES = ("css-unit-", "css-function-")


class Hit(NamedTuple):
    """A use that hurts: how much, the clients that do not do it, and those that do it in part.

    `partly` has what happens, and the clients for which it does.
    """

    use: Use
    harm: Harm
    no: tuple[str, ...]
    partly: tuple[tuple[str, tuple[str, ...]], ...]


def css_judged(mail: Mail, least: Harm) -> tuple[Hit, ...]:
    """Its uses that hurt somebody at least so much."""
    clients = chosen(mail.settings.clients)
    scene = mail.scene
    wanted = doubtful(clients, least)
    hits = (_hit(Case(use, scene), clients, least) for use in css_uses(mail, wanted))
    return _told_once([one for one in hits if one])


def _told_once(hits: list[Hit]) -> tuple[Hit, ...]:
    """A declaration that a client does not do for several reasons hurts once: the worst, the first.

    `clamp(1rem, 4vw, 2rem)` is no more lost for its units.
    """
    told: dict[int, set[str]] = {}
    kept: list[Hit] = []
    for one in sorted(hits, key=lambda each: (each.use.at, -each.harm)):
        before = told.setdefault(one.use.at, set()) if one.use.declaration else set()
        no = tuple(client for client in one.no if client not in before)
        partly = tuple(
            (text, left)
            for text, some in one.partly
            if (left := tuple(client for client in some if client not in before))
        )
        if no or partly:
            kept.append(one._replace(no=no, partly=partly))
        before |= {*one.no, *(client for _, some in one.partly for client in some)}
    return tuple(kept)


def scene_of(mail: Mail) -> Scene:
    """What stands around the uses of a mail."""
    document = mail.document
    return Scene(
        document.elements, mail.inline, mail.sheets, document.outlook, document.only_outlook
    )


@lru_cache(maxsize=64)
def doubtful(clients: tuple[str, ...], least: Harm) -> frozenset[str]:
    """The features that some client does not do or does in part, if they can hurt so much."""
    return frozenset(
        name
        for name, loss in LOSSES.items()
        if (name in JUDGES or loss.harm >= least)
        and any(_doubtful(name, client) for client in clients)
    )


def _doubtful(feature: str, client: str) -> bool:
    fact = support(feature, client)
    return fact is not None and fact.answer in ("no", "partly")


@lru_cache(maxsize=2048)
def lacking(feature: str, clients: tuple[str, ...]) -> tuple[str, ...]:
    """The clients that do not do a feature, or do it in part."""
    return tuple(one for one in clients if _doubtful(feature, one))


@lru_cache(maxsize=128)
def blockless(client: str) -> bool:
    """Whether a client reads no style blocks."""
    facts = [support(feature, client) for feature in STYLE_BLOCKS]
    return all(fact is not None and fact.answer == "no" for fact in facts)


def _hit(case: Case, clients: tuple[str, ...], least: Harm) -> Hit | None:
    hurts = harm(case)
    if hurts < least or hurts is Harm.NONE:
        return None
    use = case.use
    no: list[str] = []
    partly: dict[str, tuple[str, ...]] = {}
    for client in lacking(use.feature, clients):
        if _told_elsewhere(case, client, hurts):
            continue
        found = verdict(use, client)
        if found.answer == "no" or (found.answer == "partly" and _nothing_of(use, client)):
            no.append(client)
        elif found.answer == "partly" and found.text and (found.sure or least is Harm.LOOK):
            partly[found.text] = (*partly.get(found.text, ()), client)
    return Hit(use, hurts, tuple(no), tuple(partly.items())) if no or partly else None


def _nothing_of(use: Use, client: str) -> bool:
    """Where in part is as bad as not at all: of `display` Outlook does `none`, told by itself."""
    return use.feature in WHOLE or (use.feature == "css-display" and client == WORD)


def _told_elsewhere(case: Case, client: str, hurts: Harm) -> bool:
    """Whether a client never comes to a use, or another finding tells of it."""
    use = case.use
    if use.feature in WHOLE and hurts is Harm.LAYOUT:
        return not client.startswith("gmail.") or (use.in_block and blockless(client))
    return (
        _never_read(case, client)
        or (client == WORD and use.feature in OUTLOOKS)
        or _is_moot(use, client)
        or (use.feature == "css-animation" and _cannot("css-opacity", client))
        or any(
            leader in case.features and _cannot(leader, client)
            for leader in LEADERS.get(use.feature, ())
        )
    )


def _is_moot(use: Use, client: str) -> bool:
    """Whether a client ignores the whole declaration anyway, whatever its value is measured in."""
    if use.feature == "css-box-sizing":
        return client == WORD  # it heeds no width of what has padding
    if use.declaration is None or not use.feature.startswith(MEASURES):
        return False
    name = use.declaration.name
    property_ = "css-padding" if name.startswith("padding") else f"css-{name}"
    if property_ not in OUTLOOKS or not _doubtful(property_, client):
        return False
    found = verdict(replace(use, feature=property_), client)
    return found.answer == "no" or (found.answer == "partly" and found.sure)


def _never_read(case: Case, client: str) -> bool:
    """Whether a client drops the style block or the rule, or sees none of its elements."""
    use = case.use
    if use.in_block and blockless(client):
        return True
    if use.rule is None:
        return False
    seen = case.scene.seen(case.elements, outlook=client == WORD)
    return not seen or (use.declaration is not None and _drops(use.rule, client))


def _drops(rule: StyleRule, client: str) -> bool:
    """Whether a client drops a rule for its selectors."""
    return any(
        _cannot(feature, client) for feature in selectors(rule.selectors, rule.tokens).features
    )


def _cannot(feature: str, client: str) -> bool:
    """Whether a client does not do a feature; in part is as bad for what is moved about."""
    fact = support(feature, client)
    answers = ("no", "partly") if feature == "css-position" else ("no",)
    return fact is not None and fact.answer in answers


def for_screens(mail: Mail) -> Iterator[StyleRule]:
    """The rules that are for narrow or wide screens only and reach something."""
    for sheet in mail.sheets:
        if sheet.element.start in mail.document.only_outlook:
            continue
        for rule in sheet.rules:
            wide = any(one.name == "media" and "width" in one.prelude for one in rule.around)
            if wide and mail.scene.reach.reached(rule):
                yield rule


def by_attribute(rule: StyleRule, client: str) -> bool:
    """Whether a client passes over a rule, for it asks for attributes: `td[class=wide]`."""
    each = selectors(rule.selectors, rule.tokens).each
    if not all(any(one.attributes for one in compounds) for compounds in each):
        return False
    shown = " ".join(rule.selectors.split())
    use = Use("css-selector-attribute", rule.start, shown, rule=rule, around=rule.around)
    found = verdict(use, client)
    return found.answer == "no" or (found.answer == "partly" and found.sure)


def only_in_blocks(mail: Mail) -> Iterator[Use]:
    """The rules that a layout stands on, and that stand in no style attribute."""
    scene = mail.scene
    for sheet in mail.sheets:
        if sheet.element.start in mail.document.only_outlook:
            continue
        for rule in sheet.rules:
            plain = selected(Case(Use(STYLE_BLOCKS[0], rule.start, "", rule=rule), scene))
            if plain is Harm.LAYOUT and not scene.on_purpose(rule):
                shown = " ".join(rule.selectors.split())
                yield Use(STYLE_BLOCKS[0], rule.start, shown, rule=rule, around=rule.around)
