"""Front matter: what is in it, and every mistake with its line."""

import pytest

from pipeline.errors import Place, SettingsError
from pipeline.read import manuscript


def front(text):
    return manuscript(text.encode(), "article.md").front


def failure(text):
    with pytest.raises(SettingsError) as raised:
        front(text)
    return raised.value


def test_keys_have_their_places():
    found = front("---\ntitle: A title\n\nsensitive: true\n---\nText.\n")
    assert dict(found.values) == {"title": "A title", "sensitive": True}
    assert found.place("sensitive") == Place("article.md", 4, 1, "sensitive: true")
    assert found.lines == 5


@pytest.mark.parametrize(
    "text", ["Text.\n---\na: b\n---\n", "--- \nnever closed\n", "***\na: b\n***\n"]
)
def test_dashes_elsewhere_are_none(text):
    assert front(text) is None


def test_empty_front_matter_is_allowed():
    assert dict(front("---\n---\nText.\n").values) == {}
    assert dict(front("---\n# a comment\n...\nText.\n").values) == {}


def test_yaml_that_does_not_parse_has_its_line():
    error = failure("---\nlang: en\ntitle: Bread: a love story\n---\nText.\n")
    assert error.place == Place("article.md", 3, 13, "title: Bread: a love story")
    assert error.message == "the front matter is not YAML: mapping values are not allowed here"
    assert "double quotes" in error.hint


@pytest.mark.parametrize("yaml", ["- one\n- two", "just words", "1: one"])
def test_anything_but_keys_and_values_is_refused(yaml):
    error = failure(f"---\n{yaml}\n---\nText.\n")
    assert error.message == "front matter must be a list of `key: value` lines"
    assert error.place == Place("article.md", 2, 1, yaml.split("\n")[0])


def test_a_key_twice_has_its_line():
    error = failure("---\nlang: en\nlang: de\n---\nText.\n")
    assert error.place == Place("article.md", 3, 1, "lang: de")


@pytest.mark.parametrize(
    "yaml",
    [
        "a: " + "[" * 20_000,
        "a: &x [*x, !!python/object/apply:os.getcwd",
        "x: " + "y" * 70_000,
        "a: *b",
    ],
)
def test_hostile_front_matter_is_refused(yaml):
    assert failure(f"---\n{yaml}\n---\nText.\n").exit_code == 4


def test_a_billion_laughs_end_soon():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]" for n in range(12)
    ]
    assert front("---\n" + "\n".join(lines) + "\n---\nText.\n") is not None
