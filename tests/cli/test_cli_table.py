"""Lines that are wider than the terminal."""

from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.table import folded, width

HEAD = f"  {click.style('error', fg='red')}: a.html:7:40: a link has no words [a11y/link-empty]"


@pytest.mark.parametrize(
    ("room", "told"),
    [
        (70, "  error: a.html:7:40: a link has no words [a11y/link-empty]"),
        (40, "  error: a.html:7:40: a link has no\n    words [a11y/link-empty]"),
        (
            20,
            "  error:\n    a.html:7:40: a\n    link has no\n    words\n    [a11y/link-empty]",
        ),
    ],
)
def test_a_long_line_goes_on_below(room: int, told: str) -> None:
    assert click.unstyle(folded(HEAD, room)) == told


@given(st.lists(st.text("ab é字", max_size=40), max_size=5), st.integers(5, 60))
def test_no_word_is_lost_or_broken(lines: list[str], room: int) -> None:
    text = "\n".join(lines)
    done = folded(text, room)
    assert done.split() == text.split()
    assert all(width(line) <= room or " " not in line.strip() for line in done.split("\n"))
