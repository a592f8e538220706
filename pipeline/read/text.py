"""Plain text → Markdown: the file's manner, paragraphs, headings by form, lists.

Scraped and pasted text has no markup, so its form must speak: first how its paragraphs are
written (one line each, or hard-wrapped), then which short lines stand as headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline import words
from pipeline.model import Lines

WRAPPED_WIDTH = range(50, 121)  # lines wrapped by hand or by a mail program are this wide
WRAPPED_SHARE = 0.8  # of the long lines with a line below that must be full in wrapped text
LONG_SHARE = 0.6  # of the width that makes a line long
HEADING_WORDS = 14
HEADING_CHARACTERS = 90
TITLE_WORDS = 30

_ENDS = re.compile(r"[.!;:,…。！，、；：؛،।۔][\"'”’»)\]*_]*$")
_ITEM = re.compile(r"(?P<sign>[-*+•‣◦▪·–]|\d{1,3}[.)])\s+(?=\S)")
_RULE = re.compile(r"[\s*_=~–—-]{3,}|\s*(?:[*•·⁂]\s*){3,}")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,})\s*")
_URL = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}’”]")
_INLINE = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)|\{(?=\{)|:(?=::)")
_START = re.compile(r"(?=[#>=+-])|(?<=\d)(?=[.)](?:\s|$))")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Some lines that belong together, as one line; `level` is a heading's, 0 for others."""

    text: str
    lines: Lines
    level: int = 0
    sign: str = ""
    depth: int = 0
    rule: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """Markdown, the source lines of each of its lines, and the title that the text begins with."""

    markdown: str
    spans: tuple[Lines, ...]
    title: str
    title_lines: Lines | None


def to_markdown(text: str) -> Written:
    """A plain text as Markdown, in which every character of it is literal."""
    lines = text.split("\n")
    paragraphs = list(_underlined(_paragraphs(lines)))
    title, rest = _title(paragraphs)
    headed = _headings(rest, title.text if title else "")
    output: list[str] = []
    spans: list[Lines] = []
    for before, paragraph in zip([None, *headed], headed, strict=False):
        tight = before is not None and before.sign and paragraph.sign
        if before is not None and not tight:
            output.append("")
            spans.append(before.lines)
        output.append(_written(paragraph))
        spans.append(paragraph.lines)
    return Written(
        "\n".join(output),
        tuple(spans),
        title.text if title else "",
        title.lines if title else None,
    )


def escape(text: str) -> str:
    """The text as Markdown that reads the same: nothing in it is markup. URLs become links."""
    parts: list[str] = []
    end = 0
    for url in _URL.finditer(text):
        parts += [_INLINE.sub(r"\\\g<0>", text[end : url.start()]), f"<{url[0]}>"]
        end = url.end()
    parts.append(_INLINE.sub(r"\\\g<0>", text[end:]))
    whole = "".join(parts)
    at = _START.match(whole) or re.match(r"\d{1,9}(?=[.)](?:\s|$))", whole)
    return f"{whole[: at.end()]}\\{whole[at.end() :]}" if at else whole


def _paragraphs(lines: Sequence[str]) -> list[_Paragraph]:
    wrapped = _is_wrapped(lines)
    width = max((len(line.rstrip()) for line in lines), default=0)
    found: list[_Paragraph] = []
    open_ = False
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text:
            open_ = False
            continue
        item = _ITEM.match(text)
        if wrapped and open_ and not item and not _RULE.fullmatch(text):
            found[-1] = _joined(found[-1], text, number)
        else:
            found.append(_paragraph(text, line, number, item))
        following = lines[number].strip() if number < len(lines) else ""
        open_ = wrapped and _is_full(line, following, width)
    return found


def _paragraph(text: str, line: str, number: int, item: re.Match[str] | None) -> _Paragraph:
    at = Lines(number, number)
    if _RULE.fullmatch(text):
        return _Paragraph(text, at, rule=True)
    if item:
        depth = (len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())) // 2
        return _Paragraph(text[item.end() :], at, sign=item["sign"], depth=depth)
    return _Paragraph(text, at)


def _joined(paragraph: _Paragraph, text: str, number: int) -> _Paragraph:
    return replace(
        paragraph, text=f"{paragraph.text} {text}", lines=Lines(paragraph.lines.first, number)
    )


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    first = following.split(" ", 1)[0]
    return bool(first) and len(line.rstrip()) + 1 + len(first) > width


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether paragraphs run over several lines: long lines with one below are mostly full."""
    width = max((len(line.rstrip()) for line in lines), default=0)
    pairs = [
        (above, below.strip())
        for above, below in pairwise(lines)
        if len(above.rstrip()) >= LONG_SHARE * width
        and below.strip()
        and not _ITEM.match(below.strip())
    ]
    full = sum(_is_full(above, below, width) for above, below in pairs)
    return bool(pairs) and width in WRAPPED_WIDTH and full >= WRAPPED_SHARE * len(pairs)


def _underlined(paragraphs: Sequence[_Paragraph]) -> Iterator[_Paragraph]:
    """Headings with a line of signs under them lose that line."""
    for index, paragraph in enumerate(paragraphs):
        above = paragraphs[index - 1] if index else None
        below = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if paragraph.rule and above and _underlines(above, paragraph):
            continue
        if below and _underlines(paragraph, below):
            level = 1 if "=" in below.text else 2
            lines = Lines(paragraph.lines.first, below.lines.last)
            yield replace(paragraph, level=level, lines=lines)
        else:
            yield paragraph


def _underlines(above: _Paragraph, below: _Paragraph) -> bool:
    return (
        below.rule
        and not above.rule
        and bool(_UNDERLINE.fullmatch(below.text))
        and below.lines.first == above.lines.last + 1
        and len(above.text) <= HEADING_CHARACTERS
    )


def _title(paragraphs: Sequence[_Paragraph]) -> tuple[_Paragraph | None, Sequence[_Paragraph]]:
    """The title that the text begins with, if it does, and the rest."""
    if len(paragraphs) < 2:
        return None, paragraphs
    first = paragraphs[0]
    short = words.count(first.text) <= TITLE_WORDS and len(first.text) <= 2 * HEADING_CHARACTERS
    ends = _ENDS.search(first.text)
    plain = not first.sign and not first.rule
    return (first, paragraphs[1:]) if plain and short and not ends else (None, paragraphs)


def _headings(paragraphs: Sequence[_Paragraph], title: str) -> list[_Paragraph]:
    """The paragraphs with their headings marked as such.

    A heading is short, ends in no full stop, and has a text below it. Two short lines above a
    text are a heading and its subheading; three or more are something else: an address, a verse.
    A repetition of the title is looked through, since it will be taken out.
    """
    found = list(paragraphs)
    run: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.text.casefold() == title.casefold() or paragraph.level:
            continue
        if _may_head(paragraph):
            run.append(index)
            continue
        if 0 < len(run) <= 2 and not paragraph.rule:
            for step, at in enumerate(run):
                found[at] = replace(found[at], level=2 + step, sign="")
        run = []
    return [_with_sign(one, before) for before, one in zip(paragraphs, found, strict=True)]


def _with_sign(paragraph: _Paragraph, before: _Paragraph) -> _Paragraph:
    """A numbered heading keeps its number."""
    if paragraph.level and before.sign:
        return replace(paragraph, text=f"{before.sign} {before.text}")
    return paragraph


def _may_head(paragraph: _Paragraph) -> bool:
    text = paragraph.text
    first = next((character for character in text if character.isalnum()), "")
    return (
        not paragraph.rule
        and (not paragraph.sign or paragraph.sign[0].isdigit())
        and paragraph.lines.first == paragraph.lines.last
        and len(text) <= HEADING_CHARACTERS
        and words.count(text) <= HEADING_WORDS
        and not _ENDS.search(text)
        and not _URL.search(text)
        and "@" not in text
        and bool(first)
        and not first.islower()
    )


def _written(paragraph: _Paragraph) -> str:
    text = escape(paragraph.text)
    if paragraph.rule:
        return "***"
    if paragraph.level:
        # A closing run of # would be dropped, so it is escaped like an opening one.
        closed = re.sub(r"(#+)$", r"\\\1", text)
        return f"{'#' * paragraph.level} {closed}"
    if paragraph.sign:
        sign = paragraph.sign if paragraph.sign[0].isdigit() else "-"
        return f"{'    ' * min(paragraph.depth, 3)}{sign} {text}"
    return text
