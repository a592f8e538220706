"""What breaking costs at each sort of place, and how neighbours hang together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plans import block, read

from pipeline.plan import bonds, weights
from pipeline.plan.breaks import LINE, TEXT, breaks
from pipeline.plan.cohesion import likeness, shifts, stems
from pipeline.plan.costs import Costs

WISHED = (150, 450)


def head(level, text="A heading"):
    return block(text, 2, "heading", level)


def text(words=100, kind="paragraph", said="alpha beta"):
    return block(said, words, kind)


def costs(*blocks):
    """The cost of each place by the index of its block."""
    return {place.index: place.cost for place in breaks(blocks, WISHED)}


def test_a_lower_heading_costs_more_for_each_level():
    found = costs(text(200), head(2, "A"), text(200), head(3, "B"), text(200), head(4, "B"), text())
    assert found[3] - found[1] == pytest.approx(weights.DEEPER)
    assert found[5] - found[1] == pytest.approx(2 * weights.DEEPER)


def test_a_short_introduction_to_a_heading_costs_extra():
    short, long = (costs(head(2, "A"), text(words), head(3, "B"), text(200)) for words in (60, 200))
    assert short[2] - long[2] == pytest.approx(weights.INTRODUCES)
    beside = costs(head(2, "A"), text(60), head(2, "B"), text(200))
    assert beside[2] == pytest.approx(long[2] - weights.DEEPER)
    start, later = (costs(text(words), head(2, "B"), text(200)) for words in (60, 200))
    assert start[1] - later[1] == pytest.approx(weights.INTRODUCES)


def test_a_section_that_may_stay_whole_is_hardly_ever_broken():
    whole = costs(head(2), text(225), text(223))
    long = costs(head(2), text(225), text(224))
    assert whole[2] - weights.UNWANTED >= long[2]


def test_a_heading_nearby_is_the_better_place():
    free = costs(text(300), text(300))
    headed = costs(text(300), text(300), head(2), text())
    assert headed[1] - free[1] == pytest.approx(weights.HEADED)


def test_what_leans_on_the_text_before_it_costs_extra():
    free = costs(text(300), text(300))[1]
    assert costs(text(300), text(300, "list"))[1] - free == pytest.approx(weights.LEANS)
    asked = costs(text(300, said="alpha beta?"), text(300))[1]
    assert asked - free == pytest.approx(weights.LEANS)


def test_a_part_over_a_higher_heading_crosses():
    blocks = [head(2, "A"), text(200), head(3, "B"), text(200), head(2, "C"), text(200)]
    found = Costs(blocks, breaks(blocks, WISHED), WISHED)
    assert found.starts == [0, 2, 4, 6]
    crossing = found.part(1, 3) - found.of_length(1, 3) - found.places[0].cost
    assert crossing == pytest.approx(weights.CROSSING)
    assert found.part(1, 2) == pytest.approx(found.of_length(1, 2) + found.places[0].cost)
    assert found.part(0, 3) == pytest.approx(found.of_length(0, 3))


KEPT = {
    "a heading and its text": [head(2), text()],
    "what leads in": [text(said="These:"), text(kind="list")],
    "what leads in, in Chinese": [text(said="这些："), text(kind="list")],
    "a paragraph and its image": [text(), text(0, "image")],
    "an image and its caption": [text(0, "image"), text(12)],
    "a paragraph and its code": [text(), text(kind="code")],
    "a paragraph and its table": [text(), text(kind="table")],
    "what a divider ends": [text(), block("", 0, "divider")],
}
PARTED = {
    "two paragraphs": [text(), text()],
    "an image and a long paragraph": [text(0, "image"), text(60)],
    "two tables": [text(kind="table"), text(kind="table")],
    "a divider and what follows": [block("", 0, "divider"), text()],
    "a paragraph and a callout": [text(), text(kind="callout")],
}


@pytest.mark.parametrize("pair", KEPT)
def test_what_stays_together(pair):
    assert not bonds.parted(KEPT[pair], 1)


@pytest.mark.parametrize("pair", PARTED)
def test_what_may_be_parted(pair):
    assert bonds.parted(PARTED[pair], 1)


@pytest.mark.parametrize(
    ("written", "announcing"),
    [
        ("**What of the sea?**", True),
        ("***Both of them***", True),
        ("**One** **and two**", True),
        ("**One** and two", False),
        ("One and two", False),
        ("*What of the sea?*", False),
        (f"**{'word ' * 31}end**", False),
        ("![](a.png)", False),
    ],
)
def test_a_short_line_in_bold_announces_what_follows(written, announcing):
    blocks = read(f"Start.\n\n{written}\n\nText.").blocks
    assert bonds.announces(blocks[1]) == announcing
    levels = [place.level for place in breaks(blocks, WISHED)]
    assert levels == ([LINE] if announcing else [TEXT, TEXT][: len(levels)])


def test_words_are_compared_in_every_script():
    assert stems("The gardeners' gardening, 3 times") == ["the", "garde", "garde", "times"]
    assert stems("花园在冬") == ["花园", "园在", "在冬"]
    assert stems("हम मिट्टी में") == ["हम", "मिट्ट", "में"]
    assert likeness("हम मिट्टी तैयार करते", "मिट्टी तैयार") > 0.6
    assert likeness("", "alpha") == 0


@given(st.lists(st.text("ab ", max_size=30), max_size=20))
def test_shifts_are_a_share_for_each_gap(texts):
    found = shifts(texts)
    assert len(found) == max(0, len(texts) - 1)
    assert all(0 <= one <= 1 for one in found)


def test_equal_paragraphs_shift_nowhere():
    assert shifts(["alpha beta gamma"] * 9) == [0.0] * 8
