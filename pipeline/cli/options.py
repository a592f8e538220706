"""Options that several commands share, and the project that a command works in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from pipeline import project
from pipeline.model import Project

Function = TypeVar("Function", bound=Callable[..., object])


def in_project(function: Function) -> Function:
    """`--project DIR`."""
    return click.option(
        "--project",
        "root",
        type=click.Path(file_okay=False, exists=True, path_type=Path),
        help="The project's folder; else the one that the article or you are in.",
    )(function)


def encoding(function: Function) -> Function:
    """`--encoding NAME`."""
    return click.option(
        "--encoding", default="", metavar="NAME", help="How the article's text is encoded."
    )(function)


def number_of_parts(function: Function) -> Function:
    """`--parts N`."""
    return click.option(
        "--parts", type=click.IntRange(min=1), metavar="N", help="Break into N parts."
    )(function)


def as_json(function: Function) -> Function:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON for programs.")(
        function
    )


def project_of(root: Path | None, sources: Sequence[Path]) -> Project:
    """The project asked for; else that of the first article, else that of the working folder.

    An article outside of any project is built in the working folder, with defaults.
    """
    if root:
        return project.load_project(root.resolve())
    for source in sources[:1]:
        found = project.find_root(source)
        if (found / project.SETTINGS_FILE).is_file():
            return project.load_project(found)
    return project.load_project(project.find_root(Path.cwd()))
