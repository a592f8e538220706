"""Titles, subjects and preheaders: proposals that give nothing away and say nothing twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import (
    ARTICLES,
    block,
    first_article,
    made,
    planned,
    read,
    real_article,
    with_parts,
    with_settings,
)

from pipeline import words
from pipeline.model import PartSettings
from pipeline.plan.names import SUBJECT
from pipeline.plan.preheaders import MOST as PREHEADER

SENTENCES = st.sampled_from(
    [
        "The same sentence stands here over and over again.",
        "Another one is a little longer than the first of them, and so it may have to be cut.",
        "Short.",
        "花园在冬天休息，我们不需要做很多事情，只需要等待春天的到来。",
        "Is it a question, or is it not, and who would ask?",
    ]
)
HEADINGS = st.sampled_from(
    ["Summary", "What it is", "A heading that is " + "long and " * 12 + "longer"]
)
SECTIONS = st.lists(
    st.tuples(st.one_of(st.none(), HEADINGS), st.lists(SENTENCES, min_size=1, max_size=4)),
    min_size=1,
    max_size=8,
)


def names(series):
    return [(part.title, part.subject, part.preheader) for part in series.parts]


def sections(drawn):
    blocks = []
    for heading, sentences in drawn:
        if heading:
            blocks.append(block(heading, 3, "heading", 2))
        blocks.append(block(" ".join(sentences), 200))
    return made(blocks)


@given(SECTIONS)
def test_no_name_twice_and_none_too_long(drawn):
    series = planned(sections(drawn))
    subjects = [part.subject for part in series.parts]
    preheaders = [part.preheader for part in series.parts]
    assert len({*subjects, *preheaders}) == 2 * len(series.parts)
    assert all(0 < len(subject) <= SUBJECT for subject in subjects)
    assert all(0 < len(preheader) <= PREHEADER for preheader in preheaders)


@given(SECTIONS)
def test_a_preheader_is_never_the_first_sentence(drawn):
    for part in planned(sections(drawn)).parts:
        first = next(one for one in part.blocks if one.kind == "paragraph")
        assert not first.text.startswith(part.preheader.rstrip("…"))


@given(SECTIONS)
def test_names_are_cut_between_words(drawn):
    series = planned(sections(drawn))
    texts = [" ".join(one.text.split()) for part in series.parts for one in part.blocks]
    for part in series.parts:
        for name in (part.subject, part.preheader):
            if name.endswith("…") and name.isascii():
                head = name.removesuffix("…")
                assert any(
                    text.startswith(head, at) and not text[at + len(head)].isalnum()
                    for text in texts
                    for at in range(len(text))
                    if text.startswith(head, at) and len(text) > at + len(head)
                )


@pytest.mark.parametrize("source", ARTICLES, ids=lambda path: path.stem)
def test_names_of_real_articles(source):
    series = planned(real_article(source))
    every = [name for part in series.parts for name in (part.subject, part.preheader)]
    assert len(set(every)) == len(every)
    assert all(1 < len(name) <= PREHEADER for name in every)


def test_the_first_article_as_it_is():
    title = "The Road to Recovery: How Intra Cervical Insemination Can Help After Miscarriage"
    assert names(planned(first_article())) == [
        (
            title,
            "The Road to Recovery: How Intra Cervical…",
            "Miscarriage is defined as the loss of a pregnancy before the 20th week.",
        ),
        (
            "The Emotional Impact of Miscarriage",
            "The Emotional Impact of Miscarriage",
            "The loss of a pregnancy can bring about feelings of sadness, guilt, anger, and grief.",
        ),
        (
            "The Road to Recovery",
            "The Road to Recovery",
            "How ICI Can Help After Miscarriage · Final Thoughts",
        ),
    ]


def test_a_sensitive_series_gives_nothing_away():
    series = planned(first_article(sensitive=True))
    assert [(part.slug, part.subject, part.preheader) for part in series.parts] == [
        (f"part-{n}", f"Letters: {n} of 3", f"Part {n} of 3, to read when it suits you.")
        for n in (1, 2, 3)
    ]
    named = planned(first_article(sensitive=True, public_name="From the clinic"))
    assert named.parts[1].subject == "From the clinic: 2 of 3"
    alone = planned(first_article(sensitive=True, public_name="From the clinic"), parts=1)
    assert alone.parts[0].subject == "From the clinic"


def test_the_authors_own_names_win():
    own = PartSettings(title="Mine", subject="My subject", preheader="My preheader")
    found = with_parts(first_article(), PartSettings(), own, PartSettings())
    part = planned(found).parts[1]
    assert (part.title, part.subject, part.preheader, part.titled) == (
        "Mine",
        "My subject",
        "My preheader",
        False,
    )
    same = replace(own, title="the emotional impact of miscarriage")
    found = with_parts(first_article(), PartSettings(), same, PartSettings())
    assert planned(found).parts[1].titled


def test_a_proposal_is_none_that_the_author_gave_to_a_later_part():
    own = PartSettings(subject="The Emotional Impact of Miscarriage")
    found = with_parts(first_article(), PartSettings(), PartSettings(), own)
    subjects = [part.subject for part in planned(found).parts]
    assert subjects[1:] == [
        "The Emotional Impact of Miscarriage: 2 of 3",
        "The Emotional Impact of Miscarriage",
    ]


def test_a_part_that_says_nothing_of_its_own_is_numbered():
    found = read("# Bread\n\n" + "\n\n".join(["A sentence on it. " * 60] * 3))
    assert [(p.title, p.slug, p.subject) for p in planned(found, parts=3).parts][1] == (
        "Part 2",
        "part-2",
        "Bread: 2 of 3",
    )


def test_a_field_is_never_cut_in_two():
    written = "庭" * 40 + "{{ first_name }}" + "は" * 80
    found = read(f"# {written}\n\nOne.\n\n## {written}の\n\nTwo.\n")
    subjects = [part.subject for part in planned(found, parts=2).parts]
    assert subjects == ["庭" * 40 + "…", "庭" * 40 + "…: 2 of 2"]


def test_slugs_show_a_fields_default():
    found = read("# For {{ first_name }}\n\nText.\n")
    assert planned(found).parts[0].slug == "for-there"


def test_times_between_the_parts():
    found = first_article()
    waits = [part.wait.days for part in planned(found).parts]
    assert waits == [0, 3, 3]
    parts = (PartSettings(), PartSettings(wait=timedelta(days=1)), PartSettings())
    found = with_parts(found, *parts, every=timedelta(days=7))
    assert [part.wait.days for part in planned(found).parts] == [0, 1, 7]


def test_minutes_and_words():
    series = planned(first_article())
    assert [(part.words, part.minutes) for part in series.parts] == [(225, 1), (175, 1), (356, 2)]
    assert words.minutes(0) == 1


def test_the_public_name_of_an_untitled_part():
    text = "# Bread\n\n" + "\n\n".join(["A sentence on it. " * 60] * 2)
    found = with_settings(read(text), public_name="Letters on food")
    assert planned(found, parts=2).parts[1].subject == "Letters on food: 2 of 2"


def test_lines_in_bold_tell_what_is_in_a_part_without_headings():
    asked = ("Must I register again?", "Who sees my record?", "Can I write to my doctor?")
    text = "\n\n".join(f"**{one}**\n\nThe desk knows, and it is glad to say." for one in asked)
    found = planned(read(f"# The portal\n\nIt opens in March.\n\n{text}\n"), parts=1)
    assert found.parts[0].preheader == " · ".join(asked)


def test_a_preheader_does_not_point_to_what_an_inbox_does_not_show():
    plain = "Choir songs sung to neighbours, choir songs sung again. "
    pointing = "Choir songs sung to him by her, choir songs he sang. "
    text = (
        "# Choirs\n\nA choir met on Wednesday.\n\n"
        "{}Autumn evenings are when the choir learns songs by heart.\n"
    )
    told = [planned(read(text.format(one))).parts[0].preheader for one in (plain, pointing)]
    assert told == [plain.strip(), "Autumn evenings are when the choir learns songs by heart."]


def test_a_caption_is_no_preheader():
    text = (
        "# Choirs\n\nA choir met on Wednesday.\n\n![singers](a.png)\n\n"
        "Singers of the choir singing choir songs at rehearsal.\n\n"
        "Autumn evenings are when people learn the best of songs by heart.\n"
    )
    [part] = planned(read(text)).parts
    assert part.preheader == "Autumn evenings are when people learn the best of songs by heart."


def test_a_quotation_that_is_cut_is_closed():
    text = "# “We stopped counting hours and started counting songs”\n\nText.\n"
    [part] = planned(read(text)).parts
    assert part.subject == "“We stopped counting hours and started counting…”"
    assert len(part.subject) <= SUBJECT
