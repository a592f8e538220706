"""An article that would lose over a fifth of its words: a person is asked."""

import pytest
from listings import read

from pipeline.errors import SourceError
from pipeline.model import ArticleSettings

TEXT = "The heron stands in the brook and looks at the water as if nobody were there. " * 6
BIO = (
    "Ada Moss lives by the brook and has written about birds for longer than she can remember. "
    "She has a boat, two dogs and a telescope, and she is seldom at home before it is dark, "
    "whatever the weather, since the birds do not mind it and so she does not mind it either."
)
LOSING = f"The heron\n\n{TEXT}\n\nAbout the author\n\n{BIO}\n\nShare this post\n"


def failure(text, **settings):
    with pytest.raises(SourceError) as raised:
        read(text, "heron.txt", settings=ArticleSettings(**settings))
    assert raised.value.exit_code == 3
    return raised.value.format_message()


def test_the_question_shows_what_would_go_and_how_to_answer():
    assert failure(LOSING) == (
        "heron.txt:7: cleaning would take out 57 of 153 words, over a fifth:\n"
        "       54  author-box: Ada Moss lives by the brook and has written about birds for…\n"
        "        3  author-box: About the author\n"
        f"     7 | {BIO[:100]}…\n"
        "  try: build with --keep author-box to keep what a rule takes out, "
        "or with --accept-removals if none of it is the article's"
    )


def test_either_answer_is_taken():
    accepted = read(LOSING, "heron.txt", settings=ArticleSettings(accept_removals=True))
    assert [gone.rule for gone in accepted.removals] == ["author-box", "author-box", "share-line"]
    kept = read(LOSING, "heron.txt", settings=ArticleSettings(keep=("author-box",)))
    assert [gone.rule for gone in kept.removals] == ["share-line"]
    assert accepted.words == kept.words == 158


def test_a_few_words_are_never_asked_about():
    text = "The heron\n\nIt stands in the brook.\n\nAbout the author\n\nAda Moss likes birds.\n"
    assert len(read(text, "heron.txt").removals) == 2


def test_what_is_known_word_for_word_is_not_asked_about():
    names = "\n\n".join(["Facebook", "Twitter", "Email"] * 20)
    found = read(f"The heron\n\n{TEXT}\n\nShare this post\n\n{names}\n", "heron.txt")
    assert sum(gone.words for gone in found.removals) == 63


def test_up_to_a_fifth_nobody_is_asked():
    assert len(read(LOSING.replace(TEXT, TEXT * 3), "heron.txt").removals) == 3


def test_nothing_but_removals_shows_them():
    message = failure("Share this post")
    assert message.startswith("heron.txt:1: cleaning would take out 3 of 3 words, all that there")
    assert "share-line: Share this post" in message


def test_a_title_alone_is_no_article():
    with pytest.raises(SourceError) as raised:
        read("# The heron\n", "heron.md")
    assert raised.value.message == "there is no text in it below its title, “The heron”"
