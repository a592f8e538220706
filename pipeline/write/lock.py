"""One build at a time in an output folder, one upload at a time of an article."""

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


class Held(Exception):  # noqa: N818 - it becomes an error where it is told
    """Somebody else holds a lock."""


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Hold a lock file while the block runs, or raise Held at once if somebody else does.

    The system gives it back when its holder dies: a file that was left behind stops nobody. Who
    held it takes it away, and whoever opened it meanwhile looks whether it is still the one that
    others would open. Raises OSError.
    """
    handle = _held(file)
    try:
        yield
    finally:
        if os.name != "nt":  # Windows lets nobody take away a file that is open
            file.unlink(missing_ok=True)
        os.close(handle)


def _held(file: Path) -> int:
    follow_no_link = getattr(os, "O_NOFOLLOW", 0)
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | follow_no_link, 0o600)
        try:
            got = _try(handle)
            ours = got and _is_at(handle, file)
        except BaseException:
            os.close(handle)
            raise
        if ours:
            return handle
        os.close(handle)
        if not got:
            raise Held


def _is_at(handle: int, file: Path) -> bool:
    """Whether an open file is the one of that name: its holder may have taken it away."""
    try:
        return os.path.samestat(os.fstat(handle), file.lstat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import errno
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno not in (errno.EDEADLK, errno.EACCES):
                raise
            return False
        return True

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

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)
