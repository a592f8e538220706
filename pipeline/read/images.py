"""An article's images: local ones loaded and measured, others named. Nothing is fetched."""

from __future__ import annotations

import binascii
import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pipeline import pixels, words
from pipeline.errors import Place, SourceError
from pipeline.model import Block, Finding, ImageRef, Lines, notes_of
from pipeline.read import image_findings as findings
from pipeline.read.image_findings import Written
from pipeline.read.markdown.source import Source
from pipeline.read.markdown.visible import visible

if TYPE_CHECKING:
    from markdown_it.token import Token

_IMG = re.compile(r"""(?i)<img\b((?:"[^"]*"|'[^']*'|[^<>"'])*)>""")
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")

_DATA = re.compile(r"(?i)data:[^,]*;base64,")

TOGETHER = 200 * 1024 * 1024  # bytes of an article's images
PIXELS_TOGETHER = 2_000_000_000  # some forty photographs of a large camera: each is decoded
MISSED = 50  # images of a passage whose addresses stand elsewhere: then no more are looked for
SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".svg")


def images(
    blocks: Sequence[Block],
    source: Source,
    load: Callable[[str], bytes | None],
    *,
    sensitive: bool,
    from_elsewhere: bool = False,
    imported: bool = False,
) -> tuple[tuple[ImageRef, ...], tuple[Finding, ...]]:
    """Each image once, in order, and what is wrong with some; `load` gives a path's bytes.

    A sensitive article's images are named by number, since a file's name may tell its topic.
    `from_elsewhere` says that the article was written for another site generator, `imported`
    that it is a page or a Word file. Raises SourceError where the images are far more than any
    mail could carry.
    """
    found: dict[str, ImageRef] = {}
    remote: set[str] = set()
    stems: set[str] = set()
    notes: list[Finding] = []
    size = pixels_seen = 0
    for one in _written(blocks, source):
        if one.address in found or one.address in remote:
            continue
        notes += findings.said(one, imported=imported or from_elsewhere)
        if _is_remote(one.address):
            remote.add(one.address)
            notes.append(findings.remote(one, sensitive=sensitive))
            continue
        within = _within(one.address)
        path = "" if within is not None else unquote(re.split(r"[?#]", one.address, maxsplit=1)[0])
        name = _name(path, len(found) + 1, stems, sensitive=sensitive)
        data = load(path) if path else within
        size += len(data or b"")
        if size > TOGETHER:
            raise _too_much(one)
        image, told = looked_at(ImageRef(one.address, name, data, place=one.place), imported)
        pixels_seen += image.width * image.height
        if pixels_seen > PIXELS_TOGETHER:
            raise _too_many_pixels(one)
        found[one.address] = image
        notes += told
        if data is None:
            on_a_site = from_elsewhere and path.startswith("/")
            notes.append(findings.missing(one, on_a_site=on_a_site))
    return tuple(found.values()), (*notes, *_taken_for_text(blocks, source))


def beside(
    path: str,
    name: str,
    load: Callable[[str], bytes | None],
    place: Place,
    *,
    square: bool = False,
) -> tuple[ImageRef | None, tuple[Finding, ...]]:
    """An image that the settings name, not the text, and what is wrong with it.

    `name` is its file name without a suffix; no image of the text has one that begins with an
    underscore. None for no path, and where there is no such image.
    """
    if not path:
        return None, ()
    written = Written(path, "", place, silent=True)
    if _is_remote(path):
        return None, (findings.remote(written, sensitive=False),)
    data = load(unquote(path))
    if data is None:
        return None, (findings.missing(written, on_a_site=False),)
    image = ImageRef(f"{name}:{path}", f"{name}{_suffix(path)}", data, place=place, square=square)
    image, told = looked_at(image, imported=False)
    named = findings.shown(image.source)
    told = tuple(replace(one, message=one.message.replace(named, path)) for one in told)
    return (image if image.form else None), told


def looked_at(image: ImageRef, imported: bool) -> tuple[ImageRef, tuple[Finding, ...]]:
    """The image measured, and what is wrong with its bytes."""
    if image.data is None:
        return image, ()
    found = pixels.measured(image.data)
    told = tuple(findings.seen(image, found, imported=imported))
    return measured(image), told


def measured(image: ImageRef) -> ImageRef:
    """The image with its size in px and its form, where mails can show it."""
    found = pixels.measured(image.data or b"")
    if found.problem:
        return image
    return replace(image, width=found.width, height=found.height, form=found.form)


def _written(blocks: Sequence[Block], source: Source) -> Iterator[Written]:
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
            yield Written(address, alt, source.place(first), silent)


def _tokens(blocks: Sequence[Block]) -> Iterator[tuple[Lines, Token]]:
    """Each token of the blocks and of their notes, with the lines of what it stands in."""
    for block in blocks:
        for token in block.tokens:
            yield block.lines, token
    for note in notes_of(blocks):
        for token in note.tokens:
            yield note.lines, token


def _taken_for_text(blocks: Sequence[Block], source: Source) -> Iterator[Finding]:
    """What an author will have meant for an image, and what is none."""
    for lines, token in _tokens(blocks):
        shown = "".join(child.content for child in token.children or () if child.type == "text")
        for path in findings.spaced(token.content) if "](" in shown else ():
            if path in shown:
                first, last = token.map or lines
                line = _line(path, range(first, last + 1), source) or first
                yield findings.taken_for_text(path, source.place(line))


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
                yield html.unescape(given.get("src", "")), alt, "alt" in given


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
        scheme = urlsplit(written).scheme
    except ValueError:  # an address such as http://[ is none, here or elsewhere
        return True
    # A scheme of one letter is a disk: C:\wood.jpg.
    return (len(scheme) > 1 and scheme not in ("data", "file")) or written.startswith("//")


def _within(address: str) -> bytes | None:
    """The bytes of an image that stands in its address itself, None for any other address."""
    coded = _DATA.match(address)
    if not coded:
        return None
    try:
        return binascii.a2b_base64(unquote(address[coded.end() :]))
    except ValueError:
        return b""


def _name(path: str, number: int, taken: set[str], *, sensitive: bool) -> str:
    """A file's name whose stem no other has: its suffix may change with its bytes."""
    stem = f"image-{number}" if sensitive or not path else words.slug(PurePosixPath(path).stem)
    while stem in taken:
        stem = f"{stem}-{number}"
    taken.add(stem)
    return f"{stem}{_suffix(path)}"


def _suffix(path: str) -> str:
    suffix = PurePosixPath(path).suffix.lower()
    return suffix if suffix in SUFFIXES else ".img"


def _too_much(image: Written) -> SourceError:
    return SourceError(
        f"the images are over {TOGETHER // 1024 // 1024} MB together",
        place=image.place,
        hint="make them smaller: a mail should stay below 1 MB",
    )


def _too_many_pixels(image: Written) -> SourceError:
    return SourceError(
        f"the images have over {PIXELS_TOGETHER // 1_000_000} million pixels together",
        place=image.place,
        hint="make them smaller: a mail shows none wider than some 1200",
    )
