"""The tags of images: each says its size, so that nothing jumps and Outlook keeps its ratio."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.compose.source_map import value_span
from pipeline.markup.pieces import ATTRIBUTE, Kind, Piece, pieces
from pipeline.model import ImageRef, Slotted, Where

_PX = re.compile(r"(\d+)(?:px)?")
_HEIGHT = re.compile(r"(?i)(?:^|;)\s*height\s*:")


def with_sizes(html: str, images: Mapping[str, ImageRef], room: int) -> str:
    """HTML whose images have a width and a height in px, and on phones the height that fits.

    `images` gives the image of each mark that stands for an address; `room` is the px that one
    has whose tag tells no width. A height that a template gives in px stays.
    """
    if not images:
        return html
    parts: list[str] = []
    end = 0
    for piece in pieces(html):
        if piece.kind is Kind.START and piece.name == "img":
            given = _given(html, piece)
            image = images.get(_value(html, given.get("src")))
            if image and image.width:
                parts += (html[end : piece.start], _sized(html, piece, given, image, room))
                end = piece.end
    return "".join((*parts, html[end:]))


def widths(text: Slotted, room: int) -> Iterator[tuple[str, int]]:
    """The name and the shown width of each image that a finished text shows."""
    images = {f"\0{at}\0": slot.field.name for at, slot in enumerate(text.slots)
              if slot.where is Where.IMAGE}  # fmt: skip
    if not images:
        return
    html = text.segments[0] + "".join(
        f"\0{at}\0{segment}" for at, segment in enumerate(text.segments[1:])
    )
    shown = dict.fromkeys(images, 0)
    for piece in pieces(html):
        if piece.kind is Kind.START and "\0" in html[piece.start : piece.end]:
            given = _given(html, piece)
            px = _px(_value(html, given.get("width"))) if piece.name == "img" else 0
            for mark in images.keys() & set(re.findall("\0\\d+\0", html[piece.start : piece.end])):
                shown[mark] = px or room
    yield from ((images[mark], px or room) for mark, px in shown.items())


def _given(html: str, tag: Piece) -> dict[str, re.Match[str]]:
    """A tag's attributes by name, the first of each."""
    found: dict[str, re.Match[str]] = {}
    for attribute in ATTRIBUTE.finditer(html, tag.attributes, tag.end - 1):
        found.setdefault(attribute["name"].lower(), attribute)
    return found


def _value(html: str, attribute: re.Match[str] | None) -> str:
    return html[slice(*value_span(attribute))].strip() if attribute else ""


def _px(value: str) -> int:
    found = _PX.fullmatch(value)
    return int(found[1]) if found else 0


def _sized(
    html: str, tag: Piece, given: Mapping[str, re.Match[str]], image: ImageRef, room: int
) -> str:
    """The tag with its size; a style tells phones to keep the ratio."""
    width = _px(_value(html, given.get("width"))) or min(room, image.width)
    height = _px(_value(html, given.get("height")))
    new = {"width": str(width)}
    if not height:
        ratio = 1.0 if image.square else image.height / image.width
        new["height"] = str(max(1, round(width * ratio)))
        style = _value(html, given.get("style")).rstrip("; ")
        if not _HEIGHT.search(style):
            new["style"] = f"{style};height:auto" if style else "height:auto"
    parts = [html[tag.start : tag.attributes]]
    for attribute in ATTRIBUTE.finditer(html, tag.attributes, tag.end - 1):
        name = attribute["name"].lower()
        value = new.pop(name, None) if given[name] is attribute or name in new else None
        parts.append(f' {name}="{value}"' if value is not None else attribute[0])
    parts += [f' {name}="{value}"' for name, value in new.items()]
    return "".join(parts) + (" />" if html[tag.start : tag.end].rstrip().endswith("/>") else ">")
