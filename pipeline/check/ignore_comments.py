"""The ignores that an author writes as comments, in Markdown, HTML and MJML.

<!-- check-ignore link/insecure: the museum has no https -->   for what comes next
<!-- check-ignore-file client: an old mail, kept as it was -->   for the whole file
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.check.ignores import NO_REASON, NONE_WANTED, UNKNOWN, Wanted
from pipeline.check.names import mistake
from pipeline.errors import Place
from pipeline.markup import Document, Element
from pipeline.markup.nesting import VOID
from pipeline.markup.pieces import Kind
from pipeline.model import Article, Finding, Ignore, Severity, notes_of

SIGN = "check-ignore"
EXAMPLE = "<!-- check-ignore link/insecure: the museum has no https -->"
_COMMENT = re.compile(
    rf"<!--\s*{SIGN}(?P<file>-file)?(?![\w-])\s*(?P<names>[^:]*?)\s*(?::\s*(?P<why>.*?)\s*)?-->",
    re.DOTALL,
)
_CODE = ("code",)

Scope = tuple[int, int]


class _Comment(NamedTuple):
    """A comment that asks to ignore: where, which rules, why, for the whole file or for lines."""

    place: Place
    names: tuple[str, ...]
    why: str
    lines: Scope | None
    start: int
    end: int


def of_article(article: Article, text: str = "") -> Wanted:
    """All that an article ignores: by its settings, and by comments in Markdown or HTML.

    `text` is its file's own text, "" where that is not at hand.
    """
    html = article.format == "html"
    written = in_html(text, article.source) if html else in_markdown(article, text)
    return written._replace(ignores=(*article.settings.ignores, *written.ignores))


def in_markdown(article: Article, text: str = "") -> Wanted:
    """The ignores in an article in Markdown: each is for the next block, or the one it is in.

    `text` is the file's own, where the comments can be taken out of it. What is in code is none.
    """
    if article.format != "markdown" or SIGN not in article.text:
        return NONE_WANTED
    notes = (one.lines for one in notes_of(article.blocks))
    spans = sorted({*(one.lines for one in article.blocks), *notes})
    code = [one.lines for one in article.blocks if one.kind in _CODE]

    def scope(line: int, _: int) -> Scope | None:
        if any(first <= line <= last for first, last in code):
            return None
        after = next((one for one in spans if one.last >= line), None)
        return (after.first, after.last) if after else (line, line)

    found = _comments(article.text, article.source, scope)
    return _wanted([_at_home(one, text) for one in found])


def in_html(html: str, file: str, *, xml: bool = False) -> Wanted:
    """The ignores in a file of HTML, or of MJML (`xml`): each is for the next element."""
    if SIGN not in html:
        return NONE_WANTED
    document = Document(html)
    elements = document.elements
    starts = [one.start for one in elements]
    comments = {one.piece.start for one in document.seen if one.piece.kind is Kind.COMMENT}

    def scope(line: int, start: int) -> Scope | None:
        if start not in comments:
            return None
        after = bisect_left(starts, start)
        if after == len(starts):
            return line, line
        element = elements[after]
        first, _ = document.line_and_column(element.start)
        last, _ = document.line_and_column(_end(element, html, xml=xml))
        return first, last

    return _wanted(list(_comments(html, file, scope)))


def _end(element: Element, html: str, *, xml: bool) -> int:
    alone = element.name in VOID or (xml and html.startswith("/>", element.end - 2))
    return element.end - 1 if alone else max(element.close, element.end - 1)


def _comments(
    text: str, file: str, scope: Callable[[int, int], Scope | None]
) -> Iterator[_Comment]:
    """The comments in a text; `scope` tells the lines that one is for, None if it is none."""
    line, seen = 1, 0
    for found in _COMMENT.finditer(text):
        line += text.count("\n", seen, found.start())
        seen = found.start()
        lines = scope(line + found[0].count("\n"), found.start())
        if lines is None or text[seen - 1 : seen] == "`":
            continue
        begin = text.rfind("\n", 0, seen) + 1
        end = text.find("\n", begin)
        whole = text[begin : end if end >= 0 else len(text)].rstrip("\r")
        place = Place(file, line, seen - begin + 1, whole)
        names = tuple(filter(None, re.split(r"[,\s]+", found["names"])))
        yield _Comment(
            place,
            names if found["why"] else names[:1],
            " ".join((found["why"] or "").split()),
            None if found["file"] else lines,
            *_alone(text, *found.span()),
        )


def _alone(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a comment; with its line's end, where it stands on lines of its own."""
    begin = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    after = len(text) if after < 0 else after + 1
    if text[begin:start].strip() or text[end:after].strip():
        return start, end
    return begin, after


def _at_home(comment: _Comment, text: str) -> _Comment:
    """A comment with its span in the file's own text, which may have front matter and fields."""
    line, column = comment.place.line, comment.place.column
    begin = 0
    for _ in range(line - 1):
        begin = text.find("\n", begin) + 1
    found = _COMMENT.match(text, begin + column - 1)
    start, end = _alone(text, *found.span()) if found else (0, 0)
    return comment._replace(start=start, end=end)


def _wanted(comments: list[_Comment]) -> Wanted:
    ignores: list[Ignore] = []
    wrong: list[Finding] = []
    spans: list[tuple[Ignore, int, int]] = []
    for one in comments:
        faults = list(_faults(one))
        wrong += faults
        if not faults:
            made = [Ignore(name, one.why, "", one.lines, one.place) for name in one.names]
            ignores += made
            if len(made) == 1 and one.end:
                spans.append((made[0], one.start, one.end))
    return Wanted(tuple(ignores), tuple(wrong), tuple(spans))


def _faults(comment: _Comment) -> Iterator[Finding]:
    """Why a comment is not heeded."""
    warning = Severity.WARNING
    if not comment.names:
        message = "this ignore names no check, so it is not heeded"
        yield Finding(UNKNOWN, warning, message, f"write {EXAMPLE}", place=comment.place)
        return
    for name in comment.names:
        wrong = mistake(name)
        if wrong:
            message = f"{wrong[0]}, so this ignore is not heeded"
            yield Finding(UNKNOWN, warning, message, wrong[1], place=comment.place)
    if not comment.why:
        message = "this ignore does not say why, so it is not heeded"
        hint = f"write the reason after a colon: {EXAMPLE}"
        yield Finding(NO_REASON, warning, message, hint, place=comment.place)
