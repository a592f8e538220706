"""Titles, subjects, preheaders and slugs: the author's words, else proposals made from them.

No summary is ever written. A sensitive article's proposals tell nothing of it: a neutral name
and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from pipeline import slots, words
from pipeline.model import Article, Block, PartSettings
from pipeline.plan import bonds
from pipeline.plan.phrases import phrase
from pipeline.plan.preheaders import preheaders
from pipeline.plan.shorten import shortened
from pipeline.plan.telling import Telling

SUBJECT = 50  # characters; the first 33 matter most


@dataclass(frozen=True, slots=True)
class Cut:
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
    naming = _Naming(article, runs, strings)
    titles = naming.titles(given)
    subjects = naming.subjects(given, [title for title, _ in titles])
    taken = {one.preheader for one in given if one.preheader} | set(subjects)
    found: list[Names] = []
    for part, (one, (title, titled)) in enumerate(zip(given, titles, strict=True)):
        preheader = one.preheader or naming.preheader(part, title, taken)
        taken.add(preheader)
        slug = _slug(article, title, part + 1)
        found.append(Names(title, subjects[part], preheader, slug, titled))
    return found


class _Naming:
    """What the names of an article's parts are made from."""

    def __init__(
        self, article: Article, runs: Sequence[Sequence[Block]], strings: Mapping[str, str]
    ) -> None:
        self.article = article
        self.runs = runs
        self.strings = strings
        self.cut = Cut(slots.pattern(article.marks.prefix))

    @cached_property
    def headed(self) -> bool:
        """Whether the article has headings; else a line in bold serves as one."""
        return any(block.kind == "heading" for block in self.article.blocks)

    @cached_property
    def telling(self) -> Telling:
        """What the words of the parts tell: not looked at where nothing is to be told."""
        return Telling(self.runs)

    def numbers(self, part: int) -> dict[str, int]:
        """A part's number, for the strings that hold it."""
        return {"number": part + 1, "total": len(self.runs)}

    def titles(self, given: Sequence[PartSettings]) -> list[tuple[str, bool]]:
        """The titles, and of each whether the opening heading is it and so is not shown again."""
        taken = {one.title.casefold() for one in given if one.title}
        taken |= {run[0].text.casefold() for run in self.runs if bonds.announces(run[0])}
        found: list[tuple[str, bool]] = []
        for part, (run, one) in enumerate(zip(self.runs, given, strict=True)):
            title, titled = self._title(part, run, one, taken)
            taken.add(title.casefold())
            found.append((title, titled))
        return found

    def _title(
        self, part: int, run: Sequence[Block], one: PartSettings, taken: set[str]
    ) -> tuple[str, bool]:
        opening = run[0].text if bonds.announces(run[0]) else ""
        serves = bool(opening) and (run[0].kind == "heading" or not self.headed)
        if one.title or not part:
            title = one.title or self.article.title
            return title, serves and opening.casefold() == title.casefold()
        if opening:
            return opening, serves
        untitled = self.strings["untitled_part"].format(**self.numbers(part))
        if self.article.settings.sensitive:
            return untitled, False
        said = taken | {self.article.title.casefold()}
        return phrase(run, self.telling, part, SUBJECT, said, self.cut.marks) or untitled, False

    def subjects(self, given: Sequence[PartSettings], titles: Sequence[str]) -> list[str]:
        """The subjects: what fits whole goes first, so that what is cut keeps out of its way."""
        found = [one.subject for one in given]
        taken = {subject.casefold() for subject in found if subject}
        if not self.article.settings.sensitive:
            for whole in (True, False):
                for part, title in enumerate(titles):
                    if not found[part] and (len(title) <= SUBJECT) is whole:
                        found[part] = self._subject(part, title, taken)
                        taken.add(found[part].casefold())
        return [subject or self._neutral(part) for part, subject in enumerate(found)]

    def _subject(self, part: int, title: str, taken: set[str]) -> str:
        untitled = title == self.strings["untitled_part"].format(**self.numbers(part))
        if not untitled:
            for proposal in self._shortened(title, SUBJECT):
                if proposal.casefold() not in taken:
                    return proposal
        name = self.article.public_name if untitled else title
        return self._numbered(part, name)

    def _shortened(self, title: str, limit: int) -> Iterator[str]:
        return shortened(title, limit, self.cut, self.telling.grammar)

    def _neutral(self, part: int) -> str:
        """A sensitive article's subject."""
        name = self.article.settings.public_name or self.strings["neutral_name"]
        return self._numbered(part, name, whole=True) if len(self.runs) > 1 else name

    def _numbered(self, part: int, name: str, *, whole: bool = False) -> str:
        """A name and the part's number, in a subject's length unless it is to stay whole."""
        numbers = self.numbers(part)
        room = SUBJECT - len(self.strings["numbered"].format(name="", **numbers))
        shown = name if whole else next(self._shortened(name, room))
        return self.strings["numbered"].format(name=shown, **numbers)

    def preheader(self, part: int, title: str, taken: set[str]) -> str:
        """The best line that is not taken, else one that says only the number."""
        if not self.article.settings.sensitive:
            for proposal in preheaders(self.runs[part], self.telling, part, title):
                if proposal not in taken:
                    return proposal
        if len(self.runs) == 1:
            return self.strings["neutral_preheader_alone"]
        return self.strings["neutral_preheader"].format(**self.numbers(part))


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
        preheader=""
        if proposed(one.preheader, "neutral_preheader")
        or proposed(one.preheader, "neutral_preheader_alone")
        else one.preheader,
    )


def _slug(article: Article, title: str, number: int) -> str:
    if article.settings.sensitive:
        return f"part-{number}"
    return words.slug(slots.unmarked(title, article.marks))
