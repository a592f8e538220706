"""A file opened in the editor that a person writes with."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import PurePath

from pipeline.errors import Place, UsageError

# How each is told the line. What is not here is given the file alone.
_LINES: Mapping[str, str] = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor", "windsurf"), "-g {file}:{line}"),
    **dict.fromkeys(("subl", "zed", "mate", "hx-gui"), "{file}:{line}"),
    **dict.fromkeys(
        ("gedit", "gnome-text-editor", "xed", "pluma", "gvim", "kwrite"), "+{line} {file}"
    ),
    "kate": "--line {line} {file}",
    "notepad++": "-n{line} {file}",
}
_TERMINAL = frozenset(
    {
        *("vi", "vim", "nvim", "view", "nano", "pico", "emacs", "ed", "ex", "joe", "jed", "mg"),
        *("micro", "hx", "helix", "kak", "ne", "mcedit", "sensible-editor", "editor"),
    }
)
# What a desktop opens in a browser, where scripts of the article's would run.
_RUN = frozenset((".htm", ".html", ".xhtml", ".xht", ".shtml", ".svg", ".mht", ".mhtml", ".xml"))
_FALLBACK = ("code", "codium", "zed", "subl")


def open_file(path: str, line: int) -> str:
    """Open a file at a line in the person's editor, and say with what. No shell is involved.

    It is the one that VISUAL or EDITOR names, one that is installed, or what the desktop opens such
    files with. Raises UsageError with file and line where that is a terminal's, or there is none.
    """
    command = _command(path, line)
    try:
        subprocess.Popen(  # the person's own editor, and a file that the page names
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise _cannot(f"{command[0]} cannot be started: {error.strerror}", path, line) from None
    return f"Opened in {PurePath(command[0]).stem}"


def _command(path: str, line: int) -> list[str]:
    """The program to start, with its arguments."""
    named = next(filter(None, (os.environ.get(name) for name in ("VISUAL", "EDITOR"))), "")
    try:
        words = shlex.split(named, posix=os.name != "nt")
    except ValueError as error:
        raise _cannot(f"VISUAL or EDITOR is written wrongly: {error}", path, line) from None
    program = PurePath(words[0]).stem.lower() if words else ""
    if words and program not in _TERMINAL:
        return [*words, *_arguments(program, path, line)]
    for name in _FALLBACK:
        there = shutil.which(name)
        if there:
            return [there, *_arguments(name, path, line)]
    if program:
        raise _cannot(f"{program} runs in a terminal, which the page has none of", path, line)
    if PurePath(path).suffix.lower() in _RUN:
        raise _cannot("no editor is known, and this file would open in a browser", path, line)
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if not opener:
        raise _cannot("no editor is known", path, line)
    return [opener, path]


def _arguments(program: str, path: str, line: int) -> list[str]:
    """The file, with the line as this editor wants to be told it."""
    pattern = _LINES.get(program, "{file}")
    return [word.replace("{line}", str(line)).replace("{file}", path) for word in pattern.split()]


def _cannot(why: str, path: str, line: int) -> UsageError:
    return UsageError(
        why,
        place=Place(path, line),
        hint="open the file yourself, or set VISUAL to an editor with a window (code, kate, …)",
    )
