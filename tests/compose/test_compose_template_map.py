"""Each tag of the body carries the line of the template that it was written in."""

import pytest

from pipeline.compose.template_map import marked, of_line


@pytest.mark.parametrize(
    ("mjml", "expected", "lines"),
    [
        (
            '<mj-text ll-src="a:3">x</mj-text>',
            '<mj-text ll-src="a:3" css-class="p-t0">x</mj-text>',
            ("a:3",),
        ),
        (
            '<mj-text ll-src="a:3" color="x>y" css-class="side">x</mj-text>',
            '<mj-text ll-src="a:3" color="x>y" css-class="p-t0 side">x</mj-text>',
            ("a:3",),
        ),
        (
            '<mj-spacer ll-src="a:3" /><mj-spacer ll-src="b:1" /><mj-spacer ll-src="a:3" />',
            (
                '<mj-spacer ll-src="a:3" css-class="p-t0" />'
                '<mj-spacer ll-src="b:1" css-class="p-t1" />'
                '<mj-spacer ll-src="a:3" css-class="p-t0" />'
            ),
            ("a:3", "b:1"),
        ),
        (
            '<mj-head><mj-text ll-src="a:1" /></mj-head><mj-raw ll-src="a:2">x</mj-raw>',
            '<mj-head><mj-text ll-src="a:1" /></mj-head><mj-raw ll-src="a:2">x</mj-raw>',
            (),
        ),
    ],
)
def test_a_tag_gets_a_class_for_its_line(mjml, expected, lines):
    assert marked(mjml, "p") == (expected, lines)


def test_a_number_stands_for_a_line():
    assert of_line(("a.mjml.j2:3", "blocks/x:y.mjml.j2:12"), 1) == ("blocks/x:y.mjml.j2", 12)
