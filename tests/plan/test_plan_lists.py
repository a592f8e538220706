"""Lists over the wished maximum: broken between items, and whole again where they are not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from passages import paragraph
from plans import planned, read, strings, with_settings

from pipeline import words
from pipeline.model import SeriesSettings
from pipeline.plan import plan, written
from pipeline.plan.lists import pieces

SUBJECTS = ("bread", "garden", "sea")
ITEMS = [paragraph(subject, 40, seed) for subject in SUBJECTS for seed in range(8)]


def numbered(first=1, between="\n"):
    return between.join(f"{number}. {item}" for number, item in enumerate(ITEMS, start=first))


def said(blocks):
    return " ".join(one.text for one in blocks).split()


def lists(series):
    """Of each part's lists the number that they begin with, their lines and their items."""
    return [
        [
            (one.tokens[0].attrs.get("start", 1), tuple(one.lines), one.text.count(". ") + 1)
            for one in part.blocks
            if one.kind == "list"
        ]
        for part in series.parts
    ]


def test_a_list_alone_breaks_where_its_subject_shifts_and_its_numbers_go_on():
    series = planned(read(numbered(3)))
    starts = [[start for start, _, _ in part] for part in lists(series)]
    assert starts == [[3], [11], [19]]
    assert [lines for ((_, lines, _),) in lists(series)] == [(1, 8), (9, 16), (17, 24)]
    text = " ".join(part.blocks[0].text for part in series.parts)
    assert text == read(numbered(3)).blocks[0].text


def test_the_parts_blocks_are_the_series_articles_blocks():
    found = read(f"Before it.\n\n{numbered()}\n\nAfter it.\n")
    series = planned(found)
    blocks = [one for part in series.parts for one in part.blocks]
    assert blocks == list(series.article.blocks)
    assert sum(part.words for part in series.parts) == sum(one.words for one in found.blocks)
    assert all(one.words == words.count(one.text) for one in blocks)
    assert replace(series.article, blocks=found.blocks) == found


def test_a_list_that_is_not_broken_is_the_authors_own_block():
    found = read(numbered(between="\n\n"))
    series = planned(found, 1)
    assert series.parts[0].blocks == found.blocks
    assert series.parts[0].blocks[0] is found.blocks[0]


def test_a_list_within_the_maximum_stays_whole():
    items = "\n".join(f"- {item}" for item in ITEMS[:8])
    found = read(f"{paragraph('bread', 300)}\n\n{items}\n\n{paragraph('sea', 300)}")
    blocks = planned(found).article.blocks
    assert list(blocks) == list(found.blocks)


def test_nested_items_stay_with_theirs():
    items = "\n".join(f"- {item}\n  - below {item}" for item in ITEMS[:12])
    series = planned(read(items))
    assert len(series.parts) > 1
    for part in series.parts:
        assert all(one.tokens[1].type == "list_item_open" for one in part.blocks)
        assert not part.blocks[0].text.startswith("below")


def test_a_table_stays_whole():
    rows = "\n".join(f"| {paragraph('sea', 20, at)} | {at} |" for at in range(40))
    found = read(f"| what | number |\n| --- | --- |\n{rows}\n")
    assert planned(found).parts[0].blocks == found.blocks


def test_a_broken_list_written_down_is_broken_there_again():
    items = "\n".join(f"- One and the same beginning. {item}" for item in ITEMS)
    found = read(f"Before.\n\n{items}\n\nAfter.\n")
    before = planned(found)
    parts = SeriesSettings(parts=written(before))
    after = plan(with_settings(found, series=parts), strings())
    assert [part.blocks for part in after.parts] == [part.blocks for part in before.parts]
    assert [part.id for part in after.parts] == [part.id for part in before.parts]


ITEM = st.sampled_from(
    ["one two three", "one `code` two", "*one* **two** [three](http://a.b/c)", "a\n  - b\n  - c",
     "line\n  goes on", "one\n\n  two", "![alt text](a.png) after", "```\n  code here\n  ```"]
)  # fmt: skip


@given(st.lists(ITEM, min_size=1, max_size=12), st.sampled_from(["- {}", "{}. {}"]))
def test_any_list_in_pieces_says_the_same(items, form):
    lines = [form.format(*([at] if "}. {" in form else []), one) for at, one in enumerate(items)]
    found = read("Start.\n\n" + "\n".join(lines))
    divided = pieces(found.blocks, 1)
    assert said(divided.blocks) == said(found.blocks)
    assert sum(one.words for one in divided.blocks) == sum(one.words for one in found.blocks)
    whole = divided.together(found.blocks, 0, len(divided.blocks))
    assert whole == list(found.blocks)
    for at in range(1, len(divided.blocks)):
        parted = [
            *divided.together(found.blocks, 0, at),
            *divided.together(found.blocks, at, len(divided.blocks)),
        ]
        assert said(parted) == said(found.blocks)
        assert sum(b.words for b in parted) == sum(b.words for b in found.blocks)


@pytest.mark.parametrize("most", [1, 10_000])
def test_what_is_no_list_is_left_as_it_is(most):
    found = read("# T\n\nA paragraph of words.\n\n> A quote.\n\n***\n\nThe end.\n")
    assert pieces(found.blocks, most).blocks == found.blocks
