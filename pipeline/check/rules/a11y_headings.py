"""Headings: whether a mail has them, and in order."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.mail import Mail
from pipeline.check.rule import Found, rule
from pipeline.markup import Element
from pipeline.model import Severity

LONG = 150  # words from which on a mail is skimmed rather than read through


def headings(mail: Mail) -> Iterator[tuple[int, Element]]:
    """The headings that are shown, each with its level."""
    looks = mail.styled.looks_by_day
    for one in mail.body_elements:
        named = one.name in ("h1", "h2", "h3", "h4", "h5", "h6")
        level = int(one.name[1]) if named else 0
        if one.get("role").lower() == "heading" and one.get("aria-level").isdecimal():
            level = int(one.get("aria-level")[:2])
        elif one.get("role").lower() in ("presentation", "none"):
            continue
        if level and not looks[one.start].gone:
            yield level, one


@rule("a11y/h1", Severity.NOTE)
def h1(mail: Mail) -> Iterator[Found]:
    """The mail has no main heading, or several.

    Who listens to a mail jumps from heading to heading to learn what is in it; the first question
    is what it is about. Make its title an `<h1>`, and only that. A short mail can do without.

    Source: WCAG 2.2, success criteria 1.3.1 and 2.4.6; 77 % of mails have none (Email Markup
    Consortium, 2025).
    """
    found = [(level, one) for level, one in headings(mail) if _is_said(one)]
    first = [one for level, one in found if level == 1]
    long = bool(found) or len(mail.body.text.split()) >= LONG
    if not first and long:
        at = found[0][1] if found else mail.body
        yield Found("the mail has no main heading", at, "make its title an <h1>")
    elif len(first) > 1:
        message = f"the mail has {len(first)} main headings"
        yield Found(message, first[1], "keep one <h1>, and make the others <h2>")


@rule("a11y/heading-order", Severity.NOTE)
def heading_order(mail: Mail) -> Iterator[Found]:
    """A heading is more than one level below the one before it.

    Levels are an outline: after `<h2>` a listener expects `<h2>` or `<h3>`, and takes a missing
    level for something that was not read out. Choose levels by what belongs to what, and sizes by
    style.

    Source: WCAG 2.2, technique G141; axe-core, `heading-order`.
    """
    before = 0
    for level, one in headings(mail):
        # A letter of ours may begin amid a section, whose heading stands in the letter before.
        cut = mail.ours and before == 1
        if before and level > before + 1 and not cut:
            message = f"a heading of level {level} follows one of level {before}"
            yield Found(message, one, f"make it <h{before + 1}>")
        before = level


@rule("a11y/heading-empty", Severity.WARNING)
def heading_empty(mail: Mail) -> Iterator[Found]:
    """A heading has no words.

    It is announced, and then nothing follows. Often it is a heading that was used for space, or
    one around a picture without alternative text. Use padding, or say what the picture says.

    Source: WCAG 2.2, success criterion 2.4.6; axe-core, `empty-heading`.
    """
    for _, one in headings(mail):
        if not _is_said(one) and one.get("aria-hidden").lower() != "true":
            yield Found("a heading has no words", one, "take it out, or give it words")


def _is_said(one: Element) -> bool:
    """Whether a heading has words."""
    alts = (each.get("alt") for each in one.walk() if each.name == "img")
    return bool(one.text.strip() or one.get("aria-label").strip() or any(map(str.strip, alts)))
