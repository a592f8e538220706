"""What readers of a text on health, or on something private, may need beside it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.checked import Checked
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.words.passages import Said
from pipeline.check.words.reading import grade
from pipeline.check.words.topics import is_health, topics
from pipeline.errors import Place
from pipeline.model import Severity
from pipeline.strings import language
from pipeline.words import count

HARDEST = 3  # sentences that are named
SHORT_ITEM = 5  # words of an item of a list that is no sentence
MARGIN = 0.5  # of a year: no formula is more exact


@rule("words/grade", Severity.NOTE)
def reading_grade(checked: Checked) -> Iterator[Found]:
    """The text is harder to read than is wished for.

    The grade is in years of school: 9 can be read by most adults, and patient material aims at
    6 to 8. It is reckoned from the lengths of sentences and words, so the longest sentences,
    which are named, are where to begin. Known for English, German, French, Spanish, Italian and
    Dutch, from a hundred words on. The setting `check.grade` says what is wished for.

    Source: Flesch and Kincaid 1975 and SMOG (McLaughlin 1969) for English; the Viennese formula
    for factual texts, Kandel-Moles, Szigriszt-Pazos, Gulpease and Flesch-Douma for the others.
    """
    said, lang = checked.said, language(checked.article.lang)
    found = grade([sentence for _, sentence in _sentences(said)], lang)
    wished = checked.settings.grade
    if not found or found.years <= wished + MARGIN:
        return
    hardest = sorted(_sentences(said), key=lambda one: -count(one[1]))[:HARDEST]
    at, sentence = hardest[0]
    unit = checked.article.lines_unit
    longest = ", ".join(
        f"{unit} {said.passages[index].first_line} ({count(text)} words)" for index, text in hardest
    )
    yield Found(
        f"it takes {found.years:.0f} years of school to read this; {wished:g} are wished for",
        said.passages[at].at,
        f"shorten the longest sentences: {longest} ({found.formula})",
        " ".join(sentence.split()[:4]),
    )


def _sentences(said: Said) -> Iterator[tuple[int, str]]:
    """The sentences of running text, each with the index of its passage."""
    for index, passage in enumerate(said.passages):
        if passage.kind in ("paragraph", "lead", "list", "callout", "note"):
            for sentence in passage.sentences:
                if passage.kind == "paragraph" or count(sentence) >= SHORT_ITEM:
                    yield index, sentence


@rule("words/no-reviewer", Severity.NOTE)
def no_reviewer(checked: Checked) -> Iterator[Found]:
    """Nobody who knows the subject has looked at a text on health.

    Readers follow advice on health, right or wrong. `letterloom approve` writes down who read the
    words, and when; the mails can then say so.

    Source: the standard for health information of the Patient Information Forum asks for a named
    reviewer and a date.
    """
    if is_health(checked.said) and not checked.article.settings.approved:
        hint = "let somebody who knows the subject read it, then run letterloom approve"
        yield Found(
            "the text is about health, and nobody is named who reviewed it",
            Place(checked.article.source),
            hint,
        )


@rule("words/no-disclaimer", Severity.NOTE)
def no_disclaimer(checked: Checked) -> Iterator[Found]:
    """A text on health does not say that it is no advice about the reader's own care.

    A letter knows nothing of who reads it. A line such as “Information, not advice about your own
    care” in `disclaimer` stands under every part.

    Source: guidance for publishers of health information in most countries.
    """
    if is_health(checked.said) and not checked.article.settings.disclaimer:
        hint = 'write disclaimer = "Information, not advice about your own care." in its settings'
        yield Found(
            "the text is about health, and says nowhere what it cannot replace",
            Place(checked.article.source),
            hint,
        )


@rule("words/no-support", Severity.NOTE)
def no_support(checked: Checked) -> Iterator[Found]:
    """A sensitive series names nobody whom a reader could call.

    Who reads such a letter at night may need somebody then. `[[support]]` names a line of help
    with its hours; it stands before the footer of every part.

    Source: guidance for reporting on suicide by the World Health Organization, which asks for
    lines of help beside every such text; the same holds for loss and illness.
    """
    settings = checked.article.settings
    own = any(block.name == "support" for part in checked.parts for block in part.blocks)
    if settings.sensitive and not settings.support and not own and topics(checked.said):
        hint = 'write [[support]] with name = "…" and phone = "…" in its settings'
        yield Found(
            "readers are told of nobody whom they could call", Place(checked.article.source), hint
        )


RULES: tuple[Rule[Checked], ...] = (no_reviewer, no_disclaimer, no_support, reading_grade)
