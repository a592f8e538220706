"""Names of files that are safe on every system that Letterloom runs on.

Windows' rules are the strictest, so they hold everywhere: a tree made on Linux can be copied to a
Windows or macOS machine and unpacked there unchanged.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import OutputError

LONGEST = 255
"""Bytes of UTF-8 in one name: the limit of ext4, XFS, Btrfs, APFS and, in UTF-16, of NTFS."""

# Control characters, those that turn the direction of what follows, halves of a character.
_UNSHOWN = r"\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNPRINTABLE = re.compile(f"[{_UNSHOWN}]")
_FORBIDDEN = re.compile(rf'[{_UNSHOWN}<>:"|?*\\]')
# Windows keeps these for devices, whatever suffix or spaces follow.
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)")
_HINT = "rename it in the article or its settings: letters, digits, hyphens, at most 255 bytes"


def check_slug(slug: str) -> None:
    """Raise OutputError unless a slug can name a folder of `out/`; hidden names are ours."""
    if "/" in slug or slug.startswith("."):
        raise _unsafe(slug, "it must be one visible name")
    _check_name(slug, slug)


def check_paths(paths: Iterable[str]) -> None:
    """Raise OutputError unless these relative POSIX paths are safe and can stand side by side.

    Two paths collide where they are equal after Unicode normalisation and case folding, as on
    macOS and Windows, in whole or in a folder's name, or where a file is another's folder.
    """
    files = set(paths)
    spelled: dict[str, str] = {}
    for path in sorted(files):
        names = path.split("/")
        for depth, name in enumerate(names, 1):
            _check_name(name, path)
            prefix = "/".join(names[:depth])
            other = spelled.setdefault(folded(prefix), prefix)
            if other != prefix or (prefix in files and prefix != path):
                raise _unsafe(path, f"it collides with {printable(other)}")


def folded(name: str) -> str:
    """What names have in common that a system which ignores case takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def printable(path: str | Path) -> str:
    """A path for a message: what is not text, and control characters, become U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", os.fspath(path))


def _check_name(name: str, path: str) -> None:
    if name in ("", ".", ".."):
        raise _unsafe(path, "it would lead out of its folder")
    if found := _FORBIDDEN.search(name):
        raise _unsafe(path, f"it holds the character U+{ord(found[0]):04X}")
    if name.endswith((".", " ")):
        raise _unsafe(path, "a name cannot end in a full stop or a space on Windows")
    if _DEVICE.match(name):
        raise _unsafe(path, "Windows keeps that name for a device")
    if len(name.encode()) > LONGEST:
        raise _unsafe(path, f"it is longer than {LONGEST} bytes")


def _unsafe(path: str, reason: str) -> OutputError:
    shown = printable(path)
    if len(shown) > LONGEST:
        shown = shown[:80] + "…"
    return OutputError(f"the file name {shown!r} is not safe: {reason}", hint=_HINT)
