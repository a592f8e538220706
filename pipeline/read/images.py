"""An article's images: local ones loaded and measured, others named. Nothing is fetched."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pipeline import words
from pipeline.errors import Place
from pipeline.model import Block, Finding, ImageRef, Severity
from pipeline.read.blocks import Source

if TYPE_CHECKING:
    from markdown_it.token import Token

SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


def images(
    blocks: Sequence[Block],
    source: Source,
    load: Callable[[str], bytes | None],
    *,
    sensitive: bool,
) -> tuple[tuple[ImageRef, ...], tuple[Finding, ...]]:
    """Each image once, in order, and what is wrong with some; `load` gives a path's bytes.

    A sensitive article's images are named by number, since a file's name may tell its topic.
    """
    found: dict[str, ImageRef] = {}
    notes: list[Finding] = []
    for block in blocks:
        for token in _image_tokens(block.tokens):
            written = str(token.attrs.get("src", ""))
            if written in found or not written:
                continue
            place = source.place(_line(block, token, source))
            if urlsplit(written).scheme or written.startswith("//"):
                notes.append(_remote(written, place))
                continue
            path = unquote(written).split("?")[0].split("#")[0]
            name = _name(path, len(found) + 1, found, sensitive=sensitive)
            image = measured(ImageRef(written, name, load(path), place=place))
            found[written] = image
            if image.data is None:
                notes.append(_missing(image))
    return tuple(found.values()), tuple(notes)


def _image_tokens(tokens: Sequence[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or () if child.type == "image"]


def _line(block: Block, token: Token, source: Source) -> int:
    """The first line of the block that names the image; the block's first if none does."""
    wanted = str(token.attrs.get("src", ""))
    for line in range(block.lines.first, block.lines.last + 1):
        if wanted in source.shown_line(line) or unquote(wanted) in source.shown_line(line):
            return line
    return block.lines.first


def _name(path: str, number: int, taken: dict[str, ImageRef], *, sensitive: bool) -> str:
    pure = PurePosixPath(path)
    stem = f"image-{number}" if sensitive else words.slug(pure.stem)
    suffix = pure.suffix.lower() if pure.suffix.lower() in SUFFIXES else ".img"
    used = {image.name for image in taken.values()}
    return f"{stem}{suffix}" if f"{stem}{suffix}" not in used else f"{stem}-{number}{suffix}"


def measured(image: ImageRef) -> ImageRef:
    """The image with its size in px, where its bytes tell one."""
    if image.data is None or image.name.endswith(".svg"):
        return image
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(image.data)) as opened:
            width, height = opened.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return image
    return ImageRef(image.source, image.name, image.data, width, height, image.place)


def _missing(image: ImageRef) -> Finding:
    return Finding(
        "image/missing",
        Severity.ERROR,
        f"there is no image {image.source}",
        hint="put the file there, or take the image out of the article",
        place=image.place,
    )


def _remote(address: str, place: Place) -> Finding:
    return Finding(
        "image/remote",
        Severity.WARNING,
        f"the image {address} is on another server, which will see who opens the mail",
        hint="save it beside the article and name the file instead",
        place=place,
    )
