"""Accessibility: every rule of the family, and those on how a mail is built."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.check.contents.legible import is_silent
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.a11y_contrast import contrast
from pipeline.check.rules.a11y_headings import h1, heading_empty, heading_order
from pipeline.check.rules.a11y_images import (
    alt_file_name,
    alt_missing,
    alt_words,
    animation,
    vml_alt,
)
from pipeline.check.rules.a11y_language import direction, lang, lang_body, title
from pipeline.check.rules.a11y_links import link_colour, link_empty, link_words, target_size
from pipeline.check.rules.a11y_tables import layout_table, table_heads, table_role
from pipeline.check.rules.a11y_text import (
    capitals,
    emoji,
    justified,
    line_height,
    line_length,
    list_faked,
    text_size,
)
from pipeline.model import Severity

_FOCUSED = ("button", "input", "select", "textarea", "iframe")
_NAMING = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")


@rule("a11y/hidden-link", Severity.WARNING)
def hidden_link(mail: Mail) -> Iterator[Found]:
    """A link is hidden from screen readers, and can still be reached.

    Who goes from link to link by the keyboard lands on something that has no name. Take
    `aria-hidden` away, or the link out of what is hidden.

    Source: WAI-ARIA 1.2, `aria-hidden`; axe-core, `aria-hidden-focus`.
    """
    looks = mail.styled.looks_by_day
    silent: dict[int, bool] = {}
    for one in mail.body_elements:
        reached = one.name in _FOCUSED or (one.name == "a" and one.has("href"))
        reached = reached or (one.has("tabindex") and not one.get("tabindex").startswith("-"))
        reached = reached and not one.get("tabindex").strip().startswith("-")
        if reached and is_silent(one, silent) and not looks[one.start].gone:
            what = "a link" if one.name == "a" else "something that takes the focus"
            message = f"{what} is hidden from screen readers and can still be reached"
            yield Found(message, one, "take aria-hidden away", one.get("href"))


@rule("a11y/id-twice", Severity.NOTE)
def id_twice(mail: Mail) -> Iterator[Found]:
    """Two elements have the same id.

    What points to the id reaches the first only: a link within the mail, a cell's head, a label.
    Where something does point to it, that is a warning.

    Source: HTML Standard, 3.2.6; axe-core, `duplicate-id-aria`.
    """
    elements = mail.document.others_elements
    counted = Counter(one.get("id") for one in elements if one.get("id"))
    used = {word for one in elements for name in _NAMING for word in one.get(name).split()}
    used |= {one.get("href")[1:] for one in elements if one.get("href").startswith("#")}
    told: set[str] = set()
    for one in elements:
        name = one.get("id")
        if counted[name] > 1 and name in told:
            yield Found(
                f"the id “{name[:60]}” is given {counted[name]} times",
                one,
                "give each element an id of its own",
                name,
                Severity.WARNING if name in used else None,
                key=name,
            )
        told.add(name)


@rule("a11y/tabindex", Severity.WARNING)
def tabindex(mail: Mail) -> Iterator[Found]:
    """The order in which the keyboard reaches things is forced.

    A positive `tabindex` jumps there before all else, in the mail program's own window too. Leave
    it out; the order of the mail is the order of reading.

    Source: WCAG 2.2, failure F44; axe-core, `tabindex`.
    """
    for one in mail.body_elements:
        value = one.get("tabindex").strip()
        if re.fullmatch(r"\+?0*[1-9]\d*", value):
            yield Found(f'tabindex="{value[:9]}" forces an order', one, "leave it out", value)


@rule("a11y/moving-text", Severity.WARNING)
def moving_text(mail: Mail) -> Iterator[Found]:
    """Text blinks or runs.

    Nobody can stop it, and beside it little else can be read. Let it stand still.

    Source: WCAG 2.2, success criterion 2.2.2, failures F16 and F47.
    """
    looks = mail.styled.looks_by_day
    for one in mail.body_elements:
        if one.name in ("marquee", "blink") and not looks[one.start].gone:
            how = "runs" if one.name == "marquee" else "blinks"
            yield Found(f"text {how} and cannot be stopped", one, "let it stand still")


RULES: tuple[Rule[Mail], ...] = (
    contrast,
    link_empty,
    alt_missing,
    alt_file_name,
    lang,
    title,
    layout_table,
    table_role,
    table_heads,
    link_words,
    link_colour,
    heading_empty,
    hidden_link,
    tabindex,
    moving_text,
    direction,
    lang_body,
    h1,
    heading_order,
    text_size,
    line_height,
    line_length,
    justified,
    target_size,
    capitals,
    emoji,
    list_faked,
    alt_words,
    vml_alt,
    animation,
    id_twice,
)
