"""Exchanging two folders in one step, where the system can."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_EXCHANGE = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS
_HERE = -100  # AT_FDCWD of Linux
# What a kernel, a C library or a file system answers that cannot do it.
_CANNOT = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


def swap(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system: whoever looks sees both before or both after.

    False, with nothing done, where the system cannot. Raises OSError for every other failure.
    Uses renameat2(2) on Linux and renamex_np(2) on macOS.
    """
    first, second = os.fsencode(one), os.fsencode(other)
    call: tuple[str, tuple[bytes | int, ...]] = {
        "linux": ("renameat2", (_HERE, first, _HERE, second, _EXCHANGE)),
        "darwin": ("renamex_np", (first, second, _EXCHANGE)),
    }.get(sys.platform, ("", ()))
    code = _call(*call)
    if code and code not in _CANNOT:
        raise OSError(code, os.strerror(code), os.fspath(other))
    return not code


def _call(name: str, arguments: tuple[bytes | int, ...]) -> int:
    """Call a function of the C library: 0, or the errno it leaves; ENOSYS where there is none."""
    if not name:
        return errno.ENOSYS
    import ctypes  # slow to load, and only a build that replaces a tree needs it

    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:
        return errno.ENOSYS
    return ctypes.get_errno() if function(*arguments) else 0
