"""A new folder that is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.errors import OutputError, Place
from pipeline.write import names
from pipeline.write.faults import told


def make_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder that holds these files, by their paths within it; nothing is ever replaced.

    They are written to a hidden folder beside it, which is renamed at the end. Raises OutputError
    where something of that name is there, and for whatever the system refuses.
    """
    names.check_paths(files)
    if os.path.lexists(folder):
        raise taken(folder)
    staged = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    with told(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        staged.mkdir()
        try:
            _fill(staged, files)
            staged.rename(folder)
        except BaseException:
            _remove(staged)
            raise


def taken(folder: Path) -> OutputError:
    """The error for a folder that is there already."""
    return OutputError(
        "this is there already, and is not replaced",
        place=Place(str(folder)),
        hint="choose another name, or remove it",
    )


def _fill(staged: Path, files: Mapping[str, bytes]) -> None:
    for path, data in sorted(files.items()):
        target = staged / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())


def _remove(staged: Path) -> None:
    import shutil

    with suppress(OSError):
        shutil.rmtree(staged)
