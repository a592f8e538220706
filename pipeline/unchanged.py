"""What is there already: the hash of a build's inputs, and the tree that an equal build made."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pipeline import fingerprint, project, themes, write
from pipeline.asked import Asked
from pipeline.files import Images, project_images, within
from pipeline.kept_words import kept
from pipeline.model import Project

MANIFEST = "manifest.json"
HEAD = 512  # bytes of a manifest that its inputs stand within


def inputs(source: Path, data: bytes, settings: Project, asked: Asked) -> str:
    """The hash of all that a build of the source depends on, as far as can be told beforehand."""
    found = fingerprint.Fingerprint()
    found.add("program", _program().encode())
    for name, template in themes.everything(settings):
        found.add(name, template)
    found.add(within(source, settings), data)
    root = Path(settings.root)
    found.add("project", project.settings_bytes(root / project.SETTINGS_FILE))
    found.add("settings", _beside(source, settings))
    found.add("approved", kept(source, root).encode())
    images = Images(source, settings)
    for name in _names(source, data, settings):
        found.add(name, images(name))
    logos = project_images(settings)
    for token in ("logo", "logo_dark"):
        logo = settings.theme.tokens.get(token)
        found.add(token, logos(logo) if logo else None)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    found.add("asked", f"{asked.parts} {asked.read_as} {settings.minify} {epoch}".encode())
    return found.digest()


def with_images(before: str, source: Path, data: bytes, settings: Project, images: Images) -> str:
    """The hash with those images that a build asked for and that nobody could tell beforehand.

    A build that asked for none has the same hash as before it.
    """
    others = sorted(images.asked - set(_names(source, data, settings)))
    if not others:
        return before
    found = fingerprint.Fingerprint()
    found.add("before", before.encode())
    for name in others:
        found.add(name, images(name))
    return found.digest()


def _beside(source: Path, settings: Project) -> bytes | None:
    """The settings that stand beside an article."""
    return project.settings_bytes(project.beside_article(source, Path(settings.root)))


def _names(source: Path, data: bytes, settings: Project) -> list[str]:
    """What looks like an image's name in an article or in the settings beside it."""
    written = data + b"\n" + (_beside(source, settings) or b"")
    return [unquote(name) for name in fingerprint.image_names(written)]


_program = cache(fingerprint.program)


def there(out: Path, wanted: str) -> tuple[Path, Mapping[str, Any]] | None:
    """The tree that a build of the same inputs made, with its manifest, if it is intact."""
    for path in sorted(out.glob(f"*/{MANIFEST}")):
        if wanted.encode() not in _head(path):
            continue
        manifest = write.current(path.parent, wanted)
        if manifest:
            return path.parent, manifest
    return None


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(HEAD)
    except OSError:  # writing will say what is the matter
        return b""
