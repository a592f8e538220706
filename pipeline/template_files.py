"""The files of templates: those that come with Letterloom, and a project's own over them."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import Place, ThemeError, unreadable
from pipeline.model import Project

SUFFIXES = (".j2", ".toml", ".po", ".html")
IMAGES = (".png", ".jpg", ".jpeg", ".gif")
NOT_TEMPLATES = ("specimen", "starter")
"""Folders beside the templates that hold articles."""


def built_in() -> Path:
    """The folder of the templates that come with Letterloom: in the wheel, or in a checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "templates"
    return installed if installed.is_dir() else here.parent / "templates"


def roots(project: Project) -> list[Path]:
    """The folders that templates are looked for in, the last one winning."""
    own = Path(project.root) / "templates"
    found = [built_in()]
    if own.is_dir() and own.resolve() != found[0].resolve():
        found.append(own)
    return found


def below(
    folder: Path,
    project: Project,
    *,
    suffixes: tuple[str, ...] = SUFFIXES,
    apart: tuple[str, ...] = NOT_TEMPLATES,
) -> list[Path]:
    """The template files below a folder, in order, but for those in its folders `apart`.

    Raises ThemeError for one that leads out of the project. Folders that are links are not
    followed.
    """
    found: list[Path] = []
    for here, folders, names in os.walk(folder):
        if here == str(folder):
            folders[:] = [name for name in folders if name not in apart]
        found += (Path(here, name) for name in names if name.lower().endswith(suffixes))
    allowed = (built_in(), Path(project.root).resolve())
    for path in (folder, *found):
        linked = path is folder or path.is_symlink()
        if linked and not any(path.resolve().is_relative_to(one) for one in allowed):
            raise ThemeError(
                "this template leads out of the project",
                place=Place(str(path)),
                hint="put the file itself there",
            )
    return sorted(found)


def read(path: Path) -> str:
    """The text of a template, without a byte order mark.

    Raises ThemeError if it cannot be read, or is not UTF-8.
    """
    try:
        return data_of(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ThemeError(
            "this template is not UTF-8", place=Place(str(path)), hint="save it as UTF-8"
        ) from None


def data_of(path: Path) -> bytes:
    """The bytes of a template. Raises ThemeError if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(ThemeError, path, error) from None
