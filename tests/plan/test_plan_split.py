"""Where an article is broken: what always holds, and that no cheaper way was missed."""

import random
import time
from itertools import combinations, pairwise, product

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
    spans,
    with_settings,
)

from pipeline.errors import SettingsError, UsageError
from pipeline.model import SeriesSettings
from pipeline.plan import split, weights
from pipeline.plan.breaks import breaks
from pipeline.plan.costs import Costs
from pipeline.plan.split import UnbreakableError, partition

WISHED = (150, 450)
CONSTANTS = ("COHESION", "PARTED", "OUTSIDE", "INSIDE", "DEEPER")
LATER = ("MISSED", "CROSSING", "INTRODUCES", "HEADED", "SHIFT", "LEANS", "UNWANTED")
WORDS = st.sampled_from(
    ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "(ABC)", "ABC", "ABCs"]
)
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
ENDS = st.sampled_from(["", "", "", ":"])


@st.composite
def one_block(draw, forced=True):
    kind = draw(
        st.sampled_from(
            ["paragraph"] * 5 + ["heading"] * 3 + ["list", "quote", "table", "code", "divider"]
        )
    )
    text = "" if kind == "divider" else draw(TEXT) + (draw(ENDS) if kind == "paragraph" else "")
    count = draw(st.integers(1, 12) if kind == "heading" else st.integers(0, 300))
    level = draw(st.integers(1, 3)) if kind == "heading" else 0
    is_forced = forced and draw(st.integers(0, 9)) == 0
    return block(text, 0 if kind == "divider" else count, kind, level, forced=is_forced)


BLOCKS = st.lists(one_block(), min_size=1, max_size=25)
FREE = st.lists(one_block(forced=False), min_size=1, max_size=25)


def first_starts():
    found = first_article()
    return [found.blocks[index].lines.first for index in partition(found.blocks, WISHED)]


def test_the_first_article_is_three_letters_without_any_setting():
    assert spans(planned(first_article())) == [(2, 6, 225), (7, 13, 175), (14, 22, 356)]


def test_its_split_does_not_hang_on_a_hair(monkeypatch):
    """Each cost may change by a tenth, all of them together, and it stays the same.

    Alone, COHESION may grow by 40 % and PARTED shrink by half; the others may double or halve.
    """
    every = (*CONSTANTS, *LATER)
    values = {name: getattr(weights, name) for name in every}
    alone = {"COHESION": (0.5, 1.4), "PARTED": (0.5, 2)}
    trials = [
        dict(zip(CONSTANTS, factors, strict=True)) for factors in product((0.9, 1, 1.1), repeat=5)
    ]
    chance = random.Random(1)
    trials += [{name: chance.choice((0.9, 1.1)) for name in every} for _ in range(200)]
    trials += [{name: by} for name in every for by in alone.get(name, (0.5, 2))]
    for factors in trials:
        for name in every:
            monkeypatch.setattr(weights, name, values[name] * factors.get(name, 1))
        assert first_starts() == [2, 7, 14], factors


def test_without_cohesion_it_would_be_another(monkeypatch):
    monkeypatch.setattr(weights, "COHESION", 0)
    monkeypatch.setattr(weights, "PARTED", 0)
    assert first_starts() != [2, 7, 14]


@given(BLOCKS)
def test_blocks_are_kept_in_order_and_no_part_is_empty(blocks):
    found = made(blocks)
    series = planned(found)
    assert [one for part in series.parts for one in part.blocks] == list(found.blocks)
    assert all(part.blocks for part in series.parts)
    assert [part.number for part in series.parts] == list(range(1, len(series.parts) + 1))


@given(FREE)
def test_no_heading_ends_a_part_and_what_leads_in_stays(blocks):
    for part in planned(made(blocks)).parts[:-1]:
        assert part.blocks[-1].kind != "heading"
        assert not part.blocks[-1].text.endswith(":")


@given(BLOCKS)
def test_forced_breaks_are_the_breaks(blocks):
    forced = [index for index, one in enumerate(blocks) if one.forced and index]
    starts = partition(blocks, WISHED)
    assert starts == [0, *forced] if forced else starts[0] == 0


@given(BLOCKS, st.integers(1, 30))
def test_a_number_of_parts_or_the_number_that_can_be(blocks, parts):
    forced = {index for index, one in enumerate(blocks) if one.forced and index}
    least, most = len(forced) + 1, len(breaks(blocks, WISHED)) + 1
    if least <= parts <= most:
        starts = partition(blocks, WISHED, parts=parts)
        assert len(starts) == parts
        assert starts == sorted(set(starts))
        assert forced <= set(starts)
        return
    with pytest.raises(UnbreakableError) as raised:
        partition(blocks, WISHED, parts=parts)
    assert raised.value.args == (least, most)
    for possible in (least, most):
        assert len(partition(blocks, WISHED, parts=possible)) == possible


@given(st.lists(one_block(forced=False), min_size=1, max_size=11))
def test_no_partition_is_cheaper(blocks):
    places = breaks(blocks, WISHED)
    found = Costs(blocks, places, WISHED)
    last = len(places) + 1
    tried = {}
    for size in range(len(places) + 1):
        for chosen in combinations(range(1, last), size):
            path = [0, *chosen, last]
            if any(
                end - first > 1 and found.length(first, end) > split.REACH * WISHED[1]
                for first, end in pairwise(path)
            ):
                continue
            cost = sum(found.part(a, b) for a, b in pairwise(path))
            tried[tuple(found.starts[at] for at in path[:-1])] = cost
    assert tried[tuple(partition(blocks, WISHED))] == pytest.approx(min(tried.values()))


@given(st.lists(one_block(), min_size=1, max_size=11), st.integers(1, 5))
def test_no_partition_into_so_many_is_cheaper(blocks, parts):
    total = sum(one.words for one in blocks)
    alike = (max(1, round(0.6 * total / parts)), max(2, round(1.6 * total / parts)))
    places = breaks(blocks, alike)
    forced = sum(place.forced for place in places)
    if not forced + 1 <= parts <= len(places) + 1:
        return
    found = Costs(blocks, places, alike)
    must = {at for at, place in enumerate(places, start=1) if place.forced}
    last = len(places) + 1
    paths = [
        [0, *chosen, last]
        for chosen in combinations(range(1, last), parts - 1)
        if must <= set(chosen)
    ]

    def cost(path):
        return sum(found.part(a, b) for a, b in pairwise(path))

    starts = partition(blocks, WISHED, parts=parts)
    path = [*(found.starts.index(start) for start in starts), last]
    short = [
        path
        for path in paths
        if all(
            b - a == 1 or found.length(a, b) <= split.REACH * alike[1] for a, b in pairwise(path)
        )
    ]
    assert cost(path) == pytest.approx(min(map(cost, short or paths)))


@pytest.mark.parametrize("source", ARTICLES, ids=lambda path: path.stem)
def test_real_articles_come_in_parts_of_a_length_to_read(source):
    found = real_article(source)
    series = planned(found)
    assert [one for part in series.parts for one in part.blocks] == list(found.blocks)
    assert all(100 <= part.words <= 500 for part in series.parts)
    assert all(part.blocks[-1].kind != "heading" for part in series.parts)


@pytest.mark.parametrize("source", ARTICLES, ids=lambda path: path.stem)
def test_real_articles_break_at_headings_unless_a_section_is_too_long(source):
    blocks = real_article(source).blocks
    heads = [0, *(at for at, one in enumerate(blocks) if one.kind == "heading"), len(blocks)]
    for start in partition(blocks, WISHED)[1:]:
        if blocks[start].kind != "heading":
            first, end = next((a, b) for a, b in pairwise(heads) if a < start < b)
            assert sum(one.words for one in blocks[first:end]) > WISHED[1]


def test_too_many_parts_tell_the_most_there_can_be():
    found = first_article()
    with pytest.raises(UsageError) as raised:
        planned(found, parts=40)
    assert raised.value.message == (
        "40 parts are more than this article can give: it can be broken into 13 at most"
    )
    assert len(planned(found, parts=13).parts) == 13


def test_too_few_parts_for_the_forced_breaks():
    found = read("One.\n\n<!-- part -->\n\nTwo.\n\n<!-- part -->\n\nThree.\n\nFour.\n")
    with pytest.raises(UsageError) as raised:
        planned(found, parts=2)
    assert raised.value.message == (
        "2 parts are fewer than this article can give: it can be broken into 3 at least"
    )
    assert spans(planned(found, parts=3)) == [(1, 1, 1), (5, 5, 1), (9, 11, 2)]
    assert spans(planned(found, parts=4)) == [(1, 1, 1), (5, 5, 1), (9, 9, 1), (11, 11, 1)]
    with pytest.raises(SettingsError):
        planned(with_settings(found, series=SeriesSettings(parts=2)))


@pytest.mark.parametrize("parts", [None, 12, split.MOST])
@pytest.mark.parametrize("kind", ["paragraph", "divider"])
def test_time_grows_with_the_length_and_no_faster(kind, parts):
    count = 50_000
    texts = [block("word " * 4, 5 if kind == "paragraph" else 0, kind) for _ in range(count)]
    heads = [
        block("# head", 1, "heading", 2) if n % 50 == 0 else one for n, one in enumerate(texts)
    ]
    started = time.monotonic()
    starts = partition(heads, WISHED, parts=parts)
    assert time.monotonic() - started < 20
    if parts:
        assert len(starts) == parts


def test_more_parts_than_days_in_a_year_are_refused():
    texts = [block(f"word {n}", 5) for n in range(1000)]
    with pytest.raises(UnbreakableError) as raised:
        partition(texts, WISHED, parts=split.MOST + 1)
    assert raised.value.args == (1, split.MOST)


def test_an_abbreviation_stays_with_its_definition():
    def starts(use):
        texts = [
            block("Opening matter", 2, "heading", 2),
            block("alpha beta (ABC) gamma", 200),
            block("Middle ground", 2, "heading", 2),
            block(f"delta epsilon {use} {use} {use}", 200),
            block("Closing ground", 2, "heading", 2),
            block("zeta epsilon", 200),
        ]
        return partition(texts, WISHED, parts=2)

    assert starts("word") == [0, 2]
    assert starts("ABC") == [0, 4]
