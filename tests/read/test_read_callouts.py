"""Callouts: their sorts and titles, what they hold, and every mistake with its line."""

import pytest
from listings import read

from pipeline.errors import SourceError
from pipeline.read.markdown.containers import without_containers


def callouts(text):
    return [(block.kind, block.name, tuple(block.lines), block.text) for block in read(text).blocks]


def test_sorts_and_titles():
    text = (
        "# T\n\n::: note Before you read\nOne.\n\n- two\n:::\n\n:::callout\nThree.\n:::\n"
        "::: support ::::\nFour.\n::::\n::: Warning\nFive.\n:::\n"
    )
    assert callouts(text) == [
        ("callout", "note", (3, 7), "Before you read One. two"),
        ("callout", "note", (9, 11), "Three."),
        ("callout", "support", (12, 14), "Four."),
        ("callout", "warning", (15, 17), "Five."),
    ]
    assert read(text).blocks[0].written == "::: note Before you read\nOne.\n\n- two\n:::"


def test_one_in_another_and_fences_in_it():
    text = "# T\n\n::: note\n```\n::: x\n:::\n```\n::: warning\nIn.\n:::\nEnd.\n:::\nLast.\n"
    assert callouts(text) == [
        ("callout", "note", (3, 12), "::: x ::: In. End."),
        ("paragraph", "", (13, 13), "Last."),
    ]


@pytest.mark.parametrize(
    ("written", "sort", "text"),
    [
        ("> [!NOTE]\n> One.", "note", "One."),
        ("> [!caution]\n>\n> One.", "warning", "One."),
        ("> [!tip]- Its title\n> One.", "note", "Its title One."),
        ("> [!IMPORTANT] **Bold**", "warning", "Bold"),
    ],
)
def test_githubs_alerts(written, sort, text):
    ((kind, name, _, shown),) = callouts(f"# T\n\n{written}\n")
    assert (kind, name, shown) == ("callout", sort, text)


@pytest.mark.parametrize(
    "text",
    ["> [!OTHER]\n> One.", "> \\[!NOTE]\n> One.", "> a [!NOTE]", "::: 5 > 3", "\\::: note", ":: x"],
)
def test_what_is_none_stays(text):
    found = read(f"# T\n\n{text}\n")
    assert [block.kind for block in found.blocks] != ["callout"]
    letters = [c for c in text if c.isalnum()]
    assert [c for c in found.blocks[0].text if c.isalnum()] == letters


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("::: note\nOne.\n", 3, "::: note is never closed", "write :::"),
        ("- a\n\n  ::: note\n  b\n\nc\n\n:::\n", 5, "::: note is never closed", "write :::"),
        ("Text\n::: wraning\nx\n:::", 4, "there is no block called wraning", "::: warning?"),
        ("::: {.column}\nx\n:::", 3, "there is no block called {.column}", "there are:"),
        ("x[^1]\n\n[^1]: y\n\n    ::: tip\n    z\n    :::", 7, "there is no block called tip", ""),
    ],
)
def test_mistakes_have_their_lines(text, line, message, hint):
    with pytest.raises(SourceError) as raised:
        read(f"# T\n\n{text}\n")
    assert raised.value.message == message
    assert raised.value.place.line == line
    assert hint in raised.value.hint


def test_containers_of_other_generators():
    text = (
        ':::tip[A title]\nx\n:::\n::: {.callout-warning title="W"}\n::: details More\ny\n:::\n:::\n'
        "```\n:::tip\n```\n:::: tabs\nz\n::::\n:::\n:::note"
    )
    found, gone = without_containers(text)
    assert found == (
        "::: note A title\nx\n:::\n::: warning W\n::: note More\ny\n:::\n:::\n"
        "```\n:::tip\n```\n\nz\n\n\n"
    )
    assert gone == [(11, ":::: tabs"), (13, "::::"), (14, ":::"), (15, ":::note")]
