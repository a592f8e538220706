"""The specimen: an article with every kind of block, in any theme, as a project would send it."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TypeVar

from pipeline import themes
from pipeline.asked import Asked
from pipeline.build import Built, build
from pipeline.errors import UsageError
from pipeline.model import Links, Project, Sender
from pipeline.project import load_project, sources_in

OUT = "_themes"
"""The folder of `out/` that specimens are built into: no article's is called so."""

Noun = TypeVar("Noun", Sender, Links)


def folder() -> Path:
    """The specimen's own project, which comes with Letterloom."""
    return themes.built_in() / "specimen"


def languages() -> list[str]:
    """The languages that there is a specimen in, English first."""
    found = [path.stem for path in sources_in(folder() / "content")]
    return sorted(found, key=lambda lang: (lang != "en", lang))


def source(lang: str) -> Path:
    """The specimen in a language. Raises UsageError where there is none."""
    if lang not in languages():
        raise UsageError(
            f"there is no specimen in {lang!r}", hint=f"--lang {' or '.join(languages())}"
        )
    return folder() / "content" / f"{lang}.md"


def dressed(settings: Project) -> Project:
    """The specimen's settings with a project's looks, templates, fields and sender over them.

    What the project leaves open is the specimen's; a folder that is no project gives nothing.
    """
    own = load_project(folder())
    if settings.file is None and not (Path(settings.root) / "templates").is_dir():
        return own
    return replace(
        settings,
        sender=_filled(settings.sender, own.sender),
        links=_filled(settings.links, own.links),
        fields={**own.fields, **settings.fields},
        samples=settings.samples or own.samples,
        series=own.series,
    )


def _filled(given: Noun, under: Noun) -> Noun:
    """A noun with what it leaves open taken from another."""
    return replace(
        given,
        **{
            one.name: getattr(under, one.name)
            for one in fields(given)
            if not getattr(given, one.name)
        },
    )


def built(settings: Project, name: str, lang: str, out: Path) -> Built:
    """The specimen in a theme, built below `out`. Raises whatever a build raises."""
    themes.check_name(settings, name)
    chosen = dressed(settings)
    chosen = replace(chosen, theme=replace(chosen.theme, name=name))
    return build(source(lang), chosen, Asked(out / OUT / name / lang))
