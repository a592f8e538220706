"""What is there already: the hash of a build's inputs, and the tree that an equal build made."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pipeline import fingerprint, themes, write
from pipeline.files import image_loader, within
from pipeline.model import Project
from pipeline.project import SETTINGS_FILE

MANIFEST = "manifest.json"
HEAD = 512  # bytes of a manifest that its inputs stand within


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build was asked for beside its source: all but `out` and `dry` counts as input."""

    out: Path
    parts: int | None = None
    encoding: str = ""
    dry: bool = False


def inputs(source: Path, data: bytes, settings: Project, asked: Asked) -> str:
    """The hash of all that a build of the source depends on."""
    found = fingerprint.Fingerprint()
    found.add("program", _program().encode())
    found.add("templates", _templates(tuple(themes.roots(settings))).encode())
    found.add(within(source, settings), data)
    for name, path in (
        ("project", Path(settings.root) / SETTINGS_FILE),
        ("settings", source.with_suffix(".toml")),
    ):
        found.add(name, path.read_bytes() if path.is_file() else None)
    load = image_loader(source, settings)
    for name in fingerprint.image_names(data):
        found.add(name, load(unquote(name)))
    own = image_loader(Path(settings.root) / SETTINGS_FILE, settings)
    for token in ("logo", "logo_dark"):
        logo = settings.theme.tokens.get(token)
        found.add(token, own(logo) if logo else None)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    found.add("asked", f"{asked.parts} {asked.encoding} {epoch}".encode())
    return found.digest()


_program = cache(fingerprint.program)
_templates = cache(fingerprint.templates)


def there(out: Path, wanted: str) -> tuple[Path, Mapping[str, Any]] | None:
    """The tree that a build of the same inputs made, with its manifest, if it is intact."""
    for path in sorted(out.glob(f"*/{MANIFEST}")):
        with path.open("rb") as opened:
            if wanted.encode() not in opened.read(HEAD):
                continue
        manifest = write.current(path.parent, wanted)
        if manifest:
            return path.parent, manifest
    return None
