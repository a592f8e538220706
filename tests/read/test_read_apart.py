"""Removals one after the other, where one stood in the middle of another's text."""

from pipeline.model import Lines, Removal
from pipeline.read.apart import apart


def removal(text, at, rule="share-line", **more):
    return Removal(Lines(1, 1), text, rule, len(text.split()), at=at, **more)


def listed(*removals):
    return [(one.at, one.rule, one.text, one.words) for one in apart(removals)]


def test_a_removal_within_another_parts_it():
    assert listed(removal("Share this: x y", 10), removal("hidden", 19, "hidden")) == [
        (10, "share-line", "Share this:", 2),
        (19, "hidden", "hidden", 1),
        (25, "share-line", "x y", 2),
    ]


def test_several_do_so_too():
    assert listed(
        removal("abcd", 5), removal("1", 6, "a"), removal("2", 8, "b"), removal("after", 11, "c")
    ) == [
        (5, "share-line", "a", 1),
        (6, "a", "1", 1),
        (7, "share-line", "b", 1),
        (8, "b", "2", 1),
        (9, "share-line", "cd", 1),
        (11, "c", "after", 1),
    ]


def test_what_stands_apart_stays_as_it_is():
    whole = [removal("ab", 1), removal("cd", 3), removal("code", 2, "html-code", within=True)]
    assert apart(whole) == [whole[0], whole[2], whole[1]]
    plain = [Removal(Lines(3, 3), "b", "x", 1), Removal(Lines(1, 1), "a", "x", 1)]
    assert apart(plain) == plain[::-1]


def test_the_text_of_its_own_is_what_is_parted():
    assert listed(removal("An image Share", 3, own="Share"), removal("x", 5, "hidden")) == [
        (3, "share-line", "Sh", 1),
        (5, "hidden", "x", 1),
        (6, "share-line", "are", 1),
    ]
