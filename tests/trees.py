"""Building for tests, and looking at what was built."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline import project
from pipeline.asked import Asked
from pipeline.build import Built, build


def built(root: Path, source: str, *, parts: int | None = None, out: Path | None = None) -> Built:
    """A source of a project, built."""
    asked = Asked(out or root / "out", parts=parts)
    return build(root / source, project.load_project(root), asked)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a tree by its path in it."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a tree."""
    data: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    return data
