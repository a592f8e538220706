"""A Word file as a package of parts: each decompressed within bounds, and only when asked for.

Nothing is written to disk and no part is run. A part's name is a key and never a path, so `..`
in it leads nowhere.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zlib
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pipeline.errors import Place, SourceError
from pipeline.read import foreign

ENTRIES = 10_000
PART_BYTES = 50 * 1024 * 1024
TOTAL_BYTES = 250 * 1024 * 1024
RATIO = 400  # times that a part may be larger than what is stored of it
RATIO_FROM = 1024 * 1024  # bytes below which the ratio of a part does not matter
_CHUNK = 256 * 1024
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
# All that zipfile and zlib raise for files that were made to break them.
_BROKEN = (BadZipFile, EOFError, OSError, ValueError, OverflowError, struct.error, zlib.error)


class Package:
    """The parts of a Word file by name; `read` gives their bytes, each time anew.

    All that is decompressed is counted, whatever the file says of its sizes. Raises SourceError
    for what is no zip file, and for more than an article can be.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._zip = _opened(data, file)
        entries = [info for info in self._zip.infolist() if not info.is_dir()]
        self._entries = {info.filename.replace("\\", "/").lower(): info for info in entries}
        self._left = TOTAL_BYTES

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._entries

    def ending(self, suffix: str) -> list[str]:
        """The names of the parts that end so, in lower case."""
        return sorted(name for name in self._entries if name.endswith(suffix))

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises SourceError where they are too many, or broken."""
        info = self._entries[name.lower()]
        if info.flag_bits & _ENCRYPTED:
            raise foreign.protected(self.file)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise foreign.damaged(self.file)
        most = min(PART_BYTES, max(RATIO_FROM, RATIO * info.compress_size), self._left)
        try:
            found = self._decompressed(info, most)
        except (*_BROKEN, RuntimeError):
            raise foreign.damaged(self.file) from None
        self._left -= len(found)
        if len(found) > most:
            raise _too_large(name, self.file)
        return found

    def _decompressed(self, info: ZipInfo, most: int) -> bytes:
        """A part's bytes, one more than there may be at most."""
        pieces: list[bytes] = []
        left = most + 1
        with self._zip.open(info) as part:
            while left and (piece := part.read(min(_CHUNK, left))):
                pieces.append(piece)
                left -= len(piece)
        return b"".join(pieces)


def resolved(base: str, target: str) -> str:
    """The name of the part that a relationship of the part `base` leads to."""
    path = unquote(target).replace("\\", "/")
    joined = posixpath.join("/" + posixpath.dirname(base), path)
    return posixpath.normpath(joined).lstrip("/")


def _opened(data: bytes, file: str) -> ZipFile:
    if data.count(_DIRECTORY_ENTRY) > ENTRIES:
        raise SourceError(
            f"there are over {ENTRIES} files in it",
            place=Place(file),
            hint="an article has a few dozen: copy its text into a new file",
        )
    if not data.startswith(b"PK"):
        raise foreign.no_zip(data, file)
    try:
        return ZipFile(io.BytesIO(data))
    except (*_BROKEN, NotImplementedError, UnicodeError):
        raise foreign.no_zip(data, file) from None


def _too_large(name: str, file: str) -> SourceError:
    return SourceError(
        f"{name} in it unpacks to far more than it is stored in",
        place=Place(file),
        hint="this is no ordinary Word file: open it in Word, and save it again",
    )
