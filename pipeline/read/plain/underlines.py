"""Headings that have a line of signs under them, or above and under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import Lines
from pipeline.read.plain.line_forms import COLUMNS, HEADING_CHARACTERS
from pipeline.read.plain.paragraphs import Paragraph

_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\*{3,}|_{3,}")


def underlined(found: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Headings with a line of signs under them lose that line."""
    for index, paragraph in enumerate(found):
        above = found[index - 1] if index else None
        below = found[index + 1] if index + 1 < len(found) else None
        if (above and _underlines(above, paragraph)) or _overlines(paragraph, found, index):
            continue
        if below and _underlines(paragraph, below):
            level = 1 if "=" in below.text else 2
            lines = Lines(paragraph.lines.first, below.lines.last)
            yield replace(paragraph, text=signed(paragraph), level=level, lines=lines, sign="")
        else:
            yield paragraph


def _underlines(above: Paragraph, below: Paragraph) -> bool:
    """Whether a rule underlines the line above: a signature's or a sum's does not."""
    if not below.rule or not _UNDERLINE.fullmatch(below.text):
        return False
    sure = below.text[0] in "=-~" or 2 * len(below.text) >= len(above.text)
    return (
        sure
        and not above.rule
        and not (above.verse or above.quoted or above.inside)
        and above.lines.first == above.lines.last
        and below.lines.first == above.lines.last + 1
        and (not above.sign or above.sign[0].isdigit())
        and not COLUMNS.search(above.text)
        and len(above.text) <= HEADING_CHARACTERS
    )


def _overlines(rule: Paragraph, found: Sequence[Paragraph], index: int) -> bool:
    """Whether a rule stands directly above a line that one of the same sign underlines."""
    if not rule.rule or index + 2 >= len(found):
        return False
    text, below = found[index + 1 : index + 3]
    return (
        _underlines(text, below)
        and rule.text[0] == below.text[0]
        and bool(_UNDERLINE.fullmatch(rule.text))
        and rule.lines.last + 1 == text.lines.first
    )


def signed(paragraph: Paragraph) -> str:
    """A numbered heading keeps its number."""
    return f"{paragraph.sign} {paragraph.text}" if paragraph.sign else paragraph.text
