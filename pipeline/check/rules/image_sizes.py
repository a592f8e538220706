"""Pictures: how heavy they are, and whether they are as large as they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.check.contents.pictures import Picture, declared_kind, named
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.model import Severity

KILO, MEGA = 1024, 1024 * 1024
HEAVY = 200 * KILO
HEAVY_MAIL = MEGA
WASTEFUL = 3  # times the width at which it is shown
WORTH = 50 * KILO  # bytes below which nobody waits for a picture that is too large
SOFT = 0.95  # of the width shown: less than that is seen
STRETCHED = 1.05
_SUFFIXES = {
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".jpe": "jpeg",
    ".png": "png",
    ".gif": "gif",
    ".webp": "webp",
    ".avif": "avif",
    ".svg": "svg",
    ".bmp": "bmp",
    ".tif": "tiff",
    ".tiff": "tiff",
    ".heic": "heic",
}


@rule("image/heavy-mail", Severity.WARNING)
def heavy_mail(mail: Mail) -> Iterator[Found]:
    """The pictures of a mail weigh more than 1 MB in all.

    They load slowly on phones, and a message that carries them is refused by some servers once it
    grows to a few MB. Show fewer, or smaller ones.

    Source: our own bound, near what mailing services advise for a mail.
    """
    ones = list(_unique(mail.pictures))
    total = sum(len(one.data or b"") for one in ones)
    if total > HEAVY_MAIL:
        heaviest = max(ones, key=lambda one: len(one.data or b""))
        message = f"the mail's images weigh {_weight(total)} in all"
        yield Found(message, heaviest.element, "show fewer or smaller ones; begin with this one")


@rule("image/heavy", Severity.WARNING)
def heavy(mail: Mail) -> Iterator[Found]:
    """A picture is heavy: over 200 KB.

    On a phone under way it arrives after the reader has scrolled past, and it counts against
    their allowance. Save it smaller: a JPEG of twice the width at which it is shown is enough.

    Source: our own bound, near what mailing services advise for a picture.
    """
    for one in _unique(mail.pictures):
        size, found = len(one.data or b""), one.measured
        if size > HEAVY and not (mail.ours and found and found.moves and size > MEGA):
            message = f"{named(one)} weighs {_weight(size)}"
            yield Found(message, one.element, "save it smaller, or as a JPEG")


@rule("image/stretched", Severity.WARNING)
def stretched(mail: Mail) -> Iterator[Found]:
    """A picture is pulled out of shape.

    The width and height that are given do not go together as those of the picture do, so faces
    and letters come out broad or tall. Give both in the picture's own proportion, or the width
    alone.

    Source: HTML Standard, section on the dimension attributes; Outlook for Windows takes both
    literally.
    """
    for one in mail.pictures:
        found = one.measured
        if not found or not found.width or not found.height or not one.width or not one.height:
            continue
        if min(one.width, one.height, found.width, found.height) < 8:
            continue
        ratio = (one.width / one.height) / (found.width / found.height)
        if max(ratio, 1 / ratio) > STRETCHED:
            message = (
                f"{named(one)} is {found.width} × {found.height} px and shown as "
                f"{one.width:g} × {one.height:g}: it is pulled out of shape"
            )
            right = round(one.width * found.height / found.width)
            yield Found(message, one.element, f'write height="{right}"')


@rule("image/format-differs", Severity.WARNING)
def format_differs(mail: Mail) -> Iterator[Found]:
    """A picture is of another format than its name says.

    Browsers look at the bytes; some mail programs and filters go by the name or the declared type
    and show nothing, or take it for something dangerous. Name it by what it is.

    Source: MIME Sniffing Standard for browsers; Outlook for Windows and mail gateways go by name.
    """
    for one in mail.pictures:
        found = one.measured
        if not found or not found.form or one.is_filled:
            continue
        suffix = PurePosixPath(one.address.path).suffix.lower()
        said = _SUFFIXES.get(suffix, "") if one.address.scheme != "data" else _declared(one)
        if said and said != found.form:
            message = f"{named(one)} calls itself {_upper(said)} and is {_upper(found.form)}"
            yield Found(message, one.element, f"name it as {_upper(found.form)}")


@rule("image/low-resolution", Severity.NOTE)
def low_resolution(mail: Mail) -> Iterator[Found]:
    """A picture is shown larger than it is.

    It looks soft, most of all on the dense screens of phones. Use one that is twice as wide as it
    is shown, or show it smaller.

    Source: HTML Standard, the img element; screens of phones have two or three dots a px.
    """
    for one in () if mail.ours else mail.pictures:
        found = one.measured
        if found and one.width and found.form != "svg" and 1 < found.width < SOFT * one.width:
            message = f"{named(one)} is shown {one.width:g} px wide and has {found.width}: "
            hint = f"use one that is {2 * one.width:g} px wide, or show it smaller"
            yield Found(f"{message}it will look soft", one.element, hint)


@rule("image/oversized", Severity.NOTE)
def oversized(mail: Mail) -> Iterator[Found]:
    """A picture has far more pixels than are shown.

    The reader waits for what no screen shows. Twice the width at which it is shown is enough for
    any screen.

    Source: screens of phones have two or three dots a px.
    """
    for one in _unique(mail.pictures):
        found = one.measured
        if not found or not one.width or len(one.data or b"") < WORTH:
            continue
        if found.width > WASTEFUL * one.width:
            message = f"{named(one)} is {found.width} px wide and shown at {one.width:g}"
            yield Found(message, one.element, f"save it {2 * one.width:g} px wide")


def _declared(picture: Picture) -> str:
    return declared_kind(picture).removeprefix("image/").partition("+")[0].replace("jpg", "jpeg")


def _upper(form: str) -> str:
    return "WebP" if form == "webp" else form.upper()


def _unique(pictures: tuple[Picture, ...]) -> Iterator[Picture]:
    """Each picture but once, though it be shown often."""
    found: dict[str, Picture] = {}
    for one in pictures:
        found.setdefault(one.address.whole, one)
    yield from found.values()


def _weight(size: int) -> str:
    return f"{size / MEGA:.1f} MB" if size >= MEGA else f"{round(size / KILO)} KB"


RULES: tuple[Rule[Mail], ...] = (
    heavy_mail,
    heavy,
    stretched,
    format_differs,
    low_resolution,
    oversized,
)
