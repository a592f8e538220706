"""The pictures of a mail: what it names, how large they are shown, their bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.check.contents.addresses import Address, address, is_template
from pipeline.markup import Element
from pipeline.pixels import Measured, measured

if TYPE_CHECKING:
    from pipeline.check.mail import Mail

_SOURCES = {"img": "src", "v:image": "src", "v:fill": "src", "v:imagedata": "src", "source": "src"}
_PX = re.compile(r"\s*(\d{1,5}(?:\.\d+)?)\s*(?:px)?\s*", re.IGNORECASE)
_DATA = re.compile(r"(?is)data:(?P<kind>image/[\w.+-]+)?[^,]*?(?P<base64>;base64)?,(?P<data>.*)")
_HIDDEN = re.compile(
    r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?=;|!|$)|max-height\s*:\s*0(?:px)?\s*(?=;|!|$)"
    r"|font-size\s*:\s*0(?:px)?\s*(?=;|!|$))"
)
_CASUAL = re.compile(r"(?i)(?:^|;)\s*font-size\s*:")


class Picture(NamedTuple):
    """A picture that a mail shows: its element, its address, its bytes where they are at hand.

    `width` and `height` are those it is shown at in px, None where the HTML does not say.
    """

    element: Element
    written: str
    address: Address
    data: bytes | None
    width: float | None
    height: float | None

    @property
    def is_filled(self) -> bool:
        """Whether a mailing system writes its address only when it sends."""
        return is_template(self.written)

    @property
    def is_remote(self) -> bool:
        """Whether it is fetched when the mail is opened."""
        return self.address.is_web or (not self.address.scheme and bool(self.address.host))

    @property
    def name(self) -> str:
        """What it is called: the last piece of its address."""
        if self.address.scheme == "data":
            return "an image inside the mail's HTML"
        whole = self.address.whole if self.address.scheme == "cid" else self.address.path
        return whole.rstrip("/").rpartition("/")[2][:80] or self.address.whole[:80]

    @property
    def measured(self) -> Measured | None:
        """What its bytes are, None where there are none."""
        return measured(self.data) if self.data else None


def pictures(mail: Mail) -> tuple[Picture, ...]:
    """The pictures of a mail that elements name, in order."""
    return tuple(_pictures(mail))


def _pictures(mail: Mail) -> Iterator[Picture]:
    for one in mail.document.elements:
        name = _SOURCES.get(one.name) or ("background" if one.has("background") else "")
        if name and one.has(name):
            written = one.get(name)
            data = mail.files.get(written.strip()) or _inside(written)
            width, height = shown_size(one) if one.name == "img" else (None, None)
            yield Picture(one, written, address(written), data, width, height)


@lru_cache(maxsize=64)
def _inside(written: str) -> bytes | None:
    """The bytes of a picture that stands in its address."""
    found = _DATA.match(written.strip()) if written[:16].lstrip().lower()[:5] == "data:" else None
    if not found:
        return None
    from base64 import b64decode
    from urllib.parse import unquote_to_bytes

    if not found["base64"]:
        return unquote_to_bytes(found["data"])
    try:
        return b64decode(re.sub(r"\s+", "", unquote_to_bytes(found["data"]).decode("ascii")))
    except ValueError:
        return b""


def named(picture: Picture) -> str:
    """A picture as a message names it."""
    return picture.name if picture.name.startswith("an image") else f"the image {picture.name}"


def declared_kind(picture: Picture) -> str:
    """The type that a `data:` address says it holds, "" if it says none."""
    found = _DATA.match(picture.address.whole) if picture.address.scheme == "data" else None
    return (found["kind"] or "").lower() if found else ""


def shown_size(element: Element) -> tuple[float | None, float | None]:
    """The width and height in px that its style or, failing that, its attributes give."""
    return _side(element, "width"), _side(element, "height")


def _side(element: Element, name: str) -> float | None:
    styled = style_value(element, name)
    found = _PX.fullmatch(styled.replace("!important", "")) if styled else None
    if found:
        return float(found[1])
    if styled == "auto":
        return None
    found = _PX.fullmatch(element.get(name))
    return float(found[1]) if found else None


def style_value(element: Element, name: str) -> str:
    """What a style attribute gives a property, the last of several; "" if nothing."""
    style = element.attributes.get("style")
    return _styled(style).get(name, "") if style else ""


@lru_cache(maxsize=1024)
def _styled(style: str) -> dict[str, str]:
    """What a style attribute gives each property; many elements have the same."""
    parts = (part.partition(":") for part in style.split(";"))
    return {key.strip().lower(): given.strip().lower() for key, colon, given in parts if colon}


def is_hidden(element: Element) -> bool:
    """Whether its own style attribute hides it; MJML's `font-size:0` on layout cells does not."""
    style = element.get("style")
    if element.has("hidden"):
        return True
    return bool(style) and bool(_HIDDEN.search(_without_layout(element, style)))


def _without_layout(element: Element, style: str) -> str:
    if element.name in ("td", "th", "tr", "table", "div", "body") and _CASUAL.search(style):
        return re.sub(r"(?i)font-size\s*:\s*0(?:px)?", "", style)
    return style


def within_hidden(element: Element) -> bool:
    """Whether it, or something around it, is hidden by a style attribute."""
    return is_hidden(element) or any(map(is_hidden, element.ancestors()))
