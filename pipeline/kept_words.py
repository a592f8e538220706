"""The words of an article that were approved, in a file beside it that ends in `.approved`.

It is never an article: no reader takes that suffix.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import Place, SettingsError, unreadable
from pipeline.files import is_inside
from pipeline.project import exists
from pipeline.settings import document

SUFFIX = ".approved"


def file_of(source: Path) -> Path:
    """The file that keeps the approved words of an article, there or not."""
    return source.with_suffix(SUFFIX)


def kept(source: Path, root: Path) -> str:
    """The words of an article that were approved, with the remarks above; "" if there are none.

    Raises SettingsError for a file that cannot be read, and for a link out of the project.
    """
    file = file_of(source)
    if not exists(file):
        return ""
    if not is_inside(file, file.parent, root):
        raise SettingsError(
            "these approved words lead out of the project",
            place=Place(str(file)),
            hint="put the file itself there",
        )
    return text_of(file).replace("\r\n", "\n")


def text_of(file: Path) -> str:
    """The text of a file that must be UTF-8, "" if there is none. Raises SettingsError."""
    if not exists(file):
        return ""
    try:
        return document.decoded(file.read_bytes(), str(file))
    except OSError as error:
        raise unreadable(SettingsError, file, error) from None
