"""Why the breaks are where they are, and what the runner-up would have been."""

import pytest
from passages import passage, sections
from plans import first_article, planned, read, with_parts, with_settings

from pipeline.model import PartSettings, SeriesSettings
from pipeline.plan import reasons


def told(found):
    """Of each break its block, the words on both sides, the runner-up's block and words."""
    return [
        (
            reason.block.text[:30],
            reason.words,
            reason.runner.block.text[:30] if reason.runner and reason.runner.block else None,
            reason.runner.words if reason.runner else None,
        )
        for reason in found.breaks
    ]


def test_the_first_articles_breaks():
    found = reasons(first_article())
    assert told(found) == [
        ("The Emotional Impact of Miscar", (225, 175), None, (400,)),
        ("The Road to Recovery", (175, 356), "How ICI Can Help After Miscarr", (298, 233)),
    ]
    assert found.fewer.words == (400, 356)
    assert found.further.words == (225, 175, 234, 122)
    last = found.breaks[1].runner.more
    assert last.lengths < 0 < last.breaks
    assert last.abbreviations > 0


@pytest.mark.parametrize("parts", [None, 2, 5])
def test_every_runner_up_costs_more_and_says_the_same_words(parts):
    text = "# T\n\n" + sections(
        *((name, passage(name, 240)) for name in ("bread", "garden", "sea", "bread", "sea"))
    )
    found = reasons(read(text), parts=parts)
    series = planned(read(text), parts)
    assert [one.block for one in found.breaks] == [part.blocks[0] for part in series.parts[1:]]
    for reason in found.breaks:
        assert sum(reason.runner.words) == sum(reason.words)
        assert reason.runner.more.total >= 0
    for other in (found.fewer, found.further):
        assert (other is None) == (parts is not None)
        assert other is None or other.more.total >= 0
        assert other is None or sum(other.words) == sum(part.words for part in series.parts)


def test_of_the_authors_own_breaks_there_is_no_runner_up():
    forced = reasons(read("One.\n\n<!-- part -->\n\nTwo.\n\nThree.\n"))
    assert [(one.place.forced, one.runner) for one in forced.breaks] == [(True, None)]
    parts = (PartSettings(), PartSettings(starts="Final Thoughts"))
    listed = reasons(with_parts(first_article(), *parts))
    assert [(one.place, one.runner, one.words) for one in listed.breaks] == [
        (None, None, (634, 122))
    ]
    assert (listed.fewer, listed.further) == (None, None)


def test_one_part_has_no_reasons():
    found = reasons(with_settings(first_article(), series=SeriesSettings(parts=1)))
    assert found.breaks == ()
