"""Plain text → Markdown in which every character is literal, with a map back to the source."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model import Lines
from pipeline.read import headings
from pipeline.read.paragraphs import URL, Paragraph, paragraphs

_INLINE = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)|\{(?=\{)|:(?=::)")
_START = re.compile(r"(?=[#>=+-])|\d{1,9}(?=[.)](?:\s|$))")
_NUMBER = re.compile(r"(\d+)([.)])")


@dataclass(frozen=True, slots=True)
class Written:
    """Markdown, the source lines of each of its lines, and the title that the text begins with."""

    markdown: str
    spans: tuple[Lines, ...]
    title: str
    title_lines: Lines | None


def to_markdown(text: str) -> Written:
    """A plain text as Markdown, in which every character of it is literal."""
    found = list(headings.underlined(paragraphs(text.split("\n"))))
    title, rest = headings.title(found)
    headed = headings.headed(rest, title.text if title else "")
    output: list[str] = []
    spans: list[Lines] = []
    items: list[_Item] = []
    before: Paragraph | None = None
    for paragraph in headed:
        if before is not None and not (before.sign and paragraph.sign):
            output.append("")
            spans.append(before.lines)
            items = []
        output.append(_item(paragraph, items) if paragraph.sign else _written(paragraph))
        spans.append(paragraph.lines)
        before = paragraph
    return Written(
        "\n".join(output),
        tuple(spans),
        title.text if title else "",
        title.lines if title else None,
    )


def escape(text: str) -> str:
    """One line as Markdown that reads the same: nothing in it is markup. URLs become links."""
    parts: list[str] = []
    end = 0
    for url in URL.finditer(text):
        parts += [_INLINE.sub(r"\\\g<0>", text[end : url.start()]), f"<{url[0]}>"]
        end = url.end()
    parts.append(_INLINE.sub(r"\\\g<0>", text[end:]))
    whole = "".join(parts)
    at = _START.match(whole)
    return f"{whole[: at.end()]}\\{whole[at.end() :]}" if at else whole


def _written(paragraph: Paragraph) -> str:
    if paragraph.rule:
        return "***"
    text = escape(paragraph.text)
    if paragraph.level:
        # A closing run of # would be dropped, so it is escaped like an opening one.
        closed = re.sub(r"(#+)$", r"\\\1", text)
        return f"{'#' * paragraph.level} {closed}"
    return text


@dataclass(frozen=True, slots=True)
class _Item:
    """The last item of a list: its column in the source, its sign's and its text's in Markdown."""

    column: int
    start: int
    text: int
    sign: str


def _item(paragraph: Paragraph, items: list[_Item]) -> str:
    """A list's item, as deep as it stands below the items before, whose innermost come last."""
    while len(items) > 1 and paragraph.column < items[-1].column:
        items.pop()
    deeper = bool(items) and paragraph.column > items[-1].column + 1
    above = items[-1] if items else None
    start = (above.text if deeper else above.start) if above else 0
    sign = _sign(paragraph.sign, "" if deeper or above is None else above.sign)
    if above and not deeper:
        items.pop()
    items.append(_Item(paragraph.column, start, start + len(sign) + 1, sign))
    return f"{' ' * start}{sign} {escape(paragraph.text)}"


def _sign(sign: str, before: str) -> str:
    """An item's sign in Markdown, which counts by itself: a gap in the numbers is a new list."""
    number, last = _NUMBER.fullmatch(sign), _NUMBER.fullmatch(before)
    if not number:
        return "-"
    follows = last is not None and int(number[1]) == int(last[1]) + 1
    if last is None or (number[2] == last[2]) is follows:
        return sign
    return number[1] + (last[2] if follows else {".": ")", ")": "."}[last[2]])
