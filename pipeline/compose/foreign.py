"""Anybody's MJML as HTML, for the checks: what is wrong is told, and it is read all the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline import slots
from pipeline.compose.mjml_check import MAX_DEPTH, check_mjml
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
    """The HTML of an MJML file, the line of it that each element came from, its first mistake."""

    html: str
    lines: Mapping[int, int]
    mistake: ThemeError | None


def compile_foreign(mjml: str, file: str) -> Compiled:
    """An MJML file compiled as it is. Raises ThemeError where that cannot be done."""
    before = _BEFORE.match(mjml)
    lead = mjml[: before.end()] if before else ""
    bare = "\n" * lead.count("\n") + mjml[len(lead) :]
    prefix = slots.prefix(mjml.encode(errors="replace"))
    placed, lines = marked(with_lines(bare, file), prefix)
    mistake = _mistake(placed, file)
    _refuse_depth(bare, file)
    try:
        from mjml import mjml2html

        html = mjml2html(placed.lstrip(), fonts={})
    except ValueError as error:
        raise mistake or ThemeError(
            f"MRML cannot read this MJML: {error}",
            place=Place(file),
            hint="see whether every tag is closed, and whether mj-raw or mj-text holds such HTML",
        ) from None
    finished = finish(html, Marks(prefix, (), {}), images={})
    came = {one: of_line(lines, number)[1] for one, number in finished.templates.items()}
    return Compiled("".join(finished.slotted.segments), came, mistake)


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


def _mistake(mjml: str, file: str) -> ThemeError | None:
    try:
        check_mjml(mjml, file=file, paths={file: file}, foreign=True)
    except ThemeError as error:
        return error
    return None
