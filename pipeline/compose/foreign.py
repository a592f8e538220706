"""Anybody's MJML as HTML, for the checks: what is wrong is told, and it is read all the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipeline import slots
from pipeline.compose.foreign_parts import (
    Load,
    including,
    inlined,
    without_added_attributes,
    without_inline,
)
from pipeline.compose.mjml_check import MAX_DEPTH, foreign_mistakes
from pipeline.compose.source_lines import with_lines
from pipeline.compose.template_map import marked, of_line
from pipeline.compose.tokenizer import finish
from pipeline.errors import Place, ThemeError
from pipeline.markup.nesting import VOID
from pipeline.markup.pieces import Kind, pieces
from pipeline.model import Marks

_BEFORE = re.compile(
    r"\A(?:\ufeff|\s|<\?xml[^>]*>|<!doctype[^>]*>|<!--(?:(?!--).)*-->)+",
    re.DOTALL | re.IGNORECASE,
)


class Compiled(NamedTuple):
    """The HTML of an MJML file, the file and the line that each element came from, its mistakes.

    `idle` are attributes that do nothing.
    """

    html: str
    lines: Mapping[int, tuple[str, int]]
    mistakes: tuple[ThemeError, ...]
    idle: tuple[ThemeError, ...]


def compile_foreign(mjml: str, file: str, load: Load) -> Compiled:
    """An MJML file compiled as MJML would. Raises ThemeError where that cannot be done.

    `load` gives the bytes of a file by its path from the MJML file, None if there is none.
    """
    before = _BEFORE.match(mjml)
    lead = mjml[: before.end()] if before else ""
    bare = "\n" * lead.count("\n") + mjml[len(lead) :]
    whole, missing = including(with_lines(bare, file), file, load)
    prefix = slots.prefix(whole.encode(errors="replace"))
    placed, lines = marked(without_added_attributes(whole), prefix)
    idle, mistake = foreign_mistakes(placed, file=file, paths=lambda name: name)
    _refuse_depth(placed, file)
    mistakes = (*missing, *([mistake] if mistake else []))
    left, css = (placed, "") if mistake else without_inline(placed)
    html = _compiled(left.lstrip(), file, mistakes)
    finished = finish(html, Marks(prefix, (), {}), images={})
    came = {one: of_line(lines, number) for one, number in finished.templates.items()}
    return Compiled(inlined("".join(finished.slotted.segments), css), came, mistakes, idle)


def _refuse_depth(mjml: str, file: str) -> None:
    """Raise ThemeError for tags nested so deep that MRML would end the whole process."""
    depth = 0
    for piece in pieces(mjml, conditional=False, strict=False):
        if piece.kind is Kind.START and not mjml.startswith("/>", piece.end - 2):
            depth += piece.name not in VOID
        elif piece.kind is Kind.END:
            depth -= piece.name not in VOID
        if depth > MAX_DEPTH:
            raise ThemeError(
                f"tags are nested more than {MAX_DEPTH} deep",
                place=Place(file, mjml.count("\n", 0, piece.start) + 1),
                hint="flatten the mail",
            )


def _compiled(mjml: str, file: str, mistakes: tuple[ThemeError, ...]) -> str:
    from mjml import mjml2html

    compiled: Callable[..., str] = mjml2html
    try:
        return compiled(mjml, fonts={})
    except ValueError as error:
        if mistakes:
            raise mistakes[0] from None
        raise ThemeError(
            f"MRML cannot read this MJML: {error}",
            place=Place(file),
            hint="see whether every tag is closed, and whether mj-raw or mj-text holds such HTML",
        ) from None
