"""What an inbox shows of a mail before it is opened: its subject, and the line behind it."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.check.contents.texts import Shown, squeezed
from pipeline.check.mail import Mail
from pipeline.markup import Element

LINE = 140  # columns of a preview line at the most, in a wide window


class Preview(NamedTuple):
    """The line behind the subject: what it says, where it stands, and whether only inboxes show it.

    `first` is the first text in the mail that people see, "" if there is none.
    """

    text: str
    element: Element | None
    written: bool
    first: str


def subject(mail: Mail) -> str | None:
    """A mail's subject as people read it, None where nothing says what it is."""
    if mail.subject is not None:
        return squeezed(mail.subject)
    said = mail.letter.text("Subject") if mail.letter else None
    return squeezed(said) if said is not None else None


def title(mail: Mail) -> tuple[str, Element | None]:
    """The title of a mail's HTML, and its element."""
    for one in mail.document.others_elements:
        if one.name == "title" and not one.within("svg"):
            return squeezed(" ".join(one.text.split())), one
    return "", None


def preview(mail: Mail) -> Preview:
    """The line that inboxes show behind the subject: the first text of the body, hidden or not."""
    hidden: list[Shown] = []
    seen: list[Shown] = []
    columns = 0
    for one in mail.texts:
        if not one.hidden:
            seen.append(one)
            columns += len(one.data)
        elif not seen:
            hidden.append(one)
        if columns > LINE:
            break
    first = " ".join(one.data for one in seen)
    if mail.preheader:
        return Preview(squeezed(mail.preheader), _at(hidden or seen), written=True, first=first)
    if hidden:
        text = " ".join(one.data for one in hidden)
        return Preview(text, hidden[0].element, written=True, first=first)
    return Preview(first, _at(seen), written=False, first=first)


def _at(ones: list[Shown]) -> Element | None:
    return ones[0].element if ones else None
