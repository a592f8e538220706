"""What is wrong with an article's images, each with its line and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from pipeline.errors import Place
from pipeline.model import Finding, ImageRef, Severity
from pipeline.pixels import MOST_PIXELS, Measured

HEAVY = 1024 * 1024  # bytes of a moving picture, which is carried as it is
LONGEST = 32  # letters of the kind of an image that stands in its address
KEEPS_MOVING = ("gif", "png")
_SUFFIX = r"\.(?:png|jpe?g|jfif|gif|webp|avif|svg|bmp|tiff?|hei[cf])"
_FILE_NAME = re.compile(
    rf"(?i)\S*{_SUFFIX}|[\w .()-]+{_SUFFIX}"
    r"|(?:img|image|dsc[nf]?|pxl|mvimg|screen ?shot|pict)[ _-]*\d[\w .:-]*"
    r"|(?:photo|picture|bild|foto)[_-]?\d+|(?:untitled|unnamed|image)(?:[ _-]*\(?\d+\)?)?"
)
_SPACED = re.compile(
    rf"(?i)(?<!\\)!\[[^\]\\\n]{{0,500}}\]"
    rf"\([ ]?([^()<>\"\n]{{1,200}}[ ][^()<>\"\n]{{0,200}}{_SUFFIX})(?:[ ]+\"[^\"\n]{{0,500}}\")?\)"
)
_CAMERA = re.compile(r"[A-Z]{2,5}_\d{3,}(?:_\d+)*")


class Written(NamedTuple):
    """An image as an author wrote it: its address, what it says in words, where.

    One that is `silent` only decorates: its author wants no words.
    """

    address: str
    alt: str
    place: Place
    silent: bool = False


def said(image: Written, *, imported: bool) -> Iterator[Finding]:
    """What is wrong with the words for those who do not see it.

    Whoever writes an article can write them too; one that was imported is not to blame.
    """
    if not image.alt and not image.silent:
        yield Finding(
            "image/no-alt",
            Severity.WARNING if imported else Severity.ERROR,
            f"the image {shown(image.address) or 'here'} says nothing to those who do not see it",
            hint="write what it shows: ![a path through a wood](wood.jpg), or that it only "
            "decorates: ![](line.png){decorative}",
            place=image.place,
        )
    elif is_file_name(image.alt):
        yield Finding(
            "image/alt-file-name",
            Severity.WARNING,
            f"“{image.alt}” is a file's name: it tells nobody what the image shows",
            hint="write what it shows: ![a path through a wood](wood.jpg)",
            place=image.place,
        )


def is_file_name(alt: str) -> bool:
    """Whether words for an image are only what a camera or a program called its file."""
    words = alt.strip()
    return bool(_FILE_NAME.fullmatch(words) or _CAMERA.fullmatch(words))


def shown(address: str) -> str:
    """An address as a person reads it; of an image that stands in its address, only the kind."""
    if address.lower().startswith("data:"):
        return address[: address.find(";")][:LONGEST] + ";…"
    return unquote(address)


def missing(image: Written, *, on_a_site: bool) -> Finding:
    """An error; a path from the top of the site that an article came from is a warning."""
    return Finding(
        "image/missing",
        Severity.WARNING if on_a_site else Severity.ERROR,
        f"there is no image {shown(image.address)}".rstrip(),
        hint="put the file beside the article or into the project, and name it from there: "
        "nothing else is read",
        place=image.place,
    )


def spaced(text: str) -> list[str]:
    """The files in a run of Markdown that a space in their names keeps from being images."""
    return _SPACED.findall(text)


def taken_for_text(path: str, place: Place) -> Finding:
    """An image whose address has a space in it is, in Markdown, text like all other."""
    return Finding(
        "image/spaced",
        Severity.WARNING,
        f"the image {path} is shown as text: in Markdown an address ends at a space",
        hint=f"write ![what it shows](<{path}>)",
        place=place,
    )


def remote(image: Written, *, sensitive: bool) -> Finding:
    """An image on another server: it is named, and never fetched."""
    return Finding(
        "image/remote",
        Severity.ERROR if sensitive else Severity.WARNING,
        f"the image {image.address} is on another server, which will see who opens the mail",
        hint="save it beside the article and name the file instead",
        place=image.place,
    )


def seen(image: ImageRef, found: Measured, *, imported: bool) -> Iterator[Finding]:
    """What is wrong with the bytes of an image that is there."""
    if found.problem:
        message, hint = _unseen(shown(image.source), found)
        severity = Severity.WARNING if imported and found.problem == "unread" else Severity.ERROR
        yield Finding(f"image/{found.problem}", severity, message, hint=hint, place=image.place)
    elif found.moves:
        yield _moving(image, found)


def _unseen(source: str, found: Measured) -> tuple[str, str]:
    """Why an image cannot be shown, and what to do."""
    if found.problem == "huge":
        most = MOST_PIXELS // 1_000_000
        what = f"{source} has {found.width} × {found.height} px" if found.width else source
        return f"the image {what}: it is too large to be read", f"save it with under {most} million"
    if found.form == "svg":
        return (
            f"the image {source} is an SVG, which most mail programs do not show",
            "save it as a PNG, twice as wide as it is shown, and name that file",
        )
    if found.form == "heic":
        return (
            f"the image {source} is an HEIC, which mail programs do not show",
            "save it as a JPEG and name that file",
        )
    return (
        f"the file {source} is no image, or not a whole one",
        "save it once more as a PNG, JPEG or GIF; see whether a download broke off",
    )


def _moving(image: ImageRef, found: Measured) -> Finding:
    size = len(image.data or b"")
    name = shown(image.source)
    weight = f"{size / HEAVY:.1f} MB" if size >= HEAVY // 10 else f"{max(1, size // 1024)} KB"
    if found.form not in KEEPS_MOVING:
        message = f"the image {name} moves, and its mails show only its first picture"
        hint = "save it as an animated GIF if it has to move"
    else:
        message = f"the image {name} moves ({weight}): Outlook for Windows shows only its "
        message, hint = f"{message}first picture", "see that the first picture says it all"
    heavy = size > HEAVY and found.form in KEEPS_MOVING
    if heavy:
        hint += "; make it smaller: it is carried as it is, and phones load it on the way"
    severity = Severity.WARNING if heavy else Severity.NOTE
    return Finding("image/moves", severity, message, hint=hint, place=image.place)
