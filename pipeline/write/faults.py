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
    errno.ENOENT: "make its folder first",
    errno.ENOTDIR: "make its folder first",
    errno.ENOSPC: "free some space on the disk and build again",
    errno.EDQUOT: "free some of the space you may use and build again",
    errno.EFBIG: "files this large are not allowed here: raise the limit, or use smaller images",
    errno.EIO: "the disk fails: check it, or {elsewhere}",
    errno.EROFS: "this disk can only be read: {elsewhere}",
    errno.EACCES: "ask for the right to write there, close programs that use it, or {elsewhere}",
    errno.EPERM: "ask for the right to write there, or {elsewhere}",
    errno.ENAMETOOLONG: "give the article a shorter slug, or {elsewhere} with a shorter path",
}


@contextmanager
def told(place: Path, elsewhere: str = _ELSEWHERE) -> Iterator[None]:
    """Turn an OSError inside into an OutputError that names this file or folder."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"cannot be written: {reason}",
            place=Place(printable(place)),
            hint=_HINTS.get(error.errno or 0, "see to that, or {elsewhere}").format(
                elsewhere=elsewhere
            ),
        ) from error
