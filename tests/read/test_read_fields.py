"""Merge fields: where they may stand, and every mistake with its line and column."""

import pytest
from listings import read
from machine import ROOT

from pipeline import slots
from pipeline.errors import Place, SettingsError, SourceError
from pipeline.model import ArticleSettings, Field, PartSettings, SeriesSettings

DECLARED = {**slots.BUILT_IN, "clinic": Field("clinic", default="the clinic")}


def used(text, **options):
    """Each field of an article: its name, its default, where it was written."""
    marks = read(text, declared=DECLARED, **options).marks.used
    return [(m.field.name, m.field.default, m.place.line, m.place.column) for m in marks]


def failure(text, kind=SourceError, **options):
    with pytest.raises(kind) as raised:
        read(text, declared=DECLARED, **options)
    return raised.value


@pytest.mark.parametrize(
    ("written", "default"),
    [
        ("{{clinic}}", "the clinic"),
        ("{{ clinic }}", "the clinic"),
        ('{{ clinic | default("ours") }}', "ours"),
        ("{{ clinic|default('') }}", ""),
        ("{{ clinic | default(“ours”) }}", "ours"),
    ],
)
def test_a_field_and_its_default(written, default):
    assert used(f"Text.\n\nSee {written}.\n") == [("clinic", default, 3, 5)]


def test_fields_stand_in_headings_links_and_cells():
    text = (
        "# For {{ clinic }}\n\n[x]({{ web_url }}?a={{ email }})\n\n"
        '| a |\n|--|\n| {{ clinic | default("a | b") }} |\n'
    )
    assert used(text) == [
        ("clinic", "the clinic", 1, 7),
        ("web_url", "https://example.invalid/web", 3, 5),
        ("email", "reader@example.invalid", 3, 21),
        ("clinic", "a | b", 7, 3),
    ]


def test_lines_are_counted_below_front_matter():
    assert used("---\nlang: en\n---\n\n{{ clinic }}\n") == [("clinic", "the clinic", 5, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Text \\{{ nobody }} here.\n",
        "Text `{{ nobody }}` here.\n",
        "Text\n\n    {{ nobody }}\n",
        "Text\n\n```{{ nobody }}\n{{ nobody }}\n```\n",
        "Text `{{` here.\n",
        "Text { { nobody } } here.\n",
    ],
)
def test_braces_are_literal_behind_a_backslash_and_in_code(text):
    found = read(text, declared=DECLARED)
    shown = " ".join(block.text for block in found.blocks)
    assert "nobody" in shown or "{{" in shown
    assert found.marks.prefix not in shown


@pytest.mark.parametrize("text", ["Hi <!-- {{ nobody }} --> there", "<!-- {{ nobody }} -->\n\nHi"])
def test_comments_are_not_looked_at(text):
    assert "Hi" in read(text, declared=DECLARED).blocks[0].text


def test_two_backslashes_are_one_and_no_escape():
    assert used("A \\\\{{ clinic }}\n") == [("clinic", "the clinic", 1, 5)]


def test_plain_text_has_no_fields():
    found = read("Title\n\nHi {{ nobody }} and {{ clinic }}\n", "a.txt", declared=DECLARED)
    assert found.blocks[0].text == "Hi {{ nobody }} and {{ clinic }}"
    assert found.marks.used == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("One\n\nHi {{ clinik }}.\n", 3, 4),
        ("# Hi {{ clinik }}\n", 1, 6),
        ("[x](https://example.org/{{ clinik }})\n", 1, 25),
        ("| a | b |\n|---|---|\n| x | {{ clinik }} |\n", 3, 7),
        ('<p title="{{ clinik }}">x</p>\n', 1, 11),
    ],
)
def test_an_undeclared_field_has_its_line_and_the_nearest_name(text, line, column):
    error = failure(text)
    assert error.message == "no field called clinik"
    assert error.place == Place("article.md", line, column, text.split("\n")[line - 1])
    assert error.hint == (
        "write {{ clinic }}, or declare it: [fields.clinik] in letterloom.toml (there are: "
        "clinic, email, first_name, preferences_url, unsubscribe_url, web_url)"
    )


@pytest.mark.parametrize(
    "written",
    [
        '{{ "/2015/05/14/18Fpages/" | url }}',
        "{{ a.b }}",
        "{{ }}",
        "{{ clinic | upper }}",
        "{{ 1 }}",
    ],
)
def test_anything_else_between_braces_is_no_field(written):
    error = failure(f"See [this]({written}) now.\n")
    assert error.message == f"{written} is not a merge field"
    assert (error.place.line, error.place.column) == (1, 12)


def test_a_site_generators_shortcode_in_a_real_article():
    source = ROOT / "tests" / "articles" / "web-design-standards.md"
    error = failure(source.read_bytes())
    assert error.message.endswith("is not a merge field")
    lines = source.read_text(encoding="utf-8").split("\n")
    assert error.place == Place("article.md", 75, 21, lines[74])
    assert lines[74][20:].startswith("{{ ")


@pytest.mark.parametrize("text", ["Hi {{ clinic\n| default('x') }}\n", "Hi {{ clinic }\n"])
def test_a_field_that_is_not_closed(text):
    error = failure(text)
    assert error.message == "this field is not closed on its line"
    assert (error.place.line, error.place.column) == (1, 4)


def test_a_field_is_no_tag():
    error = failure("See <{{ web_url }}>.\n")
    assert error.message == "a field stands as an HTML tag"
    assert error.hint == "for a link, write [some words]({{ web_url }})"


def settings(**part):
    place = Place("article.toml", 7, 1, 'subject = "…"')
    return ArticleSettings(series=SeriesSettings(parts=(PartSettings(place=place, **part),)))


@pytest.mark.parametrize("key", ["title", "subject", "preheader"])
def test_fields_stand_in_a_parts_settings(key):
    found = read("Text.", settings=settings(**{key: "Hi {{ clinic }}"}), declared=DECLARED)
    (part,) = found.settings.series.parts
    assert slots.shown(getattr(part, key), found.marks) == "Hi {{ clinic }}"
    assert slots.unmarked(getattr(part, key), found.marks) == "Hi the clinic"
    error = failure("Text.", SettingsError, settings=settings(**{key: "Hi {{ clinik }}"}))
    assert error.message == "no field called clinik"
    assert error.place.file == "article.toml"
    assert error.place.line == 7


def test_fields_stand_in_the_title_that_is_set():
    found = read("Text.", settings=ArticleSettings(title="For {{ clinic }}"), declared=DECLARED)
    assert slots.unmarked(found.title, found.marks) == "For the clinic"
    wrong = ArticleSettings(title="For {{ clinik }}")
    assert failure("Text.", SettingsError, settings=wrong).place == Place("article.toml")
    text = "---\nlang: en\ntitle: For {{ clinik }}\n---\nText.\n"
    assert failure(text, SettingsError, settings=wrong).place.line == 3


def test_the_marks_own_word_may_not_stand_in_the_article():
    from pipeline.read.markdown.fields import mask

    with pytest.raises(SourceError, match="the very word"):
        mask("a llabcx b", "llabcx", {}, "article.md", 1)


def test_a_message_shows_a_field_as_it_was_written():
    found = read("Text ![x](https://x.y/{{ first_name }}.png)\n")
    (note,) = found.notes
    assert "https://x.y/{{ first_name }}.png" in note.message
