"""Writing one key into a settings file."""

from __future__ import annotations

import tomllib
from collections import Counter
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.settings.places import Path, layout
from pipeline.settings.starter import starter_toml
from pipeline.settings.write_value import with_value

COLOUR = "#112233"
ACCENT: Path = ("theme", "light", "accent")

CASES: dict[str, tuple[str, Path, Any, str]] = {
    "into nothing": ("", ("title",), "A", 'title = "A"\n'),
    "a table into nothing": ("", ACCENT, COLOUR, '[theme.light]\naccent = "#112233"\n'),
    "another value": (
        "a = 1\ntitle = 'A' # it\nb = 2",
        ("title",),
        "B",
        "a = 1\ntitle = 'B' # it\nb = 2",
    ),
    "quotes that need others": ("title = 'A'\n", ("title",), "it's", 'title = "it\'s"\n'),
    "over several lines": (
        'title = """\nA\nB"""\nb = 2\n',
        ("title",),
        "C",
        'title = "C"\nb = 2\n',
    ),
    "a list with remarks": (
        "[series]\nwords = [ # few\n  1, # one\n  2,\n] # end\n",
        ("series", "words"),
        [3, 4],
        "[series]\n# few\n# one\nwords = [3, 4] # end\n",
    ),
    "taken out": ("# a\na = 1\nb = 2\n", ("a",), None, "# a\nb = 2\n"),
    "taken out with its remark": ("a = 1 # one\nb = 2\n", ("a",), None, "# one\nb = 2\n"),
    "the last line taken out": ("b = 2\na = 1", ("a",), None, "b = 2\n"),
    "the table goes too": (
        "a = 1\n\n[theme.light]\naccent = '#112233'\n\n[sender]\nname = 'N'\n",
        ACCENT,
        None,
        "a = 1\n\n[sender]\nname = 'N'\n",
    ),
    "the last table goes too": (
        "a = 1\n\n[theme.light]\naccent = '#112233'\n",
        ACCENT,
        None,
        "a = 1\n",
    ),
    "a table with a remark stays": (
        "# Colours\n[theme.light]\naccent = '#112233'\n",
        ACCENT,
        None,
        "# Colours\n[theme.light]\n",
    ),
    "behind the last key": (
        "[theme.light] # l\ntext = '#000000' # t\n\n# who\n[sender]\n",
        ACCENT,
        COLOUR,
        "[theme.light] # l\ntext = '#000000' # t\naccent = \"#112233\"\n\n# who\n[sender]\n",
    ),
    "below its example": (
        '[theme.light]\n# Links.\n# accent = "#2B615D"\n# Words.\n# text = "#000000"\n',
        ACCENT,
        COLOUR,
        (
            '[theme.light]\n# Links.\n# accent = "#2B615D"\n'
            'accent = "#112233"\n# Words.\n# text = "#000000"\n'
        ),
    ),
    "a table behind its kin": (
        "[theme]\nname = 'quiet'\n# remark\n\n# who\n[sender]\n",
        ACCENT,
        COLOUR,
        (
            "[theme]\nname = 'quiet'\n# remark\n\n[theme.light]\n"
            'accent = "#112233"\n\n# who\n[sender]\n'
        ),
    ),
    "a table above what it holds": (
        "# day\n[theme.light]\ntext = '#000000'\n",
        ("theme", "name"),
        "brief",
        "[theme]\nname = \"brief\"\n\n# day\n[theme.light]\ntext = '#000000'\n",
    ),
    "a table behind another's remark": (
        "[theme]\nname = 'quiet'\n# who\n[sender]\n",
        ACCENT,
        COLOUR,
        "[theme]\nname = 'quiet'\n\n[theme.light]\naccent = \"#112233\"\n\n# who\n[sender]\n",
    ),
    "with dots": (
        "theme.light.text = '#000000'\ntitle = 'A'\n",
        ACCENT,
        COLOUR,
        "theme.light.text = '#000000'\ntheme.light.accent = \"#112233\"\ntitle = 'A'\n",
    ),
    "with fewer dots": (
        "theme.name = 'quiet'\n",
        ACCENT,
        COLOUR,
        "theme.name = 'quiet'\ntheme.light.accent = \"#112233\"\n",
    ),
    "with dots in a table": (
        "[theme]\nlight.text = '#000000'\n",
        ACCENT,
        COLOUR,
        "[theme]\nlight.text = '#000000'\nlight.accent = \"#112233\"\n",
    ),
    "inline": (
        "theme = { name = 'quiet' } # t\n",
        ACCENT,
        COLOUR,
        "theme = { name = 'quiet', light.accent = \"#112233\" } # t\n",
    ),
    "inline and empty": (
        "theme = {}\n",
        ("theme", "name"),
        "brief",
        'theme = { name = "brief" }\n',
    ),
    "inline replaced": (
        "theme = { name = 'quiet', width = 600 }",
        ("theme", "name"),
        "brief",
        "theme = { name = 'brief', width = 600 }",
    ),
    "inline taken out": (
        "theme = { name = 'quiet', width = 600 }",
        ("theme", "name"),
        None,
        "theme = { width = 600 }",
    ),
    "inline, the last taken out": (
        "theme = { name = 'quiet', width = 600 }",
        ("theme", "width"),
        None,
        "theme = { name = 'quiet' }",
    ),
    "inline, the only one taken out": (
        "theme = { name = 'quiet' }",
        ("theme", "name"),
        None,
        "theme = {}",
    ),
    "at the top, above tables": (
        "# mine\n\n# parts\n[[series.parts]]\nid = 'a'\n",
        ("sensitive",),
        True,
        "# mine\n\nsensitive = true\n\n# parts\n[[series.parts]]\nid = 'a'\n",
    ),
    "at the top, behind keys": (
        "# mine\na = 1\n# end\n\n[series]\n",
        ("sensitive",),
        False,
        "# mine\na = 1\nsensitive = false\n# end\n\n[series]\n",
    ),
    "below remarks alone": ("# mine\n", ("title",), "A", '# mine\n\ntitle = "A"\n'),
    "without a last line end": ("a = 1", ("title",), "A", 'a = 1\ntitle = "A"\n'),
    "in a part": (
        "[[series.parts]]\nid = 'a'\n\n[[series.parts]]\nid = 'b' # b\n\n[series.more]\n",
        ("series", "parts", 1, "subject"),
        "S",
        (
            "[[series.parts]]\nid = 'a'\n\n[[series.parts]]\n"
            "id = 'b' # b\nsubject = \"S\"\n\n[series.more]\n"
        ),
    ),
    "in a part, inline": (
        "series.parts = [\n  { id = 'a' }, # a\n  { id = 'b' },\n]\n",
        ("series", "parts", 1, "subject"),
        "S",
        "series.parts = [\n  { id = 'a' }, # a\n  { id = 'b', subject = \"S\" },\n]\n",
    ),
    "a part has nothing left": (
        "[[series.parts]]\nsubject = 'a'\n\n[[series.parts]]\nid = 'b'\n",
        ("series", "parts", 0, "subject"),
        None,
        "[[series.parts]]\n\n[[series.parts]]\nid = 'b'\n",
    ),
    "a day": ("", ("date",), date(2026, 3, 1), "date = 2026-03-01\n"),
    "a table inline": (
        "author = 'A' # who\n",
        ("author",),
        {"name": "A", "role": "R"},
        'author = { name = "A", role = "R" } # who\n',
    ),
    "a name in quotes": (
        "[check.severity]\n",
        ("check", "severity", "link/dead"),
        "off",
        '[check.severity]\n"link/dead" = "off"\n',
    ),
    "the same again": ("a = 1\ntitle = 'A'  #x\n", ("title",), "A", "a = 1\ntitle = 'A'  #x\n"),
    "not there": ("a = 1\n", ("title",), None, "a = 1\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_one_key_is_written_and_the_rest_is_kept(case: str) -> None:
    before, path, value, after = CASES[case]
    assert with_value(before, path, value) == after
    assert with_value(after, path, value) == after
    windows = with_value("\ufeff" + before.replace("\n", "\r\n"), path, value)
    wanted = after.replace("\n", "\r\n") if "\n" in before else after
    assert windows == "\ufeff" + wanted


def test_the_annotated_file_of_a_new_project_is_filled_where_its_examples_stand() -> None:
    text = starter_toml("Lantern")
    written = text
    for path, value in (
        (("sender", "from"), "hello@example.org"),
        (ACCENT, COLOUR),
        (("series", "words"), [100, 300]),
        (("build", "minify"), True),
    ):
        written = with_value(written, path, value)
    new = [line for line in written.split("\n") if line not in text.split("\n")]
    assert new == [
        'from = "hello@example.org"',
        "words = [100, 300]",
        'accent = "#112233"',
        "minify = true",
    ]
    lines = written.split("\n")
    assert lines[lines.index(new[0]) - 1] == '# from = "hello@example.org"'
    for path in (("sender", "from"), ACCENT, ("series", "words"), ("build", "minify")):
        written = with_value(written, path, None)
    assert written == text


@pytest.mark.parametrize(
    ("before", "path", "value", "told"),
    [
        (
            "author = 'A'\n",
            ("author", "role"),
            "R",
            (
                "a.toml:1:1: author is \"A\" here\n     1 | author = 'A'\n       | ^\n"
                '  try: write role = "R" by hand, under [author]'
            ),
        ),
        (
            "[[series.parts]]\nid = 'a'\n",
            ("series", "parts"),
            3,
            (
                "a.toml:1:1: series.parts is a list here\n     1 | [[series.parts]]\n       | ^\n"
                "  try: take it out by hand first"
            ),
        ),
        (
            "[[theme]]\nname = 'a'\n",
            ACCENT,
            COLOUR,
            (
                "a.toml:1:1: theme is a list here\n     1 | [[theme]]\n       | ^\n"
                '  try: write accent = "#112233" by hand, under [theme.light]'
            ),
        ),
        (
            "a = A\n",
            ("title",),
            "A",
            (
                "a.toml:1:5: this is not TOML: Invalid value\n     1 | a = A\n       |     ^\n"
                '  try: write key = "value", the text in straight quotes'
            ),
        ),
    ],
)
def test_what_cannot_be_written_says_how_to_write_it(
    before: str, path: Path, value: Any, told: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        with_value(before, path, value, "a.toml")
    assert caught.value.format_message() == told


LINES = st.sampled_from(
    [
        "# note\n",
        "\n",
        "  # far in\n",
        "title = 'A' # a\n",
        'about = """\n# no comment\n[theme]\n"""\n',
        "words = [1, # low\n 2] # high\n",
        "theme = { name = 'quiet', light = { text = '#000000' } } # inline\n",
        "theme = {}\n",
        "theme.name = 'quiet'\n",
        "theme.light.text = '#000000' # dots\n",
        "theme.light = { text = [ # in\n 1 ], page = 'x' } # half\n",
        "name = 'quiet'\n",
        "light.text = '#000000'\n",
        "  accent = '#445566'# tight\n",
        "[theme] # t\n",
        "[theme.light]\n",
        " [ theme . 'dark' ] # d\n",
        "[theme.light.deeper]\n",
        "[sender] # who\n",
        "[[series.parts]] # part\n",
        "'a b'.\"c.d\" = nan\n",
        "when = 2026-03-01T10:00:00Z # day\n",
    ]
)
PATHS: tuple[Path, ...] = (
    ("title",),
    ("name",),
    ("words",),
    ("theme", "name"),
    ("theme", "light", "text"),
    ("theme", "light", "page"),
    ACCENT,
    ("theme", "dark", "accent"),
    ("sender", "from"),
    ("sender", "name"),
    ("series", "parts", 0, "title"),
    ("series", "parts", 1, "name"),
    ("series", "every"),
    ("a b", "c.d"),
    ("new one", "x"),
)
VALUES = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.lists(st.integers(0, 9), max_size=3),
)


def leads(data: Any, path: Path, value: Any) -> bool:
    """Whether a path leads through tables to what can be a key's value."""
    here = data
    for name in path:
        if isinstance(name, int) and not (isinstance(here, list) and name < len(here)):
            return False
        if isinstance(name, str) and not isinstance(here, dict):
            return False
        if isinstance(here, dict) and name not in here:
            numbers = any(isinstance(one, int) for one in path[path.index(name) :])
            return value is None or not numbers
        here = here[name]
    return not isinstance(here, dict | list) or here == value or value is None or not holds(here)


def holds(here: Any) -> bool:
    """Whether it is a table, or a list of them."""
    return isinstance(here, dict) or any(isinstance(one, dict) for one in here)


def expected(data: Any, path: Path, value: Any) -> Any:
    """The data with the value set, without tables that hold nothing."""
    data = deepcopy(data)
    here = data
    for name in path[:-1]:
        if value is None and isinstance(here, dict) and name not in here:
            return full(data)
        here = here.setdefault(name, {}) if isinstance(here, dict) else here[name]
    if value is None:
        here.pop(path[-1], None)
    else:
        here[path[-1]] = value
    return full(data)


def full(data: Any) -> Any:
    if isinstance(data, list):
        return [full(one) for one in data]
    if isinstance(data, dict):
        inside = {name: full(one) for name, one in data.items()}
        return {name: one for name, one in inside.items() if one != {}}
    return data


def remarks(text: str) -> Counter[str]:
    return Counter(comment for _, comment in layout(text).comments)


@settings(max_examples=600)
@given(st.lists(LINES, max_size=9).map("".join), st.sampled_from(PATHS), VALUES, st.booleans())
def test_any_file_keeps_all_else(before: str, path: Path, value: Any, windows: bool) -> None:
    try:
        data = tomllib.loads(before)
    except tomllib.TOMLDecodeError:
        return
    text = before.replace("\n", "\r\n") if windows else before
    if isinstance(value, dict) or not leads(data, path, value):
        with pytest.raises(SettingsError):
            with_value(text, path, value)
        return
    written = with_value(text, path, value)
    assert str(sorted_(full(tomllib.loads(written)))) == str(sorted_(expected(data, path, value)))
    assert remarks(written) == remarks(text)
    assert with_value(written, path, value) == written
    if windows:
        assert written.replace("\r\n", "").count("\n") == 0 or "\n" not in text


def sorted_(data: Any) -> Any:
    """The data with its names in order: nan is not itself, so data are compared as text."""
    if isinstance(data, dict):
        return [(name, sorted_(data[name])) for name in sorted(data)]
    return [sorted_(one) for one in data] if isinstance(data, list) else data


@given(
    st.lists(LINES, max_size=9).map("".join),
    st.lists(st.tuples(st.sampled_from(PATHS), VALUES), max_size=6),
)
def test_lines_that_are_not_spoken_of_stay_as_they_are(
    before: str, changes: list[tuple[Path, Any]]
) -> None:
    """What is written by several changes holds every line of keys that none of them means."""
    try:
        tomllib.loads(before)
    except tomllib.TOMLDecodeError:
        return
    text = before
    for path, value in changes:
        try:
            text = with_value(text, path, value)
        except SettingsError:
            continue
    meant = {name for path, _ in changes for name in map(str, path)}
    for line in before.split("\n"):
        told = line.partition("#")[0]
        spoken_of = any(name in told for name in (*meant, *"[]{}"))  # or a value of several lines
        if not spoken_of and ("=" in told or not told.strip()):
            assert line in text.split("\n")
