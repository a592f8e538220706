"""The author's own split: where parts start, their ids, and the plan written down and read."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plans import (
    ARTICLES,
    first_article,
    planned,
    read,
    real_article,
    spans,
    strings,
    with_parts,
    with_settings,
)

from pipeline import slots
from pipeline.errors import Place, SettingsError, UsageError
from pipeline.model import Marks, PartSettings, Project, SeriesSettings
from pipeline.plan import plan, written
from pipeline.project import article_settings
from pipeline.read.markdown.fields import mask_settings
from pipeline.settings.write_toml import with_parts as toml_with_parts

PLACE = Place("article.toml", 3, 1, "[[series.parts]]")


def starting(*starts):
    return [PartSettings(starts=start, place=PLACE) for start in starts]


def failure(found, parts=None):
    with pytest.raises(SettingsError) as raised:
        planned(found, parts)
    return raised.value


@pytest.mark.parametrize(
    "start",
    [
        "Physical Recovery After Miscarriage",
        "physical  recovery after MISCARRIAGE",
        "Physical Recovery",
        "Physical Recovery After Miscarriage Aside from the",
    ],
)
def test_a_part_starts_where_its_author_says(start):
    series = planned(with_parts(first_article(), *starting("", start)))
    assert spans(series) == [(2, 9, 331), (10, 22, 425)]


def test_a_word_is_not_the_start_of_another():
    found = read("One.\n\nThen two.\n\nThe third.\n")
    assert spans(planned(with_parts(found, *starting("", "The")))) == [(1, 3, 3), (5, 5, 2)]


def test_an_unknown_start_names_the_nearest_heading():
    error = failure(with_parts(first_article(), *starting("", "The Emotional Impakt")))
    assert error.message == 'no block after the part before starts with "The Emotional Impakt"'
    assert error.place == PLACE
    assert error.hint == (
        "write a heading or a block's first words, for example "
        '"The Emotional Impact of Miscarriage"'
    )


def test_starts_stand_in_the_order_of_the_article():
    starts = starting("", "Final Thoughts", "The Emotional Impact of Miscarriage")
    error = failure(with_parts(first_article(), *starts))
    assert error.message.startswith("no block after the part before starts with")


def test_nothing_starts_behind_the_last_block():
    error = failure(with_parts(read("One.\n\nTwo.\n"), *starting("", "Two.", "Three.")))
    assert error.hint == "take this part out: the article ends before it"


def test_a_part_that_does_not_say_where_it_starts():
    error = failure(with_parts(first_article(), *starting("", "", "Final Thoughts")))
    assert error.message == "this part does not say where it starts"


@pytest.mark.parametrize("others", [(), ("Final Thoughts",)])
def test_the_first_part_starts_where_the_article_starts(others):
    error = failure(with_parts(first_article(), *starting("Understanding", *others)))
    assert error.message == "the first part must start where the article starts"
    assert error.hint == (
        'leave its starts out, or write starts = "Miscarriage is a heartbreaking reality that"'
    )
    right = with_parts(first_article(), *starting("Miscarriage is a heartbreaking", *others))
    assert len(planned(right).parts) == 1 + len(others)


def test_a_forced_break_that_no_part_starts_at():
    found = read("One.\n\n<!-- part -->\n\nTwo is here.\n\nThree.\n")
    error = failure(with_parts(found, *starting("", "Three.")))
    assert error.message == (
        '<!-- part --> forces a break before "Two is here.", but no part starts there'
    )
    both = with_parts(found, *starting("", "Two", "Three."))
    assert spans(planned(both)) == [(1, 1, 1), (5, 5, 3), (7, 7, 1)]


def test_names_alone_give_the_number_of_parts():
    named = [PartSettings(subject=f"Letter {n}") for n in range(1, 6)]
    series = planned(with_parts(first_article(), *named))
    assert [part.subject for part in series.parts] == [f"Letter {n}" for n in range(1, 6)]


def test_a_number_in_the_settings():
    found = with_settings(first_article(), series=SeriesSettings(parts=4, place=PLACE))
    assert len(planned(found).parts) == 4
    error = failure(with_settings(found, series=SeriesSettings(parts=40, place=PLACE)))
    assert error.place == PLACE


def test_ids_stay_when_later_text_is_edited():
    text = "# Bread\n\n" + "\n\n".join(
        f"## Section {n}\n\n" + f"Words on matter {n}. " * 60 for n in range(6)
    )
    before = [part.id for part in planned(read(text)).parts]
    edited = text.replace("Words on matter 5", "Other words on matter 5") + "\n\nAn end.\n"
    assert [part.id for part in planned(read(edited)).parts] == before
    assert len(set(before)) == len(before) > 2


def test_two_parts_that_begin_alike_have_ids_of_their_own():
    text = "\n\n".join(f"## Summary\n\n{'Words of it. ' * 90}" for n in range(3))
    ids = [part.id for part in planned(read(text), parts=3).parts]
    assert len(set(ids)) == 3


def test_what_was_written_goes_with_its_part_when_the_number_changes():
    found = first_article()
    three = written(planned(found))
    mine = replace(three[2], subject="My subject", preheader="My preheader")
    found = with_parts(found, three[0], three[1], mine)
    series = planned(found, parts=4)
    assert {part.id for part in planned(found).parts} <= {part.id for part in series.parts}
    last = next(part for part in series.parts if part.id == mine.id)
    assert (last.subject, last.preheader) == ("My subject", "My preheader")


def test_written_numbers_change_with_the_number_of_parts():
    found = first_article(sensitive=True, public_name="Letters")
    found = with_settings(found, series=SeriesSettings(parts=written(planned(found))))
    assert [part.subject for part in planned(found).parts] == [
        f"Letters: {n} of 3" for n in (1, 2, 3)
    ]
    series = planned(found, parts=4)
    assert [part.subject for part in series.parts] == [f"Letters: {n} of 4" for n in range(1, 5)]
    assert [part.preheader for part in series.parts] == [
        f"Part {n} of 4, to read when it suits you." for n in range(1, 5)
    ]


def round_trip(found, folder, parts=None):
    """The series planned again from the settings that `plan --write` writes."""
    before = planned(found, parts)
    source = folder / "article.md"
    toml = source.with_suffix(".toml")
    toml.write_text(toml_with_parts("", written(before)), encoding="utf-8")
    project = Project(root=str(folder))
    again = read_again(found, article_settings(project, source))
    return before, plan(again, strings())


def read_again(found, told):
    """The article with other settings, its fields marked as reading does."""
    used = list(found.marks.used)
    declared = {name: mark.field for name, mark in found.marks.fields.items()}
    masked = mask_settings(told, found.marks.prefix, declared, used, Place("article.toml"))
    marks = Marks(
        found.marks.prefix,
        tuple(used),
        slots.for_theme(found.marks.prefix, declared, len(used)),
    )
    return replace(found, settings=masked, marks=marks)


def shown(series):
    marks = series.article.marks
    return [
        (part.id, part.blocks, part.wait, slots.shown(part.subject, marks),
         slots.shown(part.preheader, marks), slots.shown(part.title, marks))
        for part in series.parts
    ]  # fmt: skip


@pytest.mark.parametrize("source", [None, *ARTICLES], ids=lambda path: path.stem if path else "1st")
@pytest.mark.parametrize("parts", [None, 1, 8])
def test_a_plan_written_down_is_the_same_plan(source, parts, tmp_path):
    found = real_article(source) if source else first_article()
    before, after = round_trip(found, tmp_path, parts)
    assert shown(after) == shown(before)


PIECES = st.sampled_from(
    ["One.", "One. Two.", "One and two and three and four and five and six.", "## Summary", "***",
     "![](a.png)", "<!-- part -->", '"Quoted" \\\\ words.', "Hi {{ first_name }}, how are you?",
     "- item\n- item", "Words, many of them, and more than six of them. " * 20]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=14), st.one_of(st.none(), st.integers(1, 6)))
def test_any_plan_written_down_is_the_same_plan(tmp_path, pieces, parts):
    found = read("A start.\n\n" + "\n\n".join(pieces))
    try:
        before, after = round_trip(found, tmp_path, parts)
    except UsageError:
        return  # Too many parts, or words that say the same over and over.
    assert shown(after) == shown(before)


def test_where_no_words_tell_a_start_an_error_says_so():
    found = read("One.\n\nOne.\n\nOne.\n\nOne.\n")
    with pytest.raises(UsageError, match="no words tell where the part"):
        written(planned(found, parts=2))
