"""What the system refuses, told as people need it: the file, what happened, what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import OutputError, Place
from pipeline.write.names import printable

_ELSEWHERE = "choose another folder with --out DIR"
_HINTS = {
    errno.ENOSPC: "free some space on the disk and build again",
    errno.EDQUOT: "free some of the space you may use and build again",
    errno.EFBIG: "files this large are not allowed here: raise the limit, or use smaller images",
    errno.EIO: f"the disk fails: check it, or {_ELSEWHERE}",
    errno.EROFS: f"this disk can only be read: {_ELSEWHERE}",
    errno.EACCES: f"ask for the right to write there, close programs that use it, or {_ELSEWHERE}",
    errno.EPERM: f"ask for the right to write there, or {_ELSEWHERE}",
    errno.ENAMETOOLONG: f"give the article a shorter slug, or {_ELSEWHERE} with a shorter path",
}


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Turn an OSError inside into an OutputError that names this file or folder."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"cannot be written: {reason}",
            place=Place(printable(place)),
            hint=_HINTS.get(error.errno or 0, f"see to that, or {_ELSEWHERE}"),
        ) from error
