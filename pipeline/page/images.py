"""A series' pictures as addresses that hold them: a sandboxed frame may open no file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from pipeline.message import IMAGE_TYPES
from pipeline.model import Email


def images(emails: Sequence[Email]) -> dict[str, str]:
    """The address of each image by its name."""
    every = {
        image.name: image.data or b""
        for email in emails
        for image in (*email.images, *([email.picture] if email.picture else []))
    }
    return {name: _address(name, data) for name, data in sorted(every.items())}


def _address(name: str, data: bytes) -> str:
    kind = IMAGE_TYPES.get(Path(name).suffix, "application/octet-stream")
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"
