"""What all letters of a series have alike: who sends them, their frame, their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise
from urllib.parse import urljoin

from pipeline.check.checked import Checked
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.model import Email, Severity

ALIKE = ("From", "Reply-To", "List-Id", "List-Unsubscribe-Post")
FRAME_FIELDS = ("unsubscribe_url", "preferences_url", "web_url")

_NEIGHBOUR = re.compile(r"<(?:a|link)\b[^>]*?\srel=\"?(prev|next)\b[^>]*>")
_HREF = re.compile(r"\shref=\"([^\"]*)\"")


@rule("series/header-differs", Severity.WARNING)
def header_differs(checked: Checked) -> Iterator[Found]:
    """The letters of a series do not all come from one sender or one list.

    Readers, their filters and their address books know a series by its From and its List-Id. A
    letter with another sender is sorted elsewhere, or taken for somebody else's.

    Source: RFC 2919, section 2: a List-Id does not change; RFC 5322, section 3.6.2.
    """
    for name in ALIKE:
        given = {mail.number: _header(mail, name) for mail in checked.mails if mail.letter}
        for number in _odd(given):
            yield Found(
                f"letter {number} has another {name} than the others: "
                f"{given[number] or 'none at all'}",
                None,
                "set it once for all letters, under [sender] in letterloom.toml",
                part=number,
            )


def _header(mail: Mail, name: str) -> str:
    headers = mail.letter.headers if mail.letter else ()
    return ", ".join(one.value for one in headers if one.name.lower() == name.lower())


def _odd(given: Mapping[int, str]) -> list[int]:
    """The letters that differ from most: from the first, where as many have one as the other."""
    values = list(given.values())
    usual = max(values, key=values.count, default="")
    return [number for number, value in given.items() if value != usual]


@rule("series/frame-differs", Severity.WARNING)
def frame_differs(checked: Checked) -> Iterator[Found]:
    """What belongs in every letter is missing from some.

    The way to stop the mails, the address on paper, the lines of help and the disclaimer stand in
    the frame, so that they are in whichever letter somebody opens. A template of one's own can
    leave them out of some. Write them outside of any `{% if %}` about the part.

    Source: 15 U.S.C. 7704(a)(5): each message has them; RFC 8058.
    """
    letters = [email.part.number for email in checked.emails]
    for name, there in _in_some(checked):
        without = [number for number in letters if number not in there]
        if without and there:
            yield Found(
                f"{name} stands in other letters, but not in letter {', '.join(map(str, without))}",
                None,
                "the theme's templates must write it in every letter",
                part=without[0],
            )


def _in_some(checked: Checked) -> Iterator[tuple[str, set[int]]]:
    """What belongs in every letter, and the letters whose HTML and text have it."""
    for name in FRAME_FIELDS:
        yield name, {one.part.number for one in checked.emails if _has_field(one, name)}
    wanted = [(name, _squeezed(words)) for name, words in _in_all(checked) if words]
    shown = [
        (mail.number, _squeezed(mail.body.text), _squeezed(mail.text or ""))
        for mail in (checked.mails if wanted else ())
    ]
    for name, words in wanted:
        yield name, {number for number, html, text in shown if words in html and words in text}


def _in_all(checked: Checked) -> Iterator[tuple[str, str]]:
    """What the settings give for every letter."""
    settings, sender = checked.article.settings, checked.project.sender
    yield "the postal address", sender.postal_address.partition(",")[0]
    yield "sender.reason", sender.reason
    yield "the disclaimer", settings.disclaimer
    yield from (("the line of help of " + line.name, line.name) for line in settings.support)


def _has_field(email: Email, name: str) -> bool:
    texts = (email.html, email.text)
    return all(any(slot.field.name == name for slot in text.slots) for text in texts)


def _squeezed(text: str) -> str:
    return "".join(text.split())


@rule("series/dates", Severity.WARNING)
def dates(checked: Checked) -> Iterator[Found]:
    """A letter is dated before the one that it follows, or at the same moment.

    Mail programs sort by date, so the second would stand below the first, or anywhere. At the same
    moment it is a note: two mails that are sent at once arrive in any order. Give the later letter
    a `wait`, of an hour at least.

    Source: RFC 5322, section 3.6.1.
    """
    dated = [(mail.number, _date(mail)) for mail in checked.mails]
    for (first, before), (number, after) in pairwise(dated):
        if before and after and after <= before:
            same = after == before
            how = "at the same moment as" if same else "before"
            yield Found(
                f"letter {number} is dated {how} letter {first}",
                None,
                'give it a wait: wait = "1 day" under [[series.parts]]',
                severity=Severity.NOTE if same else None,
                part=number,
            )


def _date(mail: Mail) -> datetime | None:
    """When a mail says that it was sent, None if it does not say so."""
    try:
        found = parsedate_to_datetime(_header(mail, "Date"))
    except (ValueError, TypeError, IndexError):
        return None
    return found if found.tzinfo else None


@rule("series/neighbours", Severity.WARNING)
def neighbours(checked: Checked) -> Iterator[Found]:
    """The web versions do not lead to the letter before and to the letter after.

    Who reads on the web turns the page by these links. Each letter but the last must lead to the
    next, and that one back. A template of one's own for the web version has lost or mixed them.

    Source: HTML Living Standard, link types `next` and `prev`.
    """
    found = [_neighbours(email) for email in checked.emails]
    if not any(found):
        return
    for index, (one, other) in enumerate(pairwise(found), start=1):
        for letter, to, leads in ((index, "next", one), (index + 1, "prev", other)):
            wanted = index + 1 if to == "next" else index
            if leads.get(to) != _page(checked, wanted):
                way = "on to" if to == "next" else "back to"
                yield Found(
                    f"the web version of letter {letter} does not lead {way} letter {wanted}",
                    None,
                    'the theme\'s web.html must have <link rel="next"> and <link rel="prev">',
                    part=letter,
                )


def _neighbours(email: Email) -> dict[str, str]:
    """Where a web version's links to its neighbours lead, from the top of the tree."""
    found: dict[str, str] = {}
    for tag in _NEIGHBOUR.finditer("".join(email.web.segments)):
        href = _HREF.search(tag[0])
        if href:
            found[tag[1]] = urljoin(f"here/{email.part.number}/", href[1])
    return found


def _page(checked: Checked, number: int) -> str:
    part = checked.parts[number - 1]
    digits = max(2, len(str(part.total)))
    return f"here/{part.number:0{digits}}-{part.slug}/web.html"


RULES: tuple[Rule[Checked], ...] = (header_differs, frame_differs, dates, neighbours)
