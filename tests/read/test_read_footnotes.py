"""Footnotes: what is one, where it goes, what it counts."""

import pytest
from listings import read

from pipeline.read.markdown.blocks import definitions


def noted(text):
    return [
        (block.lines.first, block.words, [(n.label, tuple(n.lines), n.text) for n in block.notes])
        for block in read(text).blocks
        if block.notes
    ]


def test_a_note_goes_with_every_block_that_refers_to_it_and_counts_once():
    text = "# T\n\nOne[^a].\n\nTwo[^A] and[^b].\n\n[^a]: First note.\n[^b]: Second.\n"
    assert noted(text) == [
        (3, 3, [("a", (7, 7), "First note.")]),
        (5, 3, [("a", (7, 7), "First note."), ("b", (8, 8), "Second.")]),
    ]
    assert read(text).words == 1 + 1 + 2 + 2 + 1


def test_a_note_may_have_blocks_and_notes_of_its_own():
    text = (
        "# T\n\n- One[^a]\n[^a]: Wrapped\nlazily[^b].\n\n    - a list\n\n\tA tab.\n\n"
        "Two.\n\n[^b]: See[^a].\n"
    )
    assert noted(text) == [
        (3, 8, [("a", (4, 9), "Wrapped lazily. a list A tab."), ("b", (13, 13), "See.")])
    ]
    assert [block.text for block in read(text).blocks] == ["One", "Two."]


def test_a_note_of_a_title_stands_with_the_first_block():
    assert noted("# T[^1]\n\nOne.\n\n[^1]: On the title.\n") == [
        (3, 4, [("1", (5, 5), "On the title.")])
    ]
    assert read("# T[^1]\n\nOne.\n\n[^1]: On the title.\n").title == "T"


@pytest.mark.parametrize(
    "text",
    [
        "[^abc]: matches anything else.",
        "> quoted[^1]\n>\n> [^1]: in the quote",
        "Inline^[a note] and [^ spaced]: x",
        "`[^1]` in code\n\n[^1]: never referred to",
        "[^a]: refers[^b]\n\n[^b]: and back[^a]",
        "[^1]:",
    ],
)
def test_what_nothing_refers_to_or_is_none_stays_text(text):
    found = read(f"# T\n\n{text}\n\nLast.\n")
    assert not any(block.notes for block in found.blocks)
    shown = "".join(block.text for block in found.blocks)
    signs = "` >\n"
    assert [c for c in f"{text}Last." if c not in signs] == [c for c in shown if c not in signs]


def test_a_second_definition_of_a_label_is_text_that_refers_to_the_first():
    found = read("# T\n\nOne[^1].\n\n[^1]: first\n\n[^1]: second\n")
    assert [block.text for block in found.blocks] == ["One.", ": second"]
    assert [[note.text for note in block.notes] for block in found.blocks] == [["first"]] * 2


def test_what_is_written_out_by_itself_needs_its_definitions():
    text = 'A [x] b[^1].\n\n[x]: https://a.example\n  "T"\n\n[^1]: n [y]\n\n    [y]: https://b.example\n'
    assert definitions(text) == ['[x]: https://a.example\n  "T"']
    (note,) = read(f"# T\n\n{text}").blocks[0].notes
    assert note.written == "[^1]: n [y]\n\n    [y]: https://b.example"
