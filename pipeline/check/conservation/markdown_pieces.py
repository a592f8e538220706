"""Markdown in pieces, found without a parser: what is markup, what may be, and what are words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html.entities import html5
from itertools import pairwise
from typing import NamedTuple

from pipeline.check.conservation.markdown_lines import CONTAINED
from pipeline.check.conservation.stretch import Stretch, ways
from pipeline.words import essence

_TITLE = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))"""
_INSIDE = r"(?:[^\n]|\n(?![ \t>]*(?:\n|\Z)))"  # a paragraph's characters
_COMMENT = (
    # One that begins a line may hold blank lines; one within a paragraph or an item may be none.
    r"(?P<comment>(?m:^)[ \t>]*<!--(?s:.*?)-->|<!--.*?-->)"
    rf"|(?P<passage>(?m:^){CONTAINED}<!--(?s:.*?)-->|<!--{_INSIDE}*?-->)"
)
_CODE = rf"(?P<code>(?<!`)(?P<ticks>`+)(?!`){_INSIDE}+?(?<!`)(?P=ticks)(?!`))"
_DROPPED = (
    r"(?P<dropped><(?P<name>script|style|template|noscript|svg|math)\b(?s:.*?)</(?P=name)\s*>)"
)
_AUTOLINK = (
    r"(?P<autolink><(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*|[^<>\s@]+@[A-Za-z0-9.-]+)>)"
)
_TAG = (
    # One on several lines must be right; on one line, a browser takes anything for a tag.
    r"(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])"
    r"""(?:"[^"]*"|'[^']*'|[^<>"'])*>|</?[A-Za-z](?:"[^"\n]*"|'[^'\n]*'|[^<>"'\n])*>"""
    r"|<[!?/](?:[A-Za-z\[][^<>]*|[^<>\n]*)>)"
)
_ENTITY = r"(?P<entity>\\?&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});)"
_ESCAPE = r"(?P<escape>\\[!-/:-@\[-`{-~])"
_TASK = r"(?P<task>(?<=[-*+.)][ \t])\[[xX]\](?=[ \t]))"
_REFERENCE = r"(?P<reference>\[\^(?P<noted>[^\]\[\s\\^]+)\])"
_SORT = (
    rf"(?P<sort>(?m:^){CONTAINED}(?::{{3,}}[ \t]*[A-Za-z][\w-]*"
    r"|(?<=>)[ \t]*\[![A-Za-z]+\]|(?<=>[ \t])\[![A-Za-z]+\]))"
)
_FIGURE = (
    r"(?P<figure>(?m:^)[ ]{0,3}!\[(?P<said>)(?:\\.|[^\[\]\\\n])*\]\("
    rf"[ \t]*(?:<[^<>\n]*>|(?:\\.|[^()\s\\])*)[ \t]+(?P<caption>{_TITLE})[ \t]*\)"
    r"(?:\{[^{}\n]*\})?[ \t]*(?m:$))"
)
_BRACES = r"(?P<braces>(?<=[)\]])\{[^{}\n]*\})"
_IMAGE = r"(?P<image>!\[(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*(?=\]))"
_ADDRESS = (
    r"(?P<address>\]\(\s*(?:<[^<>\n]*>|(?:\\.|[^()\s\\]|\((?:\\.|[^()\s\\])*\))*)"
    rf"(?:\s+(?P<title>{_TITLE}))?\s*\))"
)
_LABEL = r"(?P<label>\]\[[^\[\]]*(?=\]))"
_DEFINITION = (
    rf"(?P<definition>(?m:^){CONTAINED}(?P<defined>\[)(?!\^)(?:\\.|[^\[\]\\])+\]:"
    r"[ \t]*(?:\n[ \t>]*)?(?:<[^<>\n]*>|[^\s<]\S*)"
    rf"(?:(?:[ \t]+|[ \t]*\n[ \t>]*){_TITLE})?[ \t]*(?m:$))"
)
_NUMBER = r"(?P<number>(?m:^)(?:[ \t>]|[-*+][ \t])*(?:\d{1,9}[.)](?=\s)(?:[ \t>]|[-*+][ \t])*)+)"
_LIST_SIGNS = re.compile(rf"\A{CONTAINED}")
_NEAR = 80  # characters before an image in which a blank line may stand
_BLANK_ABOVE = re.compile(r"(?:\n|\A)[ \t>]*\n\Z")
_BLANK_BELOW = re.compile(r"\n[ \t>]*(?:\n|\Z)|\Z")
# What comes first in a text wins, and of what begins at one place what comes first here.
_PIECES = (
    *(_CODE, _DROPPED, _AUTOLINK, _TAG, _ENTITY, _ESCAPE),
    *(_FIGURE, _IMAGE, _ADDRESS, _LABEL, _DEFINITION, _SORT, _NUMBER, _TASK, _REFERENCE, _BRACES),
)


class Prose(NamedTuple):
    """Reads Markdown that is no fenced code.

    `mark` finds the marks of fields, `raw` is what their author wrote; `vague` are the lines of
    which only a parser could tell what they are.
    """

    mark: re.Pattern[str]
    raw: Mapping[str, str]
    vague: frozenset[int]
    notes: frozenset[str] = frozenset()

    def stretches(self, text: str, line: int) -> Iterator[Stretch]:
        """The stretches of a text that begins at a line, piece by piece.

        Up to `hazy` all is vague, since it may be code; up to `loose` all may stay away, since it
        may be an image's words or a link's name. What is in such a piece is looked at again.
        """
        with_comments = _pieces(self.mark.pattern, comments=True)
        without = _pieces(self.mark.pattern, comments=False)
        last = text.rfind("-->")
        end = pos = hazy = loose = 0
        while found := (with_comments if pos <= last else without).search(text, pos):
            start = found.start()
            yield from self._words(text, line, (end, start), hazy, loose)
            line += text.count("\n", end, start)
            size = found[0].count("\n")
            vague = start < hazy or any(at in self.vague for at in range(line, line + size + 1))
            inside = _inside(found, vague=vague)
            if inside:
                if found.lastgroup == "code":
                    hazy = max(hazy, found.end())
                elif found.lastgroup != "escape":
                    loose = max(loose, found.end())
                yield from self._words(text, line, (start, inside), hazy, loose)
                line += text.count("\n", start, inside)
                end = pos = inside
                continue
            ways_ = self._ways(found, vague=vague)
            yield Stretch(line, ("", *ways_) if start < loose else ways_)
            line += size
            end = pos = found.end()
        yield from self._words(text, line, (end, len(text)), hazy, loose)

    def _words(
        self, text: str, line: int, span: tuple[int, int], hazy: int, loose: int
    ) -> Iterator[Stretch]:
        """The words between two pieces, line by line."""
        first, last = span
        cuts = sorted({first, last, *(at for at in (hazy, loose) if first < at < last)})
        for start, end in pairwise(cuts):
            for number, one in enumerate(text[start:end].split("\n"), start=line):
                vague = start < hazy or number in self.vague
                told = ways(one, html.unescape(one)) if vague else ways(one)
                yield Stretch(number, ("", *told) if start < loose else told)
            line += text.count("\n", start, end)

    def _ways(self, found: re.Match[str], *, vague: bool) -> tuple[str, ...]:
        """The ways in which a piece may arrive."""
        text = found[0]
        match found.lastgroup:
            case "entity":
                return _entity_ways(text, vague=vague)
            case "escape":
                return ()
            case "mark":
                return ways(text, self.raw[text]) if vague else (text,)
            case _:
                return ways(*self._readings(found, vague=vague))

    def _readings(self, found: re.Match[str], *, vague: bool) -> tuple[str, ...]:
        """What a piece with markup in it may be to a reader."""
        text = found[0]
        match found.lastgroup:
            case "code":
                return (self._as_written(text),)
            case "autolink" if not vague:
                return (text,)
            case "reference" if found["noted"].casefold() not in self.notes:
                return (text, self._as_written(text))
            case "figure":
                return _spelled(found["caption"][1:-1])
            case "sort":
                return ("", text, _LIST_SIGNS.sub("", text))
            case _:
                title = (found["title"] or "")[1:-1]
                return ("", html.unescape(text), text, self._as_written(text), *_spelled(title))

    def _as_written(self, text: str) -> str:
        """Text with its fields as their author wrote them, as they stand in code."""
        return self.mark.sub(lambda found: self.raw[found[0]], text)


def _spelled(caption: str) -> tuple[str, str]:
    """An image's caption, its entities as the characters that they stand for, or as they stand."""
    return html.unescape(caption), caption


def _alone(found: re.Match[str]) -> bool:
    """Whether blank lines, or the text's ends, stand around a line."""
    start, end = found.span()
    before = found.string[max(0, start - _NEAR) : start]
    above = start == 0 or _BLANK_ABOVE.search(before)
    return bool(above) and bool(_BLANK_BELOW.match(found.string, end))


def _inside(found: re.Match[str], *, vague: bool) -> int:
    """Where to look on within a piece that may be none; 0 where it surely is one."""
    kind = found.lastgroup
    if kind == "code" and (vague or "\n" in found[0]):
        return found.end("ticks")  # Its ticks may belong to two items, or to two cells.
    if kind == "escape" and vague:
        return found.start() + 1
    if kind in ("image", "label"):
        return found.start() + 2
    if kind == "figure" and (vague or not _alone(found)):
        return found.start("said")
    if kind == "passage":
        return found.string.index("<!--", found.start()) + len("<!--")
    return found.end("defined") if kind == "definition" else 0


@lru_cache(maxsize=8)
def _pieces(mark: str, *, comments: bool) -> re.Pattern[str]:
    first = [_COMMENT] if comments else []
    return re.compile("|".join((*first, *_PIECES, f"(?P<mark>{mark})")))


def _entity_ways(text: str, *, vague: bool) -> tuple[str, ...]:
    """An entity arrives as its character; one that nothing is called, as it is written."""
    literal = essence(text)
    if text.startswith("\\"):
        return (literal, essence(html.unescape(text))) if vague else (literal,)
    name = text[1:]
    if name.startswith("#"):
        # CommonMark and HTML disagree on numbers that stand for no character.
        code = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
        valid = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        return (essence(valid), "\ufffd", essence(html.unescape(text)), literal)
    if name not in html5:
        return (literal,)
    return (essence(html5[name]), literal) if vague else (essence(html5[name]),)
