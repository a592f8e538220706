"""Pictures as bytes: what they are, and their pixels, within bounds of memory and time.

Only the decoders of the formats below are ever asked, so that no bytes can reach another one.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP", "TIFF")
"""What is read, by Pillow's names."""

MOST_PIXELS = 50_000_000
MOST_JPEG_PIXELS = 120_000_000  # a JPEG is decoded at the size that is needed
REMEMBERED = 512  # pictures whose measures are kept within a process
_TURNED = range(2, 9)  # EXIF orientations that are not upright
_SIDEWAYS = range(5, 9)  # those that lie on their side
_ORIENTATION = 0x0112
_SVG = re.compile(rb"(?is)\A\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml.*?>|<!.*?>|\s)*<svg\b")
_ICON = b"\0\0\1\0"
_HEIC = re.compile(rb"(?s)\A.{4}ftyp(?:hei[cmsx]|hev[cmx]|mif1|msf1)")


class Measured(NamedTuple):
    """What the bytes of a picture are.

    `form` is `png`, `jpeg`, `gif`, `webp`, `avif`, `bmp`, `tiff`, `svg`, `heic` or `ico`, "" for
    what is no picture. Sizes are in px, as it is looked at. `moves` says that it has several
    frames. `problem` is "" where its pixels can be had, else `broken`, `huge` or `unread` (a
    picture, but of a format that nothing here decodes).
    """

    form: str = ""
    width: int = 0
    height: int = 0
    moves: bool = False
    problem: str = "broken"


_known: dict[bytes, Measured] = {}


def measured(data: bytes) -> Measured:
    """What the bytes of a picture are; every pixel is decoded once, at a small size if it can be.

    What was measured before in this process is not measured again.
    """
    key = hashlib.sha256(data).digest()
    if key not in _known:
        if len(_known) >= REMEMBERED:
            _known.clear()
        _known[key] = _measured(data)
    return _known[key]


def _measured(data: bytes) -> Measured:
    if _SVG.match(data[:4096]):
        return Measured("svg", problem="unread")
    if _HEIC.match(data[:16]):
        return Measured("heic", problem="unread")
    if data.startswith(_ICON):
        return Measured("ico", problem="unread")
    found = Measured()
    try:
        with opened(data) as picture:
            width, height = picture.size
            form = str(picture.format or "").lower().replace("mpo", "jpeg")
            found = Measured(form, width, height, problem="huge")
            if width * height > _most(form):
                return found
            found = found._replace(moves=moves(picture), problem="broken")
            picture.draft(None, (1, 1))
            picture.load()
            # Some formats keep their EXIF behind the pixels: asking for it decodes them.
            if picture.getexif().get(_ORIENTATION) in _SIDEWAYS:
                found = found._replace(width=height, height=width)
            return found._replace(problem="")
    except Exception as error:  # noqa: BLE001 - a decoder may raise anything for hostile bytes
        huge = type(error).__name__ == "DecompressionBombError"
        return found._replace(moves=False, problem="huge" if huge else "broken")


@contextmanager
def opened(data: bytes) -> Iterator[Image]:
    """The picture of some bytes, its pixels not yet decoded. Raises what Pillow raises."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            yield picture


def _most(form: str) -> int:
    return MOST_JPEG_PIXELS if form == "jpeg" else MOST_PIXELS


def moves(picture: Image) -> bool:
    """Whether it has several frames; a JPEG with a second picture behind it has not."""
    return picture.format in ("GIF", "PNG", "WEBP", "AVIF") and bool(
        getattr(picture, "is_animated", False)
    )


def is_turned(picture: Image) -> bool:
    """Whether its pixels do not lie as it is looked at: a camera was held otherwise."""
    return picture.getexif().get(_ORIENTATION, 1) in _TURNED
