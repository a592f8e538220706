"""What cleaning takes out, and above all what it leaves."""

import pytest
from listings import read

TEXT = "The text of it all stands here, and it is long enough."


def removed(*lines):
    found = read("\n\n".join(["# The title", TEXT, *lines]))
    return [gone.text for gone in found.removals]


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Reply",
        "## Leave a comment",
        "Leave a Reply Cancel reply",
        "Comments",
        "3 comments",
        "No comments yet",
        "Comments are closed.",
        "12 thoughts on “The title”",
        "Your email address will not be published. Required fields are marked *",
        "Schreibe einen Kommentar",
    ],
)
def test_a_comment_form_at_the_end(line):
    assert removed(line) == [line.lstrip("# ")]
    assert removed(line, "And more text follows it.") == []


def test_a_whole_form_at_the_end():
    form = ["Leave a Reply", "Your email address will not be published.", "Post comment"]
    assert removed(*form) == form


@pytest.mark.parametrize(
    "line",
    [
        "Share this post",
        "Share this article on Facebook",
        "Tweet this",
        "Share this:",
        "Email this page to",
        "Share on Facebook Twitter LinkedIn",
        "Follow us on Instagram, Facebook and X.",
    ],
)
def test_what_is_left_of_buttons(line):
    wanted = [] if line.endswith(" to") else [line]
    assert removed(line, "And more text follows it.") == wanted


@pytest.mark.parametrize(
    "line",
    [
        "Share it",
        "Print it",
        "Email this",
        (
            "Share this post with your doctor before you decide, since it is not advice on your "
            "own care, and a doctor knows you"
        ),
        "We made no comments.",
        "No comments.",
        "Leave a reply slip at the desk.",
        "## Share this post\n\nIt is what the section is about.",
    ],
)
def test_real_words_stay(line):
    assert removed("Before.", line) == []


def test_the_title_again_wherever_it_stands():
    assert removed("the TITLE", "More.", "## The  title", "> The title") == [
        "the TITLE",
        "The title",
    ]


def test_a_break_before_what_is_removed_comes_before_the_next():
    found = read(f"{TEXT}\n\n<!-- part -->\n\nShare this post\n\nThe next part.\n")
    assert [(block.text, block.forced) for block in found.blocks] == [
        (TEXT, False),
        ("The next part.", True),
    ]


def test_blocks_without_words_that_show_something_stay():
    text = f"{TEXT}\n\n![](a.png) ![](b.png)\n\n<img src='c.png'>\n\n<a id='x'></a>\n\n***\n"
    assert [block.kind for block in read(text).blocks] == [
        "paragraph",
        "images",
        "html",
        "divider",
    ]
