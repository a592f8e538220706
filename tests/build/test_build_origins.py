"""From an element of a finished mail of ours to the author's line, or to the theme's."""

from pathlib import Path

import pytest
from machine import ROOT

from pipeline import making
from pipeline.project import load_project

ARTICLE = """# A walk

One paragraph with [a link](https://example.org/x), in the
second line too: {{ first_name }}.

- An item

> A quote
"""


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("origins")
    project = load_project(folder)
    return making.make(folder / "walk.md", ARTICLE.encode(), project).checked()


def place(checked, name: str, needle: str = "", text: str = ""):
    (mail,) = checked.mails
    element = next(one for one in mail.document.elements if one.name == name and text in one.text)
    found = mail.place(element, needle)
    file = Path(found.file)
    return (file.name if file.suffix == ".md" else file.relative_to(ROOT).as_posix()), found


def test_the_authors_words_lead_to_their_lines(checked):
    file, found = place(checked, "a", "https://example.org/x")
    assert (file, found.line, found.column) == ("walk.md", 3, 29)
    assert found.text == "One paragraph with [a link](https://example.org/x), in the"
    assert place(checked, "li")[1].line == 6
    assert place(checked, "blockquote", "quote")[1].line == 8
    assert place(checked, "h1")[1].line == 1


def test_a_field_stands_in_its_line_as_it_was_written(checked):
    file, found = place(checked, "p", "{{ first_name }}", "One paragraph")
    assert (file, found.line, found.text) == ("walk.md", 4, "second line too: {{ first_name }}.")


def test_the_frame_leads_to_the_line_of_its_template(checked):
    file, found = place(checked, "p", text="You get")
    assert (file, found.line) == ("templates/frame/footer.mjml.j2", 1)
    assert found.text.startswith("<mj-text")


def test_a_declaration_leads_to_its_stylesheet(checked):
    (mail,) = checked.mails
    item = next(one for one in mail.document.elements if one.name == "li")
    start, end = item.value_at(mail.html, "style")
    found = mail.place(start)
    assert Path(found.file).name == "inline.css.j2"
    assert mail.html[start:end].partition(":")[0] in found.text
    style = mail.html.index("@media (prefers-color-scheme")
    assert Path(mail.place(style).file).name == "head.css.j2"
