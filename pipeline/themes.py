"""A theme from its files: the built-in templates, a project's own laid over them file by file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from pipeline import strings
from pipeline.errors import Place, SettingsError, ThemeError
from pipeline.model import ImageRef, Project, Theme
from pipeline.scripts import with_fonts
from pipeline.settings.theme_file import ThemeFile, theme_file
from pipeline.template_files import (
    IMAGES,
    NOT_TEMPLATES,
    SUFFIXES,
    below,
    built_in,
    data_of,
    read,
    roots,
)

__all__ = [
    "built_in",
    "built_in_names",
    "check_name",
    "description",
    "everything",
    "load",
    "names",
    "own_blocks",
    "own_files",
    "roots",
]

REQUIRED = ("email.mjml.j2", "email.txt.j2", "head.css.j2", "inline.css.j2")
THEME_FILE = "theme.toml"
STANDARD = "quiet"
"""The theme that others take from what they do not say."""
APART = (*NOT_TEMPLATES, "themes", "locale", "words")
"""Folders beside the templates that all themes share and that are no part of any."""
OWN_BLOCK = re.compile(r"(?:blocks|themes/[^/]+/blocks)/([a-z][a-z0-9_-]*)\.mjml\.j2")


def names(project: Project) -> list[str]:
    """The themes there are, built in and of the project."""
    found = {
        path.name
        for root in roots(project)
        for path in (root / "themes").glob("*")
        if path.is_dir() and not path.name.startswith(".")
    }
    return sorted(found)


def built_in_names() -> list[str]:
    """The themes that come with Letterloom."""
    return sorted(path.name for path in (built_in() / "themes").glob("*") if path.is_dir())


def own_blocks(project: Project) -> frozenset[str]:
    """The names of the blocks that a project has templates for and Letterloom has none."""
    return frozenset(_block_names(*roots(project)[1:])) - _block_names(built_in())


def _block_names(*folders: Path) -> set[str]:
    paths = (
        path.relative_to(root).as_posix()
        for root in folders
        for pattern in ("blocks/*", "themes/*/blocks/*")
        for path in root.glob(pattern)
    )
    return {found[1] for found in map(OWN_BLOCK.fullmatch, paths) if found}


def load(
    project: Project,
    name: str,
    lang: str,
    image: Callable[[str, str, Place | None], ImageRef | None],
    place: Place | None = None,
) -> Theme:
    """The theme of that name with the project's tokens, its words in `lang` or in English.

    `image` gives the logos by path, name and the place that names them; `place` is where the theme
    was asked for. Raises ThemeError for an unknown theme, a file that it lacks, files that are not
    UTF-8, and whatever is wrong in its `theme.toml`.
    """
    check_name(project, name, place)
    files, paths = _files(project, name)
    told = theme_file(files.get(THEME_FILE, ""), paths.get(THEME_FILE, ""))
    if name != STANDARD:
        files, paths = _completed(files, paths)
        told = told.over(_standard())
    settings = project.theme
    places = {**told.places, **settings.places}
    logo, logo_dark = _logos(project, name, told, places)
    return Theme(
        name=name,
        files=files,
        paths=paths,
        tokens=with_fonts({**told.tokens, **settings.tokens}, lang),
        light={**told.light, **settings.light},
        dark={**told.dark, **settings.dark},
        strings=_strings(project, lang),
        spaces=told.space,
        logo=image(logo, "logo", places.get("logo")),
        logo_dark=image(logo_dark, "logo-dark", places.get("logo_dark")),
        pairs=told.pairs,
        places=places,
        own=frozenset(settings.places),
    )


def check_name(project: Project, name: str, place: Place | None = None) -> None:
    """Raise ThemeError for a theme that there is not, with the nearest one that there is."""
    known = names(project)
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.3)
        raise ThemeError(
            f"no theme called {name!r}",
            place=place,
            hint=f"there are: {', '.join(known)}"
            + (f"; did you mean {near[0]!r}?" if near else ""),
        )


def description(project: Project, name: str) -> str:
    """What a theme says of itself, in a sentence; nothing for one that has no `theme.toml`."""
    for root in reversed(roots(project)):
        folder = root / "themes" / name
        path = folder / THEME_FILE
        if path in below(folder, project, suffixes=(THEME_FILE,)):
            return theme_file(read(path), str(path)).description
    return ""


def own_files(project: Project, name: str, *, shared: bool = False) -> dict[str, bytes]:
    """The files of a theme's own folder, images too; with `shared`, all other templates as well."""
    found: dict[str, bytes] = {}
    for base in ("", f"themes/{name}") if shared else (f"themes/{name}",):
        for root in roots(project):
            folder = root / base
            suffixes = (*SUFFIXES, *IMAGES)
            for path in below(folder, project, suffixes=suffixes, apart=() if base else APART):
                if not path.name.startswith("index."):
                    found[path.relative_to(folder).as_posix()] = data_of(path)
    return found


def _standard() -> ThemeFile:
    path = built_in() / "themes" / STANDARD / THEME_FILE
    return replace(theme_file(read(path), str(path)), pairs=())


def _completed(
    files: Mapping[str, str], paths: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """A theme's files, with those of the standard theme that it must have and has not."""
    folder = built_in() / "themes" / STANDARD
    missing = [folder / name for name in REQUIRED if name not in files]
    there = [path for path in missing if path.is_file()]
    return (
        {**files, **{path.name: read(path) for path in there}},
        {**paths, **{path.name: str(path) for path in there}},
    )


def _logos(
    project: Project, name: str, told: ThemeFile, places: Mapping[str, Place]
) -> tuple[str, str]:
    """The logos by their paths within the project: its own, else the theme's, never one of each."""
    own = project.theme.tokens
    for tokens, wrong in ((own, SettingsError), (told.tokens, ThemeError)):
        if tokens.get("logo_dark") and not tokens.get("logo"):
            raise wrong(
                "there is a logo for the dark and none for the day",
                place=places.get("logo_dark"),
                hint="set logo too: it is shown by day, and where no dark mode is known",
            )
    if own.get("logo") or own.get("logo_dark") or not places.get("logo"):
        return own.get("logo", ""), own.get("logo_dark", "")
    folder = f"templates/themes/{name}"
    logo, dark = told.tokens.get("logo", ""), told.tokens.get("logo_dark", "")
    return logo and f"{folder}/{logo}", dark and f"{folder}/{dark}"


def everything(project: Project) -> Iterator[tuple[str, bytes]]:
    """Every template of every root by its name, the built-in ones first: what a mail may need.

    The images in the folders of the project's own themes are among them.
    """
    for root in roots(project):
        for path in below(root, project):
            yield path.relative_to(root).as_posix(), data_of(path)
    for root in roots(project)[1:]:
        for path in below(root / "themes", project, suffixes=IMAGES, apart=()):
            yield path.relative_to(root).as_posix(), data_of(path)


def _files(project: Project, name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Templates by name, and the file of each: a theme's own win over those all themes share."""
    files: dict[str, str] = {}
    paths: dict[str, str] = {}
    for base in ("", f"themes/{name}"):
        for root in roots(project):
            for path in below(root / base, project, apart=() if base else APART):
                inside = path.relative_to(root / base).as_posix()
                files[inside] = read(path)
                paths[inside] = str(path)
    return files, paths


def _strings(project: Project, lang: str) -> strings.Strings:
    """The frame's words: English, and over it the catalogues of the language, the widest first."""
    wanted = dict.fromkeys((strings.FALLBACK, *strings.narrowing(lang)))
    files: dict[str, list[Path]] = {tag: [] for tag in wanted}
    for root in roots(project):
        for path in below(root / "locale", project):
            files.get(strings.canonical(path.stem), []).append(path)
    return strings.read(
        lang,
        [
            (tag, str(path), read(path))
            for tag, paths in files.items()
            for path in paths
            if path.suffix == ".po"
        ],
    )
