"""An article's images: local ones loaded and measured, others named. Nothing is fetched."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from pipeline import words
from pipeline.errors import Place
from pipeline.model import Block, Finding, ImageRef, Severity
from pipeline.read.blocks import Source

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
    remote: set[str] = set()
    names: set[str] = set()
    notes: list[Finding] = []
    for written, line in _written(blocks, source):
        if written in found or written in remote or not written:
            continue
        place = source.place(line)
        if _is_remote(written):
            remote.add(written)
            notes.append(_remote(written, place))
            continue
        path = unquote(written).split("?")[0].split("#")[0]
        name = _name(path, len(found) + 1, names, sensitive=sensitive)
        names.add(name)
        image = measured(ImageRef(written, name, load(path), place=place))
        found[written] = image
        if image.data is None:
            notes.append(_missing(image))
    return tuple(found.values()), tuple(notes)


def _written(blocks: Sequence[Block], source: Source) -> Iterator[tuple[str, int]]:
    """The address of each image as written, and its line."""
    for block in blocks:
        for token in block.tokens:
            first, last = token.map or block.lines
            for child in token.children or ():
                if child.type == "image":
                    written = str(child.attrs.get("src", ""))
                    # Images stand in order, so that a line is looked at once for each of its own.
                    first = _line(written, range(first, last + 1), source)
                    yield written, first


def _line(written: str, lines: range, source: Source) -> int:
    """The first of the lines that names the image; the first of all if none does."""
    for line in lines:
        if written in source.shown_line(line) or unquote(written) in source.shown_line(line):
            return line
    return lines[0]


def _is_remote(written: str) -> bool:
    try:
        return bool(urlsplit(written).scheme) or written.startswith("//")
    except ValueError:  # an address such as http://[ is none, here or elsewhere
        return True


def _name(path: str, number: int, taken: set[str], *, sensitive: bool) -> str:
    pure = PurePosixPath(path)
    stem = f"image-{number}" if sensitive else words.slug(pure.stem)
    suffix = pure.suffix.lower() if pure.suffix.lower() in SUFFIXES else ".img"
    while f"{stem}{suffix}" in taken:
        stem = f"{stem}-{number}"
    return f"{stem}{suffix}"


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
