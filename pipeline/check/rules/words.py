"""Words that do not belong in a mail, or that a writer would want back; in anybody's mail too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from pipeline.check.checked import Checked
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.markup_placeholders import is_field
from pipeline.check.words.passages import UNSAID, Passage, Said
from pipeline.check.words.patterns import Token
from pipeline.model import Severity

NEEDLE_WORDS = 6  # of a longer stretch, these are looked for in its line
NEARBY = 8192  # characters of HTML within which a passage's words are looked for
LOUD = 4  # words in capitals in a row
_BRACKETS = "[<{"
_FIELD = re.compile(r"(?:\{\{|\[\[|<%|\*\||%%|[$@#]\{)[^\]}%|]*\Z")
_MARKS = re.compile(r"!{2,}|\?{2,}|[!?]{3,}")
_SLIP = re.compile(r"(?<=[^\W_]) +,(?= )|(?<=[^\W_]),{2,}(?!,)(?= )")


def found_in(passage: Passage, start: int, end: int) -> str:
    """What the caret is put under: the first words of a stretch of a passage."""
    return " ".join(passage.text[start:end].split()[:NEEDLE_WORDS])


def _not_for_mail(said: Said) -> Iterator[Found]:
    for passage in said.body:
        for hit in said.words["not-for-mail"].hits(passage.tokens):
            words = passage.text[hit.start : hit.end]
            mild = hit.known.mild or passage.quoted
            yield Found(
                f"“{words}” is written for a web page, not for a mail",
                passage.at,
                better(hit.known.instead, hit.known.why),
                found_in(passage, hit.start, hit.end),
                Severity.NOTE if mild else None,
                key=hit.known.pattern,
                part=passage.part,
            )


def _hurtful(said: Said) -> Iterator[Found]:
    for passage in said.passages:
        for hit in said.words["hurtful"].hits(passage.tokens):
            words = passage.text[hit.start : hit.end]
            mild = hit.known.mild or passage.quoted
            yield Found(
                f"“{words}” hurts some readers",
                passage.at,
                better(hit.known.instead, hit.known.why),
                found_in(passage, hit.start, hit.end),
                Severity.NOTE if mild else None,
                key=hit.known.pattern,
                part=passage.part,
            )


def better(instead: str, why: str) -> str:
    """What to do: what to say instead, and why."""
    said = instead or "find other words"
    return f"{said}; {why[:1].lower()}{why[1:].rstrip('.')}" if why else said


def _leftover_words(said: Said) -> Iterator[Found]:
    """What was left but fields: `markup/placeholder-left` tells of them in anybody's mail."""
    return _leftover(said, fields=False)


def _leftover(said: Said, *, fields: bool = True) -> Iterator[Found]:
    for passage in said.passages:
        ended = -1
        for hit in said.words["leftover"].hits(passage.tokens):
            if ended >= 0 and hit.start <= ended + 1:  # the next words of the same filler
                ended = hit.end
                continue
            around = passage.text[max(hit.start - 1, 0) : hit.start]
            bracketed = bool(around) and around in _BRACKETS
            if _FIELD.search(passage.text, 0, hit.start) or (
                bracketed and not fields and is_field(passage.text, hit.start - 1)
            ):
                continue  # a merge field, which markup/placeholder-left tells of
            if hit.known.group == "in-brackets" and not bracketed:
                continue
            sure = bracketed or not hit.known.mild
            ended = hit.end
            yield Found(
                f"“{passage.text[hit.start : hit.end]}” was left over from writing",
                passage.at,
                "write what belongs there, or take it out",
                found_in(passage, hit.start, hit.end),
                None if sure else Severity.WARNING,
                part=passage.part,
            )


def _double_word(said: Said) -> Iterator[Found]:
    rightly = said.words["twice"].patterns
    for passage in said.passages if rightly else ():
        for one, two in _pairs(passage):
            if one.folded not in rightly:
                stretch = passage.text[one.start : two.end]
                yield Found(
                    f"“{stretch}”: a word stands twice",
                    passage.at,
                    "take one out",
                    stretch,
                    part=passage.part,
                )


def _pairs(passage: Passage) -> Iterator[tuple[Token, Token]]:
    """Words that stand twice side by side, and not more often, which is meant; no names."""
    found = passage.tokens
    for at, (one, two) in enumerate(pairwise(found)):
        if one.folded == two.folded and passage.text[one.end : two.start] == " ":
            around = (*found[max(at - 1, 0) : at], *found[at + 2 : at + 3])
            more = any(token.folded == one.folded for token in around)
            if two.written[0].islower() and len(two.written) > 1 and not more:
                yield one, two


def _shouting_marks(said: Said) -> Iterator[Found]:
    """What shouts but capitals, which `a11y/capitals` tells of in somebody else's mail."""
    return _shouting(said, capitals=False)


def _shouting(said: Said, *, capitals: bool = True) -> Iterator[Found]:
    for passage in said.body:
        for found in _MARKS.finditer(passage.text):
            start = passage.text.rfind(" ", 0, found.start()) + 1
            yield Found(
                f"“{passage.text[start : found.end()]}” shouts",
                passage.at,
                "one mark is enough",
                passage.text[start : found.end()],
                part=passage.part,
            )
        for start, end in _loud(passage) if capitals else ():
            yield Found(
                f"“{passage.text[start:end]}” is in capitals",
                passage.at,
                "write it in small letters: capitals are slow to read, and sound like shouting",
                found_in(passage, start, end),
                part=passage.part,
            )


def _loud(passage: Passage) -> Iterator[tuple[int, int]]:
    """Runs of words in capitals, abbreviations alone left out."""
    run: list[Token] = []
    for token in (*passage.tokens, None):
        loud = token is not None and token.written.isupper() and token.written[0].isalpha()
        if run and (token is None or not loud or token.before):
            if len(run) >= LOUD and sum(len(one.written) > 3 for one in run) * 2 >= len(run):
                yield run[0].start, run[-1].end
            run = []
        if token and loud:
            run.append(token)


def _slip(said: Said) -> Iterator[Found]:
    for passage in said.body:
        for found in _SLIP.finditer(passage.text):
            if UNSAID in passage.text[max(found.start() - 2, 0) : found.start()]:
                continue
            start = passage.text.rfind(" ", 0, found.start()) + 1
            stretch = passage.text[start : found.end()]
            yield Found(
                f"“{stretch}”: a comma is out of place",
                passage.at,
                "a comma follows its word at once",
                stretch,
                part=passage.part,
            )


@rule("words/leftover", Severity.ERROR)
def leftover(checked: Checked) -> Iterator[Found]:
    """Words that the author meant to replace are still there.

    Filler such as “lorem ipsum”, a place in brackets for words to come, a note to oneself: every
    reader sees that nobody read the mail before it went. Write what belongs there. Marks that
    some texts rightly hold, such as “TBD”, are a warning.

    Source: the list `leftover` of the word lists, docs/words.md.
    """
    yield from _leftover(checked.said)


@rule("words/not-for-mail", Severity.WARNING)
def not_for_mail(checked: Checked) -> Iterator[Found]:
    """A phrase was written for a web page, and is wrong in a mail.

    A mail is no blog post, has no comments below it and plays no video; whoever reads “leave a
    comment below” looks for something that is not there. The hint says what to write instead. In
    a quotation it is a note.

    Source: the list `not-for-mail` of the word lists, docs/words.md.
    """
    yield from _not_for_mail(checked.said)


@rule("words/hurtful", Severity.WARNING)
def hurtful(checked: Checked) -> Iterator[Found]:
    """A word hurts some of the people who may read it.

    Words that blame, that make a person of an illness, or that name people as others named them.
    Readers who are hurt stop reading, and stop asking for help. The hint says why it hurts and
    what is gentler; nothing is changed, and the people concerned know best. In a quotation, and
    for words that some say of themselves, it is a note.

    Source: the list `hurtful` of the word lists, docs/words.md; guidance for reporting on suicide
    by the World Health Organization; surveys of the wording of pregnancy loss.
    """
    yield from _hurtful(checked.said)


@rule("words/double-word", Severity.WARNING)
def double_word(checked: Checked) -> Iterator[Found]:
    """A word stands twice in a row.

    The eye passes over it when one reads one's own text; a screen reader does not. Words that
    rightly stand twice (“had had”) are in the list `twice`; a language without that list is not
    looked at.

    Source: the list `twice` of the word lists, docs/words.md.
    """
    yield from _double_word(checked.said)


@rule("words/shouting", Severity.NOTE)
def shouting(checked: Checked) -> Iterator[Found]:
    """Words in capitals, or several exclamation marks, sound like shouting.

    Long runs of capitals are slower to read, screen readers may spell them, and filters count
    them. Abbreviations do not matter.

    Source: SpamAssassin's rules on capitals and exclamation marks; WCAG 2.2, criterion 3.1.5.
    """
    yield from _shouting(checked.said)


@rule("words/slip", Severity.NOTE)
def slip(checked: Checked) -> Iterator[Found]:
    """A comma stands after a space, or twice.

    Mail programs may break the line before it, so that a line begins with a comma.

    Source: Unicode Standard Annex 14, which allows a break at a space.
    """
    yield from _slip(checked.said)


RULES: tuple[Rule[Checked], ...] = (
    leftover,
    not_for_mail,
    hurtful,
    double_word,
    slip,
    shouting,
)


def _of_mail(one: Rule[Checked], find: Callable[[Said], Iterator[Found]]) -> Rule[Mail]:
    """The same rule for somebody else's mail; of ours the article is looked at."""

    def in_mail(mail: Mail) -> Iterator[Found]:
        for found in find(mail.said) if not mail.ours else ():
            at = found.at
            if isinstance(at, int):
                there = mail.html.find(found.needle, at, at + NEARBY)
                at = there if there >= 0 else at
            yield found._replace(at=at)

    in_mail.__doc__ = one.find.__doc__
    return Rule(one.name, one.severity, in_mail)


MAIL_RULES: tuple[Rule[Mail], ...] = (
    _of_mail(leftover, _leftover_words),
    _of_mail(not_for_mail, _not_for_mail),
    _of_mail(hurtful, _hurtful),
    _of_mail(double_word, _double_word),
    _of_mail(slip, _slip),
    _of_mail(shouting, _shouting_marks),
)
