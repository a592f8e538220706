"""The pieces of an HTML text, found as a browser finds them (HTML Standard, 13.2.5).

No tree is built and nothing is mended: each piece is a stretch of the text, and the pieces in
turn are the whole text. What Outlook reads and others take for a comment, the inside of
`<!--[if mso]>…<![endif]-->`, is HTML too and comes out as pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from pipeline.errors import ThemeError

_SPACE = r"[\t\n\f\r ]"
_ATTRIBUTE = (
    r"(?P<lead>[\t\n\f\r /]*+)"
    r"(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)"
    rf"(?>{_SPACE}*+={_SPACE}*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'"
    rf"|(?P<bare>[^\t\n\f\r >\"'][^\t\n\f\r >]*+)|(?=>))|(?!{_SPACE}*+=))"
)
ATTRIBUTE = re.compile(_ATTRIBUTE)
"""One attribute of a tag: `name`, and `double`, `single` or `bare` for how its value is quoted."""

_UNNAMED = re.sub(r"\(\?P<\w+>", "(?:", _ATTRIBUTE)
_TOKEN = re.compile(
    r"<(?:(?P<end>/?)(?P<name>[A-Za-z][^\t\n\f\r />{]*+)"
    rf"(?P<attributes>(?:{_UNNAMED})*+[\t\n\f\r /]*+)>"
    r"|!--(?:-?>|(?P<comment>.*?)--!?>)"
    r"|!(?!--)[^>]*+>|\?[^>]*+>|/(?![A-Za-z])[^>]*+>"
    r"|(?P<open>(?=[A-Za-z!?]|/[A-Za-z])))",
    re.DOTALL,
)
_CONDITIONAL = re.compile(
    r"\[if\b[^\]]*\]>(?P<inside>.*)<!\[endif\]\s*\Z", re.DOTALL | re.IGNORECASE
)
_RAW = {
    name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE)
    for name in ("style", "script", "xmp", "iframe", "noembed", "noframes", "title", "textarea")
}
_RCDATA = ("title", "textarea")


class Kind(Enum):
    """What a piece is."""

    TEXT = auto()
    START = auto()  # a start tag
    END = auto()  # an end tag
    RCDATA = auto()  # the text of <title> and <textarea>, where only entities mean anything
    RAW = auto()  # the text of <style>, <script> and their like
    COMMENT = auto()
    OTHER = auto()  # a doctype, an opening or closing of a conditional comment, <? and <!


class Piece(NamedTuple):
    """A stretch `[start, end)` of the text.

    `name` is the element's, in lower case, for tags and for RCDATA and RAW. The attributes of a
    start tag lie in `[attributes, end - 1)`.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: int = 0


def pieces(
    html: str,
    start: int = 0,
    end: int | None = None,
    *,
    conditional: bool = True,
    strict: bool = True,
) -> Iterator[Piece]:
    """The pieces of `html[start:end]`, in order and without gaps.

    Without `conditional`, what only Outlook reads is a comment, as it is for all others. A tag or
    comment that is never closed raises ThemeError; unless `strict`, it is OTHER, to the end.
    """
    end = len(html) if end is None else end
    position = start
    while found := _TOKEN.search(html, position, end):
        if found.start() > position:
            yield Piece(Kind.TEXT, position, found.start())
        position = found.end()
        if found["name"] is not None:
            yield _tag(found)
            name = found["name"].lower()
            if name in _RAW and not found["end"]:
                inside = _raw(html, name, position, end, strict=strict)
                yield inside
                position = inside.end
        elif found["open"] is not None:
            if strict:
                raise _unclosed(html, found.start())
            yield Piece(Kind.OTHER, found.start(), end)
            return
        elif found["comment"] is not None:
            yield from _comment(html, found, conditional=conditional, strict=strict)
        else:
            yield Piece(Kind.OTHER, found.start(), found.end())
    if position < end:
        yield Piece(Kind.TEXT, position, end)


def _tag(found: re.Match[str]) -> Piece:
    kind = Kind.END if found["end"] else Kind.START
    name = found["name"].lower()
    return Piece(kind, found.start(), found.end(), name, found.start("attributes"))


def _raw(html: str, name: str, start: int, end: int, *, strict: bool) -> Piece:
    closing = _RAW[name].search(html, start, end)
    if not closing and strict:
        raise _unclosed(html, html.rfind("<", 0, start))
    kind = Kind.RCDATA if name in _RCDATA else Kind.RAW
    return Piece(kind, start, closing.start() if closing else end, name)


def _comment(
    html: str, found: re.Match[str], *, conditional: bool, strict: bool
) -> Iterator[Piece]:
    opened = conditional and _CONDITIONAL.match(html, *found.span("comment"))
    if not opened:
        yield Piece(Kind.COMMENT, found.start(), found.end())
        return
    inside, after = opened.span("inside")
    yield Piece(Kind.OTHER, found.start(), inside)
    yield from pieces(html, inside, after, strict=strict)
    yield Piece(Kind.OTHER, after, found.end())


def _unclosed(html: str, start: int) -> ThemeError:
    return ThemeError(
        f"the mail's HTML has a tag or comment that is never closed: {html[start : start + 60]!r}",
        hint="look for a missing > or a missing quote in mj-raw, mj-text and blocks",
    )
