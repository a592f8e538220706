"""One file put in place of another in one step."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from pipeline.write.faults import told
from pipeline.write.synced import sync


def replace_file(file: Path, data: bytes) -> None:
    """Write a file whole or not at all; the old one stands until the new one is on disk.

    Raises OutputError.
    """
    with told(file, "choose another place"):
        _replace(file, data)


def _replace(file: Path, data: bytes) -> None:
    if file.exists() and not _is_writable(file):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    staged = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with staged.open("xb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        if file.exists():
            shutil.copymode(file, staged)
        staged.replace(file)
        with suppress(PermissionError):  # a folder whose names nobody may list
            sync(file.parent)
    except OSError:
        staged.unlink(missing_ok=True)
        raise


def _is_writable(file: Path) -> bool:
    """Whether a file may be written: a new one in its place would pass over that."""
    return bool(file.stat().st_mode & 0o222) and os.access(file, os.W_OK)
