"""Make the kernel refuse calls of this process for good, with any error: a seccomp filter.

It needs no privilege, and the code under test meets the real call and a real errno.
"""

import ctypes
import errno
import os
import platform
import struct

# Numbers of the calls on the machines that we test on; None where the machine has no such call.
_MACHINES = {"x86_64": 0, "aarch64": 1}
_NUMBERS = {
    "write": (1, 64),
    "fsync": (74, 82),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rmdir": (84, None),
    "openat": (257, 56),
}
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2

FULL = {"write": errno.ENOSPC}
BROKEN = {"fsync": errno.EIO}
READ_ONLY = dict.fromkeys(_NUMBERS.keys() - {"fsync"}, errno.EROFS)
NO_EXCHANGE = {"renameat2": errno.EINVAL}


def refuse(calls):
    """Let each call fail with its errno from now on; openat only where it would make a file."""
    program = b""
    for name, code in calls.items():
        number = _NUMBERS[name][_MACHINES[platform.machine()]]
        if number is None:
            continue
        flags = [(_LOAD, 0, 0, 16 + 2 * 8), (_ANY_BIT, 0, 1, os.O_CREAT)] * (name == "openat")
        steps = [
            (_LOAD, 0, 0, 0),
            (_EQUAL, 0, 1 + len(flags), number),
            *flags,
            (_RETURN, 0, 0, _ERRNO | code),
        ]
        program += b"".join(struct.pack("HBBI", *step) for step in steps)
    program += struct.pack("HBBI", _RETURN, 0, 0, _ALLOW)
    kept = ctypes.create_string_buffer(program, len(program))
    whole = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(kept))
    library = ctypes.CDLL(None, use_errno=True)
    for arguments in ((_NO_NEW_PRIVILEGES, 1, 0, 0, 0), (_SECCOMP, _FILTER, whole, 0, 0)):
        if library.prctl(*arguments):
            raise OSError(ctypes.get_errno(), "no seccomp filter here")
