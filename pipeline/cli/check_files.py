"""Which files a check is to look at: those named, those in folders, or the whole project."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from glob import has_magic
from pathlib import Path

from pipeline.asked import STANDARD_INPUT
from pipeline.errors import Place, SourceError, shown_path
from pipeline.files import is_inside, refuse_outside
from pipeline.model import Project
from pipeline.project import CONTENT, sources, sources_in

MAILS = (".html", ".htm", ".eml", ".mjml")
SKIPPED = ("node_modules", "__pycache__")
MANIFEST = "manifest.json"


def wanted(given: Sequence[Path], project: Project) -> list[Path]:
    """The files to check, each but once, in the order given; all articles where none is named.

    Raises SourceError for a folder, or a project, in which there is nothing to check.
    """
    if not given:
        return _articles(project)
    found = [one for path in given for one in _each(path, project)]
    return list({_real(path): path for path in reversed(found)}.values())[::-1]


def _real(path: Path) -> Path:
    """What a path leads to: one file under two names is checked once, and mended once."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def _articles(project: Project) -> list[Path]:
    found = sources(Path(project.root))
    for source in found:
        refuse_outside(source, Path(project.root))
    if not found:
        raise SourceError(
            f"there are no articles in {shown_path(Path(project.root) / CONTENT)}/",
            hint="name a file: letterloom check mail.html",
        )
    return found


def _each(path: Path, project: Project) -> Iterator[Path]:
    if path == STANDARD_INPUT:
        yield path
    elif path.is_dir():
        yield from _in_folder(path, project)
    elif has_magic(str(path)) and not path.exists():
        yield from _matching(path)
    else:
        yield path


def _matching(pattern: Path) -> list[Path]:
    """The files that a pattern means, where no shell has put them in its place."""
    top = Path(pattern.anchor)
    try:
        found = sorted(top.glob(str(pattern.relative_to(top))))
    except (ValueError, NotImplementedError):
        found = []
    files = [path for path in found if path.is_file()]
    if not files:
        raise SourceError(
            "no file is called like this",
            place=Place(str(pattern)),
            hint="see whether the pattern and the folder are right",
        )
    return files


def _in_folder(folder: Path, project: Project) -> list[Path]:
    """The articles of a project or of its content/; else the mails in a folder and below it."""
    own = folder.resolve() == Path(project.root).resolve()
    if own and sources(folder):
        return _articles(project)
    mails = [] if folder.resolve().name == CONTENT else sorted(_mails(folder))
    found = mails or sources_in(folder)
    if not found:
        raise SourceError(
            "there is no mail and no article in this folder",
            place=Place(str(folder)),
            hint="name one that has: .html, .eml, .mjml, or an article",
        )
    for path in found:
        _refuse_outside(path, folder, project)
    return found


def _refuse_outside(path: Path, folder: Path, project: Project) -> None:
    """Raise for a link in a folder to a file that nobody named: --fix would write to it."""
    if not is_inside(path, folder, Path(project.root)):
        raise SourceError(
            "this leads out of the folder",
            place=Place(str(path)),
            hint="name it on the command line, or take the link out",
        )


def _mails(folder: Path) -> Iterator[Path]:
    """The mails below a folder; of a series that was built, its messages alone."""
    paths = [path for path in folder.rglob("*") if path.suffix.lower() in MAILS]
    built: dict[Path, bool] = {}
    for path in paths:
        inner = path.relative_to(folder).parts
        hidden = any(one.startswith(".") or one in SKIPPED for one in inner)
        if hidden or not path.is_file():
            continue
        if path.suffix.lower() == ".eml" or not _in_tree(path, folder, built):
            yield path


def _in_tree(path: Path, top: Path, known: dict[Path, bool]) -> bool:
    """Whether a file lies in a tree that a build made: pages stand there beside the mails."""
    folder = path.parent
    if folder not in known:
        above = folder not in (top, folder.parent) and _in_tree(folder, top, known)
        known[folder] = above or _is_tree(folder)
    return known[folder]


def _is_tree(folder: Path) -> bool:
    try:
        made = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(made, dict) and str(made.get("generator", "")).startswith("letterloom")
