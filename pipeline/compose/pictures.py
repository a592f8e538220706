"""Pictures as mails carry them: twice as wide as they are shown, compressed, in sRGB, no metadata.

Mail programs show PNG, JPEG and GIF; every other format becomes one of the first two. The same
picture gives the same bytes each time.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pipeline import pixels
from pipeline.compose.metadata import without_metadata
from pipeline.model import ImageRef

if TYPE_CHECKING:
    from PIL.Image import Image

SHOWN = ("png", "jpeg", "gif")
SUFFIXES = {"png": (".png",), "jpeg": (".jpg", ".jpeg"), "gif": (".gif",)}
DENSITY = 2  # px of a file for each px that it is shown by
QUALITY = 82  # of a JPEG that was one
FROM_PNG_QUALITY = 86  # of one that was not: it has no losses yet
WORTH = 0.9  # of its bytes that a picture must come down to, to be written anew
FAR_SMALLER = 0.5  # of the PNG's bytes: only then a photograph becomes a JPEG
FEW_COLOURS = 8  # pixels a colour: where a colour has more, it is no photograph
LEAST_PHOTOGRAPH = 64 * 64  # px
LOSSY = ("webp", "avif")  # formats besides JPEG that photographs have lost something to
MOST_DRAWN = 4096  # colours of a drawing made smaller, whose edges have got shades
FARTHEST, MEAN = 40, 1.5  # of 255: by how much a palette may be off at an edge, and on the whole
REMEMBERED = 64 * 1024 * 1024  # bytes of finished pictures that are kept within a process


class _Finished(NamedTuple):
    data: bytes
    form: str
    width: int
    height: int


class _Upright(NamedTuple):
    """A picture as it is looked at, in sRGB; `changed` says that the file's pixels are others."""

    picture: Image
    changed: bool


_known: dict[tuple[bytes, int, bool], _Finished] = {}


def fitted(image: ImageRef, width: int) -> ImageRef:
    """An image for a place `width` px wide, its name's suffix as its bytes are.

    A picture that moves keeps its pixels as they are. `image.form` is one whose pixels can be had.
    """
    data = image.data or b""
    key = (hashlib.sha256(data).digest(), width, image.square)
    if key not in _known:
        if sum(len(one.data) for one in _known.values()) > REMEMBERED:
            _known.clear()
        _known[key] = _finished(image, data, width * DENSITY)
    found = _known[key]
    return replace(
        image,
        name=_named(image.name, found.form),
        data=found.data,
        width=found.width,
        height=found.height,
        form=found.form,
    )


def _named(name: str, form: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    fits = f".{suffix.lower()}" in SUFFIXES[form]
    return name if fits else f"{stem if dot else name}{SUFFIXES[form][0]}"


def _finished(image: ImageRef, data: bytes, limit: int) -> _Finished:
    """The smallest bytes that show it as well."""
    with pixels.opened(data) as picture:
        if pixels.moves(picture) and image.form in SHOWN:
            kept = without_metadata(data, image.form)
            return _Finished(kept, image.form, image.width, image.height)
        if not image.square:
            picture.draft(None, (limit, limit))
        upright = _upright(picture)
        shown = _square(upright.picture) if image.square else upright.picture
        small = _narrowed(shown, limit)
        changed = upright.changed or small.size != (image.width, image.height)
        made = _encoded(small, image.form, exact=small.size == shown.size)
    if changed or image.form not in SHOWN:
        return made
    kept = without_metadata(data, image.form)
    worth = len(made.data) < len(kept) * WORTH
    return made if worth else made._replace(data=kept, form=image.form)


def _upright(picture: Image) -> _Upright:
    """Turned as its camera was held, its colours in sRGB, in one of the modes L, RGB and RGBA."""
    from PIL import ImageOps

    # Behind the first picture of an MPO stands another one.
    changed = picture.format == "MPO" or picture.mode == "CMYK" or pixels.is_turned(picture)
    colours = _in_srgb(_eight_bits(ImageOps.exif_transpose(picture)))
    return _Upright(colours.picture, changed or colours.changed)


def _eight_bits(picture: Image) -> Image:
    """The picture with eight bits a colour, without a palette."""
    if picture.mode.startswith(("I", "F")):
        deep = max(_highest(picture)) > 255
        picture = picture.convert("I").point(lambda value: value / 256) if deep else picture
        return picture.convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert(_plain(picture))


def _plain(picture: Image) -> str:
    return "L" if picture.mode in ("1", "LA") else "RGB"


def _in_srgb(picture: Image) -> _Upright:
    """The picture in the colours that every mail program takes for granted."""
    from PIL import ImageCms

    profile, changed = picture.info.get("icc_profile"), False
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "srgb" not in ImageCms.getProfileDescription(given).lower():
                mode = "RGB" if picture.mode == "CMYK" else picture.mode
                wanted = ImageCms.createProfile("sRGB")
                wanted_mode = "RGB" if mode == "L" else mode
                made = ImageCms.profileToProfile(picture, given, wanted, outputMode=wanted_mode)
                picture, changed = made or picture, made is not None
        except (ImageCms.PyCMSError, OSError, ValueError):
            changed = False  # a profile that cannot be read says nothing
    picture = picture.convert("RGB") if picture.mode == "CMYK" else picture
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    bare = picture.copy()
    bare.info = {}
    return _Upright(bare, changed)


def _square(picture: Image) -> Image:
    """The middle of it, and a little above: faces are there."""
    from PIL import ImageOps

    side = min(picture.size)
    return ImageOps.fit(picture, (side, side), centering=(0.5, 0.4))


def _narrowed(picture: Image, limit: int) -> Image:
    from PIL.Image import Resampling

    width, height = picture.size
    if width <= limit:
        return picture
    size = (limit, max(1, round(height * limit / width)))
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=3.0)


def _encoded(picture: Image, form: str, *, exact: bool) -> _Finished:
    """The picture as JPEG if it was one or is a photograph, else as PNG."""
    if form == "jpeg":
        return _finish(picture, _jpeg(picture, QUALITY, "4:2:0"), "jpeg")
    png = _png(picture, exact=exact)
    if _is_photograph(picture):
        # What is drawn or written in one that had no losses stays sharp without subsampling.
        again = form in LOSSY
        quality, subsampling = (QUALITY, "4:2:0") if again else (FROM_PNG_QUALITY, "4:4:4")
        jpeg = _jpeg(picture, quality, subsampling)
        if len(jpeg) < len(png) * FAR_SMALLER:
            return _finish(picture, jpeg, "jpeg")
    return _finish(picture, png, "png")


def _finish(picture: Image, data: bytes, form: str) -> _Finished:
    return _Finished(data, form, *picture.size)


def _is_photograph(picture: Image) -> bool:
    """Whether nearly every pixel has a colour of its own, and all are opaque."""
    count = picture.width * picture.height
    if picture.mode != "RGB" or count < LEAST_PHOTOGRAPH:
        return False
    return picture.getcolors(count // FEW_COLOURS) is None


def _jpeg(picture: Image, quality: int, subsampling: str) -> bytes:
    out = io.BytesIO()
    picture.save(
        out, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=subsampling
    )
    return out.getvalue()


def _png(picture: Image, *, exact: bool) -> bytes:
    """The smaller of its PNGs, with a palette only where that changes nothing that is seen."""
    made = [_saved(picture)]
    if picture.mode != "L" and picture.getcolors(256 if exact else MOST_DRAWN):
        from PIL.Image import Dither, Quantize

        few = picture.quantize(256, method=Quantize.FASTOCTREE, dither=Dither.NONE)
        if _looks_alike(few.convert(picture.mode), picture, exact=exact):
            made.append(_saved(few))
    return min(made, key=len)


def _looks_alike(one: Image, other: Image, *, exact: bool) -> bool:
    """Whether two pictures are the same, or differ in few pixels and by little."""
    from PIL import ImageChops, ImageStat

    apart = ImageChops.difference(one, other)
    most = max(_highest(apart))
    if exact or most == 0:
        return most == 0
    return most <= FARTHEST and max(ImageStat.Stat(apart).rms) <= MEAN


def _highest(picture: Image) -> list[float]:
    """The highest value of each of its channels."""
    found = (channel.getextrema() for channel in picture.split())
    return [high for _low, high in found if isinstance(high, int | float)]


def _saved(picture: Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
