"""The pictures of a series' mails, each once, as large as the place where it is shown largest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from pipeline.compose.image_tags import widths
from pipeline.model import (
    Email,
    Field,
    FieldKind,
    Finding,
    ImageRef,
    Severity,
    Slot,
    Slotted,
    Where,
)

PICTURE_WIDTH = 600  # px: pages that show a link show its picture about as wide
_TAG = re.compile(r"<[^<>]*>")


def with_pictures(
    emails: Sequence[Email], images: Sequence[ImageRef], picture: ImageRef | None, *, room: int
) -> tuple[Email, ...]:
    """The mails with the pictures that they carry, named as their bytes are.

    A picture's place is as wide as its tag in a mail or on a web version says, else `room` px;
    of several places the widest counts. `picture` is the article's own.
    """
    places = [_places(email, room) for email in emails]
    shown = _widest(places)
    if not shown and not picture:
        return tuple(emails)
    from pipeline.compose.pictures import fitted

    files = {one.name: fitted(one, shown[one.name]) for one in images if one.name in shown}
    own = fitted(picture, PICTURE_WIDTH) if picture else None
    before = {one.name: one for one in images}
    return tuple(
        _with_files(email, before, files, own, dict(one))
        for email, one in zip(emails, places, strict=True)
    )


def _places(email: Email, room: int) -> list[tuple[str, int]]:
    """Each picture of a part where it is shown, with its width there: on the web, then the mail."""
    return [place for text in (email.web, email.html) for place in widths(text, room)]


def _widest(places: Iterable[Sequence[tuple[str, int]]]) -> dict[str, int]:
    """How wide each picture is shown at most, by its name."""
    found: dict[str, int] = {}
    for name, width in chain.from_iterable(places):
        found[name] = max(width, found.get(name, 0))
    return found


def _with_files(
    email: Email,
    before: Mapping[str, ImageRef],
    files: Mapping[str, ImageRef],
    picture: ImageRef | None,
    used: Mapping[str, int],
) -> Email:
    names = {name: one.name for name, one in files.items()}
    return replace(
        email,
        html=_renamed(email.html, names),
        text=_renamed(email.text, names),
        web=_renamed(email.web, names),
        web_content=_renamed(email.web_content, names),
        mjml=_renamed_mjml(email.mjml, names),
        images=tuple(one for name, one in files.items() if name in used),
        picture=picture,
        notes=(*email.notes, *_soft(email, before, used)),
    )


def _renamed(text: Slotted, names: Mapping[str, str]) -> Slotted:
    def slot(one: Slot) -> Slot:
        name = names.get(one.field.name)
        named = one.where is Where.IMAGE and name is not None
        return Slot(Field(name, FieldKind.TEXT), one.where) if named and name else one

    return replace(text, slots=tuple(map(slot, text.slots)))


def _renamed_mjml(mjml: str, names: Mapping[str, str]) -> str:
    """The MJML for people, in which images stand by their files."""
    changed = {name: new for name, new in names.items() if name != new}
    if not changed:
        return mjml
    address = re.compile(f'"../images/({"|".join(map(re.escape, changed))})"')
    return _TAG.sub(
        lambda tag: address.sub(lambda one: f'"../images/{changed[one[1]]}"', tag[0]), mjml
    )


def _soft(
    email: Email, before: Mapping[str, ImageRef], used: Mapping[str, int]
) -> Iterator[Finding]:
    """Pictures that are shown larger than they are."""
    for name, width in used.items():
        image = before[name]
        if 0 < image.width < width and not name.startswith("_"):
            told = image.name if image.source.startswith("data:") else image.source
            yield Finding(
                "image/low-resolution",
                Severity.NOTE,
                f"the image {told} is shown {width} px wide and has {image.width}: "
                "it will look soft",
                hint=f"use one that is {2 * width} px wide, or show it smaller: {{width=…}}",
                part=email.part.number,
                place=image.place,
            )
