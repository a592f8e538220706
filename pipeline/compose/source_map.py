"""Which lines of the source an element was made from, carried through MJML in its attributes.

Elements that blocks write carry `data-{prefix}="first-last"`. MRML drops such attributes on
`mj-*` tags, so those carry a class `{prefix}-first-last`, which MRML writes again, at times with
`-outlook` behind it, in conditional comments. A class `{prefix}-t3` is that of a line of a
template (see `template_map`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.compose.body import ADDED, NOTE
from pipeline.model import Lines

_CLASS = re.compile(r"[^\t\n\f\r ]+")


class Carried(NamedTuple):
    """What an attribute says of the source, and the stretches of the text to take out.

    There are no lines where the attribute says only that something was added, or is a footnote.
    `template` is the number of a template's line, -1 if it tells none.
    """

    lines: Lines | None
    cuts: tuple[tuple[int, int], ...]
    template: int = -1


def carried(html: str, attribute: re.Match[str], prefix: str) -> Carried | None:
    """The source lines that an attribute carries, None if it carries none.

    `attribute` is a match of `markup.ATTRIBUTE` in `html`.
    """
    name = attribute["name"].lower()
    start, end = value_span(attribute)
    if name == f"data-{prefix}":
        lines = _lines(re.fullmatch(r"(\d+)-(\d+)", html[start:end]))
        known = lines or html[start:end] in (ADDED, NOTE)
        return Carried(lines, (_whole(html, attribute),)) if known else None
    if name == "class":
        return _in_classes(html, attribute, prefix)
    return None


def value_span(attribute: re.Match[str]) -> tuple[int, int]:
    """Where an attribute's value stands, without its quotes; empty if it has none."""
    quoting = attribute.lastgroup
    if quoting in ("double", "single", "bare"):
        return attribute.span(quoting)
    return attribute.end(), attribute.end()


def _in_classes(html: str, attribute: re.Match[str], prefix: str) -> Carried | None:
    """Our classes among others, which stay; with none left the attribute goes."""
    ours = _pattern(prefix)
    classes = list(_CLASS.finditer(html, *value_span(attribute)))
    found = [ours.fullmatch(name[0]) for name in classes]
    told = [one for one in found if one]
    if not told:
        return None
    lines = _lines(next((one for one in told if one[1]), None))
    template = next((int(one[3]) for one in told if one[3]), -1)
    if all(found):
        return Carried(lines, (_whole(html, attribute),), template)
    last_kept = max(index for index, match in enumerate(found) if not match)
    cuts = [
        (classes[index].start(), classes[index + 1].start())
        if index < last_kept
        else (classes[index - 1].end(), classes[index].end())
        for index, match in enumerate(found)
        if match
    ]
    return Carried(lines, tuple(cuts), template)


@lru_cache(maxsize=8)
def _pattern(prefix: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(prefix)}-(?:(\d+)-(\d+)|t(\d+))(?:-outlook)?")


def _lines(found: re.Match[str] | None) -> Lines | None:
    return Lines(int(found[1]), int(found[2])) if found else None


def _whole(html: str, attribute: re.Match[str]) -> tuple[int, int]:
    """The attribute with the space before it, unless that parts it from what follows."""
    apart = html[attribute.end()] in "\t\n\f\r />"
    return (attribute.start() if apart else attribute.start("name")), attribute.end()
