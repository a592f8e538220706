"""What the page's forms show: every key that can be edited, with its value and its place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline import slots, themes
from pipeline.errors import LetterloomError
from pipeline.files import IMAGE_LIMIT, logo_loader, within
from pipeline.model import PartSettings, Project, ThemeSettings
from pipeline.preview.editing.edit import ARTICLE_KEYS, PART_KEYS, PROJECT_KEYS
from pipeline.preview.editing.files import Files, Texts
from pipeline.preview.editing.splitting import shown_parts
from pipeline.preview.editing.trying import Trials, Tried
from pipeline.settings import document
from pipeline.settings.document import Document
from pipeline.settings.splicing import plain
from pipeline.settings.times import duration_text

PICTURES = (".png", ".jpg", ".jpeg", ".gif")
MOST_PICTURES = 200
MOST_LOOKED_AT = 5_000
DEEPEST = 6
_NO_LOGOS = ("out", "node_modules", "__pycache__")

Form = dict[str, Any]


def forms(trials: Trials, files: Files, texts: Texts) -> Form:
    """The settings as the forms show them. Raises SettingsError for a file that is no TOML.

    `article` and `project` hold the keys that are written, `proposed` what holds where they are
    not; `files` says where each is written to.
    """
    told = document.parse(plain(texts.article), str(files.article))
    shared = document.parse(plain(texts.project), str(files.project))
    tried = trials.of(texts)
    return {
        "article": {**_written(trials, told, ARTICLE_KEYS), **_in_front(trials)},
        "project": _written(trials, shared, PROJECT_KEYS),
        "proposed": {"article": _proposed(tried), "project": _of_project(tried)},
        "files": {"article": _named(trials, told.file), "project": _named(trials, shared.file)},
        **_parts(tried),
        "themes": _themes(tried),
        "logos": [*pictures(trials.root)],
        "locked": "",
    }


def _named(trials: Trials, file: str) -> str:
    """A file as the page names it."""
    return within(Path(file), Project(root=str(trials.root)))


def _written(trials: Trials, told: Document, keys: Iterable[str]) -> Form:
    """The keys that a file says, each with its value and its place."""
    file = _named(trials, told.file)
    found: Form = {}
    for key in keys:
        path = tuple(key.split("."))
        here: Any = told.data
        for name in path:
            here = here.get(name) if isinstance(here, Mapping) else None
        if here is not None and not isinstance(here, Mapping):
            line = told.place(path).line
            found[key] = {"value": _plain(here), "file": file, "line": line, "locked": ""}
    return found


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float) else str(value)


def _in_front(trials: Trials) -> Form:
    """The keys that stand in the article's own front matter: these cannot be edited here."""
    found: Form = {}
    for key, (value, place) in trials.front.items():
        if key in ARTICLE_KEYS or key == "series.parts":
            file = _named(trials, place.file)
            found[key] = {
                "value": None if key == "series.parts" else _plain(value),
                "file": file,
                "line": place.line,
                "locked": f"it stands in {file}, line {place.line}, which is never written to",
            }
    return found


def _proposed(tried: Tried) -> Form:
    """What holds of an article where its settings say nothing; as far as it can be read."""
    try:
        article, project, theme = tried.article, tried.project, tried.theme
    except LetterloomError:
        return {}
    return {
        "title": slots.shown(article.title, article.marks),
        "public_name": article.public_name or theme.strings["neutral_name"],
        "slug": article.slug,
        "lang": article.lang,
        "dir": article.dir,
        "author": article.author,
        "date": article.date.isoformat() if article.date else None,
        "theme": project.theme.name,
        "sensitive": False,
        "atom_feed": False,
        **_of_series(project),
    }


def _of_series(project: Project) -> Form:
    said = project.series
    return {
        "series.every": duration_text(said.every),
        "series.send_at": said.send_at,
        "series.words": list(said.words),
    }


def _of_project(tried: Tried) -> Form:
    """What holds where `letterloom.toml` says nothing: the theme's own looks, for one."""
    try:
        project, lang = tried.project, tried.article.lang
        bare = replace(project, theme=ThemeSettings(name=project.theme.name))
        theme = themes.load(bare, project.theme.name, lang, logo_loader(project))
    except LetterloomError:
        return {}
    colours = {
        f"theme.{mode}.{name}": value
        for mode in ("light", "dark")
        for name, value in theme.colours(mode).items()
    }
    tokens = {f"theme.{name}": value for name, value in theme.tokens.items()}
    defaults = _of_series(Project(root=project.root))
    return {**tokens, **colours, **defaults, "theme.name": ThemeSettings().name}


def _parts(tried: Tried) -> Form:
    """What is written of each part, and what the program proposes for it."""
    try:
        series, said = tried.series, shown_parts(tried)
        proposed = _unsaid(tried)
    except LetterloomError:
        return {"parts": [], "proposals": []}
    marks = series.article.marks
    return {
        "parts": [_said(one) for one in said],
        "proposals": [
            {
                "title": slots.shown(part.title, marks),
                "subject": slots.shown(part.subject, marks),
                "preheader": slots.shown(part.preheader, marks),
                "wait": duration_text(part.wait),
            }
            for part in proposed
        ],
    }


def _said(one: PartSettings) -> Form:
    wait = "" if one.wait is None else duration_text(one.wait)
    return {**{key: getattr(one, key) for key in PART_KEYS}, "wait": wait}


def _unsaid(tried: Tried) -> tuple[Any, ...]:
    """The parts as they would be if nothing were written but where they start."""
    from pipeline import plan

    settings = tried.article.settings
    told = settings.series.parts
    if not isinstance(told, tuple):
        return tried.series.parts
    bare = tuple(replace(one, title="", subject="", preheader="", wait=None) for one in told)
    series = replace(settings.series, parts=bare)
    article = replace(tried.article, settings=replace(settings, series=series))
    return plan.plan(article, tried.theme.strings).parts


def _themes(tried: Tried) -> list[Form]:
    try:
        project = tried.project
        return [
            {"name": name, "description": themes.description(project, name)}
            for name in themes.names(project)
        ]
    except LetterloomError:
        return []


def pictures(root: Path) -> Iterator[str]:
    """The project's pictures that can be a logo, by their paths within it, sorted by folder.

    Hidden folders, links and what builds made are left out; of very many files only so many are
    looked at.
    """
    looked = found = 0
    for folder, folders, names in os.walk(root):
        here = Path(folder).relative_to(root)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in _NO_LOGOS and len(here.parts) < DEEPEST
        )
        for name in sorted(names):
            looked += 1
            if looked > MOST_LOOKED_AT or found >= MOST_PICTURES:
                return
            if name.lower().endswith(PICTURES) and _fits(Path(folder, name)):
                found += 1
                yield (here / name).as_posix()


def _fits(file: Path) -> bool:
    try:
        return file.is_file() and not file.is_symlink() and file.stat().st_size <= IMAGE_LIMIT
    except OSError:
        return False
