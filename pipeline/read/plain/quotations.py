"""Sayings in plain text: words in quotation marks, and below them who said them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline import words
from pipeline.model import Lines
from pipeline.read.plain.line_forms import FULL_STOP
from pipeline.read.plain.paragraphs import Paragraph

NAME_WORDS = 12

_SAID = re.compile(r"[\"“„«‘].*[\"”“»’][.,]?")
_BY = re.compile(r"(?:[—―–]{1,2}|--)\s*[^\W\d_].*|-\s*[^\W\d_a-z].*")


def attributed(found: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Words in quotation marks with their speaker's name below become a quotation."""
    above: Paragraph | None = None
    for one in found:
        if above is not None and _is_said(above) and _is_speaker(one):
            name = one if not one.sign else _plain(one)
            lines = Lines(above.lines.first, one.lines.last)
            yield Paragraph(f"{above.text} {name.text}", lines, quoted=(above, name))
            above = None
            continue
        if above is not None:
            yield above
        above = one
    if above is not None:
        yield above


def _plain(one: Paragraph) -> Paragraph:
    return Paragraph(f"{one.sign} {one.text}", one.lines)


def _is_said(one: Paragraph) -> bool:
    plain = not (one.sign or one.rule or one.level or one.verse or one.quoted)
    return plain and len(one.text) < 2000 and bool(_SAID.fullmatch(one.text))


def _is_speaker(one: Paragraph) -> bool:
    if one.verse or one.quoted or one.rule or one.lines.first != one.lines.last:
        return False
    text = f"{one.sign} {one.text}" if one.sign in ("–", "-") else one.text
    short = words.count(text) <= NAME_WORDS and not FULL_STOP.search(text)
    return short and (not one.sign or one.sign in ("–", "-")) and bool(_BY.fullmatch(text))
