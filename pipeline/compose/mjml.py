"""Rendered MJML to HTML, by mjml-python (MRML)."""

from __future__ import annotations

from pipeline.compose.mjml_check import Paths, check_mjml
from pipeline.errors import Place, ThemeError


def compile_mjml(source: str, *, file: str, paths: Paths | None = None) -> str:
    """The HTML of a rendered MJML document.

    `file` names the document in errors that no template can be found for; `paths` gives the file
    of a template's name, so that errors show its line. Fonts are fetched by a reader's program
    only where `mj-font` says so. Raises ThemeError for whatever `check_mjml` or MRML refuses.
    """
    check_mjml(source, file=file, paths=paths)
    from mjml import mjml2html

    try:
        return mjml2html(source, fonts={})
    except ValueError as error:
        raise ThemeError(
            f"MRML cannot read this MJML: {error}",
            place=Place(file),
            hint="see whether mj-raw or mj-text holds HTML that is not closed",
        ) from None
