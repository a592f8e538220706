"""Options that several commands share, and the project that a command works in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline import project, rules
from pipeline.asked import ReadAs
from pipeline.errors import LetterloomError, UsageError
from pipeline.model import Project

Function = TypeVar("Function", bound=Callable[..., object])


class ForPrograms(click.Command):
    """A command whose errors are JSON too where `--json` asks for it.

    `beside` is what stands beside the errors where there is nothing else to tell.
    """

    def __init__(self, *args: Any, beside: Mapping[str, object] | None = None, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self._beside = beside or {}

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except LetterloomError as error:
            if not ctx.params.get("as_json"):
                raise
            told = {**self._beside, "errors": [error_data(error)]}
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))
            raise SystemExit(error.exit_code) from None


def error_data(error: LetterloomError) -> dict[str, object]:
    """An error for programs."""
    return error.data()


def in_project(function: Function) -> Function:
    """`--project DIR`."""
    return click.option(
        "--project",
        "root",
        type=click.Path(file_okay=False, exists=True, path_type=Path),
        help="The project's folder; else the one that the article or you are in.",
    )(function)


def reading(function: Callable[..., object]) -> Callable[..., object]:
    """How an article is read: `--format`, `--encoding`, `--keep`, `--accept-removals`.

    The function is given them as one, `read_as`.
    """

    @click.option(
        "--format",
        "form",
        type=click.Choice(["txt", "md", "html", "docx"]),
        help="What the article is; else its suffix tells.",
    )
    @click.option(
        "--encoding", default="", metavar="NAME", help="How the article's text is encoded."
    )
    @click.option(
        "--keep",
        multiple=True,
        metavar="RULE",
        help="Turn a rule of cleaning off; may be repeated.",
    )
    @click.option(
        "--accept-removals",
        "accept",
        is_flag=True,
        help="Build though cleaning takes out over a fifth of the words.",
    )
    @wraps(function)
    def read(
        *args: object,
        form: str | None,
        encoding: str,
        keep: tuple[str, ...],
        accept: bool,
        **rest: object,
    ) -> object:
        for name in keep:
            _check_rule(name)
        return function(*args, read_as=ReadAs(encoding, form or "", keep, accept), **rest)

    return read


def number_of_parts(function: Function) -> Function:
    """`--parts N`."""
    return click.option(
        "--parts", type=click.IntRange(min=1), metavar="N", help="Break into N parts."
    )(function)


def filling(function: Function) -> Function:
    """`--person NAME`, and `--set FIELD=VALUE` as `values`."""
    own = click.option(
        "--set",
        "values",
        multiple=True,
        metavar="FIELD=VALUE",
        help="A field's value; may be repeated.",
    )(function)
    return click.option(
        "--person",
        default="",
        metavar="NAME",
        help="Who fills the fields: a sample's name or number; else the first.",
    )(own)


def pairs(values: Sequence[str]) -> dict[str, str]:
    """What `--set` gives, as values by their fields' names."""
    told = {}
    for one in values:
        name, mark, value = one.partition("=")
        if not mark:
            raise UsageError(f"--set: {one!r} sets nothing", hint="--set first_name=Ada")
        told[name.strip()] = value
    return told


def as_json(function: Function) -> Function:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Write JSON for programs.")(
        function
    )


def _check_rule(name: str) -> None:
    wrong = rules.mistake(name)
    if wrong:
        message, hint = wrong
        raise UsageError(f"--keep: {message}", hint=hint)


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
