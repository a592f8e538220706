"""What an upload remembers, read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.export.upload.remembered import Made, Remembered, parse, serialise

NAMES = st.text(min_size=1, max_size=8).filter(str.isprintable)
IDS = st.dictionaries(NAMES, st.integers() | NAMES, max_size=3)
DRAFTS = st.dictionaries(NAMES, st.builds(Made, IDS, st.booleans()), min_size=1, max_size=3)
MEMORY = st.builds(Remembered, st.dictionaries(st.tuples(NAMES, NAMES), DRAFTS, max_size=3))


@given(MEMORY)
def test_what_is_written_is_read(remembered: Remembered) -> None:
    assert parse(serialise(remembered)) == remembered


def test_the_file_is_readable() -> None:
    drafts = {"letter-1": Made({"post_1": "6"}), "letter-2": Made({}, unknown=True)}
    assert serialise(Remembered({("ghost", "0a1b"): drafts})).decode() == (
        '{\n  "schema": 1,\n  "services": {\n    "ghost": {\n      "0a1b": {\n'
        '        "letter-1": {\n          "ids": {\n            "post_1": "6"\n          }\n'
        '        },\n        "letter-2": {\n          "ids": {},\n          "unknown": true\n'
        "        }\n      }\n    }\n  }\n}\n"
    )


def test_no_file_is_no_memory() -> None:
    assert parse(b"") == parse(b"\n") == Remembered()


@given(st.binary(min_size=1))
def test_anything_else_is_an_error(data: bytes) -> None:
    try:
        assert parse(data) == Remembered()
    except SettingsError as error:
        assert "second time" in error.hint


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        '{"schema": 2, "services": {}}',
        '{"schema": 1, "services": []}',
        '{"schema": 1, "services": {"a": {"b": {"c": {"ids": {"d": true}}}}}}',
        '{"schema": 1, "services": {"a": {"b": {"c": {"ids": {}, "unknown": 1}}}}}',
        "<<<<<<< ours",
        "[" * 100_000,
    ],
)
def test_a_broken_file_stops(text: str) -> None:
    with pytest.raises(SettingsError, match="not what an upload wrote") as caught:
        parse(text.encode(), "content/tea.exported.json")
    assert caught.value.place is not None
