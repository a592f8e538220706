"""The files that an edit may write: an article's `.toml` and `letterloom.toml`, and no others."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline import write
from pipeline.asked import STANDARD_INPUT
from pipeline.errors import OutputError, Place, SettingsError, UsageError, unreadable
from pipeline.files import is_inside
from pipeline.kept_words import file_of
from pipeline.project import SETTINGS_FILE, settings_file
from pipeline.settings import document
from pipeline.settings.splicing import MARK

Bytes = Mapping[Path, bytes | None]
"""What files hold; None where there is none."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The settings of an article and of its project as text, "" where there is no file."""

    article: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of settings that belong to an article; `approved` keeps its approved words."""

    article: Path
    project: Path
    approved: Path

    @classmethod
    def of(cls, source: Path, root: Path) -> Files:
        """Those of an article. Raises where it can have none, or where a link leads elsewhere."""
        if source == STANDARD_INPUT:
            raise UsageError(
                "what comes on standard input cannot be edited: no file stands beside it",
                hint="save it in content/, and open that",
            )
        beside = settings_file(source)
        return cls(
            _led(beside, beside.parent, root),
            _led(root / SETTINGS_FILE, root),
            _led(file_of(source), beside.parent, root),
        )

    def held(self) -> dict[Path, bytes | None]:
        """What the two files of settings hold."""
        return {file: bytes_of(file) for file in (self.article, self.project)}

    def texts(self, held: Bytes) -> Texts:
        """Their texts. Raises SettingsError for what is not UTF-8."""
        return Texts(_text(self.article, held), _text(self.project, held))

    def encoded(self, texts: Texts, held: Bytes) -> dict[Path, bytes | None]:
        """What they are to hold; a file without any text is not made."""
        told = {self.article: texts.article, self.project: texts.project}
        return {
            file: text.encode() if text or held[file] is not None else None
            for file, text in told.items()
        }


def _led(file: Path, *folders: Path) -> Path:
    """Where a file's links lead. Raises SettingsError where that is out of the folders."""
    if not file.is_symlink():
        return file
    if not is_inside(file, *folders) or not file.exists():
        raise SettingsError(
            "these settings lead out of the project",
            place=Place(str(file)),
            hint="put the file itself there",
        )
    return file.resolve()


def bytes_of(file: Path) -> bytes | None:
    """The bytes of a file, None if there is none. Raises SettingsError."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(SettingsError, file, error) from None


def _text(file: Path, held: Bytes) -> str:
    data = held[file] or b""
    mark = MARK if data.startswith(codecs.BOM_UTF8) else ""
    return mark + document.decoded(data, str(file))


def put(before: Bytes, after: Bytes) -> None:
    """Write what is to change: all of it or nothing, as far as a disk allows.

    Raises SettingsError where a file no longer holds what it did, and OutputError.
    """
    for file, data in before.items():
        if bytes_of(file) != data:
            raise SettingsError(
                "another program has changed this file since, so nothing was written",
                place=Place(str(file)),
                hint="look at what changed, and then do it again",
            )
    done: list[Path] = []
    try:
        for file, data in after.items():
            if data != before[file]:
                _put(file, data)
                done.append(file)
    except OutputError:
        for file in done:
            _put(file, before[file])
        raise


def _put(file: Path, data: bytes | None) -> None:
    """A file with these bytes, or none at all."""
    if data is not None:
        write.replace_file(file, data)
        return
    with write.told(file, "choose another place"):
        file.unlink(missing_ok=True)
