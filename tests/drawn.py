"""Pictures for tests, drawn alike each time: photographs, drawings, pictures that move."""

from __future__ import annotations

import io
import random
from typing import Any

from PIL import Image, ImageDraw, ImageFilter


def photograph(width: int, height: int) -> Image.Image:
    """Nearly as many colours as pixels, softly shaded."""
    noise = random.Random(1).randbytes(width * height * 3)
    return Image.frombytes("RGB", (width, height), noise).filter(ImageFilter.GaussianBlur(1.5))


def drawing(width: int, height: int, *, mode: str = "RGB") -> Image.Image:
    """A few flat colours."""
    picture = Image.new(mode, (width, height))
    shape = (width // 8, height // 8, width - width // 8, height - height // 8)
    ImageDraw.Draw(picture).ellipse(shape, fill="#B02040")
    return picture


def moving(width: int, height: int, frames: int = 3) -> list[Image.Image]:
    """The pictures of one that moves."""
    return [Image.new("RGB", (width, height), (60 * at, 20, 90)) for at in range(frames)]


def saved(picture: Image.Image, form: str, **how: Any) -> bytes:
    """The bytes of a picture in a format."""
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def gif(width: int, height: int, frames: int = 3) -> bytes:
    """A GIF that moves, or does not where it has one frame."""
    first, *others = moving(width, height, frames)
    return saved(first, "GIF", save_all=True, append_images=others, duration=200, loop=0)


def seen(data: bytes) -> Image.Image:
    """The picture of some bytes, decoded."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture
