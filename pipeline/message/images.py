"""Images of a mail: linked where they are hosted, else carried inside it (RFC 2387, RFC 2392)."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from pipeline.errors import MessageError
from pipeline.message import headers
from pipeline.model import Email, ImageRef, Slot, Slotted, Where

TYPES = {
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
BASE64_LINE = 76


def addresses_of(email: Email, hosted: str, domain: str) -> dict[str, str]:
    """What stands for each image's name in the mail: its hosted URL, or the `cid:` of its part.

    An image whose file is missing keeps a `cid:` without a part: mail programs show its text
    then, and an empty address would make some of them fetch the page they are on.
    """
    if hosted:
        names = {slot.field.name for slot in _slots(email) if slot.where is Where.IMAGE}
        return {name: f"{hosted.rstrip('/')}/{quote(name, errors='replace')}" for name in names}
    return {image.name: f"cid:{content_id(image, domain)}" for image in email.images}


def content_id(image: ImageRef, domain: str) -> str:
    """An image's id: the same for the same image, and it tells nothing of what is on it."""
    digest = hashlib.sha256(image.name.encode(errors="replace") + b"\0" + (image.data or b""))
    return f"{digest.hexdigest()[:24]}@{domain}"


def resolved(text: Slotted, sources: Mapping[str, str], *, escape: bool) -> Slotted:
    """The text with its image slots turned into plain text, so that only fields are left."""
    segments, slots = [text.segments[0]], []
    for slot, segment in zip(text.slots, text.segments[1:], strict=True):
        if slot.where is Where.IMAGE:
            source = _source(slot, sources)
            segments[-1] += (html.escape(source) if escape else source) + segment
        else:
            slots.append(slot)
            segments.append(segment)
    return Slotted(tuple(segments), tuple(slots))


def carried(email: Email, hosted: str) -> tuple[ImageRef, ...]:
    """The images that the mail must carry: those it shows, if they are not hosted."""
    if hosted:
        return ()
    shown = {slot.field.name for slot in email.html.slots if slot.where is Where.IMAGE}
    return tuple(image for image in email.images if image.name in shown and image.data is not None)


def part(image: ImageRef, domain: str) -> bytes:
    """An image as a part of a message, headers and all."""
    encoded = base64.b64encode(image.data or b"")
    lines = [encoded[at : at + BASE64_LINE] for at in range(0, len(encoded), BASE64_LINE)]
    suffix = PurePosixPath(image.name).suffix.lower()
    return b"".join(
        (
            headers.plain_header("Content-Type", TYPES.get(suffix, "application/octet-stream")),
            headers.plain_header("Content-Transfer-Encoding", "base64"),
            headers.plain_header("Content-ID", f"<{content_id(image, domain)}>"),
            headers.plain_header("Content-Disposition", f"inline; {_file_name(image.name)}"),
            b"\r\n",
            b"".join(line + b"\r\n" for line in lines),
        )
    )


def _slots(email: Email) -> tuple[Slot, ...]:
    return (*email.html.slots, *email.text.slots)


def _source(slot: Slot, sources: Mapping[str, str]) -> str:
    try:
        return sources[slot.field.name]
    except KeyError:
        raise MessageError(
            f"the mail shows an image that it does not have: {slot.field.name}",
            hint="add the image to the mail's images, or set links.images to where it is hosted",
        ) from None


def _file_name(name: str) -> str:
    """The parameter that names a file; RFC 2231 where ASCII does not do."""
    plain = headers.one_line(name).replace("\\", "_").replace('"', "_")
    if plain.isascii() and "=?" not in plain and ";" not in plain:
        return f'filename="{plain}"'
    return f"filename*=utf-8''{quote(plain, safe='')}"
