"""Pictures: whether they are there, how heavy they are, how they look, what they tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline import words
from pipeline.check.mail import Mail
from pipeline.check.pictures import Picture, declared_kind, is_hidden, within_hidden
from pipeline.check.rule import Found, Rule, rule
from pipeline.model import Severity

KILO, MEGA = 1024, 1024 * 1024
HEAVY = 200 * KILO
HEAVY_MAIL = MEGA
WASTEFUL = 3  # times the width at which it is shown
WORTH = 50 * KILO  # bytes below which nobody waits for a picture that is too large
SOFT = 0.95  # of the width shown: less than that is seen
STRETCHED = 1.05
WORD_AREA = 1200  # px² that a word of text takes, spaces and line height included
MOSTLY, FEW = 8, 50
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


@rule("image/missing", Severity.ERROR)
def missing(mail: Mail) -> Iterator[Found]:
    """A picture is not there.

    Readers see an empty frame or a broken sign. The file is not beside the mail, the message does
    not carry the part that is named by `cid:`, or the address means the disk of whoever wrote it.
    Put the file where it is named, or name where it is.

    Source: RFC 2392 for `cid:`; HTML Standard, the img element.
    """
    for one in mail.pictures:
        if one.is_filled or mail.ours or one.element.name.startswith("v:"):
            continue
        why = _why_missing(mail, one)
        if why:
            hint = "put the file where it is named, or name where it is"
            yield Found(why, one.element, hint, one.written)


def _why_missing(mail: Mail, picture: Picture) -> str:
    read = picture.address
    if not read.whole:
        empty = picture.element.name == "img" and not picture.element.has("srcset")
        return "an image names no file" if empty else ""
    if read.scheme == "cid":
        lost = mail.raw is not None and picture.data is None
        return f"the message does not carry the image {read.whole}" if lost else ""
    if read.scheme == "file" or read.whole[1:3] in (":\\", ":/") or read.host == "localhost":
        return f"the image {read.whole[:80]} is on the machine of whoever wrote the mail"
    if not read.scheme and not read.host and picture.data is None:
        return f"there is no image {read.whole[:80]}"
    return ""


@rule("image/broken", Severity.ERROR)
def broken(mail: Mail) -> Iterator[Found]:
    """A picture's bytes are none, or not whole.

    Mail programs show an empty frame, or half of it. Save it once more; see whether a download
    broke off.

    Source: the decoders of Pillow, which read the same formats as mail programs do.
    """
    for one in () if mail.ours else mail.pictures:
        found = one.measured
        empty = one.data is not None and not one.data and not one.is_filled
        if empty or (found and found.problem == "broken"):
            message = f"{_named(one)} is no image, or not a whole one"
            yield Found(message, one.element, "save it once more as a PNG, JPEG or GIF")


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
            message = f"{_named(one)} calls itself {_upper(said)} and is {_upper(found.form)}"
            yield Found(message, one.element, f"name it as {_upper(found.form)}")


def _declared(picture: Picture) -> str:
    return declared_kind(picture).removeprefix("image/").partition("+")[0].replace("jpg", "jpeg")


def _upper(form: str) -> str:
    return "WebP" if form == "webp" else form.upper()


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
            message = f"{_named(one)} weighs {_weight(size)}"
            yield Found(message, one.element, "save it smaller, or as a JPEG")


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
            message = f"{_named(one)} is shown {one.width:g} px wide and has {found.width}: "
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
            message = f"{_named(one)} is {found.width} px wide and shown at {one.width:g}"
            yield Found(message, one.element, f"save it {2 * one.width:g} px wide")


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
                f"{_named(one)} is {found.width} × {found.height} px and shown as "
                f"{one.width:g} × {one.height:g}: it is pulled out of shape"
            )
            right = round(one.width * found.height / found.width)
            yield Found(message, one.element, f'write height="{right}"')


@rule("image/tracking-pixel", Severity.ERROR)
def tracking_pixel(mail: Mail) -> Iterator[Found]:
    """A picture is there only to tell who opens the mail.

    A picture of one px, or one that is never shown, is fetched from a server, which learns that
    this reader opened the mail, when and where. For health and other private topics authorities
    have fined that; for any topic it asks for consent in the EU. Take it out.

    Source: FTC decisions of 2023 on health data; CNIL's recommendation on pixels in mails; Article
    5(3) of the ePrivacy Directive.
    """
    for one in mail.pictures:
        if one.element.name != "img" or not (one.is_remote or one.is_filled):
            continue
        if _is_pixel(one):
            where = one.address.host or "a server"
            message = f"an image that nobody sees tells {where} who opens the mail"
            yield Found(message, one.element, "take it out", one.written)


def _is_pixel(picture: Picture) -> bool:
    width, height = picture.width, picture.height
    if width is not None and height is not None and width <= 1 and height <= 1:
        return True
    small = (width is None or width <= 1) and (height is None or height <= 1)
    # One with a class may be shown by a rule, as the second of two logos is in the dark.
    return small and is_hidden(picture.element) and not picture.element.classes


@rule("image/remote", Severity.WARNING)
def remote(mail: Mail) -> Iterator[Found]:
    """A picture of a theme is on another server.

    Whoever runs that server sees who opens the mail, and the picture is gone when that server is.
    Mails of ours carry or host their own pictures. Save it beside the theme and name the file.

    Source: design of this program: no mail of ours asks a stranger's server for anything.
    """
    for one in mail.pictures if mail.ours else ():
        if one.is_remote and not _is_pixel(one):
            place = mail.place(one.element, one.written)
            if place and place.file.endswith(".j2"):
                message = f"the image {one.written[:80]} is on another server"
                yield Found(message, one.element, "save it beside the theme", one.written)


@rule("image/insecure", Severity.WARNING)
def insecure(mail: Mail) -> Iterator[Found]:
    """A picture is fetched without encryption.

    Webmail and newer mail programs leave out what comes over `http:`, and anyone on the reader's
    network sees or changes it. Write `https:`.

    Source: browsers' rules on mixed content, which webmail is under; App Transport Security of
    Apple's systems.
    """
    for one in mail.pictures:
        if one.address.scheme == "http" and one.address.host not in ("", "localhost"):
            message = f"the image {one.address.whole[:80]} is not encrypted"
            yield Found(message, one.element, "write https://", one.written)


@rule("image/mostly-images", Severity.WARNING)
def mostly_images(mail: Mail) -> Iterator[Found]:
    """The mail is mostly pictures, with hardly any text.

    Where pictures are turned off, as in Outlook until the reader asks for them, nothing is left;
    a screen reader has only their descriptions; filters mistrust a mail without words. Write what
    the pictures say as text.

    Source: SpamAssassin's HTML_IMAGE_ONLY and HTML_IMAGE_RATIO rules; Outlook's default.
    """
    area, largest = 0.0, None
    for one in mail.pictures:
        size = _area(one)
        if size > area or largest is None:
            largest = one
        area += size
    if not area or largest is None:
        return
    count = words.count(_seen(mail))
    if count < FEW and area > MOSTLY * WORD_AREA * max(count, 10):
        text = (
            "no text at all"
            if not count
            else "one word of text"
            if count == 1
            else f"{count} words of text"
        )
        hint = "write as text what the images say"
        yield Found(f"the mail is mostly images, with {text}", largest.element, hint)


def _area(picture: Picture) -> float:
    """px² that a picture takes on the screen, as far as is known."""
    if picture.element.name != "img" or within_hidden(picture.element):
        return 0
    found = picture.measured
    width = picture.width or (found.width if found else 0)
    if picture.height:
        return width * picture.height
    if found and found.width:
        return width * width * found.height / found.width
    return width * width / 2 if width else 0


def _seen(mail: Mail) -> str:
    """The text that people see without pictures."""
    return " ".join(one.data for one in mail.texts if not one.hidden)


def _unique(pictures: tuple[Picture, ...]) -> Iterator[Picture]:
    """Each picture but once, though it be shown often."""
    found: dict[str, Picture] = {}
    for one in pictures:
        found.setdefault(one.address.whole, one)
    yield from found.values()


def _named(picture: Picture) -> str:
    return picture.name if picture.name.startswith("an image") else f"the image {picture.name}"


def _weight(size: int) -> str:
    return f"{size / MEGA:.1f} MB" if size >= MEGA else f"{round(size / KILO)} KB"


RULES: tuple[Rule[Mail], ...] = (
    missing,
    broken,
    tracking_pixel,
    remote,
    insecure,
    mostly_images,
    heavy_mail,
    heavy,
    stretched,
    format_differs,
    low_resolution,
    oversized,
)
