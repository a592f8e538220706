"""Titles, subjects, preheaders and slugs: the author's words, else proposals made from them.

No summary is ever written. A sensitive article's proposals tell nothing of it: a neutral name
and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from pipeline import slots, words
from pipeline.model import Article, Block, PartSettings

SUBJECT = 70  # characters; the first 33 matter most
PREHEADER = 90
PREHEADER_LEAST = 30


class Cut(NamedTuple):
    """Cuts text between words, never a field's mark in two."""

    marks: re.Pattern[str]

    def __call__(self, text: str, limit: int) -> str:
        """The text in at most `limit` characters."""
        return words.cut(text, limit, self.marks)


class Names(NamedTuple):
    """A part's names; `titled` where its opening heading serves as its title."""

    title: str
    subject: str
    preheader: str
    slug: str
    titled: bool


def names(
    article: Article,
    runs: Sequence[Sequence[Block]],
    given: Sequence[PartSettings],
    strings: Mapping[str, str],
) -> list[Names]:
    """The names of all parts, no subject or preheader twice."""
    found: list[Names] = []
    cut = Cut(slots.pattern(article.marks.prefix))
    taken = {text for one in given for text in (one.subject, one.preheader) if text}
    for index, (run, one) in enumerate(zip(runs, given, strict=True)):
        number = {"number": index + 1, "total": len(runs)}
        title, titled = _title(article, run, one, index, strings)
        subject = one.subject or _subject(article, title, strings, number, cut)
        if not one.subject and subject in taken:
            subject = strings["numbered"].format(name=cut(subject, SUBJECT - 12), **number)
        taken.add(subject)
        preheader = one.preheader or _preheader(article, run, strings, number, taken, cut)
        taken.add(preheader)
        slug = _slug(article, title, index + 1)
        found.append(Names(title, subject, preheader, slug, titled))
    return found


def unnumbered(
    one: PartSettings, strings: Mapping[str, str], *, number: int, total: int
) -> PartSettings:
    """What is said of a part without proposals that hold its number, once written down."""
    held = {"number": str(number), "total": str(total)}

    def proposed(text: str, name: str) -> bool:
        pattern = re.escape(strings[name]).replace(r"\{name\}", ".*")
        for key, value in held.items():
            pattern = pattern.replace(rf"\{{{key}\}}", value)
        return bool(re.fullmatch(pattern, text))

    return replace(
        one,
        subject="" if proposed(one.subject, "numbered") else one.subject,
        preheader="" if proposed(one.preheader, "neutral_preheader") else one.preheader,
    )


def _title(
    article: Article,
    run: Sequence[Block],
    one: PartSettings,
    index: int,
    strings: Mapping[str, str],
) -> tuple[str, bool]:
    """The title, and whether the opening heading is it and so is not shown again."""
    opening = run[0].text if run[0].kind == "heading" else ""
    if one.title:
        return one.title, bool(opening) and opening.casefold() == one.title.casefold()
    if index == 0:
        return article.title, opening.casefold() == article.title.casefold()
    if opening:
        return opening, True
    return strings["untitled_part"].format(number=index + 1), False


def _subject(
    article: Article,
    title: str,
    strings: Mapping[str, str],
    number: Mapping[str, int],
    cut: Cut,
) -> str:
    untitled = title == strings["untitled_part"].format(**number)
    if article.settings.sensitive:
        name = article.settings.public_name or strings["neutral_name"]
        return strings["numbered"].format(name=name, **number) if number["total"] > 1 else name
    if untitled:
        name = cut(article.public_name, SUBJECT - 12)
        return strings["numbered"].format(name=name, **number)
    return cut(title, SUBJECT)


def _preheader(
    article: Article,
    run: Sequence[Block],
    strings: Mapping[str, str],
    number: Mapping[str, int],
    taken: set[str],
    cut: Cut,
) -> str:
    """The later headings together, else a later sentence: never the first, never one twice."""
    neutral = strings["neutral_preheader"].format(**number)
    if article.settings.sensitive:
        return neutral
    later = (cut(block.text, PREHEADER) for block in run[1:] if block.kind == "heading")
    opening = next((block.text for block in run if block.kind != "heading"), "")
    for proposal in (_together(later), *_sentences(run, cut)):
        enough = words.width(proposal) >= PREHEADER_LEAST
        if enough and proposal not in taken and not opening.startswith(proposal.rstrip("…")):
            return proposal
    return neutral


def _together(headings: Iterable[str]) -> str:
    """As many headings as there is room for."""
    text = ""
    for heading in headings:
        longer = f"{text} · {heading}" if text else heading
        if len(longer) > PREHEADER:
            break
        text = longer
    return text


def _sentences(run: Sequence[Block], cut: Cut) -> Iterator[str]:
    """The sentences of a part's paragraphs but the first, each cut to a preheader's length."""
    paragraphs = (block.text for block in run if block.kind == "paragraph")
    found = (sentence for text in paragraphs for sentence in words.sentences(text))
    return (cut(sentence, PREHEADER) for sentence in islice(found, 1, None))


def _slug(article: Article, title: str, number: int) -> str:
    if article.settings.sensitive:
        return f"part-{number}"
    return words.slug(slots.unmarked(title, article.marks))
