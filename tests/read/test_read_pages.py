"""Page numbers and running heads, and what only looks like them."""

import pytest

from pipeline.read.plain.pages import page_marks

HEADS = ["Lantern Clinic   Page 1 of 3", "Words.", "Lantern Clinic Page 2 of 3", "More words."]


def test_a_running_head_comes_with_every_page():
    assert page_marks(HEADS) == {0, 2}


@pytest.mark.parametrize("text", ["Page 3", "page 3 of 9", "Seite 4 von 9", "- 12 -", "Page 2/8"])
def test_a_pages_number_alone(text):
    assert page_marks(["Words.", text]) == {1}


@pytest.mark.parametrize(
    "texts",
    [
        ["Step 1", "Words.", "Step 2"],
        ["1", "2", "3"],
        ["More of this on page 12.", "More of this on page 14."],
        ["Home page", "Front page"],
        ["See page 12", "Words."],
        ["Chapter 1: the page", "Chapter 2: the page"],
    ],
)
def test_what_is_no_page_number(texts):
    assert page_marks(texts) == set()
