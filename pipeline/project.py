"""The project: `letterloom.toml`, the articles in `content/`, and each article's settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import Place, SettingsError, unreadable
from pipeline.model import (
    ArticleSettings,
    CheckSettings,
    Field,
    Ignore,
    Links,
    Project,
    Send,
    Sender,
    SeriesSettings,
    ThemeSettings,
)
from pipeline.settings import document, exports
from pipeline.settings.article import article
from pipeline.settings.checks import check
from pipeline.settings.fields import fields, samples
from pipeline.settings.foreign import FOREIGN
from pipeline.settings.front import front_setting
from pipeline.settings.reading import read
from pipeline.settings.schema import OF_PROJECT
from pipeline.settings.series import series
from pipeline.settings.setting import Setting

SETTINGS_FILE = "letterloom.toml"
CONTENT = "content"
SOURCE_SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx")
# Beside an article of the same name they are no article's settings.
_NOT_AN_ARTICLES = (SETTINGS_FILE, "pyproject.toml")
_COLOURS = ("light", "dark")


def find_root(start: Path) -> Path:
    """The project's folder that a path belongs to.

    The nearest folder above with a `letterloom.toml`, else the nearest with a folder `content`,
    else the path's own folder.
    """
    here = start.resolve()
    here = here.parent if is_file(here) else here
    above = [here, *here.parents]
    with_settings = (folder for folder in above if is_file(folder / SETTINGS_FILE))
    # A folder /content at the top of a machine makes no project of the whole machine.
    with_content = (folder for folder in above[:-1] if (folder / CONTENT).is_dir())
    return next(with_settings, None) or next(with_content, None) or here


def sources(root: Path) -> list[Path]:
    """The project's articles, sorted by name: the files of `content/` that can be read.

    Hidden files and a README are none.
    """
    folder = root / CONTENT
    return sources_in(folder) if folder.is_dir() else []


def sources_in(folder: Path) -> list[Path]:
    """The articles in a folder, sorted by name. Raises SettingsError if it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if _is_source(path))
    except OSError as error:
        raise unreadable(SettingsError, folder, error) from None


def _is_source(path: Path) -> bool:
    return (
        path.suffix.lower() in SOURCE_SUFFIXES
        and not path.name.startswith(".")
        and path.stem.upper() != "README"
        and is_file(path)
    )


def load_project(root: Path, text: str | None = None) -> Project:
    """The project of a folder; without a `letterloom.toml`, the defaults.

    `text` is tried in place of what the file says, before it is written. Raises SettingsError
    with the place of the first mistake.
    """
    file = root / SETTINGS_FILE
    if text is not None:
        return _project(root, str(file), document.parse(text, str(file)).root)
    if not exists(file):
        return _project(root, None, Setting({}, (), lambda _: Place(str(file))))
    return _project(root, str(file), document.read(file).root)


def _project(root: Path, file: str | None, settings: Setting) -> Project:
    told = read(OF_PROJECT, settings)
    known = fields(told.get("fields", {}), settings)
    own_series = told.get("series", {})
    return Project(
        root=str(root),
        file=file,
        sender=_sender(told.get("sender", {})),
        links=Links(**told.get("links", {})),
        fields=known,
        samples=samples(told.get("samples", ()), known),
        series=series(own_series, settings.places(("series",)), SeriesSettings()),
        theme=_theme(told.get("theme", {}), settings),
        check=_check(told["check"], settings.at("check")) if "check" in told else CheckSettings(),
        send=_send(told.get("send", {})),
        **_export(told["export"], known, settings.at("export")) if "export" in told else {},
        **told.get("build", {}),
    )


def _check(told: Mapping[str, Any], setting: Setting) -> CheckSettings:
    """The settings of checks, each of which must be there."""
    found = check(told, setting)
    for index, name in enumerate(found.select):
        _check_name(name, setting.at("select").at(index).place)
    for name in found.severities:
        _check_name(name, setting.at("severity").at(name).place)
    _check_ignores(found.ignores)
    return found


def _check_ignores(ignores: tuple[Ignore, ...]) -> None:
    for one in ignores:
        _check_name(one.rule, one.place)


def _check_name(name: str, place: Place | None) -> None:
    """Raise SettingsError where there is no check of this name; the table is loaded only for it."""
    from pipeline.check.names import mistake

    wrong = mistake(name)
    if wrong:
        raise SettingsError(wrong[0], place=place, hint=wrong[1])


def _sender(told: Mapping[str, Any]) -> Sender:
    rest = {name: value for name, value in told.items() if name != "from"}
    if "from" in told:
        rest["address"] = told["from"].address
        rest["name"] = told.get("name") or told["from"].name
    return Sender(**rest)


def _send(told: Mapping[str, Any]) -> Send:
    rest = {name: value for name, value in told.items() if name != "from" and value}
    return Send(**rest, address=told.get("from", ""))


def _export(
    told: Mapping[str, Any], known: Mapping[str, Field], setting: Setting
) -> dict[str, Any]:
    """Accounts at sending services. Which settings each has, an export sees."""
    return {
        "export": exports.accounts(told),
        "export_fields": exports.service_fields(told, known, setting),
        "export_places": exports.places(told, setting),
    }


def _theme(told: Mapping[str, Any], settings: Setting) -> ThemeSettings:
    """The theme's settings; `places` are of tokens (`font`) and of colours (`light.text`)."""
    tokens = {
        name: value
        for name, value in told.items()
        if name not in ("name", *_COLOURS) and value != ""
    }
    colours = {mode: told.get(mode, {}) for mode in _COLOURS}
    names = [*(name for name in told if name not in _COLOURS)]
    names += [f"{mode}.{name}" for mode in _COLOURS for name in colours[mode]]
    return ThemeSettings(
        **({"name": told["name"]} if "name" in told else {}),
        tokens=tokens,
        **colours,
        places={name: settings.places(("theme", *name.split("."))) for name in names},
    )


def is_from_elsewhere(front: Mapping[str, Any]) -> bool:
    """Whether front matter was written for another site generator: it has keys of theirs."""
    return any(key.casefold() in FOREIGN for key in front)


def article_settings(
    project: Project,
    source: Path,
    front: Mapping[str, Any] | None = None,
    front_places: Callable[[str], Place] | None = None,
    text: str | None = None,
) -> ArticleSettings:
    """An article's settings, from its front matter and the `.toml` beside it.

    `front_places` gives the place of a key at the front matter's top; `text` is tried in place
    of what the `.toml` says, before it is written. The series' settings are laid over the
    project's. Raises SettingsError with the place of the first mistake, and for a key that stands
    in both.
    """
    settings = []
    if front is not None:
        settings.append(front_setting(front, front_places, str(source)))
    beside = beside_article(source, Path(project.root)) if text is None else None
    if beside:
        settings.append(document.read(beside).root)
    elif text is not None:
        settings.append(document.parse(text, str(settings_file(source))).root)
    own = article(settings, project.series, project.links)
    _check_ignores(own.ignores)
    return own


def beside_article(source: Path, root: Path) -> Path | None:
    """The settings file beside an article, None if there is none.

    Raises SettingsError for a link that leads out of the project, before anything is read.
    """
    file = source.with_suffix(".toml")
    if file.name.lower() in _NOT_AN_ARTICLES or not exists(file):
        return None
    real = file.resolve()
    if not any(real.is_relative_to(one.resolve()) for one in (file.parent, root)):
        raise SettingsError(
            "these settings lead out of the project",
            place=Place(str(file)),
            hint="put the file itself there",
        )
    return file


def place_of_key(source: Path, root: Path, key: str) -> Place:
    """Where an article's settings tell a key: in the `.toml` beside it, else in front matter."""
    beside = beside_article(source, root)
    told = document.read(beside) if beside else None
    return told.place((key,)) if told and key in told.data else Place(str(source))


def settings_bytes(file: Path | None) -> bytes | None:
    """The bytes of a settings file, None if there is none. Raises SettingsError."""
    return document.data_of(file) if file and exists(file) else None


def exists(path: Path) -> bool:
    """Whether there is something; where a link leads nowhere or a name is too long, nothing is."""
    try:
        return path.exists()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Whether there is a file."""
    return exists(path) and path.is_file()


def settings_file(source: Path) -> Path:
    """The file to write an article's settings to: the `.toml` beside it, there or not.

    Raises SettingsError where that name is taken, by `letterloom.toml` for one.
    """
    file = source.with_suffix(".toml")
    if file.name.lower() in _NOT_AN_ARTICLES:
        raise SettingsError(
            f"the settings of this article would be in {file.name}, which has other settings",
            place=Place(str(source)),
            hint=f"rename the article, to {source.stem}-article{source.suffix} for one",
        )
    return file
