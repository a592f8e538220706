"""A bundle's README: for a person who puts the letters into the service by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.export.bundle.letters import folder
from pipeline.export.bundle.schedule import in_words, moment
from pipeline.export.dialect import Dialect, Exported, Images, Shape

_EACH = re.compile(r"each of the \{count\} (letter|template|mail)s")


def text(exported: Exported, files: Sequence[str], notes: Sequence[str]) -> str:
    """The README, as Markdown."""
    sections = (
        _opening(exported),
        _letters(exported),
        _holds(exported, files),
        _steps(exported),
        _before(exported),
        _fields(exported),
        _privacy(exported.dialect),
        _command(exported),
        _limits(exported.dialect, notes),
    )
    return "\n".join(line for section in sections for line in section).rstrip() + "\n"


def _opening(exported: Exported) -> Iterator[str]:
    dialect, many = exported.dialect, len(exported.letters)
    letters = f"{many} letters" if many > 1 else "One letter"
    yield f"# {_inline(exported.name)}, for {dialect.title}"
    yield ""
    them = "them" if many > 1 else "it"
    yield f"{letters}, written as {dialect.title} takes {them}. {dialect.about}"
    yield ""
    yield "Nothing has been sent, and nothing of this has been put anywhere yet."
    yield ""


def _letters(exported: Exported) -> Iterator[str]:
    yield "## The letters"
    yield ""
    yield "| | subject | goes | folder |"
    yield "|---|---|---|---|"
    for one in exported.letters:
        at = moment(exported, one)
        first = "at once" if one.number == 1 and not one.wait else f"after {in_words(one.wait)}"
        goes = at.replace("T", " ") if at else first
        yield f"| {one.number} | {_cell(one.subject)} | {goes} | `{folder(one)}/` |"
    yield ""
    if exported.begins is None:
        if len(exported.letters) > 1:
            yield "Each time is counted from the letter before."
        yield "Nobody has said yet when the first one goes: `--begins 2027-01-11` writes dates"
        yield "here, and a calendar beside this file."
        yield ""


def _holds(exported: Exported, files: Sequence[str]) -> Iterator[str]:
    first = folder(exported.letters[0]) if exported.letters else ""
    fragment = exported.dialect.shape is Shape.FRAGMENT
    yield "## What is in this folder"
    yield ""
    html = "the article alone, for the service's own frame" if fragment else "the whole mail"
    more = " and so on, a folder a letter" if len(exported.letters) > 1 else ""
    yield f"- `{first}/`{more}: `email.html` is {html}, `email.txt` the same"
    yield "  as plain text, `subject.txt` and `preheader.txt` what an inbox shows of it."
    if any("/images/" in name for name in files):
        yield f"- `images/` in a letter's folder holds its pictures. {_pictures(exported)}"
    if any(name.startswith("payloads/") for name in files):
        yield "- `payloads/` holds the calls of the service's API in their order, for developers."
    yield "- `schedule.csv` says when each letter goes; `schedule.json` says it to programs."
    if "schedule.ics" in files:
        yield "- `schedule.ics` is the same as a calendar."
    yield "- `manifest.json` lists every file."
    yield ""


def _pictures(exported: Exported) -> str:
    match exported.dialect.images:
        case Images.ZIP:
            return "They are in the letter's ZIP too, which the service takes whole."
        case Images.FILES:
            return "The HTML looks for them there."
    return "The HTML looks for them at `links.images`: see that they are there before you send."


def _steps(exported: Exported) -> Iterator[str]:
    yield f"## By hand, in {exported.dialect.title}"
    yield ""
    for number, step in enumerate(exported.dialect.steps, 1):
        yield f"{number}. {_counted(step, len(exported.letters))}"
    yield ""


def _counted(step: str, count: int) -> str:
    """A step with the number of letters; of one letter nobody says each."""
    if count == 1:
        step = _EACH.sub(r"the \1", step.replace(" once for each of the {count} letters", " once"))
    return step.replace("{count}", str(count))


def _before(exported: Exported) -> Iterator[str]:
    """What to look at in a test mail."""
    yield "## Before you send"
    yield ""
    yield "Send a test to yourself from the service, open it on a telephone and at a desk, and see:"
    yield ""
    yield "- that names stand where they should, and the words named below where there is none;"
    yield "- that the link to stop the mails leads somewhere, and works;"
    if not exported.postal_address:
        yield "- that your postal address is there: `sender.postal_address` is empty;"
    if any(one.images for one in exported.letters):
        yield "- that every picture is shown;"
    yield "- that nothing reads `{{`, `*|` or `%` where words should be."
    yield ""


def _fields(exported: Exported) -> Iterator[str]:
    used = {name: field for one in exported.letters for name, field in one.fields.items()}
    if not used:
        return
    yield "## What your list must know"
    yield ""
    yield "The letters use these of each reader. There they must be called exactly so:"
    yield ""
    yield "| there | here | where it is empty |"
    yield "|---|---|---|"
    for name, field in sorted(used.items()):
        default = f"“{_cell(field.default)}”" if field.default else "nothing"
        yield f"| `{name}` | `{field.name}` | {default} |"
    yield ""


def _privacy(dialect: Dialect) -> Iterator[str]:
    yield "## Leave readers uncounted"
    yield ""
    match dialect.no_tracking:
        case "payload":
            yield "By the API, counting of opens and clicks is off. By hand, turn it off yourself:"
        case "account":
            yield f"{dialect.title} counts who opens a letter until you turn that off:"
        case "never":
            yield f"{dialect.title} counts who opens a letter, and nobody can turn all of it off."
        case _:
            yield "Nothing here counts opens or clicks."
    if dialect.tracking_off:
        yield dialect.tracking_off
    yield ""
    yield "To leave only this series: " + (
        dialect.leave_series or "it is not possible here; who stops one series, stops all."
    )
    yield ""


def _command(exported: Exported) -> Iterator[str]:
    dialect = exported.dialect
    if dialect.api is None:
        return
    keys = " and ".join(f"`{name}`" for name in dialect.api.variables)
    yield "## By one command"
    yield ""
    yield f"With the key in the environment ({keys}), this puts the letters there as drafts:"
    yield ""
    yield f"    letterloom export ARTICLE --to {dialect.name} --upload"
    yield ""
    if dialect.api.address:
        yield f"The key goes only where `{dialect.api.address}` in the environment says that your"
        yield "server is, or `--set url=…`: what a project says alone is not followed."
        yield ""
    yield "`--dry-run` shows first what would be asked. A second run changes the drafts that the"
    yield "first one made. Nothing is ever sent or published."
    yield ""
    yield "For developers: post each `payloads/….body.json`, in order, as the file beside it says,"
    yield "with your key; `{names}` in it come from earlier answers (`keeps`)."
    yield ""
    if dialect.settings:
        yield f"Settings, under `[export.{dialect.name}]` of letterloom.toml:"
        yield ""
        for one in dialect.settings:
            state = "" if exported.settings.get(one.name) else " (not set)"
            needed = "needed" if one.needed else "if you like"
            yield f'- `{one.name}`, {needed}: {one.doc}; for example "{one.example}"{state}'
        yield ""


def _limits(dialect: Dialect, notes: Sequence[str]) -> Iterator[str]:
    for title, said in (
        (f"What {dialect.title} cannot do, and what was done", dialect.cannot),
        ("To know of these letters", notes),
        ("Not confirmed: look at it in a test mail", dialect.unconfirmed),
    ):
        lines = tuple(dict.fromkeys(said))
        if lines:
            yield f"## {title}"
            yield ""
            yield from (f"- {one}" for one in lines)
            yield ""


def _cell(words: str) -> str:
    return _inline(words).replace("|", "\\|")


def _inline(words: str) -> str:
    """Words on one line, that are no Markdown."""
    return "".join(f"\\{one}" if one in "\\`*_<>[]#" else one for one in " ".join(words.split()))
