import pytest
from jinja2 import DictLoader, Environment

from pipeline.compose.source_lines import SourceLines


def preprocessed(source: str, name: str = "a.mjml.j2") -> str:
    return SourceLines(Environment(autoescape=True)).preprocess(source, name)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<mj-text>", '<mj-text ll-src="a.mjml.j2:1">'),
        ("<mjml>\n<mj-body>", '<mjml ll-src="a.mjml.j2:1">\n<mj-body ll-src="a.mjml.j2:2">'),
        ("\n\n<mj-spacer/>", '\n\n<mj-spacer ll-src="a.mjml.j2:3"/>'),
        (
            '<mj-text\n  color="x"\n><mj-raw>',
            '<mj-text ll-src="a.mjml.j2:1"\n  color="x"\n><mj-raw ll-src="a.mjml.j2:3">',
        ),
        (
            """<mj-text width="{{ 'a>b' if a > b }}" x='>'><mj-raw>""",
            (
                """<mj-text ll-src="a.mjml.j2:1" width="{{ 'a>b' if a > b }}" x='>'>"""
                '<mj-raw ll-src="a.mjml.j2:1">'
            ),
        ),
        ("<mj-text{{ x|xmlattr }}>", '<mj-text ll-src="a.mjml.j2:1"{{ x|xmlattr }}>'),
        ("<mj-unknown-thing1 >", '<mj-unknown-thing1 ll-src="a.mjml.j2:1" >'),
        ("</mj-text>", "</mj-text>"),
        ("<!-- <mj-text> -->", "<!-- <mj-text> -->"),
        ("{# <mj-text>\n #}\n<mj-raw>", '{# <mj-text>\n #}\n<mj-raw ll-src="a.mjml.j2:3">'),
        ("""{{ "<mj-text>" }}""", """{{ "<mj-text>" }}"""),
        ("""{{ '}}<mj-text>' }}""", """{{ '}}<mj-text>' }}"""),
        ("""{% set x = "%}\\"<mj-text>" %}""", """{% set x = "%}\\"<mj-text>" %}"""),
        ("<mj-{{ kind }}>", "<mj-{{ kind }}>"),
        ("<p>mj-text</p>", "<p>mj-text</p>"),
    ],
)
def test_each_tag_gets_its_line(source, expected):
    assert preprocessed(source) == expected


@pytest.mark.parametrize("name", ["a.txt.j2", "a.css.j2", "a.html", None])
def test_only_mjml_templates_are_changed(name):
    assert SourceLines(Environment(autoescape=True)).preprocess("<mj-text>", name) == "<mj-text>"


def test_lines_survive_include_macro_and_inheritance():
    templates = {
        "base.mjml.j2": "<mjml>\n{% block body %}{% endblock %}</mjml>",
        "mail.mjml.j2": (
            '{% extends "base.mjml.j2" %}\n{% from "macros.mjml.j2" import text %}\n'
            '{% block body %}{{ text("a > b") }}\n{% include "part.mjml.j2" %}{% endblock %}'
        ),
        "macros.mjml.j2": "\n{% macro text(x) %}\n<mj-text>{{ x }}</mj-text>{% endmacro %}",
        "part.mjml.j2": "\n<mj-raw/>",
    }
    environment = Environment(
        loader=DictLoader(templates), extensions=[SourceLines], autoescape=True
    )
    assert environment.get_template("mail.mjml.j2").render() == (
        '<mjml ll-src="base.mjml.j2:1">\n'
        '\n<mj-text ll-src="macros.mjml.j2:3">a &gt; b</mj-text>\n'
        '\n<mj-raw ll-src="part.mjml.j2:2"/></mjml>'
    )
