"""Where a key stands in a TOML file."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Place
from pipeline.settings.places import Path, layout, place_of
from pipeline.settings.setting import quoted

TEXT = '''\
# [sender] is no header, name = "no key"
top = 1
"quoted \\u0041.key" . 'literal' = 2
words = [ # name = 3
  150, # ]
  { low = "]}", 'high' = [1, 2] },
]
[sender] # from = 1
  name = """
[links]
from = "no"
a \\""" web = 1 """" # name
from = \'\'\'
web = 2\'\'\'\'
date = 1979-05-27 07:32:00Z
[ theme . light ]
page = "#fff"

[[samples]]
first_name = "a # b"
[[samples]]
[samples.inner]
deep.er = { x.y = 1 }
[[samples.list]]
[[samples.list]]
z = 1
'''


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("top",), 2, 1),
        (("quoted A.key", "literal"), 3, 1),
        (("words",), 4, 1),
        (("words", 0), 5, 3),
        (("words", 1, "low"), 6, 5),
        (("words", 1, "high", 1), 6, 30),
        (("sender",), 8, 1),
        (("sender", "name"), 9, 3),
        (("sender", "from"), 13, 1),
        (("sender", "date"), 15, 1),
        (("theme",), 16, 1),
        (("theme", "light", "page"), 17, 1),
        (("samples",), 19, 1),
        (("samples", 0), 19, 1),
        (("samples", 0, "first_name"), 20, 1),
        (("samples", 1), 21, 1),
        (("samples", 1, "inner", "deep", "er"), 23, 1),
        (("samples", 1, "inner", "deep", "er", "x", "y"), 23, 13),
        (("samples", 1, "list", 1, "z"), 26, 1),
        # What is not there stands where the nearest around it stands.
        (("sender", "reply_to"), 8, 1),
        (("samples", 1, "list", 7), 24, 1),
        (("nothing",), 0, 0),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_places(path: Path, line: int, column: int, ends: str) -> None:
    tomllib.loads(TEXT)
    text = TEXT.replace("\n", ends)
    shown = TEXT.split("\n")[line - 1] if line else ""
    assert place_of(text, path, "a.toml") == Place("a.toml", line, column, shown)


def paths(value: Any, path: Path = ()) -> set[Path]:
    """The paths of all keys of a value."""
    inside: Any = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    return {path} - {()} | {each for key, one in inside for each in paths(one, (*path, key))}


def written(value: Any) -> str:
    if isinstance(value, dict):
        return (
            "{ " + ", ".join(f"{quoted(key)} = {written(one)}" for key, one in value.items()) + " }"
        )
    if isinstance(value, list):
        return "[" + ",\n # ] }\n ".join(map(written, value)) + "]"
    return quoted(value) if isinstance(value, str) else str(value).lower()


TRICKY = st.text(st.sampled_from("a.'\"[]{}#=, \n\\é"), max_size=8)
NAMES = TRICKY.filter(bool)
VALUES = st.recursive(
    st.one_of(TRICKY, st.integers(), st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=12,
)


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_every_key_of_any_file_has_its_place(data: dict[str, Any]) -> None:
    text = "".join(f"{quoted(key)} = {written(value)} # end\n" for key, value in data.items())
    parsed = tomllib.loads(text)
    found = layout(text).found
    assert set(found) == paths(parsed)
    for path, offset in found.items():
        shown = quoted(path[-1]) if isinstance(path[-1], str) else ""
        assert text.startswith(shown, offset)


@given(st.text(st.sampled_from("a.'\"[]{}#=, \n\\"), max_size=40))
def test_any_text_is_scanned_to_an_end(text: str) -> None:
    for path, offset in layout(text).found.items():
        assert path
        assert 0 <= offset <= len(text)
