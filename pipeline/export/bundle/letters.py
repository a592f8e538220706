"""A letter's folder: its HTML, its text, its subject and preheader, its pictures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from pipeline.export.dialect import Exported, Images, Letter

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can hold: the same files give the same archive."""


def folder(letter: Letter) -> str:
    """The name of a letter's folder: `01-letter-1`."""
    digits = max(2, len(str(letter.of)))
    return f"{letter.number:0{digits}}-{letter.key}"


def letter_files(exported: Exported, letter: Letter) -> dict[str, bytes]:
    """A letter's files by their paths. Text is not wrapped."""
    here = folder(letter)
    html = letter.html.encode()
    pictures = {f"images/{one.name}": one.data for one in letter.images if one.data}
    made = {
        f"{here}/email.html": html,
        f"{here}/email.txt": letter.text.encode(),
        f"{here}/subject.txt": f"{letter.subject}\n".encode(),
        f"{here}/preheader.txt": f"{letter.preheader}\n".encode(),
    }
    made |= {f"{here}/{name}": data for name, data in pictures.items()}
    if exported.dialect.images is Images.ZIP:
        made[f"{here}/{letter.key}.zip"] = _zipped({"index.html": html, **pictures})
    return made


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of some files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in files.items():
            told = zipfile.ZipInfo(name, MOMENT)
            told.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(told, data)
    return written.getvalue()
