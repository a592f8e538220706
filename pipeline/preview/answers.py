"""What the preview answers about an article: plain functions, which no server is needed for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import quote

from pipeline.errors import UsageError
from pipeline.page.people import Person
from pipeline.preview.desk import Desk
from pipeline.preview.live import Build, Live

_DIGITS = 10  # of a number of anything: Python itself refuses to read some thousands


class Whole(NamedTuple):
    """An answer that is no JSON: its bytes, its type, and what its headers say besides."""

    data: bytes
    kind: str
    headers: Mapping[str, str]


Answer = Callable[[Desk, Live, dict[str, Any]], object]
"""Something that is answered about an article, once it was built, for what a request gave."""


def listed(live: Live) -> dict[str, str]:
    """An article as the list of them names it."""
    return {"key": live.key, "name": live.name, "source": live.source.name}


def message(_desk: Desk, live: Live, given: dict[str, Any]) -> object:
    """A part's message, filled for a person, as a file to keep: a sample as those of `out/` are."""
    from pipeline import assembly
    from pipeline import message as stage
    from pipeline.page.chosen import filling

    build = good(live)
    made, index = build.made, part_of(build, given)
    email = made.emails[index]
    sample = replace(email, html=assembly.with_sample_note(email.html))
    envelope = assembly.envelope(made.series, email, made.theme, made.project)
    template = stage.template(sample, envelope, made.project.fields)
    written = template.fill(filling(made, email, person_of(build, given).values))
    # Not the key: that is made of the article's file name, which may tell what a series is about.
    file = f"{made.article.slug}-{email.part.number}.eml"
    name = f'"{file}"' if file.isascii() else f"UTF-8''{quote(file)}"  # RFC 6266
    name = f"attachment; filename{'' if file.isascii() else '*'}={name}"
    return Whole(written, "message/rfc822", {"content-disposition": name})


def simulation(_desk: Desk, live: Live, given: dict[str, Any]) -> object:
    """A part as a mail program shows it."""
    from pipeline.page import simulations

    build = good(live)
    index, name = part_of(build, given), str(given.get("client", ""))
    return simulations.simulation(build.page, index + 1, name)


def rule(name: str) -> dict[str, str]:
    """What a check means and what to do about what it finds."""
    from pipeline.check.names import mistake
    from pipeline.check.pages import explained

    wrong = mistake(name)
    if wrong:
        raise UsageError(wrong[0], hint=wrong[1])
    return {"name": name, "text": explained(name)}


def opened(live: Live, given: Mapping[str, Any]) -> dict[str, str]:
    """A file of the article's opened in the person's own editor."""
    from pipeline.preview.editor import open_file

    sources = good(live).page.sources
    path = sources.get(str(given.get("file", "")))
    if path is None:
        raise UsageError("this is no file of the article's", hint="open one that the page names")
    return {"said": open_file(path, number(given, "line", 1, 10**7))}


def good(live: Live) -> Build:
    """The last good build. Raises UsageError where there was none."""
    if not live.state.good:
        raise UsageError("the article could not be built yet", hint="mend it first")
    return live.state.good


def part_of(build: Build, given: Mapping[str, Any]) -> int:
    """The index of the part that was asked for."""
    return number(given, "part", 1, len(build.made.emails)) - 1


def person_of(build: Build, given: Mapping[str, Any]) -> Person:
    """The person that was asked for, by their number on the page, else the first."""
    people = build.page.people
    return people[number(given, "person", 0, len(people) - 1)]


def number(given: Mapping[str, Any], name: str, least: int, most: int) -> int:
    """A number that was given, or the least. Raises UsageError where it is none that there is."""
    said = str(given.get(name, least))
    short = len(said) < _DIGITS and said.isascii() and said.isdecimal()
    if not (short and least <= int(said) <= most):
        raise UsageError(f"{name}: there is no {said[:20]!r}", hint=f"from {least} to {most}")
    return int(said)


GIVEN: Mapping[str, Answer] = {"message": message, "simulation": simulation}
"""What may be asked about an article."""
