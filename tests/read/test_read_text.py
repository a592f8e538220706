"""Plain text as Markdown: nothing in it is markup, and nothing is lost on the way."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from listings import listing, read

from pipeline.model import Lines, Marks
from pipeline.read.markdown.blocks import Source, parse
from pipeline.read.plain.links import escape
from pipeline.read.plain.text import to_markdown

# All but what no decoded text has: halves of characters, and signs that became spaces.
CHARACTERS = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[chr(n) for n in (*range(9), *range(11, 32), 127, 0xFFFE, 0xFFFF)],
)
SIGNS = st.sampled_from([*list("#>*_-+=~`|!<&;:\\[](){}.)'\"1 \tAb/"), "http://a.b", "&amp;", "{{"])
TEXT = st.lists(st.one_of(SIGNS, CHARACTERS), max_size=40).map("".join)
LINES = st.lists(st.one_of(TEXT, st.just("")), max_size=12).map("\n".join)


def plain(line):
    """A line as `escape` is given it: stripped, without ends of lines in it."""
    return " ".join(line.split("\n")).strip()


@given(TEXT.map(plain).filter(bool))
@example("# a #")
@example("1) a")
@example("a | b")
@example("&copy; \\* <b> [a]: b")
@example("=== a")
@example("http://a.b/c_d_(e)?f=%C3%A4*, and <http://g.h>")
def test_every_character_of_a_line_is_literal(line):
    found = blocks(escape(line))
    assert [block.kind for block in found] == ["paragraph"]
    children = found[0].tokens[1].children
    assert "".join(child.content for child in children) == line
    assert {child.type for child in children} <= {"text", "link_open", "link_close"}


def blocks(markdown):
    """The blocks of some Markdown, by the parser that reads articles."""
    lines = markdown.count("\n") + 1
    spans = [Lines(at + 1, at + 1) for at in range(lines)]
    return parse(Source("a.txt", markdown, spans, markdown.split("\n")), Marks("llx", (), {}))


@given(LINES)
def test_all_words_are_kept_in_order(text):
    written = to_markdown(text, frozenset({"page-number"}))
    assert letters(written.title + written.markdown) == letters(text)
    assert written.removals == ()
    assert len(written.spans) == len(written.markdown.split("\n")) or not written.markdown


@given(LINES)
def test_lines_of_the_source_stay_in_order(text):
    spans = list(to_markdown(text).spans)
    assert spans == sorted(spans)
    assert all(1 <= first <= last <= text.count("\n") + 1 for first, last in spans)


def letters(text):
    """What must be kept of a text: all but spaces, and signs that Markdown has of its own."""
    return re.sub(r"[\W_]+", "", text)


LISTS = {
    "deeper and back": ("- a\n  - b\n    - c\n- d", "- a\n  - b\n    - c\n- d"),
    "indented from the start": ("   - a\n   - b", "- a\n- b"),
    "numbers within": ("1. a\n   - b\n2. c", "1. a\n   - b\n2. c"),
    "wide numbers": ("100. a\n     - b\n101. c", "100. a\n     - b\n101. c"),
    "a gap in the numbers": ("1. a\n2. b\n5. c\n6. d", "1. a\n2. b\n5) c\n6) d"),
    "the same number": ("1. a\n1. b", "1. a\n1) b"),
    "another closing sign": ("1. a\n2) b", "1. a\n2. b"),
    "signs of all kinds": ("• a\n– b\n▪ c", "- a\n- b\n- c"),
    "outwards past the first": ("    - a\n- b", "- a\n- b"),
    "items that hold signs": ("- # a\n- 1. b\n- > c", "- \\# a\n- 1\\. b\n- \\> c"),
}


@pytest.mark.parametrize("case", LISTS)
def test_lists(case):
    text, markdown = LISTS[case]
    assert to_markdown(f"Above:\n{text}").markdown == f"Above:\n\n{markdown}"


def test_numbers_of_a_list_are_kept():
    found = read("Above:\n3. three\n4. four\n7. seven\n", "a.txt")
    starts = [
        token.attrs.get("start")
        for block in found.blocks
        for token in block.tokens
        if token.type == "ordered_list_open"
    ]
    assert starts == [3, 7]


def test_one_line_alone_says_nothing_of_wrapping():
    one = "This is the widest line of the file, so that it is full by any measure.\n"
    assert len(read(one + "And this is another paragraph.", "a.txt").blocks) == 2
    assert len(read(one.replace("measure.", "measure") + "and it goes on.", "a.txt").blocks) == 1


def test_a_repeated_title_is_looked_through():
    text = (
        "The Title\nA heading of its own\nthe title\n"
        "The text of the section stands here, below the caption that was once a picture's.\n"
    )
    assert listing(read(text, "a.txt")) == (
        "title 1–1: The Title\nwords: 24\n\n"
        "2–2 heading 2 (5): A heading of its own\n"
        "4–4 paragraph (15): The text of the section stands here, below the caption that was "
        "once a picture's.\n"
        "removed 3–3 repeated-title (2): the title\n"
    )
