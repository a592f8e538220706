"""Subjects that are cut from a heading, phrases that stand for one, lines after a subject."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from passages import paragraph, passage
from plans import block, made, planned, read

from pipeline import slots, words
from pipeline.plan.names import SUBJECT
from pipeline.plan.preheaders import LEAST, MOST
from pipeline.plan.shorten import hanging, shortened
from pipeline.plan.telling import sentences

GRAMMAR = {"the", "and", "of", "with", "after"}

CUT_WHERE_THE_AUTHOR_PAUSED = {
    "A heading that fits": "A heading that fits",
    "Step two, release:": "Step two, release",
    "The road to recovery: how a treatment can help you after a loss": "The road to recovery",
    "Bonus technique: Use custom functions to name all formulas": (
        "Use custom functions to name all formulas"
    ),
    "Sleep and the night shift – what nurses on our wards told us": "Sleep and the night shift",
    "Caring for your garden in the winter (and in early spring too)": (
        "Caring for your garden in the winter"
    ),
    "Why do we sleep at night? A short history of a long question": "Why do we sleep at night?",
    "Foster relationships, over-communicate, and be ready to pass it": (
        "Foster relationships, over-communicate"
    ),
    "A launch with the Cybersecurity Agency and the Security Office": (
        "A launch with the Cybersecurity Agency…"
    ),
    "Q: How did you begin?": "How did you begin?",
    "IT: how the machine room was moved over one long weekend in May": (
        "how the machine room was moved over one long…"
    ),
    "春天的到来：我们怎样准备土壤": "春天的到来：我们怎样准备土壤",
    f"冬天的花园与春天的到来：{'我们怎样准备土壤' * 8}": "冬天的花园与春天的到来",
    f"我们怎样准备土壤和种子，{'怎样等待春天的到来' * 8}": "我们怎样准备土壤和种子",
}


@pytest.mark.parametrize("heading", CUT_WHERE_THE_AUTHOR_PAUSED)
def test_a_heading_is_cut_where_its_author_paused(heading):
    first = next(shortened(heading, SUBJECT, words.cut, GRAMMAR.__contains__))
    assert first == CUT_WHERE_THE_AUTHOR_PAUSED[heading]


def test_nothing_hangs_at_the_end_of_a_cut():
    assert hanging("A launch with the office and the…", GRAMMAR.__contains__) == (
        "A launch with the office…"
    )
    assert hanging("And the…", GRAMMAR.__contains__) == "And the…"


@given(st.text(min_size=1, max_size=200).filter(str.strip), st.integers(20, 60))
def test_every_way_to_say_a_heading_fits(heading, limit):
    for one in shortened(heading, limit, words.cut, GRAMMAR.__contains__):
        assert len(one) <= limit


def test_the_phrase_that_a_part_says_again_and_others_do_not():
    bread = "We let the sourdough starter rest. A sourdough starter is alive, and it grows. "
    sea = "They left at high tide. The high tide comes twice, and we wait for it. "
    text = f"# Days\n\n{bread * 12}\n\n{bread * 12}\n\n{sea * 12}\n\n{sea * 12}"
    series = planned(read(text), 2)
    assert [part.subject for part in series.parts] == ["Days", "High tide"]
    assert series.parts[1].title == "High tide"
    assert series.parts[1].slug == "high-tide"


def test_a_line_in_bold_names_its_part():
    text = f"# Talk\n\n{passage('bread', 300)}\n\n**Who taught you?**\n\n{passage('sea', 300)}"
    part = planned(read(text)).parts[1]
    assert (part.title, part.subject, part.titled) == (
        "Who taught you?", "Who taught you?", True
    )  # fmt: skip


def test_two_headings_alike_are_told_apart_by_their_numbers():
    text = "# T\n\n" + "\n\n".join(f"## Summary\n\n{passage('sea', 300)}" for _ in range(3))
    assert [part.subject for part in planned(read(text)).parts] == [
        "T",
        "Summary",
        "Summary: 3 of 3",
    ]


def test_a_preheader_is_the_later_headings_that_say_something():
    sections = "".join(
        f"## {name}\n\n### What\n\n{paragraph('sea', 60)}\n\n"
        f"### How the tide of a day is reckoned by {name}\n\n{paragraph('bread', 160)}\n\n"
        for name in ("hand", "machine", "heart", "moonlight")
    )
    series = planned(read(f"# T\n\n{sections}"))
    lines = [part.preheader for part in series.parts]
    assert lines == [
        f"How the tide of a day is reckoned by {name}"
        for name in ("hand", "machine", "heart", "moonlight")
    ]


def test_a_preheader_is_a_whole_sentence_that_stands_by_itself():
    text = (
        "# Bread\n\nThe first sentence is never taken for the line after the subject. "
        "and this one begins in the middle of what stood before it, so it is not. "
        "This: A whole sentence on flour and water is what tells most of flour. Flour."
    )
    assert planned(read(text)).parts[0].preheader == (
        "This: A whole sentence on flour and water is what tells most of flour."
    )


def test_a_long_sentence_is_cut_where_its_author_paused():
    text = (
        "# Bread\n\nShort.\n\nThe dough rests for a night in a cool room near the window, and "
        "then the baker takes it out again and shapes it by hand before anybody else is awake."
    )
    assert planned(read(text)).parts[0].preheader == (
        "The dough rests for a night in a cool room near the window…"
    )


def test_without_a_pause_only_a_neutral_line_is_said():
    text = "# Bread\n\nShort.\n\nThe dough " + "rests for a night and " * 12 + "rises."
    assert planned(read(text)).parts[0].preheader == "To read when it suits you."


WORDS = st.sampled_from(
    ["alpha", "beta,", "gamma:", "delta", "(epsilon)", "zeta.", "Eta", "–", "theta?", "{{ email }}"]
)
HEADING = st.lists(WORDS, min_size=1, max_size=16).map(lambda words: f"On {' '.join(words)}")


@given(st.lists(st.tuples(HEADING, st.sampled_from(["bread", "sea"])), min_size=1, max_size=6))
def test_subjects_are_short_and_never_alike_and_no_field_is_cut(drawn):
    text = "# The title\n\n" + "\n\n".join(f"## {one}\n\n{passage(on, 240)}" for one, on in drawn)
    series = planned(read(text))
    subjects = [part.subject for part in series.parts]
    assert len({subject.casefold() for subject in subjects}) == len(subjects)
    marks = series.article.marks
    mark = slots.pattern(marks.prefix)
    for part in series.parts:
        assert len(part.subject) <= SUBJECT
        for name in (part.subject, part.preheader):
            assert marks.prefix not in mark.sub("", name)
        neutral = part.preheader.startswith("Part ")
        assert neutral or (words.width(part.preheader) >= LEAST and len(part.preheader) <= MOST)
        assert part.preheader != part.title


def test_a_sentence_goes_on_where_it_goes_on_in_small_letters():
    found = read("Mind the error (#DIV/0!) in it. “Why us?” was asked. The next one.").blocks[0]
    assert list(sentences(found)) == [
        "Mind the error (#DIV/0!) in it.",
        "“Why us?” was asked.",
        "The next one.",
    ]


def test_five_thousand_blocks_are_named_in_bounded_time():
    said = [f"word{at % 97} thing{at % 31} alpha beta gamma delta. " for at in range(5000)]
    found = made([block(text * 10, 60) for text in said])
    started = time.monotonic()
    series = planned(found)
    assert time.monotonic() - started < 20
    assert len({part.subject for part in series.parts}) == len(series.parts) > 500
