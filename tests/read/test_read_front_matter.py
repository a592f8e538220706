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
    error = failure("---\n" + "\n".join(lines) + "\n---\nText.\n")
    assert error.message == "the front matter repeats itself without end"


def test_toml_as_hugo_has_it():
    text = '+++\ntitle = "A title"\ndate = 2026-01-02T10:00:00Z\n\n[params]\nx = 1\n+++\nText.\n'
    found = manuscript(text.encode(), "article.md")
    assert found.front.values["title"] == "A title"
    assert [found.front.place(key).line for key in ("title", "date", "params")] == [2, 3, 5]
    assert (found.body, found.first) == ("Text.\n", 8)


def test_json_as_an_object_or_between_lines():
    found = front('{\n  "title": "A } title",\n  "tags": ["a"]\n}\n\nText.\n')
    assert dict(found.values) == {"title": "A } title", "tags": ["a"]}
    assert found.place("tags") == Place("article.md", 3, 1, '  "tags": ["a"]')
    assert found.lines == 4
    assert front('---json\n{"title": "A"}\n---\nText.\n').lines == 3
    assert dict(front('---toml\ntitle = "A"\n---\nText.\n').values) == {"title": "A"}


@pytest.mark.parametrize(
    "text",
    [
        "+++\nWords set apart.\n+++\n",
        "+++\ntitle = 1\n",
        "{{ first_name }}, hello",
        "{a, b} is a set",
        '{ "a": 1 } is an object',
        "{}\nText.",
        "---toml\nno settings\n---\n",
    ],
)
def test_what_only_begins_like_front_matter_is_text(text):
    assert front(text) is None
    assert manuscript(text.encode(), "article.md").body == text


@pytest.mark.parametrize(
    ("text", "line", "column", "shown"),
    [
        ("+++\nlang = 'en'\ntitle = A title\n+++\nText.\n", 3, 9, "title = A title"),
        ('{\n  "a": 1\n  "b": 2\n}\nText.\n', 3, 3, '  "b": 2'),
        ('{ "a": [1, }\nText.\n', 1, 12, '{ "a": [1, }'),
    ],
)
def test_toml_and_json_that_do_not_parse_have_their_line(text, line, column, shown):
    error = failure(text)
    assert error.place == Place("article.md", line, column, shown)
    assert "front matter is not" in error.message


def test_a_key_twice_in_json_is_refused():
    assert failure('{"a": 1, "a": 2}\n').message.endswith("the key a is there twice")


@pytest.mark.parametrize(
    "text",
    ['{"a": ' * 9_000, '{"a": "' + "\\" * 70_000, "+++\n" + "a = 1\n" * 9_000 + "+++\n"],
)
def test_hostile_toml_and_json_are_refused(text):
    assert failure(text).exit_code == 4
