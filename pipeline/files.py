"""The files that a build may read: the article, its images, the project's logos, and no others."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from pipeline.errors import Place, SettingsError, SourceError
from pipeline.model import ImageRef, Project
from pipeline.project import SETTINGS_FILE

SOURCE_LIMIT = 20 * 1024 * 1024
IMAGE_LIMIT = 25 * 1024 * 1024

Load = Callable[[str], bytes | None]


def read_source(source: Path) -> bytes:
    """The bytes of an article's file. Raises SourceError if it cannot be had."""
    place = Place(str(source))
    try:
        if source.is_dir():
            raise SourceError("this is a folder", place=place, hint="name an article in it")
        if source.stat().st_size > SOURCE_LIMIT:
            limit = SOURCE_LIMIT // 1024 // 1024
            raise SourceError(f"the file is over {limit} MB", place=place, hint="split it first")
        return source.read_bytes()
    except FileNotFoundError:
        near = _nearest(source)
        raise SourceError(
            "there is no such file",
            place=place,
            hint=f"did you mean {near}?" if near else "see whether the name is right",
        ) from None
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}", place=place, hint="see who may read it"
        ) from None


def _nearest(source: Path) -> str:
    """The file in the same folder whose name is most like one that is not there."""
    folder = source.parent
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    near = get_close_matches(source.name, names, n=1, cutoff=0.6)
    return str(folder / near[0]) if near else ""


def within(path: Path, settings: Project) -> str:
    """A path as the manifest names it: within the project, else the file's name alone."""
    try:
        return path.resolve().relative_to(Path(settings.root).resolve()).as_posix()
    except ValueError:
        return path.name


def image_loader(source: Path, settings: Project) -> Load:
    """Gives the bytes of an image by the path that an author wrote, None if it is not there.

    A path is looked for beside the source, then in the project; one that begins with a slash, in
    the project. No file outside of these folders is ever read, whatever leads to it.
    """
    root = Path(settings.root).resolve()
    beside = source.resolve().parent
    inside = (beside, root) if beside != Path(beside.anchor) else (root,)

    def load(written: str) -> bytes | None:
        if "\0" in written or "\\" in written:
            return None
        bare = written.lstrip("/")
        for folder in (root,) if written != bare else (beside, root):
            try:
                path = (folder / bare).resolve()
                if any(path.is_relative_to(one) for one in inside) and path.is_file():
                    return path.read_bytes() if path.stat().st_size <= IMAGE_LIMIT else None
            except (OSError, ValueError, RuntimeError):
                continue
        return None

    return load


def logo_loader(settings: Project) -> Callable[[str, str], ImageRef | None]:
    """Gives a logo of the project by its path; a missing one is an error."""
    from pipeline.read import measured

    load = image_loader(Path(settings.root) / SETTINGS_FILE, settings)

    def logo(written: str, name: str) -> ImageRef | None:
        if not written:
            return None
        data = load(written)
        key = name.replace("-", "_")
        if data is None:
            raise SettingsError(
                f"there is no image {written}",
                place=settings.theme.places.get(key),
                hint="a logo is a file within the project",
            )
        return measured(ImageRef(written, f"{name}{Path(written).suffix.lower()}", data))

    return logo
