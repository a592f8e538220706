"""`letterloom new`: a project in a new folder, its first series built."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import click

from pipeline.colour import COLOUR
from pipeline.errors import OutputError, Place, SettingsError, UsageError, shown_path
from pipeline.files import read_source
from pipeline.write import replace_file, told

ARTICLE = "content/welcome.md"
ACCENT = "#2B615D"
LOGOS = (".png", ".jpg", ".jpeg", ".gif")


class Answers(NamedTuple):
    """What a new project is made from."""

    name: str
    sender_name: str
    sender_address: str
    postal_address: str
    logo: str
    colour: str


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Ask nothing, take the defaults.")
@click.option("--name", default="", help="The project's name.")
@click.option("--sender", default="", help="The name that readers see in their inbox.")
@click.option("--from", "address", default="", help="The address that mails come from.")
@click.option("--postal-address", default="", help="Your address on paper.")
@click.option("--logo", default="", help="An image file; it is copied into the project.")
@click.option("--colour", "--color", default="", help=f"The accent, such as {ACCENT}.")
def new(
    folder: Path,
    name: str,
    sender: str,
    address: str,
    postal_address: str,
    logo: str,
    colour: str,
    *,
    yes: bool,
) -> None:
    """Start a project in DIR: settings, an article to try, its series built.

    Asks for what the options do not say; an empty answer leaves it for later.
    """
    _check_folder(folder)
    given = Answers(name, sender, address, postal_address, logo, colour)
    answers = _defaults(folder, given) if yes else _asked(folder, given)
    settings = _settings(answers)
    _make(folder, settings, answers)
    click.echo(f"\nMade {shown_path(folder.resolve())}/ with letterloom.toml and {ARTICLE}.\n")
    _build(folder)
    click.echo(
        f"\nNext: put an article into {shown_path(folder.resolve())}/content/, "
        f"then run: letterloom build --project {shlex.quote(shown_path(folder.resolve()))}"
    )


def _check_folder(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(
            "this is there already and not empty",
            place=Place(str(folder)),
            hint="name a folder that does not exist yet",
        )


def _defaults(folder: Path, given: Answers) -> Answers:
    name = given.name or _name_of(folder)
    return given._replace(
        name=name, sender_name=given.sender_name or name, colour=given.colour or ACCENT
    )


def _name_of(folder: Path) -> str:
    words = re.sub(r"[\s_-]+", " ", folder.resolve().name).strip()
    return words[:1].upper() + words[1:] or "Letters"


def _asked(folder: Path, given: Answers) -> Answers:
    """The answers, each asked again until it can be used."""
    name = given.name or click.prompt("Name of the project", default=_name_of(folder))
    return Answers(
        name,
        given.sender_name or click.prompt("Sender's name, as the inbox shows it", default=name),
        given.sender_address or _ask("Sender's email address", check=_check_address),
        given.postal_address or _ask("Postal address (the law asks for one in every mail)"),
        given.logo or _ask("Logo, an image file", check=_check_logo),
        given.colour or _ask("Accent colour", default=ACCENT, check=_check_colour),
    )


def _ask(question: str, *, default: str = "", check: object = None) -> str:
    value = click.prompt(
        question,
        default=default,
        show_default=bool(default),
        value_proc=check if callable(check) else None,
    )
    return str(value).strip()


def _check_address(answer: str) -> str:
    from pipeline.settings.starter import starter_toml

    try:
        starter_toml(sender_address=answer.strip())
    except SettingsError as error:
        raise click.BadParameter(error.hint or error.message) from None
    return answer


def _check_logo(answer: str) -> str:
    try:
        _logo(answer)
    except UsageError as error:
        raise click.BadParameter(f"{error.message}: {error.hint}") from None
    return answer


def _logo(answer: str) -> Path | None:
    """The file of a logo that mails can show, None for no answer. Raises UsageError for others."""
    from pipeline.pixels import measured

    if not answer.strip():
        return None
    path = Path(answer.strip()).expanduser()
    if not path.is_file():
        raise UsageError(f"there is no file {answer!r}", hint="name an image file, or none yet")
    if path.suffix.lower() not in LOGOS or measured(path.read_bytes()).problem:
        raise UsageError(
            f"no mail program can show the logo {answer!r}",
            hint=f"save it as a PNG, at least 64 px high ({', '.join(LOGOS)} can be shown)",
        )
    return path


def _check_colour(answer: str) -> str:
    if answer.strip() and not COLOUR.fullmatch(answer.strip()):
        raise click.BadParameter(f"a colour is # and six digits, such as {ACCENT}")
    return answer


def _settings(answers: Answers) -> str:
    """The text of `letterloom.toml`; a value that it cannot hold is an error."""
    from pipeline.settings.starter import starter_toml

    if answers.colour and not COLOUR.fullmatch(answers.colour.strip()):
        raise UsageError(f"{answers.colour!r} is no colour", hint=f"for example {ACCENT}")
    logo = _logo(answers.logo)
    return starter_toml(
        answers.name,
        sender_name=answers.sender_name,
        sender_address=answers.sender_address,
        postal_address=answers.postal_address,
        logo=f"logo{logo.suffix.lower()}" if logo else "",
        colour=answers.colour.strip(),
    )


def _make(folder: Path, settings: str, answers: Answers) -> None:
    """The project's files."""
    from pipeline.themes import built_in

    welcome = read_source(built_in() / "starter" / "welcome.md")
    with told(folder):
        (folder / "content").mkdir(parents=True, exist_ok=True)
        if answers.logo.strip():
            logo = Path(answers.logo.strip()).expanduser()
            shutil.copyfile(logo, folder / f"logo{logo.suffix.lower()}")
    replace_file(folder / "letterloom.toml", settings.encode())
    replace_file(folder / ".gitignore", b"/out/\n")
    replace_file(folder / ARTICLE, welcome)


def _build(folder: Path) -> None:
    from pipeline.asked import Asked
    from pipeline.build import build
    from pipeline.cli.summary import summary
    from pipeline.project import load_project

    root = folder.resolve()
    built = build(root / ARTICLE, load_project(root), Asked(root / "out"))
    click.echo(summary(built, dry=False, verbose=False))
