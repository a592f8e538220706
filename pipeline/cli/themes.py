"""`letterloom themes`: which there are, how they look, one of one's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline import themes as there
from pipeline.cli import options
from pipeline.cli.table import table
from pipeline.errors import LetterloomError, ThemeError, UsageError, shown_path
from pipeline.model import Project


class Themes(options.ForPrograms, click.Group):
    """The group, whose errors name the nearest command."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A command, or an error that names the nearest one."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self.commands:
            from difflib import get_close_matches

            near = get_close_matches(name, self.commands, n=1)
            raise UsageError(
                f"no command called {name!r} in letterloom themes",
                hint=f"letterloom themes {near[0]}"
                if near
                else f"one of: {', '.join(self.commands)}",
            )
        return super().resolve_command(ctx, args)


@click.group(cls=Themes, invoke_without_command=True, beside={"themes": []})
@options.in_project
@options.as_json
@click.pass_context
def themes(ctx: click.Context, /, root: Path | None, *, as_json: bool) -> None:
    """List the themes there are, look at them, start your own."""
    ctx.obj = root
    if ctx.invoked_subcommand is None:
        _list(options.project_of(root, []), as_json=as_json)


@themes.command(cls=options.ForPrograms, beside={"shown": []})
@click.argument("name", nargs=-1)
@options.in_project
@click.option("--lang", default="en", show_default=True, help="Its language: en, ar or ja.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The output folder; else out/ in the project.",
)
@click.option("--open/--no-open", "opened", default=True, help="Open it in the browser.")
@options.as_json
@click.pass_obj
def show(
    above: Path | None,
    /,
    name: tuple[str, ...],
    root: Path | None,
    lang: str,
    out: Path | None,
    *,
    opened: bool,
    as_json: bool,
) -> None:
    """Build an article with every kind of block in each theme, and open it.

    NAME is one or more themes; without any, all. Within a project they wear its colours, fonts,
    logo and sender.
    """
    project = options.project_of(root or above, [])
    wanted = name or tuple(there.names(project))
    for one in wanted:
        there.check_name(project, one)
    shown, failed = _shown(project, wanted, lang, out or Path(project.root) / "out")
    _tell(shown, failed, as_json=as_json)
    if opened and not as_json:
        _open([path for _, path in shown])
    raise SystemExit(failed[0].exit_code if failed else 0)


@themes.command(cls=options.ForPrograms)
@click.argument("name")
@click.argument("new", required=False)
@options.in_project
@click.option("--all", "everything", is_flag=True, help="Copy what all themes share, too.")
@options.as_json
@click.pass_obj
def copy(
    above: Path | None,
    /,
    name: str,
    new: str | None,
    root: Path | None,
    *,
    everything: bool,
    as_json: bool,
) -> None:
    """Copy the theme NAME into the project, as NEW, to change it.

    Without NEW it is called my-NAME. Nothing that is there is replaced.
    """
    from pipeline.copying import copied

    project = options.project_of(root or above, [])
    new = new or f"my-{name}"
    folder, files = copied(project, name, new, everything=everything)
    if as_json:
        told = {"theme": new, "folder": str(folder), "files": files}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(
        f"Copied {name} to {shown_path(folder)}/: {_some(files)}\n\n"
        f'Use it:     [theme] name = "{new}", in letterloom.toml\n'
        f"Change it:  colours, fonts and sizes in {shown_path(folder / there.THEME_FILE)};\n"
        "            a template beside it wins over the one of that name that all themes share\n"
        f"See it:     letterloom themes show {new}"
    )


def _list(project: Project, *, as_json: bool) -> None:
    found = [
        {
            "name": name,
            "description": _description(project, name),
            "from": _origin(project, name),
            "in_use": name == project.theme.name,
        }
        for name in there.names(project)
    ]
    if as_json:
        click.echo(json.dumps({"themes": found}, ensure_ascii=False, indent=2))
        return
    rows = [
        [
            f"{'*' if one['in_use'] else ' '} {one['name']}",
            str(one["from"]),
            str(one["description"]),
        ]
        for one in found
    ]
    click.echo(table(rows, flexible=2))
    click.echo(
        "\n* in use here"
        "\nLook at them:    letterloom themes show"
        f"\nStart your own:  letterloom themes copy {project.theme.name}"
    )


def _description(project: Project, name: str) -> str:
    try:
        return there.description(project, name)
    except ThemeError as error:
        return f"cannot be used: {error.message}"


def _origin(project: Project, name: str) -> str:
    """Whose a theme is."""
    if name not in there.built_in_names():
        return "yours"
    own = Path(project.root) / "templates" / "themes" / name
    changed = own.is_dir() and there.roots(project)[1:]
    return "built in, changed by you" if changed else "built in"


def _shown(
    project: Project, names: Sequence[str], lang: str, out: Path
) -> tuple[list[tuple[str, Path]], list[LetterloomError]]:
    """The page of each theme, and the errors of those that cannot be built."""
    from pipeline import specimens

    shown: list[tuple[str, Path]] = []
    failed: list[LetterloomError] = []
    specimens.source(lang)
    for name in names:
        try:
            shown.append((name, specimens.built(project, name, lang, out).index))
        except LetterloomError as error:
            failed.append(error)
    return shown, failed


def _tell(
    shown: Sequence[tuple[str, Path]], failed: Sequence[LetterloomError], *, as_json: bool
) -> None:
    if as_json:
        told: dict[str, Any] = {
            "shown": [{"theme": name, "index": str(path)} for name, path in shown],
            "errors": [options.error_data(error) for error in failed],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if shown:
        click.echo(table([[name, shown_path(path)] for name, path in shown], flexible=1))
    for error in failed:
        error.show()


def _open(pages: Sequence[Path]) -> None:
    import webbrowser

    for page in pages:
        webbrowser.open(page.resolve().as_uri())


def _some(files: Sequence[str]) -> str:
    """The first files by name, and how many more there are."""
    most = 6
    more = f" and {len(files) - most} more" if len(files) > most else ""
    return ", ".join(files[:most]) + more
