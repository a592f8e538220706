"""A page's pictures: which address each has, whatever loads it late; those in the page itself."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from pipeline.read.web.links import whole
from pipeline.read.web.names import called, naming

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LATE = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-hi-res-src",
         "data-full-src", "data-image", "data-url", "data-large-file")  # fmt: skip
_LATE_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_DATA = re.compile(r"(?is)data:image/(png|jpe?g|gif|webp|svg\+xml)([^,]*),(.*)")
_SUFFIX = {"jpg": "jpeg", "svg+xml": "svg"}
_PIXEL = re.compile(r"\s*[012](?:px)?\s*")
_TRACKER = re.compile(
    r"(?i)(?:/pixel|/track(?:ing)?|/beacon|doubleclick|/b/ss/|facebook\.com/tr\b)"
)
_BLANK = re.compile(
    r"(?i)(?:blank|spacer|placeholder|transparent|pixel|loading|lazy|grey|1x1)[^/]*$"
)
_PORTRAIT = naming("avatars? gravatar author-photo author-image userpic")
LEAST_BYTES = 200  # of a picture in the page: what is smaller stands in for one that loads late


@dataclass(slots=True)
class Pictures:
    """Chooses addresses; what the page holds itself is kept in `found` under a made-up name."""

    base: str
    author: str = ""
    found: dict[str, bytes] = field(default_factory=dict)

    def address(self, image: HtmlElement) -> str:
        """The address of a picture; "" for a pixel that counts readers, or an author's portrait."""
        if any(_PIXEL.fullmatch(image.get(side) or "") for side in ("width", "height")):
            return ""
        if called(image, _PORTRAIT) or (self.author and image.get("alt") == self.author):
            return ""
        choices = [image.get("src") or "", *(image.get(name) or "" for name in _LATE)]
        choices += [_largest(image.get(name) or "") for name in _LATE_SETS]
        choices += _sources(image)
        given = [one.strip() for one in choices if one.strip()]
        shown = [one for one in given if not _stands_in(one)]
        local = [one for one in shown if not re.match(r"(?i)https?:|//|data:", one)]
        chosen = next(iter(local if local[:1] == given[:1] else shown), "")
        if _TRACKER.search(chosen):
            return ""
        return self._embedded(chosen) if chosen.lower().startswith("data:") else self._named(chosen)

    def _named(self, address: str) -> str:
        """A file beside the page stays as it is written; any other is on a server."""
        if re.match(r"(?i)[a-z][a-z0-9+.-]+:|//", address):
            return whole(address, self.base or "https:")
        return whole(address, self.base) if address.startswith("/") and self.base else address

    def _embedded(self, address: str) -> str:
        written = _DATA.fullmatch(address)
        if not written:
            return ""
        try:
            data = unquote_to_bytes(written[3])
            if "base64" in written[2].lower():
                data = base64.b64decode(re.sub(rb"\s+", b"", data), validate=False)
        except (binascii.Error, ValueError):
            return ""
        known = next((name for name, there in self.found.items() if there == data), "")
        kind = written[1].lower()
        name = known or f"picture-{len(self.found) + 1}.{_SUFFIX.get(kind, kind)}"
        self.found[name] = data
        return name


def _stands_in(address: str) -> bool:
    """Whether an address is of something that stands in until the picture is loaded."""
    if address.lower().startswith("data:"):
        return len(address) < LEAST_BYTES or not _DATA.fullmatch(address)
    return bool(_BLANK.search(address.partition("?")[0]))


def _largest(written: str) -> str:
    """The largest of a set of pictures of which a browser takes one."""
    best, size = "", -1.0
    for one in re.split(r",\s+|,(?=https?:|/)", written):
        parts = one.split()
        if not parts:
            continue
        told = re.fullmatch(r"([\d.]{1,9})[wx]", parts[1]) if len(parts) > 1 else None
        try:
            now = float(told[1]) if told else 0.0
        except ValueError:
            now = 0.0
        if now > size:
            best, size = parts[0], now
    return best


def _sources(image: HtmlElement) -> list[str]:
    parent = image.getparent()
    if parent is None or parent.tag != "picture":
        return []
    sources = parent.iter("source")
    return [_largest(one.get("srcset") or one.get("data-srcset") or "") for one in sources]
