"""The proof that nothing was lost: every character of the source arrives once, in order.

The source's own text is read again here, by line, knowing nothing of how it was parsed. Its
letters, digits and signs beyond ASCII, less the lines that cleaning removed, must equal the
author's in the finished HTML and in the finished text; spaces and ASCII punctuation, which
Markdown is written with, are left out of the comparison. Some stretches of Markdown are markup
where they stand (a link's address, an image, a tag, the number of a list): each arrives whole or
not at all; everything else must arrive.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.errors import Place
from pipeline.model import Article, Email, Finding, Part, Severity

SHOWN = 60  # characters of each text that are shown from where they part

_LEFT_OUT = re.compile(r"[\s\x00-/:-@\[-`{-\x7f]+")
_FENCE = re.compile(r"\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+)*(`{3,}|~{3,})")
_CODE = re.compile(r"(?s)(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_NUMBER = r"(?m:^[\s>]*(?:[-*+•‣◦▪·–]\s+)*\d{1,9}[.)](?=\s))"
_TEXT_MARKUP = re.compile(_NUMBER)
_MARKUP = re.compile(
    _NUMBER + r"|(?s:<!--.*?-->)"
    r"|</?[A-Za-z][^<>]*>|<[!?][^<>]*>"
    r"|!\[(?:[^\[\]]|\[[^\]]*\])*\]"
    r"|\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?\s*\)"
    r"|\]\(<[^<>\n]*>[^)]*\)"
    r"|\]\[[^\]]*\]"
    r"|(?m:^ {0,3}\[[^\]\n]+\]:.*$)"
)


class _Stretch(NamedTuple):
    """Characters of one line of the source, and whether they may stay away as markup."""

    text: str
    line: int
    optional: bool


def conservation(article: Article, emails: Sequence[Email]) -> tuple[Finding, ...]:
    """An error for each of HTML and text in which a word is lost, doubled, added or moved."""
    source = [stretch for stretch in _source(article) if stretch.text]
    bodies = {
        "HTML": "\n".join(email.body_html for email in emails),
        "text": "\n".join(email.body_text for email in emails),
    }
    found = [_compared(source, _essence(body), name, article) for name, body in bodies.items()]
    return tuple(finding for finding in found if finding)


def delivered(article: Article, parts: Sequence[Part]) -> int:
    """Words that the parts carry, the title among them where it stands in the text."""
    title = len(article.title.split()) if article.title_lines else 0
    return title + sum(part.words for part in parts)


def _essence(text: str) -> str:
    """What is compared of a text: letters, digits and signs beyond ASCII."""
    return _LEFT_OUT.sub("", text)


def _source(article: Article) -> Iterator[_Stretch]:
    """The source's stretches by line, less the lines that were removed."""
    gone = {
        line
        for removal in article.removals
        for line in range(removal.lines.first, removal.lines.last + 1)
    }
    lines = enumerate(article.text.split("\n"), start=1)
    kept = ["" if number in gone else line for number, line in lines]
    if article.format == "markdown":
        yield from _markdown(kept)
    else:
        yield from _marked_up("\n".join(kept), 1, _TEXT_MARKUP)


def _markdown(lines: Sequence[str]) -> Iterator[_Stretch]:
    """Stretches of Markdown: in fenced code nothing is markup, its fences are."""
    fence = ""
    start = 0
    for number, line in enumerate(lines):
        opened = _FENCE.match(line)
        if not opened or (fence and not opened[1].startswith(fence)):
            continue
        yield from _fenced_or_not("\n".join(lines[start:number]), start + 1, fence)
        yield _Stretch(_essence(line), number + 1, optional=True)
        fence = "" if fence else opened[1]
        start = number + 1
    yield from _fenced_or_not("\n".join(lines[start:]), start + 1, fence)


def _fenced_or_not(text: str, line: int, fence: str) -> Iterator[_Stretch]:
    if fence:
        yield from _by_line(text, line, optional=False)
        return
    end = 0
    for code in _CODE.finditer(text):
        yield from _marked_up(text[end : code.start()], line + text.count("\n", 0, end), _MARKUP)
        yield from _by_line(code[0], line + text.count("\n", 0, code.start()), optional=False)
        end = code.end()
    yield from _marked_up(text[end:], line + text.count("\n", 0, end), _MARKUP)


def _marked_up(text: str, line: int, markup: re.Pattern[str]) -> Iterator[_Stretch]:
    """The stretches of a text that holds markup and starts at a line."""
    end = 0
    for found in markup.finditer(text):
        yield from _plain(text[end : found.start()], line)
        line += text.count("\n", end, found.start())
        yield _Stretch(_essence(found[0]), line, optional=True)
        line += found[0].count("\n")
        end = found.end()
    yield from _plain(text[end:], line)


def _plain(text: str, line: int) -> Iterator[_Stretch]:
    yield from _by_line(html.unescape(text), line, optional=False)


def _by_line(text: str, line: int, *, optional: bool) -> Iterator[_Stretch]:
    for number, one in enumerate(text.split("\n"), start=line):
        yield _Stretch(_essence(one), number, optional)


def _compared(
    source: Sequence[_Stretch], arrived: str, name: str, article: Article
) -> Finding | None:
    """Where the delivered text parts from the source's, None if nowhere.

    All ways of leaving markup out are followed at once: `reached` holds the places of the
    delivered text that may have been come to.
    """
    reached = {0}
    for index, stretch in enumerate(source):
        size = len(stretch.text)
        following = {at + size for at in reached if arrived.startswith(stretch.text, at)}
        if stretch.optional:
            following |= reached
        if not following:
            return _finding(source[index:], arrived[max(reached) :], name, article)
        reached = following
    if len(arrived) in reached:
        return None
    return _finding((), arrived[max(reached) :], name, article)


def _finding(rest: Sequence[_Stretch], arrived: str, name: str, article: Article) -> Finding:
    """The finding at the first character that differs."""
    lines = article.text.split("\n")
    line = rest[0].line if rest else len(lines)
    expected = "".join(stretch.text for stretch in rest[:SHOWN] if not stretch.optional)
    same = 0
    while same < min(len(expected), len(arrived)) and expected[same] == arrived[same]:
        same += 1
    return Finding(
        "series/sentence-lost",
        Severity.ERROR,
        f"the {name} of the mails is not what the author wrote: here the source goes on with "
        f"“{expected[same : same + SHOWN]}”, the mails with “{arrived[same : same + SHOWN]}” "
        "(both without spaces and signs)",
        hint="a theme must write every block once; if the theme is a built-in one, this is a "
        "fault of Letterloom. Nothing was written",
        place=Place(article.source, line, 0, lines[line - 1]),
    )
