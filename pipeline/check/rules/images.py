"""Pictures: whether they are there, what they leave to words, what they tell."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import words
from pipeline.check.contents.pictures import Picture, is_hidden, named, within_hidden
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules import image_sizes
from pipeline.model import Severity

WORD_AREA = 1200  # px² that a word of text takes, spaces and line height included
MOSTLY, FEW = 8, 50


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
            relative = why.startswith(_GONE)
            hint = _WHOLE if relative else "put the file where it is named, or name where it is"
            yield Found(why, one.element, hint, one.written, key=_GONE if relative else "")


_GONE = "there is no image "
_WHOLE = "give its whole address, with https://, or put the file where it is named"


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
        return f"{_GONE}{read.whole[:80]}"
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
            message = f"{named(one)} is no image, or not a whole one"
            yield Found(message, one.element, "save it once more as a PNG, JPEG or GIF")


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
        if _is_pixel(one) and not _shown_elsewhere(mail, one):
            where = one.address.host or "a server"
            message = f"an image that nobody sees tells {where} who opens the mail"
            yield Found(message, one.element, "take it out", one.written)


def _shown_elsewhere(mail: Mail, picture: Picture) -> bool:
    """Whether its address stands in the mail once more, as a background for instance."""
    return bool(picture.written) and mail.html.count(picture.written) > 1


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
            message = f"the image {one.address.whole[:80]} is fetched without encryption (http:)"
            hint = "write https://"
            yield Found(message, one.element, hint, one.written, key=one.address.host)


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


RULES: tuple[Rule[Mail], ...] = (
    missing,
    broken,
    tracking_pixel,
    remote,
    insecure,
    mostly_images,
    *image_sizes.RULES,
)
