"""Which folders may be the output folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import OutputError, Place
from pipeline.write.names import printable

_SOURCES = ("content", "templates", ".git")


def check_out(out: Path, *, project: Path) -> None:
    """Raise OutputError unless a folder may hold what is built.

    Refused are the root of a file system, the home folder, the project's folder, its sources
    (`content/`, `templates/`, `.git/`), all that hold one of these, what lies in a folder of
    sources, and what is there and is no folder. Links are followed and their target is judged;
    folders are compared as folders, never as text.
    """
    real, root = resolved(out), resolved(project)
    if real == Path(real.anchor):
        raise _refused(out, "it is the root of a file system")
    for kept, name in _kept(root):
        if _within(kept, real):
            raise _refused(out, f"it is {name}, or holds it")
    for source in _SOURCES:
        if _within(real, resolved(root / source)):
            raise _refused(out, f"it lies in the project's {source}/")
    if _is_no_folder(real):
        raise _refused(out, "it is there already and is no folder")


def resolved(folder: Path) -> Path:
    """The folder's real path, every link on the way followed, whether it is there or not.

    Raises OutputError for links that go round in a circle and for what cannot be a path.
    """
    try:
        return folder.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise _refused(folder, "its path leads nowhere") from error


def _kept(root: Path) -> Iterator[tuple[Path, str]]:
    yield root, "the project's folder"
    for source in _SOURCES:
        yield resolved(root / source), f"the project's {source}/"
    try:
        yield resolved(Path.home()), "your home folder"
    except RuntimeError:  # an account without one
        return


def _within(inner: Path, outer: Path) -> bool:
    """Whether a folder is another or lies in it, also under a spelling that differs in case."""
    chain = (inner, *inner.parents)
    if outer in chain:
        return True
    identity = _identity(outer)
    return identity is not None and any(_identity(folder) == identity for folder in chain)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _is_no_folder(real: Path) -> bool:
    try:
        return real.exists() and not real.is_dir()
    except OSError:  # writing will say what is the matter
        return False


def _refused(out: Path, reason: str) -> OutputError:
    return OutputError(
        f"this cannot be the output folder: {reason}",
        place=Place(printable(out)),
        hint="choose a folder of its own with --out DIR, such as --out out",
    )
