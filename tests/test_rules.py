"""The one list of names of what is left out."""

import pytest

from pipeline.rules import CLEANING, FIXED, FRAME, KEEPABLE, PHRASES, STRUCTURAL, mistake


def test_names_are_told_once():
    assert len(set(KEEPABLE)) == len(KEEPABLE) == len(CLEANING) + len(STRUCTURAL)
    assert not set(KEEPABLE) & set(FIXED)
    assert set(KEEPABLE) | set(FIXED) >= FRAME
    assert set(CLEANING) >= PHRASES


@pytest.mark.parametrize("name", KEEPABLE)
def test_every_rule_but_the_fixed_ones_can_be_kept(name):
    assert mistake(name) is None


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("share_line", ('there is no rule "share_line"', "share-line")),
        ("Share Lines", ('there is no rule "Share Lines"', "share-line")),
        ("cookies", ('there is no rule "cookies"', "cookie-notice")),
        ("", ('there is no rule ""', "one of " + ", ".join(KEEPABLE))),
        ("shortcode", ("the rule shortcode cannot be turned off", FIXED["shortcode"])),
    ],
)
def test_a_mistake_names_the_nearest(name, wrong):
    assert mistake(name) == wrong
