"""What a build depends on, as one hash: equal inputs and intact files mean nothing to do.

Everything is taken by its bytes and its name within the project, never by its time or its place
on this machine, so that the same inputs give the same hash anywhere. It is on the path of every
build that finds nothing to do, so it imports little.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline import __version__

LIBRARIES = frozenset(
    {
        *("babel", "charset_normalizer", "css_inline", "cssselect", "cssselect2", "cssutils"),
        *("jinja2", "lxml", "tinycss2"),
        *("mammoth", "markdown_it_py", "markupsafe", "mdit_py_plugins", "mjml_python", "nh3"),
        *("pillow", "premailer", "ruamel.yaml", "ruamel_yaml", "trafilatura"),
    }
)

IMAGES = (
    *(b".png", b".jpg", b".jpeg", b".gif", b".webp", b".svg"),
    *(b".avif", b".bmp", b".heic", b".tif", b".tiff"),
)
_BETWEEN = re.compile(rb"""[\s()<>"'=\[\]]+""")
_DELIMITED = re.compile(rb"""[<"']([^<>"'\n]{1,300})(?=[>"'])""")  # may hold spaces
_AFTER = re.compile(rb"[?#]")


class Fingerprint:
    """A hash over named pieces, each told apart from the next by its length."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, name: str, data: bytes | None) -> None:
        """Add a piece; None says that it is not there, which is not the same as empty."""
        size = "none" if data is None else str(len(data))
        self._hash.update(f"{name}\0{size}\0".encode("utf-8", "surrogateescape"))
        self._hash.update(data or b"")

    def digest(self) -> str:
        """The hash of all pieces so far, as hexadecimal digits."""
        return self._hash.hexdigest()


def program() -> str:
    """A hash of Letterloom itself, its version, its libraries' versions and Python's."""
    found = Fingerprint()
    found.add("letterloom", __version__.encode())
    found.add("python", ".".join(map(str, sys.version_info[:2])).encode())
    for name in _libraries():
        found.add("library", name.encode())
    here = Path(__file__).resolve().parent
    for path in _files(here, (".py", ".js", ".css", ".html")):
        found.add(path.relative_to(here).as_posix(), path.read_bytes())
    return found.digest()


def image_names(source: bytes) -> list[str]:
    """The words of a source that end as an image's name does, once each, in order.

    They are more than the images of an article, and not all of them: a build that asks for
    another adds it to its inputs, and is then made each time.
    """
    if not any(suffix in source.lower() for suffix in IMAGES):
        return []
    pieces = [*_BETWEEN.split(source), *_DELIMITED.findall(source)]
    paths = (_AFTER.split(piece.rstrip(b",;}"), maxsplit=1)[0] for piece in pieces)
    names = [path for path in paths if path.lower().endswith(IMAGES)]
    return list(dict.fromkeys(name.decode("utf-8", "replace") for name in names))


def _files(root: Path, suffixes: Iterable[str]) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", "templates"))
        for name in sorted(names):
            if name.endswith(tuple(suffixes)):
                yield Path(folder, name)


def _libraries() -> list[str]:
    """The libraries that a mail's bytes depend on, with their versions, as they are installed."""
    found: set[str] = set()
    for folder in sys.path:
        for name in _names(folder):
            stem, _, suffix = name.rpartition(".")
            if suffix == "dist-info" and stem.partition("-")[0].lower() in LIBRARIES:
                found.add(stem.lower())
    return sorted(found)


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")  # noqa: PTH208 - Path objects cost much here
    except OSError:
        return []
