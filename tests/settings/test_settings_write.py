"""Writing the parts into an article's settings."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.model import PartSettings, Project
from pipeline.project import article_settings
from pipeline.settings.places import layout
from pipeline.settings.write_toml import with_parts

ONE = PartSettings(id="one", starts="First words", subject='Say "hi"', wait=timedelta(0))
TWO = PartSettings(id="two", title="Two", wait=timedelta(hours=36))
WRITTEN_ONE = """\
[[series.parts]]
id = "one"
starts = "First words"
subject = "Say \\"hi\\""
wait = "0 days"
"""
WRITTEN_TWO = """\
[[series.parts]]
id = "two"
title = "Two"
wait = "36 hours"
"""
BOTH = WRITTEN_ONE + "\n" + WRITTEN_TWO

CASES = {
    "nothing": ("", BOTH),
    "only comments": ("# mine\n", "# mine\n\n" + BOTH),
    "no series": ("title = 'A' # it\n\n# end", "title = 'A' # it\n\n# end\n\n" + BOTH),
    "a series before another table": (
        "[series]\nevery = '3 days' # slow\n\n# who\n[approved]\nby = 'x'\n",
        "[series]\nevery = '3 days' # slow\n\n" + BOTH + "\n# who\n[approved]\nby = 'x'\n",
    ),
    "a number": (
        "[series]\nparts = 4 # four\nwords = [1, 2]\n\n# who\n[approved]\nby = 'x'\n",
        "[series]\n# four\nwords = [1, 2]\n\n" + BOTH + "\n# who\n[approved]\nby = 'x'\n",
    ),
    "dots": (
        "series.every = '3 days'\nseries.parts = 3\ntitle = 'A'\n\n[approved]\nby = 'x'\n",
        "series.every = '3 days'\ntitle = 'A'\n\n[approved]\nby = 'x'\n\n" + BOTH,
    ),
    "inline": (
        "series = { every = '3 days', parts = [{ id = 'a' }], words = [1, 2] } # c\ntitle = 'A'\n",
        "series.every = '3 days'\nseries.words = [1, 2]\n# c\ntitle = 'A'\n\n" + BOTH,
    ),
    "a list of inline tables": (
        "[series]\nparts = [ # list\n  { id = 'a' }, # a\n]\nwords = [1, 2]\n",
        "[series]\n# list\n# a\nwords = [1, 2]\n\n" + BOTH,
    ),
    "one part before": (
        "[series]\n\n# first\n[[series.parts]] # one\nid = 'old'\n# end\n\n\n# who\n[approved]\n",
        "[series]\n\n# first\n\n" + WRITTEN_ONE + "\n# one\n\n" + WRITTEN_TWO
        + "\n# end\n\n\n# who\n[approved]\n",
    ),
    "three parts before": (
        "[[series.parts]]\nid = 'a'\n\n[[series.parts]]\nid = 'b'\n\n[[series.parts]]\nid = 'c'\n",
        BOTH,
    ),
    "out of order": (
        "[[series.parts]]\nid = 'a'\n[approved]\nby = 'x'\n[series]\nwords = [1, 2]\n",
        WRITTEN_ONE + "\n[approved]\nby = 'x'\n[series]\nwords = [1, 2]\n\n" + WRITTEN_TWO,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_parts_are_written_and_the_rest_is_kept(case: str) -> None:
    before, after = CASES[case]
    assert with_parts(before, [ONE, TWO]) == after
    assert with_parts(after, [ONE, TWO]) == after
    windows = with_parts(before.replace("\n", "\r\n"), [ONE, TWO])
    assert windows == (after.replace("\n", "\r\n") if "\n" in before else after)


def test_no_parts_takes_them_out() -> None:
    assert with_parts("[series]\nparts = 3\nwords = [1, 2]\n", []) == "[series]\nwords = [1, 2]\n"
    assert with_parts(BOTH, []) == ""


def test_text_that_is_no_toml_is_not_touched() -> None:
    with pytest.raises(SettingsError) as caught:
        with_parts("title = A\n", [ONE], "content/a.toml")
    assert caught.value.format_message() == (
        "content/a.toml:1:9: this is not TOML: Invalid value\n"
        "     1 | title = A\n"
        "       |         ^\n"
        '  try: write key = "value", the text in straight quotes'
    )


def test_what_cannot_be_written_is_said() -> None:
    with pytest.raises(SettingsError) as caught:
        with_parts("series = 3 # n\n", [ONE], "content/a.toml")
    assert caught.value.format_message() == (
        "content/a.toml:1:1: series must be a table, not the number 3\n"
        "     1 | series = 3 # n\n"
        "       | ^\n"
        "  try: write [series], and its keys below"
    )
    with pytest.raises(SettingsError) as caught:
        with_parts("", [PartSettings(wait=timedelta(seconds=90))])
    assert caught.value.format_message() == (
        "a wait of 0:01:30 is not a whole number of minutes\n  try: leave out the seconds"
    )


def clean(text: str) -> str:
    return " ".join(text.split())


LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30).map(clean)
PARTS = st.lists(
    st.builds(
        PartSettings,
        id=LINES.map(lambda text: text.replace(" ", "-")),
        starts=LINES,
        title=LINES,
        subject=LINES,
        preheader=LINES,
        wait=st.none() | st.integers(0, 20_000).map(lambda number: timedelta(minutes=number)),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda part: part.id or object(),
)


def read_back(text: str) -> Sequence[PartSettings]:
    with TemporaryDirectory() as folder:
        Path(folder, "a.toml").write_bytes(text.encode())
        parts = article_settings(Project(root=folder), Path(folder, "a.md")).series.parts
    assert isinstance(parts, tuple)
    return [replace(part, place=None) for part in parts]


def data(text: str) -> dict[str, object]:
    read = tomllib.loads(text)
    read.setdefault("series", {}).pop("parts", None)
    return read


@given(PARTS, st.sampled_from(sorted(CASES)))
def test_reading_back_gives_the_same_parts(parts: list[PartSettings], case: str) -> None:
    before = CASES[case][0]
    written = with_parts(before, parts)
    assert with_parts(written, parts) == written
    assert data(written) == data(before)
    assert read_back(with_parts("", parts)) == parts
    assert read_back(with_parts(BOTH, parts)) == parts


PIECES = st.sampled_from(
    [
        "title = 'A' # a\n",
        "# note\n",
        "\n",
        "series.words = [1, # low\n 2]\n",
        "series.parts = 3 # three\n",
        "series = { every = '1 day', parts = 2 } # inline\n",
        "[series] # s\n",
        "every = '1 day'\n",
        "parts = [{ id = 'x' }] # list\n",
        "[approved] # by\n",
        "[[series.parts]] # part\n",
        "starts = '''a\n[[series.parts]]\n# no comment'''\n",
        "[[support]]\n",
    ]
)


@given(st.lists(PIECES, max_size=9).map("".join), PARTS)
def test_any_file_keeps_its_comments_and_its_other_keys(
    before: str, parts: list[PartSettings]
) -> None:
    try:
        expected = data(before)
    except tomllib.TOMLDecodeError:
        return
    written = with_parts(before, parts)
    assert data(written) == expected
    assert with_parts(written, parts) == written
    kept = Counter(comment for _, comment in layout(written).comments)
    assert not Counter(comment for _, comment in layout(before).comments) - kept
