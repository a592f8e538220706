"""What the letters of a series are called: subjects, preheaders, titles, identities, counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from pipeline import slots
from pipeline.check.checked import Checked
from pipeline.check.rule import At, Found, Rule, rule
from pipeline.check.words.part_counts import PartCount, part_counts
from pipeline.markup import Text
from pipeline.model import Part, Severity
from pipeline.words import cut

SHORT = 60  # characters of a line that may be a count and nothing else
ROUND = 2  # characters around a count that is a line of its own, at most

_DIGIT = re.compile(r"\d")
_PROMISED = re.compile(
    r"(?<![\w.,:/€£$¥#-])(?P<number>\d{1,3})(?![\w%‰:/-]|[.,]\d)\s+(?:\w+\s+){0,2}?"
    r"(?P<things>tips?|ways?|steps?|reasons?|rules?|questions?|ideas?|things|facts|myths|mistakes"
    r"|lessons|signs|tricks|habits|tipps|wege|schritte|gründe|regeln|fragen|ideen|dinge|fakten"
    r"|fehler|conseils|façons|étapes|raisons|règles|questions|idées|choses|erreurs|consejos"
    r"|formas|maneras|pasos|razones|reglas|preguntas|cosas|errores|consigli|modi|passi|motivi"
    r"|regole|domande|cose|errori|manieren|stappen|redenen|regels|vragen|dingen)(?!\w)",
    re.IGNORECASE,
)


@rule("series/same-subject", Severity.WARNING)
def same_subject(checked: Checked) -> Iterator[Found]:
    """Two letters of a series have the same subject.

    An inbox puts mails with one subject into one conversation and shows the newest: the second
    letter hides the first, or looks like the same mail sent twice. Give each a subject of its own,
    or number them.

    Source: Gmail and Outlook group conversations by subject.
    """
    yield from _same(checked, "subject", lambda part: part.subject)


@rule("series/same-preheader", Severity.NOTE)
def same_preheader(checked: Checked) -> Iterator[Found]:
    """Two letters of a series have the same preheader.

    It is the line that an inbox shows behind the subject: what is new in this letter belongs
    there.

    Source: inboxes of Gmail, Apple Mail and Outlook show the mail's first text as a preview.
    """
    yield from _same(checked, "preheader", lambda part: part.preheader)


@rule("series/same-title", Severity.WARNING)
def same_title(checked: Checked) -> Iterator[Found]:
    """Two letters of a series have the same title.

    Who opens the second sees the heading of the first and closes it as read. Give one a `title` of
    its own, or break the article where a heading stands.

    Source: WCAG 2.2, success criterion 2.4.6.
    """
    yield from _same(checked, "title", lambda part: part.title)


@rule("series/same-id", Severity.ERROR)
def same_id(checked: Checked) -> Iterator[Found]:
    """Two letters of a series have the same Message-ID.

    A mail server that has seen an identity drops the next mail that bears it, so one of the
    letters never arrives. Give each part an `id` of its own in the settings, or none.

    Source: RFC 5322, section 3.6.4.
    """
    seen: dict[str, int] = {}
    for mail in checked.mails:
        for header in mail.letter.headers if mail.letter else ():
            if header.name.lower() == "message-id":
                first = seen.setdefault(header.value, mail.number)
                if first != mail.number:
                    text = f"letters {first} and {mail.number} have the same Message-ID"
                    yield Found(text, None, "give each part an id of its own", part=mail.number)


def _same(checked: Checked, name: str, told: Callable[[Part], str]) -> Iterator[Found]:
    """What two letters have in common that each should have of its own."""
    first: dict[str, int] = {}
    for part in checked.parts:
        text = " ".join(told(part).split())
        number = first.setdefault(text.casefold(), part.number)
        if number != part.number and text:
            shown = cut(slots.shown(text, checked.article.marks), SHORT)
            yield Found(
                f"letters {number} and {part.number} have the same {name}, “{shown}”",
                _place(checked, part),
                f'give it one of its own: {name} = "…" under [[series.parts]]',
                part=part.number,
            )


def _place(checked: Checked, part: Part) -> At:
    """Where the settings speak of a part, else where its text begins."""
    parts = checked.article.settings.series.parts
    told = (
        parts[part.number - 1] if isinstance(parts, tuple) and part.number <= len(parts) else None
    )
    return (told.place if told else None) or part.blocks[0].lines


@rule("series/count-disagrees", Severity.WARNING)
def count_disagrees(checked: Checked) -> Iterator[Found]:
    """A letter says that it is another part of the series than it is.

    “Part 2 of 4” in a series of three sends readers looking for a letter that never comes. It
    happens when a series is broken anew after somebody wrote its subjects. Correct the numbers,
    or leave them out: the frame of every letter counts by itself.

    Source: the places of the parts in the series.
    """
    for part in checked.parts:
        told: set[str] = set()
        for name, counted, at in _counted(checked, part):
            wrong = (counted.number, counted.total) != (part.number, part.total)
            if wrong and counted.written.casefold() not in told:
                told.add(counted.written.casefold())
                yield Found(
                    f"the {name} of letter {part.number} says “{counted.written}”, "
                    f"but the letter is {part.number} of {part.total}",
                    at,
                    "correct the numbers, or leave them out: the frame counts by itself",
                    counted.written,
                    part=part.number,
                )


def _counted(checked: Checked, part: Part) -> Iterator[tuple[str, PartCount, At]]:
    """The counts that a letter shows: in its names, and where a line is a count alone."""
    for name in ("subject", "preheader", "title"):
        numbered = _bare_ones(getattr(one, name) for one in checked.parts)
        for counted in part_counts(getattr(part, name)):
            if counted.named or numbered:
                yield name, counted, _place(checked, part)
    if part.total == 1 or part.number > len(checked.mails):
        return
    mail = checked.mails[part.number - 1]
    for text in mail.body.nodes():
        for counted in _alone(text.data) if isinstance(text, Text) else ():
            yield "HTML", counted, mail.place(text.start)
    for line in (mail.text or "").split("\n"):
        for counted in _alone(line):
            yield "plain text", counted, None


def _alone(line: str) -> Iterator[PartCount]:
    """The count that a line is, and nothing else."""
    line = line.strip()
    for counted in part_counts(line) if len(line) <= SHORT and _DIGIT.search(line) else ():
        if counted.named and len(line) - len(counted.written) <= ROUND:
            yield counted


def _bare_ones(texts: Iterable[str]) -> bool:
    """Whether the series is numbered by bare counts: one alone may be a date or a fraction."""
    found = [text for text in texts if any(not one.named for one in part_counts(text))]
    return len(found) > 1


@rule("series/subject-promises", Severity.NOTE)
def subject_promises(checked: Checked) -> Iterator[Found]:
    """A subject promises a number of things that the letter does not have.

    The article's “10 tips” became a series, and its first letter, still called “10 tips”, has four
    of them. Readers count. Say what this letter has in its subject, or that it is the first of
    some.

    Source: the Federal Trade Commission's guide to 15 U.S.C. 7704: a subject tells what is in the
    mail.
    """
    for part in checked.parts if len(checked.parts) > 1 else ():
        for found in _PROMISED.finditer(part.subject):
            number = int(found["number"])
            if number > 1 and not _kept(part, number):
                yield Found(
                    f"the subject of letter {part.number} promises “{found[0]}”, "
                    "which this letter does not have",
                    _place(checked, part),
                    "say in its subject what this letter has",
                    found[0],
                    part=part.number,
                )


def _kept(part: Part, number: int) -> bool:
    """Whether a part has so many of something: items, headings, pictures, or a mention of it."""
    if any(re.search(rf"(?<!\d){number}(?!\d)", one.text) for one in part.blocks[part.titled :]):
        return True
    kinds = Counter((one.kind, one.level) for one in part.blocks[part.titled :])
    tokens = [token for block in part.blocks for token in block.tokens]
    items = Counter(token.level for token in tokens if token.type == "list_item_open")
    return number in {*kinds.values(), *items.values()}


RULES: tuple[Rule[Checked], ...] = (
    same_id,
    count_disagrees,
    same_subject,
    same_title,
    same_preheader,
    subject_promises,
)
