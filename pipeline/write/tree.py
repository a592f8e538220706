"""Putting an article's whole tree in place in one step.

Everything is written to a hidden folder of `out/` first and then exchanged with the tree that is
there, so a reader, a crash or `kill -9` finds the old tree or the new one. Where the system has
no exchange, the old tree is renamed aside and the new one renamed in; what a build that was
killed in between has set aside, the next one puts back.

    out/.letterloom-lock         held while a build writes
    out/.letterloom-new/<slug>   the tree being written; after the exchange, the old one
    out/.letterloom-old/<slug>   the old tree, set aside
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.errors import OutputError, Place
from pipeline.write import names
from pipeline.write.exchange import swap
from pipeline.write.faults import told
from pipeline.write.folder import resolved
from pipeline.write.lock import locked
from pipeline.write.made import MANIFEST, strays
from pipeline.write.synced import sync

NEW = ".letterloom-new"
OLD = ".letterloom-old"


def write_tree(out: Path, slug: str, files: Mapping[str, bytes]) -> Path:
    """Make `out/<slug>/` hold exactly these files, in one step; gives that folder.

    `files` maps relative POSIX paths to bytes, `manifest.json` among them. Waits for another
    build that writes to `out/`. Raises OutputError, the tree that was there untouched, for an
    unsafe name, a file in the way that no build made, and whatever the system refuses.
    """
    if MANIFEST not in files:
        raise ValueError(f"a tree without {MANIFEST} could never be replaced")
    names.check_slug(slug)
    names.check_paths(files)
    real, shown = resolved(out), out / slug
    with told(out):
        real.mkdir(parents=True, exist_ok=True)
    with told(out), locked(real):
        _settle(real)
        try:
            _stage(real / NEW / slug, files, shown)
            with told(shown):
                _check_place(real / slug, shown)
                _put(real, slug)
        finally:
            with suppress(OutputError):  # what is left over, the next build sees to first
                _settle(real)
    return shown


def _stage(staged: Path, files: Mapping[str, bytes], shown: Path) -> None:
    """Write the tree to the hidden folder and make the disk hold it."""
    folders = {staged.joinpath(path).parent for path in files} | {staged}
    folders |= {above for folder in folders for above in folder.parents if staged in above.parents}
    for folder in sorted(folders):
        with told(shown / folder.relative_to(staged)):
            folder.mkdir(parents=folder == staged)
    for path in sorted(files):
        with told(shown / path), (staged / path).open("xb") as file:
            file.write(files[path])
            file.flush()
            os.fsync(file.fileno())
    for folder in sorted(folders, reverse=True):
        with told(shown / folder.relative_to(staged)):
            sync(folder)


def _check_place(final: Path, shown: Path) -> None:
    """Raise OutputError unless what stands in the new tree's place was made by a build."""
    for other in final.parent.iterdir():
        if other.name != final.name and names.folded(other.name) == names.folded(final.name):
            _refuse(
                shown.with_name(other.name), f"many systems take it for the same as {shown.name}"
            )
    if not os.path.lexists(final):
        return
    if not _is_folder(final):
        _refuse(shown, "is in the way: it is no folder that a build made")
    if found := strays(final):
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        _refuse(shown / found[0], f"was not made by a build{more}, and building would remove it")


def _refuse(place: Path, problem: str) -> None:
    hint = "move it to another place, or choose another folder with --out DIR"
    raise OutputError(problem, place=Place(names.printable(place)), hint=hint)


def _put(out: Path, slug: str) -> None:
    """Bring the staged tree into its place; if the disk cannot hold that, take it out again."""
    staged, final = out / NEW / slug, out / slug
    swapped = final.exists() and swap(staged, final)
    if not swapped:
        if final.exists():
            (out / OLD).mkdir()
            final.rename(out / OLD / slug)
        staged.rename(final)
    try:
        sync(out)
    except OSError:
        with suppress(OSError):
            swap(staged, final) if swapped else final.rename(staged)
        raise


def _settle(out: Path) -> None:
    """Put back what a killed build had set aside, and remove what it left half done."""
    new, aside = out / NEW, out / OLD
    with told(aside):
        for tree in list(aside.iterdir()) if _is_folder(aside) else ():
            if not os.path.lexists(out / tree.name):
                tree.rename(out / tree.name)
    for left in (new, aside):
        with told(left):
            _remove(left)


def _remove(left: Path) -> None:
    if _is_folder(left):
        import shutil  # slow to load, and a build with nothing to do needs it not

        shutil.rmtree(left)
    else:
        left.unlink(missing_ok=True)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
