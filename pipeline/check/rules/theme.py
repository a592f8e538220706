"""The words of a theme's frame, in the article's language."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.checked import Checked
from pipeline.check.rule import Found, Rule, rule
from pipeline.model import Severity


@rule("theme/no-words", Severity.WARNING)
def no_words(checked: Checked) -> Iterator[Found]:
    """The frame around the article is in another language than the article.

    Lines such as “Next letter in 3 days” come from a catalogue of words, and there is none for
    this language. docs/languages.md tells how to make one.

    Source: WCAG 2.2, success criterion 3.1.2.
    """
    lang = checked.article.lang
    if not _in_its_language(checked):
        yield Found(
            f"the frame of the mails is in English: there are no words for {lang}",
            None,
            f"translate them into templates/locale/{lang}.po; docs/languages.md tells how",
        )


@rule("theme/words-missing", Severity.WARNING)
def words_missing(checked: Checked) -> Iterator[Found]:
    """Some words of the frame have no translation and stand there in English.

    Translate them in the language's catalogue in `templates/locale/`.

    Source: WCAG 2.2, success criterion 3.1.2.
    """
    words = checked.theme.strings
    if words.missing and _in_its_language(checked):
        yield Found(
            f"some words of the frame are in English: {', '.join(words.missing)}",
            None,
            f"translate them in templates/locale/{words.lang}.po",
        )


@rule("theme/words-unreviewed", Severity.NOTE)
def words_unreviewed(checked: Checked) -> Iterator[Found]:
    """The frame's words in this language have been read by no native speaker.

    They were translated with care, but nobody who grew up with the language has looked at them
    yet. docs/languages.md tells how to say that somebody has.

    Source: the catalogue's own header.
    """
    words = checked.theme.strings
    if words.unreviewed:
        yield Found(
            f"the frame's {words.language_name()} words have not been read by a native speaker yet",
            None,
            "docs/languages.md tells how to read them, and how to say that they have been",
        )


def _in_its_language(checked: Checked) -> bool:
    own = checked.article.lang.partition("-")[0].lower()
    return checked.theme.strings.lang.partition("-")[0] == own


RULES: tuple[Rule[Checked], ...] = (no_words, words_missing, words_unreviewed)
