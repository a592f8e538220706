"""What mail programs do not do of a mail's CSS, where that hurts a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.check.features.css_judged import (
    Hit,
    blockless,
    by_attribute,
    css_judged,
    for_screens,
    only_in_blocks,
)
from pipeline.check.features.harm_css_table import LOSSES, sees
from pipeline.check.features.loss import Harm
from pipeline.check.features.note import GMAIL_ACCOUNTS, SCOPES
from pipeline.check.features.use import Use
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.clients import chosen, feature, share_of, told
from pipeline.model import Severity

FEW = 0.02  # a share of readers: what only these miss is told a step more quietly
SELECTOR = ("css-selector-", "css-pseudo-", "css-nesting")


@rule("client/css-lost", Severity.ERROR)
def lost(mail: Mail) -> Iterator[Found]:
    """Some readers cannot read or see something, for CSS that their mail program does not do.

    Text that only an animation or a click makes visible, words that a style sheet writes, light
    text on a background that is dropped: without that CSS nothing is left to read. It is an error
    unless very few readers use the programs concerned. Say it to everybody first, and add the CSS
    as an ornament: a background colour beside a picture, words in the text.

    Source: the tests of caniemail.com; CSS error handling (CSS Syntax Level 3, section 9)
    """
    yield from _told(mail, mail.css_hits, lambda one: one.harm is Harm.CONTENT)


@rule("client/css-unsupported", Severity.WARNING)
def unsupported(mail: Mail) -> Iterator[Found]:
    """A part of the layout stands on CSS that some mail programs do not do.

    Columns fall apart, text touches the edges, a box is too wide, what should be hidden is shown.
    A fallback in the same declarations, a ghost table, a width attribute, or a condition around it
    (`@media`, `@supports`) is seen and accepted. Lay the mail out with what all programs do, and
    keep the rest for those that can.

    Source: the tests of caniemail.com
    """
    for same in _by_feature(mail.css_hits, _is_layout):
        if any(one.no for one in same):
            yield from _not_done(mail, same)


@rule("client/selector-unsupported", Severity.WARNING)
def selector(mail: Mail) -> Iterator[Found]:
    """A part of the layout stands in a style block, under a selector that some programs drop.

    Where a selector is not understood the whole rule goes, and with it a width, a column or a
    padding. What stands in style attributes is done everywhere. Rules that change a mail where
    they can, in `@media` or for one program, are no matter of this, unless Gmail drops them all:
    then nothing is left of what was written for phones.

    Source: the tests of caniemail.com
    """
    yield from _told(
        mail, mail.css_hits, lambda one: one.harm is Harm.LAYOUT and _is_selector(one.use)
    )
    yield from _without_blocks(mail)
    yield from _without_phones(mail)


@rule("client/at-rule-unsupported", Severity.WARNING)
def at_rule(mail: Mail) -> Iterator[Found]:
    """Styles for every screen stand in an at-rule that some mail programs drop.

    `@media screen` around a whole style sheet takes it from all who do not know `@media`. Keep in
    at-rules only what changes the mail where they are known.

    Source: the tests of caniemail.com
    """
    yield from _told(
        mail, mail.css_hits, lambda one: one.harm is Harm.LAYOUT and _is_at_rule(one.use)
    )


@rule("client/css-partial", Severity.NOTE)
def partial(mail: Mail) -> Iterator[Found]:
    """Some mail programs do in part what the layout stands on.

    The message says what happens. It matters where things stand wrong or overflow; ornaments are
    no matter of this.

    Source: the tests of caniemail.com
    """
    for same in _by_feature(mail.css_hits, _is_layout):
        if not any(one.no for one in same):
            yield from _done_in_part(mail, same)


@rule("client/css-degrades", Severity.NOTE, on=False)
def degrades(mail: Mail) -> Iterator[Found]:
    """Some mail programs leave an ornament out.

    Round corners, shadows, web fonts, animations: the mail is whole without them. It is told only
    where it is asked for by its whole name, selected or given a severity.

    Source: the tests of caniemail.com
    """
    hits = css_judged(mail, Harm.LOOK)
    yield from _told(mail, hits, lambda one: one.harm is Harm.LOOK)


def _is_selector(use: Use) -> bool:
    return use.feature.startswith(SELECTOR)


def _is_at_rule(use: Use) -> bool:
    return use.feature.startswith("css-at-")


def _is_layout(one: Hit) -> bool:
    return one.harm is Harm.LAYOUT and not _is_selector(one.use) and not _is_at_rule(one.use)


def _told(mail: Mail, hits: Sequence[Hit], which: Callable[[Hit], bool]) -> Iterator[Found]:
    for same in _by_feature(hits, which):
        if any(one.no for one in same):
            yield from _not_done(mail, same)
        else:
            yield from _done_in_part(mail, same)


def _by_feature(hits: Sequence[Hit], which: Callable[[Hit], bool]) -> Sequence[list[Hit]]:
    """The hits that are meant, those of each feature together."""
    found: dict[str, list[Hit]] = {}
    for one in hits:
        if which(one):
            found.setdefault(one.use.feature, []).append(one)
    return [*found.values()]


def _not_done(mail: Mail, hits: list[Hit]) -> Iterator[Found]:
    """One finding for those who do not do it and those who do it in part."""
    hits = sorted(hits, key=lambda one: not one.no)
    no = {client for one in hits for client in one.no}
    partly = {client for one in hits for _, some in one.partly for client in some} - no
    first = hits[0].use
    where = f"does not work in {told(no)}"
    if partly:
        where += f", and only in part in {told(partly)}"
    message = f"{_shown(first)} {where}: {sees(first.feature, hits[0].harm)}"
    yield from _each(mail, hits, message, _ordered(mail, no | partly))


def _done_in_part(mail: Mail, hits: list[Hit]) -> Iterator[Found]:
    texts = dict.fromkeys(text for one in hits for text, _ in one.partly)
    for text in texts:
        same = [one for one in hits if any(text == each for each, _ in one.partly)]
        names = {name for one in same for each, some in one.partly if each == text for name in some}
        clients = _ordered(mail, names)
        message = f"{_shown(same[0].use)} works only in part in {told(clients)}: {text}"
        if same[0].harm is Harm.CONTENT:
            message += f"; {sees(same[0].use.feature, Harm.CONTENT)}"
        yield from _each(mail, same, message, clients)


def _each(mail: Mail, hits: list[Hit], message: str, clients: tuple[str, ...]) -> Iterator[Found]:
    """The same finding at each use; the core tells it once, with its count."""
    name = hits[0].use.feature
    severity = _severity(hits[0], share_of(clients, mail.settings.shares))
    for one in hits:
        yield Found(
            message,
            one.use.at,
            LOSSES[name].instead,
            severity=severity,
            clients=clients,
            tested=_tested(name),
        )


def _severity(hit: Hit, share: float) -> Severity | None:
    """A step more quietly where few readers are hurt; None for the rule's own."""
    if share >= FEW or hit.harm < Harm.LAYOUT:
        return None
    return Severity.WARNING if hit.harm is Harm.CONTENT else Severity.NOTE


def _ordered(mail: Mail, clients: set[str]) -> tuple[str, ...]:
    return tuple(one for one in chosen(mail.settings.clients) if one in clients)


def _shown(use: Use) -> str:
    if _is_selector(use):
        selectors = use.shown if len(use.shown) <= SHOWN else f"{use.shown[: SHOWN - 1]}…"
        return f"the selector {selectors}"
    return use.shown


SHOWN = 60  # characters


def _without_blocks(mail: Mail) -> Iterator[Found]:
    """For those who read no style blocks at all: what stands there only."""
    usual = chosen(mail.settings.clients)
    clients = tuple(one for one in usual if blockless(one))
    if not clients:
        return
    scope = f", nor {SCOPES[GMAIL_ACCOUNTS]}" if GMAIL_APPS & set(usual) else ""
    share = share_of(clients, mail.settings.shares)
    for one in only_in_blocks(mail):
        yield Found(
            f"a part of the layout stands in style blocks only, which do not work in "
            f"{told(clients)}{scope}",
            one.at,
            LOSSES[one.feature].instead,
            severity=Severity.NOTE if share < FEW else None,
            clients=clients,
            tested=_tested(one.feature),
        )


def _without_phones(mail: Mail) -> Iterator[Found]:
    """For Gmail, where it drops every rule for narrow screens."""
    usual = chosen(mail.settings.clients)
    clients = tuple(one for one in usual if one.startswith("gmail.") and not blockless(one))
    rules = [*for_screens(mail)] if clients else []
    if not rules or not all(by_attribute(rule, client) for rule in rules for client in clients):
        return
    shown = " ".join(rules[0].selectors.split(",")[0].split())[:SHOWN]
    yield Found(
        f"the styles for narrow screens stand under selectors such as {shown}, "
        f"which do not work in {told(clients)}: nothing of them is left",
        rules[0].start,
        "name classes with a dot, .wide, not as [class=wide]",
        clients=clients,
        tested=_tested("css-selector-attribute"),
    )


def _tested(name: str) -> str:
    known = feature(name)
    return known.tested if known else ""


GMAIL_APPS = {"gmail.ios", "gmail.android"}

RULES: tuple[Rule[Mail], ...] = (lost, unsupported, selector, at_rule, partial, degrades)
"""The rules of this file, in the order in which people mend things."""
