"""A page's tags and text, found as a browser finds them (HTML Standard, 13.2.5), in order.

No tree is built. Where a browser would hide text for a sign that was left open, either the sign
is taken for text or it is an error: nothing vanishes silently.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.errors import Place, SourceError

_ATTRIBUTE = (
    r"[\s/]*+(?:([^\s/>=<][^\s/>=<]*+)"
    r"(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>][^\s>]*+)|(?=>)))?+)"
)
_UNNAMED = re.sub(r"\((?!\?)", "(?:", _ATTRIBUTE)
_NEXT_ATTRIBUTE = re.compile(_ATTRIBUTE)
_TAG = re.compile(rf"</?([A-Za-z][^\s/><]*+)((?:{_UNNAMED})*+)[\s/=\"']*+(>|(?=<)|\Z)")
_QUOTE = re.compile(r"</?[A-Za-z][^<>]*?=\s*[\"']")
_COMMENT_END = re.compile(r"--!?>")
_REFERENCE = re.compile(r"&(?:#\w+;?|\w+;)")
_BARE = re.compile(r"(?i)async|checked|defer|disabled|hidden|itemscope|loading|muted|open|nowrap")
_INVISIBLE = re.compile("[\ufeff\u200b\u2060]+")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_NAME = re.compile(r"[a-z][a-z0-9:._-]*")

CODE = frozenset(("script", "style", "iframe", "noembed", "noframes"))
_FOREIGN = frozenset(("svg", "math", "path", "g", "use", "circle", "rect"))
_RCDATA = frozenset(("title", "textarea"))
_RAW_END = {name: re.compile(rf"(?i)</{name}(?=[\s/>])") for name in (*CODE, *_RCDATA, "xmp")}


class Token(NamedTuple):
    """A stretch of a page from an offset on.

    `kind` is text, start, end, code (what a script holds) or comment. `text` is what a reader
    sees of text, with the page's own line ends; `name` a tag's, in lower case.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


def tokens(page: str, file: str = "") -> Iterator[Token]:
    """The page's tokens. Raises SourceError for a comment or a script that is never closed."""
    xml = file.lower().endswith(".xhtml") or page.lstrip().startswith("<?xml")
    position = start = 0
    while (at := page.find("<", position)) >= 0:
        token = _markup(page, at, file)
        if token is None:
            position = at + 1
            continue
        if at > start:
            yield _text(page, start, at)
        yield token
        position = start = token.end
        if (
            token.kind == "start"
            and page.endswith("/>", at, token.end)
            and (xml or token.name in _FOREIGN)
        ):
            yield Token("end", token.end, token.end, token.name)
        elif token.kind == "start":
            inside = _inside(page, token, file)
            if inside:
                yield inside
                position = start = inside.end
    if start < len(page):
        yield _text(page, start, len(page))


def _markup(page: str, at: int, file: str) -> Token | None:
    """The tag or comment that begins at a `<`; None where the sign stands for itself."""
    if page.startswith("<!--", at):
        return _comment(page, at, file)
    if page.startswith("<![CDATA[", at):
        end = page.find("]]>", at)
        if end >= 0:
            text = _visible(page[at + 9 : end])
            return Token("text", at, end + 3, text=text)
    if page.startswith(("<!", "<?"), at) or re.match("</[^A-Za-z]", page[at : at + 3]):
        end = page.find(">", at)
        return Token("comment", at, end + 1) if end >= 0 else None
    return _tag(page, at, file)


def _comment(page: str, at: int, file: str) -> Token:
    if page.startswith((">", "->"), at + 4):
        return Token("comment", at, page.index(">", at) + 1)
    end = _COMMENT_END.search(page, at + 4)
    if not end:
        raise _unclosed(page, at, "<!--", file)
    return Token("comment", at, end.end())


def _tag(page: str, at: int, file: str) -> Token | None:
    found = _TAG.match(page, at)
    if not found:
        if _opens_tag(page, at):
            raise _unclosed(page, at, page[at : at + 20].split(maxsplit=1)[0], file)
        return None
    name = found[1].lower()
    attributes = _attributes(found[2])
    if found[3] != ">" and _is_prose(attributes):
        return None  # “5 <six and more”: a tag that never ends, whose attributes are words
    kind = "end" if page[at + 1] == "/" else "start"
    if not _NAME.fullmatch(name):
        told = found[3] != ">" or _is_prose(attributes)
        return None if told else Token("comment", at, found.end())
    return Token(kind, at, found.end(), name, attributes=attributes)


def _opens_tag(page: str, at: int) -> bool:
    """Whether a quote that is never closed hides the page's rest in a tag."""
    return bool(_QUOTE.match(page, at))


def _attributes(written: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for name, double, single, bare in _NEXT_ATTRIBUTE.findall(written):
        value = _REFERENCE.sub(lambda one: html.unescape(one[0]), double or single or bare)
        found.setdefault(name.lower(), value)
    return tuple(found.items())


def _is_prose(attributes: tuple[tuple[str, str], ...]) -> bool:
    return any(not value and not _BARE.fullmatch(name) for name, value in attributes)


def _inside(page: str, token: Token, file: str) -> Token | None:
    """What a start tag makes raw: a script's code, a text area's text, the rest of the page."""
    name, start = token.name, token.end
    if name == "plaintext":
        return Token("text", start, len(page), text=_cleaned(page[start:]))
    if name not in _RAW_END:
        return None
    end = _RAW_END[name].search(page, start)
    if not end:
        raise _unclosed(page, token.start, f"<{name}>", file)
    raw = page[start : end.start()]
    if name in CODE:
        return Token("code", start, end.start(), name, raw)
    return Token("text", start, end.start(), text=_cleaned(raw) if name == "xmp" else _visible(raw))


def _text(page: str, start: int, end: int) -> Token:
    return Token("text", start, end, text=_visible(page[start:end]))


def _visible(raw: str) -> str:
    """Raw text as it is read, its line ends where they were."""
    if "&" in raw:
        lines = (html.unescape(line) for line in raw.split("\n"))
        raw = "\n".join(re.sub(r"[\r\n]", " ", line) for line in lines)
    return _cleaned(raw)


def _cleaned(text: str) -> str:
    """Text without signs that nobody sees and that no tree can hold."""
    return _CONTROLS.sub(" ", _INVISIBLE.sub("", text))


def _unclosed(page: str, at: int, opened: str, file: str) -> SourceError:
    line = page.count("\n", 0, at) + 1
    shown = page.split("\n")[line - 1]
    return SourceError(
        f"{opened} is never closed, and hides all that follows",
        place=Place(file, line, at - page.rfind("\n", 0, at), shown),
        hint="save the page again in a browser, or close it",
    )
