"""What was found, as GitHub's workflow commands: a run shows them at the lines of a pull request.

The form is `::error file=a.md,line=3,col=5,title=link/insecure::message`. Source: GitHub's
documentation of workflow commands; what must be escaped, its toolkit's `command.ts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.check.report.telling import Told, like_it, readers, told_of
from pipeline.errors import Place, shown_path, visible
from pipeline.model import CheckedFile, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(files: Sequence[CheckedFile]) -> str:
    """A command a line."""
    return "\n".join(_lines(files))


def _lines(files: Sequence[CheckedFile]) -> Iterator[str]:
    for file in files:
        if file.error:
            place = file.error.place
            hint = f"\ntry: {file.error.hint}" if file.error.hint else ""
            yield _command("error", place, "letterloom", f"{file.error.message}{hint}")
        for one in told_of(file):
            found = one.finding
            place = found.place or Place(file.name)
            yield _command(_LEVELS[found.severity], place, found.rule, _message(one))


def _message(one: Told) -> str:
    found = one.finding
    hint = f"try: {found.hint}" if found.hint else ""
    return "\n".join(part for part in (found.message, hint, readers(found), like_it(one)) if part)


def _command(level: str, place: Place | None, title: str, message: str) -> str:
    given: list[tuple[str, str]] = []
    if place and place.file:
        given.append(("file", shown_path(place.file).replace("\\", "/")))
        if place.line and place.unit == "line":
            given.append(("line", str(place.line)))
            given += [("col", str(place.column))] if place.column else []
    given.append(("title", title))
    properties = ",".join(f"{name}={_property(value)}" for name, value in given)
    return f"::{level} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
