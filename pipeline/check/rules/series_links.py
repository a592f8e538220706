"""Links across the letters of a series."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from pipeline import slots
from pipeline.check.checked import Checked
from pipeline.check.contents.addresses import address, site
from pipeline.check.rule import Found, Rule, rule
from pipeline.model import Block, Footnote, Lines, Part, Severity, notes_of
from pipeline.words import cut, slug

TELLING = 12  # letters of two words or more that name what a link leads to, at least
LETTERS = 8  # of a host's name, below which two that differ in one letter may both be meant
SHOWN = 70
LONGEST = 200  # bytes of a heading as an address

_ANYWHERE = frozenset(
    {
        *(
            "find out more",
            "more information",
            "learn more here",
            "read more here",
            "read the full",
        ),
        *("full article", "mehr erfahren", "mehr informationen", "hier klicken", "en savoir plus"),
        *("plus d'informations", "cliquez ici", "más información", "haga clic aquí"),
        *("maggiori informazioni", "per saperne di più", "mais informações", "meer informatie"),
    }
)
_ENDS = ".,;:!?)]}>\"'”’»、。⁰¹²³⁴⁵⁶⁷⁸⁹"
_ADDRESS = re.compile(r"(?i)\b(?:https?://|mailto:|tel:)[^\s<>\"]+")


class Written(NamedTuple):
    """A link as its author wrote it: where it leads, its words, its part, its lines."""

    href: str
    words: str
    part: int
    lines: Lines


def _written(checked: Checked) -> list[Written]:
    """The links of the article, in order."""
    return [one for part in checked.parts for one in _of_part(part)]


def _of_part(part: Part) -> Iterator[Written]:
    pieces: tuple[Block | Footnote, ...] = (*part.blocks, *notes_of(part.blocks))
    for block in pieces:
        for token in block.tokens:
            href, said = "", ""
            for child in token.children or ():
                if child.type == "link_open":
                    href, said = str(child.attrs.get("href", "")), ""
                elif child.type == "link_close":
                    if href:
                        yield Written(href, " ".join(said.split()), part.number, block.lines)
                    href = ""
                elif href:
                    said += child.content


@rule("series/link-words", Severity.NOTE)
def link_words(checked: Checked) -> Iterator[Found]:
    """Links with the same words lead to nearly, but not quite, the same place.

    “The support line” leads to one page in the first letter, and in the third to another of the
    same site: one of them is likely out of date. Where both are meant, other words tell readers
    which they will get.

    Source: WCAG 2.2, success criteria 2.4.4 and 3.2.4.
    """
    first: dict[str, Written] = {}
    for one in _written(checked):
        if not _names_something(one.words) or not address(one.href).is_web:
            continue
        other = first.setdefault(one.words.casefold(), one)
        here, there = address(one.href), address(other.href)
        if _plain(one.href) != _plain(other.href) and site(here.host) == site(there.host):
            yield Found(
                f"the words “{cut(one.words, SHOWN)}” lead to {_shown(checked, one.href)} here, "
                f"and in letter {other.part} to {_shown(checked, other.href)}",
                one.lines,
                "if both are meant, say in the words which is which",
                one.href,
                part=one.part,
            )


def _names_something(words: str) -> bool:
    """Whether a link's words name a page, and are none that stand on any link."""
    return len(words) >= TELLING and " " in words and words.casefold() not in _ANYWHERE


@rule("series/link-misspelt", Severity.WARNING)
def link_misspelt(checked: Checked) -> Iterator[Found]:
    """A link's host differs in one letter from one that other links of the series have.

    Nobody sees such a slip, and the page behind it is missing, or somebody's who waits for
    readers to mistype.

    Source: names registered one letter beside a known one, a usual way of fraud.
    """
    count: dict[str, int] = {}
    links = _written(checked)
    for one in links:
        host = address(one.href).host
        count[host] = count.get(host, 0) + 1
    rare = [host for host, times in count.items() if times == 1 and len(host) >= LETTERS]
    meant = {
        host: other
        for host in rare
        for other, times in count.items()
        if times > 1 and _is_slip(host, other)
    }
    for one in links:
        other = meant.get(address(one.href).host, "")
        if other:
            host = address(one.href).host
            yield Found(
                f"this link leads to {host}, other links of the series to {other}",
                one.lines,
                f"if it is a slip, write {other}",
                host,
                part=one.part,
            )


def _is_slip(one: str, other: str) -> bool:
    """Whether two hosts differ in one letter, or in two that changed places."""
    if abs(len(one) - len(other)) > 1 or one.rpartition(".")[2] != other.rpartition(".")[2]:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if not (left + right).replace("-", "").isalpha() or "www" in (one[:3], other[:3]):
        return False
    return max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1])


@rule("series/anchor-across", Severity.WARNING)
def anchor_across(checked: Checked) -> Iterator[Found]:
    """A link leads to a heading of the article, which may be in another letter now.

    In the article `#how-to-apply` jumped down the page. In a series that heading may be in a
    letter that the reader got last week, or has yet to get, and the link does nothing. Say in words
    where it is, or link the article on your website.

    Source: HTML Living Standard: a fragment leads within one document.
    """
    for one in _written(checked) if len(checked.parts) > 1 else ():
        wanted = unquote(one.href.removeprefix("#"))
        if one.href.startswith("#") and wanted and not wanted.startswith("note-"):
            part, text = _heading(checked, wanted)
            where = f"“{cut(text, SHOWN)}”, which is in letter {part}" if part else "nowhere"
            yield Found(
                f"the link “{cut(one.words, SHOWN)}” leads to {where}",
                one.lines,
                "say in words where that is, or link the page on the web",
                one.href,
                part=one.part,
            )


def _heading(checked: Checked, wanted: str) -> tuple[int, str]:
    """The part and the words of the heading that a link of an article leads to; 0 for none."""
    for part in checked.parts:
        for block in part.blocks:
            if block.kind == "heading" and slug(block.text, LONGEST) == slug(wanted, LONGEST):
                return part.number, block.text
    return 0, ""


@rule("series/text-links", Severity.WARNING)
def text_links(checked: Checked) -> Iterator[Found]:
    """A link is in the plain text of a letter and not in its HTML.

    The two are to say the same: filters distrust mails in which they differ. A theme's
    `email.txt.j2` has written a link that its `email.mjml.j2` has not.

    Source: RFC 2046, section 5.1.4: the parts of an alternative say the same.
    """
    for mail in checked.mails:
        html = {_plain(one.written) for one in mail.links}
        lost = [one for one in _addresses(mail.text or "") if _plain(one) not in html]
        # An address amid the words is no link; the number of a note may stand right behind it.
        spoken = [_plain(one) for one in _addresses(mail.body.text)] if lost else []
        for one in lost:
            if not any(said.startswith(_plain(one)) for said in spoken):
                yield Found(
                    f"the plain text of letter {mail.number} links {cut(one, SHOWN)}, "
                    "its HTML does not",
                    None,
                    "a theme's templates must write the same links in both",
                    part=mail.number,
                )


def _addresses(text: str) -> list[str]:
    return [found[0].rstrip(_ENDS) for found in _ADDRESS.finditer(text)]


def _plain(href: str) -> str:
    """An address for comparison: without what leads to the same page all the same."""
    bare = unquote(href.strip()).rstrip("/" + _ENDS).replace("&amp;", "&")
    return re.sub(r"(?i)^https?://(?:www\.)?", "//", bare).casefold()


def _shown(checked: Checked, href: str) -> str:
    return cut(slots.shown(href, checked.article.marks), SHOWN)


RULES: tuple[Rule[Checked], ...] = (
    anchor_across,
    text_links,
    link_misspelt,
    link_words,
)
