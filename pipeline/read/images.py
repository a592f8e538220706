"""An article's images: local ones loaded and measured, others named. Nothing is fetched."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from pipeline import words
from pipeline.errors import Place, SourceError
from pipeline.model import Block, Finding, ImageRef, Lines, Severity
from pipeline.read.markdown.footnotes import all_notes
from pipeline.read.markdown.source import Source
from pipeline.read.markdown.visible import visible

if TYPE_CHECKING:
    from markdown_it.token import Token

_IMG = re.compile(r"""(?i)<img\b((?:"[^"]*"|'[^']*'|[^<>"'])*)>""")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

TOGETHER = 200 * 1024 * 1024  # bytes of an article's images
MISSED = 50  # images of a passage whose addresses stand elsewhere: then no more are looked for
SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


def images(
    blocks: Sequence[Block],
    source: Source,
    load: Callable[[str], bytes | None],
    *,
    sensitive: bool,
    from_elsewhere: bool = False,
) -> tuple[tuple[ImageRef, ...], tuple[Finding, ...]]:
    """Each image once, in order, and what is wrong with some; `load` gives a path's bytes.

    A sensitive article's images are named by number, since a file's name may tell its topic.
    Raises SourceError where they are far more than any mail could carry.
    """
    found: dict[str, ImageRef] = {}
    remote: set[str] = set()
    names: set[str] = set()
    notes: list[Finding] = []
    size = 0
    for one in _written(blocks, source):
        if one.address in found or one.address in remote:
            continue
        if not one.alt and not one.silent:
            notes.append(_without_words(one))
        if _is_remote(one.address):
            remote.add(one.address)
            notes.append(_remote(one, sensitive=sensitive))
            continue
        path = unquote(re.split(r"[?#]", one.address, maxsplit=1)[0])
        name = _name(path, len(found) + 1, names, sensitive=sensitive)
        names.add(name)
        data = load(path) if path else None
        size += len(data or b"")
        if size > TOGETHER:
            raise _too_much(one)
        image = measured(ImageRef(one.address, name, data, place=one.place))
        found[one.address] = image
        if image.data is None:
            notes.append(_missing(image, on_a_site=from_elsewhere and path.startswith("/")))
    return tuple(found.values()), tuple(notes)


class _Written(NamedTuple):
    """An image as an author wrote it: its address, what it says in words, where.

    One that is `silent` only decorates: its author wants no words.
    """

    address: str
    alt: str
    place: Place
    silent: bool = False


def _written(blocks: Sequence[Block], source: Source) -> Iterator[_Written]:
    """Each image of the article, in Markdown or in HTML, as written."""
    for lines, token in _tokens(blocks):
        first, last = token.map or lines
        missed = 0
        for address, alt, silent in _in_token(token):
            # Images stand in order, so that a line is looked at once for each of its own.
            look = range(first, last + 1 if missed < MISSED else first + 1)
            line = _line(address, look, source)
            missed += line is None
            first = line or first
            yield _Written(address, alt, source.place(first), silent)


def _tokens(blocks: Sequence[Block]) -> Iterator[tuple[Lines, Token]]:
    """Each token of the blocks and of their notes, with the lines of what it stands in."""
    for block in blocks:
        for token in block.tokens:
            yield block.lines, token
    for note in all_notes(blocks):
        for token in note.tokens:
            yield note.lines, token


def _in_token(token: Token) -> Iterator[tuple[str, str, bool]]:
    """The addresses and the words of a token's images, and whether one is to have no words."""
    for one in (token, *(token.children or ())):
        if one.type == "image":
            address = str(one.attrs.get("src", ""))
            yield address, visible([one]) or one.content, "decorative" in one.meta
        elif one.type in ("html_block", "html_inline"):
            for tag in _IMG.findall(one.content):
                given = {name.lower(): "".join(value) for name, *value in _ATTRIBUTE.findall(tag)}
                alt = html.unescape(given.get("alt", ""))
                yield html.unescape(given.get("src", "")), alt, False


def _line(written: str, lines: range, source: Source) -> int | None:
    """The first of the lines that names the image, None if none does."""
    if len(lines) < 2:
        return lines.start
    names = (written, unquote(written))
    return next(
        (line for line in lines if any(name in source.shown_line(line) for name in names)), None
    )


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


def _too_much(image: _Written) -> SourceError:
    return SourceError(
        f"the images are over {TOGETHER // 1024 // 1024} MB together",
        place=image.place,
        hint="make them smaller: a mail should stay below 1 MB",
    )


def _missing(image: ImageRef, *, on_a_site: bool) -> Finding:
    """An error; a path from the top of the site that an article came from is a warning."""
    return Finding(
        "image/missing",
        Severity.WARNING if on_a_site else Severity.ERROR,
        f"there is no image {image.source}".rstrip(),
        hint="put the file there, or take the image out of the article",
        place=image.place,
    )


def _remote(image: _Written, *, sensitive: bool) -> Finding:
    return Finding(
        "image/remote",
        Severity.ERROR if sensitive else Severity.WARNING,
        f"the image {image.address} is on another server, which will see who opens the mail",
        hint="save it beside the article and name the file instead",
        place=image.place,
    )


def _without_words(image: _Written) -> Finding:
    return Finding(
        "image/no-alt",
        Severity.NOTE,
        f"the image {image.address or 'here'} says nothing to those who do not see it",
        hint="write what it shows: ![a path through a wood](wood.jpg), or that it only decorates: "
        "![](line.png){decorative}",
        place=image.place,
    )
