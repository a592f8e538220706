"""Fields in Markdown: each `{{ name }}` becomes a mark before the Markdown is parsed.

What an author may write is a declared name and a default, `{{ name | default("text") }}`, and
nothing else. A backslash before the braces keeps them literal, and code gets its braces back
after parsing. A mistake is kept on the mark and raised where the mark is used outside code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from pipeline import slots
from pipeline.errors import Place, SettingsError, SourceError
from pipeline.model import ArticleSettings, Field, Mark, PartSettings

_BRACES = re.compile(r"(?<!\\)((?:\\\\)*)(\{\{(?!\{)(?:(.*?)\}\})?)")
_UNCLOSED = re.compile(r"(?<!\\)((?:\\\\)*)(\{\{(?!\{))")
_USE = re.compile(
    r"""\s*([A-Za-z_]\w*)\s*(?:\|\s*default\(\s*(?:"([^"]*)"|'([^']*)'|“([^”]*)”)\s*\)\s*)?"""
)


def mask(
    text: str, prefix: str, fields: Mapping[str, Field], file: str, first: int
) -> tuple[str, list[Mark]]:
    """The text with each use of a field replaced by its mark, and the marks.

    `first` is the file's line that the text begins at. Raises SourceError where the prefix of
    the marks stands in the text by itself, which only an article made to do so can bring about.
    """
    if prefix in text:
        raise SourceError(
            "the article holds the very word that its fields would be marked with",
            place=Place(file),
            hint=f"take {prefix!r} out of it",
        )
    used: list[Mark] = []
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if "{{" in line:
            at = Place(file, first + index, 0, line)
            lines[index] = _masked(line, prefix, fields, used, at)
    return "\n".join(lines), used


def mask_settings(
    settings: ArticleSettings,
    prefix: str,
    fields: Mapping[str, Field],
    used: list[Mark],
    title_place: Place,
) -> ArticleSettings:
    """The settings with the fields in titles, subjects and preheaders marked too.

    Raises SettingsError for a field that is not right: nothing there is code.
    """
    known = len(used)
    title = _masked(settings.title, prefix, fields, used, title_place)
    series = settings.series
    if isinstance(series.parts, tuple):
        masked = tuple(_masked_part(part, prefix, fields, used) for part in series.parts)
        series = replace(series, parts=masked)
    for mark in used[known:]:
        if mark.problem:
            raise SettingsError(mark.problem, place=mark.place, hint=mark.hint)
    return replace(settings, title=title, series=series)


def _masked_part(
    part: PartSettings, prefix: str, fields: Mapping[str, Field], used: list[Mark]
) -> PartSettings:
    place = part.place or Place("settings")
    return replace(
        part,
        title=_masked(part.title, prefix, fields, used, place),
        subject=_masked(part.subject, prefix, fields, used, place),
        preheader=_masked(part.preheader, prefix, fields, used, place),
    )


def _masked(
    line: str, prefix: str, fields: Mapping[str, Field], used: list[Mark], place: Place
) -> str:
    """A line with its fields marked; a place without a column gets that of the field."""

    def mark(found: re.Match[str]) -> str:
        before = 0 if found.re is _BRACES else closed
        column = before + found.start(2) + 1 if place.text == line else place.column
        text = slots.mark_text(prefix, len(used))
        inside = found[3] if found.re is _BRACES else None
        used.append(_read(text, found[2], inside, fields, replace(place, column=column)))
        return found[1] + text

    # Behind the last end none is looked for, since that would be once for each beginning.
    closed = line.rfind("}}") + 2 if "}}" in line else 0
    return _BRACES.sub(mark, line[:closed]) + _UNCLOSED.sub(mark, line[closed:])


def _read(
    text: str, raw: str, inside: str | None, fields: Mapping[str, Field], place: Place
) -> Mark:
    if inside is None:
        return Mark(
            text,
            Field(""),
            raw,
            place,
            problem="this field is not closed on its line",
            hint="write {{ name }} on one line, or \\{{ for literal braces",
        )
    use = _USE.fullmatch(inside)
    if not use:
        return Mark(
            text,
            Field(""),
            raw,
            place,
            problem=f"{raw} is not a merge field",
            hint='a field is {{ name }} or {{ name | default("text") }}; '
            "write \\{{ for literal braces",
        )
    name = use[1]
    default = next((given for given in use.groups()[1:] if given is not None), None)
    if name not in fields:
        near = get_close_matches(name, fields, n=1, cutoff=0.5)
        meant = f"write {{{{ {near[0]} }}}}, or " if near else ""
        return Mark(
            text,
            Field(name),
            raw,
            place,
            problem=f"no field called {name}",
            hint=f"{meant}declare it: [fields.{name}] in letterloom.toml "
            f"(there are: {', '.join(sorted(fields))})",
        )
    field = fields[name]
    return Mark(text, field if default is None else replace(field, default=default), raw, place)
