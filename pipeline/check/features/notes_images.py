"""Notes on formats of images."""

from __future__ import annotations

from pipeline.check.features.note import (
    GMAIL_ACCOUNTS,
    Note,
    Notes,
    always,
    fine,
    lost_with,
    never,
    unsure,
)
from pipeline.check.features.use import Use


def gif_in_address(use: Use) -> bool:
    """A GIF written into its own address."""
    written = use.element.get("src") if use.element else ""
    return "image/gif" in f"{use.shown} {written}".lower()


_BROWSER = "it depends on the browser"

NOTES: Notes = {
    ("image-avif", 1): fine(_BROWSER),
    ("image-avif", 2): fine("it does not move"),
    ("image-avif", 3): Note("it is sent on as JPEG, or as GIF if it moves", never),
    ("image-base64", 1): Note("a GIF within its address is not shown", gif_in_address),
    ("image-bmp", 1): Note("its colours are wrong", always),
    ("image-gif", 1): unsure("only the first frame of an animation is shown"),
    ("image-gif", 2): unsure("an animation stops after three rounds"),
    ("image-heif", 1): Note("it is sent on as JPEG", never),
    ("image-heif", 2): fine("it needs macOS 14 or newer"),
    ("image-heif", 3): unsure(_BROWSER),
    ("image-mp4", 1): fine("it moves in Safari only"),
    ("image-svg", 1): Note("it shows only to the few who read other providers' mail there", always),
    ("image-tiff", 1): Note("its colours are wrong", always),
    ("image-tiff", 2): lost_with(GMAIL_ACCOUNTS),
    ("image-webp", 1): Note("it is sent on as JPEG", never),
    ("image-webp", 2): fine(_BROWSER),
    ("image-webp", 3): unsure("it does not move"),
}
"""By feature and number."""
