"""The places that a mail's elements come from, for the page to point at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.model import Email

if TYPE_CHECKING:
    from pipeline.check.mail import Mail
    from pipeline.page.page import Page


class Tags(NamedTuple):
    """Tags whose origin is known, and their origins.

    A tag is the offset behind its name, where an attribute may be put, and the index of its place.
    A place is a file, its first and its last line.
    """

    tags: list[list[int]]
    places: list[list[Any]]


def tags(page: Page, email: Email, mail: Mail) -> Tags:
    """The tags of a mail's HTML that come from the article, or from a file of the theme."""
    offsets = page.offsets(email)
    found: list[list[int]] = []
    places: dict[tuple[str, int, int], int] = {}
    for element in mail.document.elements:
        place = _place(page, email, element.ordinal)
        if place:
            at = offsets(element.start + 1 + len(element.name))
            found.append([at, places.setdefault(place, len(places))])
    return Tags(found, [list(one) for one in places])


def _place(page: Page, email: Email, ordinal: int) -> tuple[str, int, int] | None:
    if ordinal in email.sources:
        first, last = email.sources[ordinal]
        return page.file(page.made.article.source), first, last
    if ordinal in email.templates:
        name, line = email.templates[ordinal]
        return page.file(page.made.theme.paths.get(name, name)), line, line
    return None
