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
from pipeline.errors import Place, SourceError
from pipeline.model import Field, Mark, Marks

_BRACES = re.compile(r"(?<!\\)\{\{(?!\{)(.*?)\}\}")
_USE = re.compile(
    r"""\s*([A-Za-z_]\w*)\s*(?:\|\s*default\(\s*(?:"([^"]*)"|'([^']*)'|“([^”]*)”)\s*\)\s*)?"""
)


def mask(
    text: str, prefix: str, fields: Mapping[str, Field], file: str, first: int
) -> tuple[str, Marks]:
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
            lines[index] = _BRACES.sub(
                lambda found, line=line, index=index: _mark(  # type: ignore[misc]
                    found, prefix, fields, used, Place(file, first + index, found.start() + 1, line)
                ),
                line,
            )
    return "\n".join(lines), Marks(prefix, tuple(used), slots.for_theme(prefix, fields, len(used)))


def none(prefix: str, fields: Mapping[str, Field]) -> Marks:
    """The marks of an article whose braces are literal: the theme's only."""
    return Marks(prefix, (), slots.for_theme(prefix, fields, 0))


def _mark(
    found: re.Match[str], prefix: str, fields: Mapping[str, Field], used: list[Mark], place: Place
) -> str:
    text = slots.mark_text(prefix, len(used))
    used.append(_read(text, found[0], found[1], fields, place))
    return text


def _read(text: str, raw: str, inside: str, fields: Mapping[str, Field], place: Place) -> Mark:
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
