"""The pictures that a mail names, and their formats: by their bytes, else by their address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.check.features.use import Use
from pipeline.markup import Element
from pipeline.styles import AtRule, Declaration, StyleRule

if TYPE_CHECKING:
    from pipeline.check.mail import Mail

DATA = "data:"
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s][^()\s]*))\s*\)""", re.IGNORECASE)
_CANDIDATE = re.compile(r"(?:^|,)\s*([^\s,](?:\S*[^\s,])?)")
_MIME = re.compile(r"data:\s*(?:image|video)/([\w.+-]+)", re.IGNORECASE)
_SVG = re.compile(rb"(?is)\A(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]*>|<!--.*?-->|<!doctype[^>]*>)*<svg\b")
_STYLES = frozenset(
    ("background", "background-image", "list-style", "list-style-image", "content", "mask-image")
)

SUFFIXES: Mapping[str, str] = {
    suffix: feature
    for feature, suffixes in (
        ("image-apng", "apng vnd.mozilla.apng"),
        ("image-avif", "avif avifs"),
        ("image-bmp", "bmp x-ms-bmp"),
        ("image-gif", "gif"),
        ("image-hdr", "hdr vnd.radiance"),
        ("image-heif", "heif heic heif-sequence heic-sequence"),
        ("image-ico", "ico x-icon vnd.microsoft.icon"),
        ("image-jpg", "jpg jpeg jfif pjpeg jpe"),
        ("image-mp4", "mp4 m4v"),
        ("image-png", "png"),
        ("image-svg", "svg svgz svg+xml"),
        ("image-tiff", "tif tiff"),
        ("image-webp", "webp"),
    )
    for suffix in suffixes.split()
}
"""What ends an address, or the name of a format in a `data:` address, and what it is called."""

_BEGINNINGS = (
    (b"GIF8", "image-gif"),
    (b"\xff\xd8\xff", "image-jpg"),
    (b"BM", "image-bmp"),
    (b"\x00\x00\x01\x00", "image-ico"),
    (b"II*\x00", "image-tiff"),
    (b"MM\x00*", "image-tiff"),
    (b"#?RADIANCE", "image-hdr"),
    (b"#?RGBE", "image-hdr"),
)
_BRANDS = {b"avif": "image-avif", b"avis": "image-avif", b"mif1": "image-heif"}


def picture_uses(mail: Mail) -> Iterator[Use]:
    """A use for each picture whose format can be told, `shown` being its address."""
    for one in pictures(mail):
        if one.shown[:5].lower() == DATA:
            yield replace(one, feature="image-base64")
        if one.feature:
            yield one


def pictures(mail: Mail) -> Iterator[Use]:
    """Each picture that a mail names; `feature` is "" where its format cannot be told."""
    for one in (*_in_html(mail), *_in_css(mail)):
        if one.shown:
            yield replace(one, feature=format_of(one.shown, mail.files.get(one.shown)))


def format_of(address: str, data: bytes | None = None) -> str:
    """What the format of a picture is called, by its bytes, else by its address; "" if unknown."""
    if data is not None:
        return _format_of_bytes(data)
    if address[:5].lower() == DATA:
        found = _MIME.match(address)
        return SUFFIXES.get(found[1].lower(), "") if found else ""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    name = path.rpartition("/")[2]
    return SUFFIXES.get(name.rpartition(".")[2].lower(), "") if "." in name else ""


def _format_of_bytes(data: bytes) -> str:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        head = data[: data.find(b"IDAT")] if b"IDAT" in data else data
        return "image-apng" if b"acTL" in head else "image-png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image-webp"
    if data[4:8] == b"ftyp":
        brand = data[8:12]
        return _BRANDS.get(brand, "image-heif" if brand[:2] == b"he" else "image-mp4")
    if _SVG.match(data[:4096]):
        return "image-svg"
    return next((name for start, name in _BEGINNINGS if data.startswith(start)), "")


def _in_html(mail: Mail) -> Iterator[Use]:
    only, without = mail.document.only_outlook, mail.document.not_outlook
    for element in mail.document.elements:
        for address in _addresses(element):
            yield Use(
                "",
                element.start,
                address.strip(),
                element,
                others=element.start not in only,
                outlook=element.start not in without,
            )


def _addresses(element: Element) -> Iterator[str]:
    """The addresses of pictures that an element's attributes name."""
    name = element.name
    if name == "img" or name in ("v:fill", "v:image", "v:imagedata"):
        yield element.get("src")
    if name == "input" and element.get("type").lower() == "image":
        yield element.get("src")
    if name == "video":
        yield element.get("poster")
    if name == "image":
        yield element.get("href") or element.get("xlink:href")
    if name == "object" and format_of(element.get("data")).replace("image-mp4", ""):
        yield element.get("data")
    if name == "img" or (name == "source" and not element.within("video", "audio")):
        yield from _CANDIDATE.findall(element.get("srcset"))
    if not name.startswith("v:"):
        yield element.get("background")


def _in_css(mail: Mail) -> Iterator[Use]:
    only, without = mail.document.only_outlook, mail.document.not_outlook

    def uses(
        owner: Element,
        declarations: tuple[Declaration, ...],
        element: Element | None,
        rule: StyleRule | None = None,
        around: tuple[AtRule, ...] = (),
    ) -> Iterator[Use]:
        for one in declarations:
            for address in _named(one):
                yield Use(
                    "",
                    one.start,
                    address,
                    element,
                    one,
                    rule,
                    around=around,
                    others=owner.start not in only,
                    outlook=owner.start not in without,
                )

    for inline in mail.inline:
        yield from uses(inline.element, inline.declarations, inline.element)
    for sheet in mail.sheets:
        for rule in sheet.rules:
            yield from uses(sheet.element, rule.declarations, None, rule, rule.around)


def _named(declaration: Declaration) -> Iterator[str]:
    if declaration.name in _STYLES and "url(" in declaration.value.lower():
        for found in _URL.finditer(declaration.value):
            yield next((one.strip() for one in found.groups() if one), "")
