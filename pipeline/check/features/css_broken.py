"""Where a style block is written in a way that makes mail programs drop it, or a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.styles import Sheet


class Broken(NamedTuple):
    """Where a style block is broken, and how: a clause for people."""

    at: int
    how: str


_SKIPPED = re.compile(
    r"/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|url\([^)\"']*\)|<!--|-->"
    r"|(?P<sign>[{};]|//)",
    re.DOTALL | re.IGNORECASE,
)
_HACK = re.compile(r"[*_$]\s*[\w-]+\s*:")
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\*\||%%|##")
_WRAPPING = ("media", "supports", "container", "layer")


def broken(sheet: Sheet) -> Iterator[Broken]:
    """Mistakes in a style block's CSS; none where a template still has to be filled in."""
    if _TEMPLATE.search(sheet.css):
        return
    found = [*_signs(sheet)]
    if not found:
        found = [*_problems(sheet)]
    yield from found


def _signs(sheet: Sheet) -> Iterator[Broken]:
    """Braces that do not pair, `//` and `;` between rules."""
    opened: list[int] = []
    begun = 0  # where the statement begins that stands outside of all braces
    for found in _SKIPPED.finditer(sheet.css):
        sign, at = found["sign"], sheet.start + found.start()
        if sign == "{":
            opened.append(at)
        elif sign == "}" and opened:
            opened.pop()
            begun = found.end()
        elif sign == "}":
            yield Broken(at, "a } closes nothing, so that the rule after it is dropped")
        elif sign == "//":
            yield Broken(at, "// begins no comment in CSS, so that what comes after it is dropped")
        elif sign == ";" and not opened:
            if "@" not in sheet.css[begun : found.start()]:  # it ends an @import and its like
                yield Broken(at, "a ; stands between rules, so that the next one is dropped")
            begun = found.end()
    if opened:
        yield Broken(opened[-1], "a { is never closed")


def _problems(sheet: Sheet) -> Iterator[Broken]:
    """What the parser cannot read, less what is written so for old browsers."""
    for at, _ in sheet.problems:
        start = _statement(sheet.css, at - sheet.start)
        if not _HACK.match(sheet.css, start):
            yield Broken(sheet.start + start, "there is something here that is no declaration")


def _statement(css: str, at: int) -> int:
    """Where the declaration begins that breaks off at an offset."""
    before = max(css.rfind(sign, 0, max(at, 0)) for sign in "{};") + 1
    return before + len(css[before:]) - len(css[before:].lstrip())


def nested(sheet: Sheet) -> Iterator[int]:
    """Where an at-rule stands in another one, unless the block is there for nothing else."""
    inside = [one.start for one in sheet.at_rules if one.around and one.name in _WRAPPING]
    on_purpose = all(len(rule.around) > 1 for rule in sheet.rules)
    yield from () if on_purpose else inside
