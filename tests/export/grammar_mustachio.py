"""Mustachio, as its published parser reads a template, for models of one level of texts.

What it does otherwise than Mustache: a tag holds no brace, so that `{{` without an end is text; a
path that it cannot read, a section that is not closed, and `{{#each` of a text are errors; a line
that holds a section alone stays a line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

_TAG = re.compile(r"\{\{[^{}]+?\}\}|\{\{\{[^{}]+?\}\}\}")
_NO_PATH = re.compile(r"\.{3,}|[^\w./_]+|(?<!\.\.)/|\.{2,}(?:$|[^/])")
_RAW = ("{{{", "{{&")


def render(template: str, model: Mapping[str, str]) -> str:
    """The text for one reader. Raises ValueError where the parser refuses the template."""
    out: list[str] = []
    scopes: list[tuple[str, bool]] = []  # each with whether it is shown
    end = 0
    for found in _TAG.finditer(template):
        tag = found[0]
        shown = all(one for _, one in scopes)
        out.append(template[end : found.start()] if shown else "")
        end = found.end()
        path = _path(tag)
        if tag.startswith(("{{#", "{{^")):
            scopes.append((path, bool(model.get(path)) is tag.startswith("{{#")))
        elif tag.startswith("{{/"):
            if not scopes or scopes.pop()[0] != path:
                raise ValueError(f"{tag} closes nothing")
        elif shown:
            value = model.get(scopes[-1][0] if path == "." and scopes else path, "")
            out.append(value if tag.startswith(_RAW) else html.escape(value))
    if scopes:
        raise ValueError(f"{scopes[-1][0]} is not closed")
    return "".join((*out, template[end:]))


def _path(tag: str) -> str:
    """What a tag names. Raises ValueError for what is no path, or iterates over a text."""
    if tag.startswith(("{{#each", "{{/each")):
        raise ValueError(f"{tag} wants a list")
    path = tag.strip("{}").lstrip("#^/&").strip()
    if _NO_PATH.search(path):
        raise ValueError(f"{tag} is no path")
    return path
