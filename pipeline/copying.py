"""A theme of one's own, begun as a copy: what `letterloom themes copy` writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pipeline import themes, write
from pipeline.errors import UsageError
from pipeline.model import Project
from pipeline.settings.setting import quoted
from pipeline.settings.texts import NAME

_LINE = re.compile(r"\A((?:[^\[\n]*\n)*?)name[ \t]*=[^\n]*", re.MULTILINE)


def copied(
    settings: Project, name: str, new: str, *, everything: bool = False
) -> tuple[Path, list[str]]:
    """Copy a theme into the project's `templates/themes/<new>/`; its folder and files' names.

    With `everything`, what all themes share is copied too. Raises ThemeError for an unknown theme,
    UsageError for a name that no theme may have, OutputError where there is one of that name.
    """
    themes.check_name(settings, name)
    _check_new(new)
    files = themes.own_files(settings, name, shared=everything)
    folder = Path(settings.root) / "templates" / "themes" / new
    files |= {themes.THEME_FILE: _named(files.get(themes.THEME_FILE, b""), new)}
    write.make_folder(folder, files)
    return folder, _told(files)


def _check_new(new: str) -> None:
    if not NAME.fullmatch(new):
        raise UsageError(
            f"{new!r} cannot be the name of a theme",
            hint="small letters, digits, - and _: my-theme",
        )
    if new in themes.built_in_names():
        raise UsageError(
            f"a theme called {new!r} comes with Letterloom",
            hint=f"give yours another name, such as my-{new}",
        )


def _named(theme_file: bytes, new: str) -> bytes:
    """The text of a `theme.toml`, with the new name in it and all else as it was."""
    text = theme_file.decode("utf-8")
    line = f"name = {quoted(new)}"
    named, found = _LINE.subn(lambda match: match[1] + line, text, count=1)
    return (named if found else f"{line}\n{text}").encode()


def _told(files: Mapping[str, bytes]) -> list[str]:
    """The files' names as people are told them: `theme.toml` first, folders last."""
    return sorted(files, key=lambda name: (name != themes.THEME_FILE, "/" in name, name))
