"""The page's own text by line: what stands outside of tags, scripts, styles and comments.

This is read from the page's tokens alone, knowing nothing of a tree. It holds what the page hides
by style too (that is removed later, by name), but not what no browser would ever show as text:
scripts, styles, templates, frames' fallbacks, the head's title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.errors import Place, SourceError
from pipeline.read.web.lexer import Token

# The same signs as in the proof that nothing is lost, which no stage may share with another.
_ENDS_WORD = frozenset(
    {
        *("p", "div", "li", "td", "th", "tr", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("ul", "ol", "dl", "dt", "dd", "table", "section", "article", "header", "footer", "nav"),
        *("aside", "blockquote", "pre", "figure", "figcaption", "form", "button", "option"),
    }
)


def shown(tokens: Iterable[Token], file: str = "") -> Iterator[Token]:
    """The tokens without those that are code: scripts, templates and what is in them.

    Raises SourceError for a template that hides the rest of the page.
    """
    templates = drawings = 0
    title = False
    for token in tokens:
        if token.name == "svg" and token.kind in ("start", "end"):
            drawings = max(0, drawings + (1 if token.kind == "start" else -1))
        if token.name == "template":
            templates = max(0, templates + (1 if token.kind == "start" else -1))
        elif token.name == "title" and not drawings:
            title = token.kind == "start"
        elif not templates and not (title and token.kind == "text"):
            yield token
    if templates:
        raise SourceError(
            "<template> is never closed, and hides all that follows",
            place=Place(file),
            hint="save the page again in a browser, or close it",
        )


def own_text(tokens: Iterable[Token], page: str) -> str:
    """The page's text, each piece on the line on which it stands in the file."""
    parts: list[str] = []
    at = 0
    for token in shown(tokens):
        if token.kind != "text" and token.name not in _ENDS_WORD:
            continue
        between = page.count("\n", at, token.start)
        parts.append("\n" * between)
        at = token.start
        if token.kind == "text":
            parts.append(token.text)
            at = token.end
        else:
            parts.append(" ")
    parts.append("\n" * page.count("\n", at))
    return "".join(parts)
