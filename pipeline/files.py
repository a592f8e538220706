"""The files that a build may read: the article, its images, the project's logos, and no others."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from pipeline.asked import STANDARD_INPUT
from pipeline.errors import Place, SettingsError, SourceError, ThemeError, unreadable
from pipeline.model import ImageRef, Project
from pipeline.project import SETTINGS_FILE

NAMELESS = "standard-input"
SOURCE_LIMIT = 20 * 1024 * 1024
IMAGE_LIMIT = 64 * 1024 * 1024  # what phones with the largest cameras make


def named(source: Path) -> Path:
    """A source as messages name it: what comes on standard input has no name of its own."""
    return Path(NAMELESS) if source == STANDARD_INPUT else source


def read_source(source: Path) -> bytes:
    """The bytes of an article's file, or of standard input for `-`.

    Raises SourceError if they cannot be had.
    """
    place = Place(str(source))
    if source == STANDARD_INPUT:
        return _standard_input()
    try:
        if source.is_dir():
            raise SourceError("this is a folder", place=place, hint="name an article in it")
        if source.stat().st_size > SOURCE_LIMIT:
            raise _too_big(place)
        return source.read_bytes()
    except FileNotFoundError:
        raise _missing(source) from None
    except OSError as error:
        raise unreadable(SourceError, source, error) from None


def _missing(source: Path) -> SourceError:
    place = Place(str(source))
    if source.is_symlink():
        return SourceError(
            "this is a link to a file that is not there",
            place=place,
            hint=f"it leads to {source.readlink()}",
        )
    near = _nearest(source)
    hint = f"did you mean {near}?" if near else "see whether the name is right"
    return SourceError("there is no such file", place=place, hint=hint)


def _standard_input() -> bytes:
    import sys

    data = sys.stdin.buffer.read(SOURCE_LIMIT + 1)
    if len(data) > SOURCE_LIMIT:
        raise _too_big(Place(NAMELESS))
    return data


def _too_big(place: Place) -> SourceError:
    limit = SOURCE_LIMIT // 1024 // 1024
    return SourceError(f"this is over {limit} MB", place=place, hint="split it first")


def is_inside(path: Path, *folders: Path) -> bool:
    """Whether a path, with every link on its way followed, lies in one of the folders."""
    try:
        real = path.resolve()
        return any(real.is_relative_to(folder.resolve()) for folder in folders)
    except (OSError, RuntimeError, ValueError):
        return False


def refuse_outside(source: Path, root: Path) -> None:
    """Raise for an article found in `content/` that is a link to a file outside of the project.

    One that is named on the command line may lie anywhere.
    """
    if not is_inside(source, root):
        raise SourceError(
            "this leads out of the project",
            place=Place(str(source)),
            hint="put the article itself there, or name it on the command line",
        )


def _nearest(source: Path) -> str:
    """The file in the same folder whose name is most like one that is not there."""
    folder = source.parent
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return ""
    near = get_close_matches(source.name, names, n=1, cutoff=0.6)
    return str(folder / near[0]) if near else ""


def within(path: Path, settings: Project) -> str:
    """A path as the manifest names it: within the project, else the file's folder and name."""
    try:
        return path.resolve().relative_to(Path(settings.root).resolve()).as_posix()
    except ValueError:
        return "/".join(path.resolve().parts[-2:])


class Images:
    """Gives the bytes of an image by the path that an author wrote, None if it is not there.

    A path is looked for beside the source, then in the project; one that begins with a slash, in
    the project. No file outside of these folders is ever read, whatever leads to it. `asked` are
    the paths that were asked for.
    """

    def __init__(self, source: Path, settings: Project) -> None:
        root, beside = Path(settings.root).resolve(), source.resolve().parent
        # A folder at the top of a file system is nobody's project: all else would be inside it.
        self._root = [root] if root.parent != root else []
        self._beside = [beside] if beside.parent != beside else []
        self.asked: set[str] = set()

    def __call__(self, written: str) -> bytes | None:
        """The bytes of the image at a path as an author wrote it."""
        self.asked.add(written)
        if "\0" in written or "\\" in written:
            return None
        bare = written.lstrip("/")
        for folder in self._root if written != bare else [*self._beside, *self._root]:
            data = self._data(folder / bare)
            if data is not None:
                return data
        return None

    def _data(self, path: Path) -> bytes | None:
        try:
            # Most names of an article with very many are of nothing: one look has to do for these.
            if not path.is_file() or path.stat().st_size > IMAGE_LIMIT:
                return None
            real = path.resolve()
            inside = any(real.is_relative_to(one) for one in (*self._beside, *self._root))
            return real.read_bytes() if inside else None
        except (OSError, ValueError, RuntimeError):
            return None


def project_images(settings: Project) -> Images:
    """The images of the project itself: its logos."""
    return Images(Path(settings.root) / SETTINGS_FILE, settings)


def logo_loader(settings: Project) -> Callable[[str, str, Place | None], ImageRef | None]:
    """Gives a logo by its path within the project; a missing one is an error, at the place given.

    Its file name begins with an underscore, which no image of an article's does.
    """
    load = project_images(settings)

    def logo(written: str, name: str, place: Place | None) -> ImageRef | None:
        if not written:
            return None
        data = load(written)
        of_theme = place is not None and Path(place.file).name == "theme.toml"
        wrong = ThemeError if of_theme else SettingsError
        if data is None:
            raise wrong(
                f"there is no image {written}",
                place=place,
                hint="put the file there" if of_theme else "a logo is a file within the project",
            )
        suffix = Path(written).suffix.lower()
        image = _measured(ImageRef(f"{name}:{written}", f"_{name}{suffix}", data))
        if not image.form:
            raise wrong(
                f"no mail program can show the logo {written}",
                place=place,
                hint="save it as a PNG, at least 64 px high",
            )
        return image

    return logo


def _measured(image: ImageRef) -> ImageRef:
    from pipeline.read import measured

    return measured(image)
