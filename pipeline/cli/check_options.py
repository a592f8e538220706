"""The options of `letterloom check`: what is to be checked, and how it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import NamedTuple

import click

from pipeline.asked import STANDARD_INPUT
from pipeline.asked_check import ARTICLE, MAIL, AskedCheck
from pipeline.cli.check_files import MAILS
from pipeline.errors import UsageError
from pipeline.model import CheckSettings

FORMATS = ("text", "json", "sarif", "github", "markdown")
UNUSED = "check/ignore-unused"
LIMITS = ("error", "warning", "note", "never")


class Asking(NamedTuple):
    """What the command line says of the checks themselves."""

    kind: str
    name: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    clients: tuple[str, ...]
    fail_on: str
    release: bool
    spam: bool
    online: bool

    @property
    def narrowed(self) -> bool:
        """Whether less is looked for than the project asks for."""
        return bool(self.select or self.ignore or self.clients)

    def asked(self, files: Iterable[Path], settings: CheckSettings) -> AskedCheck:
        """What is asked for, laid over a project's settings."""
        kind = self.kind
        if STANDARD_INPUT in files and kind != MAIL and not Path(self.name).suffix:
            raise UsageError(
                "--stdin-name: its suffix says what it is", hint=f"--stdin-name {self.name}.md"
            )
        if STANDARD_INPUT in files and not kind:
            kind = MAIL if Path(self.name).suffix.lower() in MAILS else ARTICLE
        return AskedCheck(
            self._over(settings),
            self.release,
            self.spam,
            self.online,
            kind,
            self.name,
        )

    def _over(self, settings: CheckSettings) -> CheckSettings:
        from pipeline.check.rule import named

        off = {*self.ignore, *({UNUSED} if self.narrowed else ())}
        kept = {
            rule: severity
            for rule, severity in settings.severities.items()
            if not any(named(one, rule) for one in off)
        }
        return replace(
            settings,
            select=self.select or settings.select,
            severities={**kept, **dict.fromkeys(sorted(off), "off")},
            clients=self.clients or settings.clients,
            fail_on=self.fail_on or settings.fail_on,
        )


class Telling(NamedTuple):
    """How the command line wants to be told."""

    form: str
    output: Path | None
    statistics: bool
    quiet: bool
    verbose: bool


def asking(function: Callable[..., object]) -> Callable[..., object]:
    """What is checked. The function is given the options as one, `asking`."""

    @click.option(
        "--as",
        "kind",
        type=click.Choice(["article", "mail"]),
        help="What each FILE is; else it tells.",
    )
    @click.option(
        "--stdin-name",
        "name",
        default="mail.html",
        metavar="NAME",
        help="What standard input is called: its suffix says what it is.",
    )
    @click.option("--select", multiple=True, metavar="RULES", help="Run these checks alone.")
    @click.option("--ignore", multiple=True, metavar="RULES", help="Run all checks but these.")
    @click.option("--clients", multiple=True, metavar="NAMES", help="The mail programs that count.")
    @click.option(
        "--fail-on",
        type=click.Choice(LIMITS),
        help="Exit with 1 if there is something as bad as this; else check.fail_on says.",
    )
    @click.option("--release", is_flag=True, help="Ask also for what sending needs.")
    @click.option("--spam", is_flag=True, help="Ask SpamAssassin too, where it is installed.")
    @click.option("--online", is_flag=True, help="Try the links on the network.")
    @wraps(function)
    def ask(
        *args: object,
        kind: str | None,
        name: str,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        clients: tuple[str, ...],
        fail_on: str | None,
        release: bool,
        spam: bool,
        online: bool,
        **rest: object,
    ) -> object:
        given = Asking(
            kind or "",
            name,
            _rules("--select", select),
            _rules("--ignore", ignore),
            _programs(clients),
            fail_on or "",
            release,
            spam,
            online,
        )
        return function(*args, asking=given, **rest)

    return ask


def telling(function: Callable[..., object]) -> Callable[..., object]:
    """How it is told. The function is given the options as one, `telling`."""

    @click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="How to tell what was found.",
    )
    @click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
    @click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write it to a file.",
    )
    @click.option("--statistics", is_flag=True, help="Only count, check by check.")
    @click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
    @click.option("-v", "--verbose", is_flag=True, help="Print notes, and what is ignored.")
    @wraps(function)
    def tell(
        *args: object,
        form: str,
        as_json: bool,
        output: Path | None,
        statistics: bool,
        quiet: bool,
        verbose: bool,
        **rest: object,
    ) -> object:
        form = "json" if as_json else form
        given = Telling(form, output, statistics, quiet, verbose)
        return function(*args, telling=given, **rest)

    return tell


def _listed(given: Iterable[str]) -> tuple[str, ...]:
    """Names that were given one by one or with commas between, each once."""
    names = (name.strip() for one in given for name in one.split(","))
    return tuple(dict.fromkeys(filter(None, names)))


def _rules(option: str, given: Iterable[str]) -> tuple[str, ...]:
    from pipeline.check.names import mistake

    names = _listed(given)
    for name in names:
        wrong = mistake(name)
        if wrong:
            raise UsageError(f"{option}: {wrong[0]}", hint=wrong[1])
    return names


def _programs(given: Iterable[str]) -> tuple[str, ...]:
    from pipeline.clients import chosen

    names = _listed(given)
    try:
        chosen(names)
    except ValueError as error:
        message, _, near = str(error).partition("; did you mean ")
        raise UsageError(
            f"--clients: {message}", hint=near.rstrip("?") or "gmail, outlook, apple-mail or all"
        ) from None
    return names
