"""Conditional comments, as Outlook 2016 to 2024 for Windows evaluates them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.markup.conditions import Condition, holds, is_closing, opened


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("mso", True),
        ("!mso", False),
        ("mso | IE", True),
        ("IE", False),
        ("(mso)|(IE)", True),
        ("gte mso 9", True),
        ("(gte mso 9)|(IE)", True),
        ("lt mso 12", False),
        ("lte mso 16", True),
        ("gt mso 15", True),
        ("gt mso 16", False),
        ("mso 16", True),
        ("mso 12", False),
        ("!(lte mso 15)", True),
        ("mso & !(IE)", True),
        ("gte IE 6", False),
        ("true", True),
        ("", False),
        ("gte mso", False),
        ("mso mso", False),
        ("(mso", True),
    ],
)
def test_an_expression(expression, expected):
    assert holds(expression) is expected


@given(st.text("()!&| msoIEgtle0123456789.", max_size=40))
def test_no_expression_raises(expression):
    holds(expression)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!--[if mso]>", Condition(3, "mso", others=False, outlook=True)),
        ("<!--[if !mso]><!-->", Condition(3, "!mso", others=True, outlook=False)),
        ("<!--[if !mso]><!-- -->", Condition(3, "!mso", others=True, outlook=False)),
        ("<![if !mso]>", Condition(3, "!mso", others=True, outlook=False)),
        ("<!--[if gte mso 9]>", Condition(3, "gte mso 9", others=False, outlook=True)),
        ("<!-- if mso -->", None),
        ("<!doctype html>", None),
    ],
)
def test_what_opens_a_condition(text, expected):
    assert opened(text, 3) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<![endif]-->", True),
        ("<!--<![endif]-->", True),
        ("<!-- <![endif]-->", True),
        ("<![endif]>", True),
        ("<!-- endif -->", False),
    ],
)
def test_what_closes_one(text, expected):
    assert is_closing(text) is expected
