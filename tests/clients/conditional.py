"""What stands in Outlook's conditional comments: for Word, and for all others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

MARK = re.compile(
    r"(?P<open><!--\[if (?P<hidden>[^\]]+)\]>(?P<shown>\s*(?:<!-->|<!--\s*-->|-->))?)"
    r"|(?P<close>(?P<unhidden><!--\s*)?<!\[endif\]-->)"
)
WORD = 16
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
# What ends an open paragraph: HTML, 13.2.6.4.7, "in body".
BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    )
)
PARENTS = {
    "tr": {"table", "tbody", "thead", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "tbody": {"table"},
    "thead": {"table"},
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
}
ONLY_IN_TABLES = {
    "table": {"tbody", "thead", "tfoot", "tr", "caption", "colgroup", "col"},
    "tbody": {"tr"},
    "thead": {"tr"},
    "tfoot": {"tr"},
    "tr": {"td", "th"},
}


def evaluated(html: str, *, word: bool) -> str:
    """A mail's HTML as Word reads it, or as all others do. Raises ValueError if unbalanced."""
    kept, marks = [], list(_marks(html))
    edges = [0, *(edge for mark in marks for edge in mark.span()), len(html)]
    for number, (start, end) in enumerate(pairwise(edges)):
        inside = number % 4 == 2
        if number % 2 == 0 and (not inside or _kept(marks[number // 2 - 1], word=word)):
            kept.append(html[start:end])
    return "".join(kept)


def _marks(html: str) -> Iterator[re.Match[str]]:
    """Opening and closing marks, one after the other."""
    opened: re.Match[str] | None = None
    for mark in MARK.finditer(html):
        opens = bool(mark["open"])
        if opens == bool(opened):
            raise ValueError(f"out of turn: {html[mark.start() : mark.end() + 60]!r}")
        if opened and bool(opened["shown"]) != bool(mark["unhidden"]):
            raise ValueError(f"closed as another: {html[opened.start() : mark.end()]!r}")
        opened = mark if opens else None
        yield mark
    if opened:
        raise ValueError(f"never closed: {html[opened.start() :][:80]!r}")


def _kept(mark: re.Match[str], *, word: bool) -> bool:
    """Whether what a mark opens is read; all but Word see only what is shown."""
    if not word:
        return bool(mark["shown"])
    return any(_holds(condition.strip(" ()")) for condition in mark["hidden"].split("|"))


def _holds(condition: str) -> bool:
    """Whether one condition holds for Word."""
    if condition.startswith("!"):
        return not _holds(condition[1:])
    compared, _, rest = condition.rpartition("mso")
    if not compared and not rest:
        return condition == "mso"
    version = int(rest) if rest.strip().isdigit() else WORD
    signs = {"lt": version > WORD, "lte": version >= WORD, "gt": version < WORD}
    signs |= {"gte": version <= WORD, "": version == WORD}
    return bool("mso" in condition and signs[compared.strip()])


class Nesting(HTMLParser):
    """Finds each tag that is not closed in its turn or stands where it may not."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        parent = self._open[-1] if self._open else ""
        if tag in BLOCKS and "p" in self._open:
            self._tell(f"<{tag}> within <p>")
        if parent not in PARENTS.get(tag, {parent}):
            self._tell(f"<{tag}> within <{parent}>")
        if tag not in ONLY_IN_TABLES.get(parent, {tag}):
            self._tell(f"<{tag}> within <{parent}>")
        if tag == "a" and "a" in self._open:
            self._tell("<a> within <a>")
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self._tell(f"an attribute twice on <{tag}>")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that is written as closed in itself."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self._tell(f"</{tag}> while {self._open[-3:]} are open")

    def handle_data(self, data: str) -> None:
        """Text, which may not stand between a table and its cells."""
        if data.strip() and self._open and self._open[-1] in ONLY_IN_TABLES:
            self._tell(f"text within <{self._open[-1]}>: {data.strip()[:30]}")

    def close(self) -> None:
        """The end: nothing may be open."""
        super().close()
        if self._open:
            self._tell(f"never closed: {self._open}")

    def _tell(self, problem: str) -> None:
        self.problems.append(f"line {self.getpos()[0]}: {problem}")


def nesting(html: str) -> list[str]:
    """What is wrong with the nesting of a page's tags."""
    parser = Nesting()
    parser.feed(html)
    parser.close()
    return parser.problems
