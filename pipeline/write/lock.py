"""One build at a time in an output folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".letterloom-lock"


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the output folder alone; wait for another build, in any process or thread, to end.

    The system gives the lock back when its holder dies, so none is ever left behind; its empty
    file stays. Raises OSError.
    """
    follow_no_link = getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(out / LOCK, os.O_RDWR | os.O_CREAT | follow_no_link, 0o666)
    try:
        _wait(handle)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import errno
    import msvcrt

    def _wait(handle: int) -> None:
        while True:  # each call gives up after ten seconds
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
            except OSError as error:
                if error.errno != errno.EDEADLK:
                    raise
            else:
                return

else:
    import fcntl

    def _wait(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)
