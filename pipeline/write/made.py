"""What a build made: the manifest of a tree, held against the files that are there.

This stands on the path of every build that finds nothing to do, so it imports little.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
SCHEMA = 1
# File browsers drop these into every folder they show; they are nobody's work.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def current(folder: Path, inputs: str) -> dict[str, Any] | None:
    """The manifest of a tree that a build of the same inputs made and nothing has changed since.

    None where anything differs: the inputs, a file's bytes, a file too many or too few. Reads,
    never writes, and reads no file that lies outside the folder.
    """
    if folder.is_symlink():
        return None
    try:
        found = dict(walk(folder))
        data = _manifest(folder, found)
        if data is None or data.get("inputs") != inputs:
            return None
        listed = {file["path"]: (file["bytes"], file["sha256"]) for file in data["files"]}
        if found.keys() != {*listed, MANIFEST} or not all(found.values()):
            return None
        same = all(_digest(folder / path) == listed[path] for path in listed)
    except (OSError, KeyError, TypeError):  # writing will say what is the matter
        return None
    return data if same else None


def strays(folder: Path) -> list[str]:
    """The files in a tree, as paths within it, that no build made, in order.

    A link is one, even in place of a file that a build made; where there is no manifest of a
    version that we know, all are. A file that was made and then edited is none, since `out/` is
    generated. Raises OSError.
    """
    found = dict(walk(folder))
    data = _manifest(folder, found)
    made = {MANIFEST} if data else set()
    for file in data["files"] if data else ():
        if isinstance(file, dict) and isinstance(file.get("path"), str):
            made.add(file["path"])
    return sorted(path for path, regular in found.items() if not regular or path not in made)


def walk(folder: Path) -> Iterator[tuple[str, bool]]:
    """Each file in a tree as a POSIX path within it, and whether it is a regular file.

    Links are not followed. The litter of file browsers is left out. Raises OSError.
    """
    rest = [("", os.fspath(folder))]
    while rest:
        prefix, here = rest.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    rest.append((f"{prefix}{entry.name}/", entry.path))
                elif entry.name not in _LITTER:
                    yield prefix + entry.name, entry.is_file(follow_symlinks=False)


def _manifest(folder: Path, found: Mapping[str, bool]) -> dict[str, Any] | None:
    if not found.get(MANIFEST):
        return None
    try:
        data = json.loads((folder / MANIFEST).read_bytes())
    except (ValueError, RecursionError):
        return None
    known = isinstance(data, dict) and data.get("schema") == SCHEMA
    return data if known and isinstance(data.get("files"), list) else None


def _digest(path: Path) -> tuple[int, str]:
    data = path.read_bytes()
    return len(data), hashlib.sha256(data).hexdigest()
