"""`letterloom check`: what will go wrong for which readers, and what to do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.asked import STANDARD_INPUT
from pipeline.asked_check import AskedCheck, CheckedFile
from pipeline.cli import options
from pipeline.cli.check_files import wanted
from pipeline.cli.check_options import Asking, Telling, asking, telling
from pipeline.cli.table import folded, table
from pipeline.errors import UsageError, shown_path, visible
from pipeline.model import Project

Check = Callable[[Sequence[Path]], Iterable[CheckedFile]]

NARROW = 80  # columns: with fewer a check's words stand below its name
BAR_FROM = 3  # files: fewer are done within a second or so


class CheckCommand(options.ForPrograms):
    """The command, whose errors are JSON for `--format json` too."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        ctx.params["as_json"] = ctx.params["as_json"] or ctx.params["form"] == "json"
        return super().invoke(ctx)


@click.command(cls=CheckCommand, beside={"files": []})
@click.argument(
    "files", nargs=-1, metavar="[FILE]...", type=click.Path(readable=False, path_type=Path)
)
@options.in_project
@asking
@click.option("--fix", is_flag=True, help="Mend what can be mended safely.")
@click.option("--diff", is_flag=True, help="With --fix: show it, write nothing.")
@click.option(
    "--explain",
    is_flag=False,
    flag_value="",
    metavar="RULE",
    help="Tell about a check; without a name, list them all.",
)
@telling
def check(
    files: tuple[Path, ...],
    root: Path | None,
    asking: Asking,
    telling: Telling,
    explain: str | None,
    *,
    fix: bool,
    diff: bool,
) -> None:
    """Tell what will go wrong for which readers, where it comes from, and what to do.

    FILE is an article, or anybody's finished mail: .html, .eml or .mjml; or a folder of them; -
    reads standard input. Without any, all of content/ is checked as it would be built. Nothing is
    written, and nothing is fetched unless --online asks for it.
    """
    if explain is not None:
        click.echo(_explained(explain))
        return
    if (fix or diff) and STANDARD_INPUT in files:
        raise UsageError("--fix: standard input cannot be mended", hint="name the file")
    if diff and not fix:
        raise UsageError("--diff shows what --fix would do", hint="--fix --diff")
    project = options.project_of(root, files)
    paths = wanted(files, project)
    asked = asking.asked(paths, project.check)
    show = _bar(paths, asking, telling)

    def checked(some: Sequence[Path]) -> Iterator[CheckedFile]:
        return _checked(some, project, asked, show=show)

    if diff:
        _show_diff(paths, checked)
        return
    found = _mend(paths, checked, telling) if fix else list(checked(paths))
    if not (files or asking.narrowed):
        found += _unneeded(found, project)
    _tell(found, telling)
    raise SystemExit(_exit(found, asked.settings.fail_on))


def _checked(
    paths: Sequence[Path], project: Project, asked: AskedCheck, *, show: bool
) -> Iterator[CheckedFile]:
    """Each file checked, with a bar on a terminal where that takes long."""
    from pipeline import checking

    found = checking.check(paths, project, asked)
    if not show:
        yield from found
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(
        found,
        total=len(paths),
        description="Checking",
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _bar(paths: Sequence[Path], asking: Asking, telling: Telling) -> bool:
    return not telling.quiet and (len(paths) > BAR_FROM or asking.online or asking.spam)


def _show_diff(paths: Sequence[Path], checked: Check) -> None:
    """What --fix would do; exit with 1 if it would do anything."""
    from pipeline.fixing import proposed

    would = proposed(paths, checked)
    shown = visible(would.diff) if sys.stdout.isatty() else would.diff
    click.echo(shown, nl=False, color=True)  # not a character is taken out of it
    failed = [one.error for one in would.files if one.error]
    for error in failed:
        error.show()
    raise SystemExit(failed[0].exit_code if failed else int(bool(would.diff)))


def _mend(paths: Sequence[Path], checked: Check, telling: Telling) -> list[CheckedFile]:
    from pipeline.fixing import fixed

    now = fixed(paths, checked)
    for name, number in now.mended.items():
        if not telling.quiet:
            click.echo(
                f"mended in {visible(shown_path(name))}: {number}", err=telling.form != "text"
            )
    return now.files


def _unneeded(found: Sequence[CheckedFile], project: Project) -> list[CheckedFile]:
    """The project's own ignores that ignored nothing in any of its articles."""
    from pipeline.check.ignores import unneeded

    if any(one.error for one in found):
        return []
    ignored = [one for file in found for one in file.ignored]
    left = tuple(one for _, one in unneeded(project.check.ignores, ignored, project.check))
    return [CheckedFile(project.file or "", "settings", left)] if left else []


def _tell(found: Sequence[CheckedFile], telling: Telling) -> None:
    """The report, on the terminal or into a file; what cannot be read beside it."""
    from pipeline.check.report import once

    # A file's name may hold bytes that are no text.
    told = _report(once(found), telling).encode("utf-8", "backslashreplace").decode()
    if telling.output:
        from pipeline.write import replace_file

        replace_file(telling.output, (click.unstyle(told) + "\n").encode())
        if not telling.quiet:
            click.echo(f"Written: {shown_path(telling.output)}")
    elif told and telling.form == "text" and sys.stdout.isatty():
        click.echo(folded(told, max(shutil.get_terminal_size().columns, NARROW // 2)))
    elif told:
        click.echo(told)
    for one in found if telling.form == "text" or telling.output else ():
        if one.error:
            one.error.show()


def _report(found: Sequence[CheckedFile], telling: Telling) -> str:
    from pipeline.check import report

    if telling.statistics and telling.form == "text":
        rows = report.statistics(found)
        return table(rows, right=[2], flexible=1) if rows else "Nothing found"
    match telling.form:
        case "json":
            return report.as_json(found)
        case "sarif":
            return report.sarif(found)
        case "github":
            return report.github(found)
        case "markdown":
            return report.markdown(found)
        case _:
            width = shutil.get_terminal_size((100, 24)).columns
            return report.text(found, verbose=telling.verbose, quiet=telling.quiet, width=width)


def _exit(found: Iterable[CheckedFile], fail_on: str) -> int:
    from pipeline.check.report import fails

    every = list(found)
    failed = [one.error.exit_code for one in every if one.error]
    return failed[0] if failed else int(fails(every, fail_on))


def _explained(name: str) -> str:
    """A check's page, that of each check of a family, or the list of all."""
    from pipeline.check.names import families, known, mistake
    from pipeline.check.pages import FAMILIES, explained

    if name:
        wrong = mistake(name)
        if wrong:
            raise UsageError(f"--explain: {wrong[0]}", hint=wrong[1])
        return explained(name)
    blocks = []
    for family in families():
        rows = [
            (one.name, one.severity.value, one.title) for one in known() if one.family == family
        ]
        head = click.style(family, bold=True)
        about = FAMILIES.get(family, "")
        blocks.append(f"{head}  {about}".rstrip() + "\n" + _listed(rows))
    return "\n\n".join(blocks)


def _listed(rows: Sequence[tuple[str, str, str]]) -> str:
    """Checks with what each is about, none of it cut: below its name where there is little room."""
    import textwrap

    room = max(shutil.get_terminal_size((100, 24)).columns, NARROW // 2)
    fit = textwrap.TextWrapper(room, break_long_words=False, break_on_hyphens=False)
    names = max(len(name) for name, *_ in rows)
    lines = []
    for name, severity, title in rows:
        head = f"  {name:{names}}  {severity:7}  "
        if room < NARROW:
            lines.append(f"  {name}  {severity}")
            fit.initial_indent = fit.subsequent_indent = " " * 4
            lines += fit.wrap(title)
        else:
            fit.subsequent_indent = " " * len(head)
            lines += fit.wrap(head + title)
    return "\n".join(lines)
