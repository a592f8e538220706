"""Names that outlive a power cut."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def sync(folder: Path) -> None:
    """Make the disk hold a folder's names; Windows has no way to ask for it. Raises OSError."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
