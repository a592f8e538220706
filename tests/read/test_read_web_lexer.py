"""A page's tags and text, its own text by line, and the tree that is made of them."""

import pytest

from pipeline.errors import SourceError
from pipeline.read.web.lexer import tokens
from pipeline.read.web.own_text import own_text
from pipeline.read.web.parsed import DEEPEST, parsed


def text(page, file="a.html"):
    return own_text(list(tokens(page, file)), page)


TEXTS = {
    "<p>a<b>b</b>c": " abc",
    "a\n<!-- x\ny -->\nb": "a\n\n\nb",
    "<p\nclass=x>a": " \na",
    "5 < 6 and <six, and more.</p>x": "5 < 6 and <six, and more. x",
    "a <b and c</p>z": "a <b and c z",
    "<a href=x title='q>q'>t</a>": "t",
    "AT&T &copy x &notit; &#150; &#x80; &ampamp; &unknown;": "AT&T © x ¬it; – € &amp; &unknown;",
    "<![CDATA[a & b]]> c": "a & b c",
    "a<script>x<p>y</script>b<style>c</style>d": "abd",
    "<title>a</title>b<svg><title>c</title></svg>": "bc",
    "<textarea><b>x</b></textarea>y": "<b>x</b>y",
    "<p>x<plaintext>a<b>c": " xa<b>c",
    "<noscript><img src=x>a</noscript>b": "ab",
    "<template>a<template>b</template>c</template>d": "d",
    "<iframe>a</iframe><noframes>b</noframes>c": "c",
    "<!-->a<!--->b<!-- c -->d<!-- e --!>f": "abdf",
    "</ p>a</>b<? php ?>c<!x>d": "abcd",
    "a<br/>b</br>c": "a b c",
    "<xmp><b>a</b></xmp>": "<b>a</b>",
    "\ufeffa\u200bb": "ab",
    "&lt;script>a": "<script>a",
    "<a<b>c": "c",
}


@pytest.mark.parametrize("page", TEXTS)
def test_the_text_is_what_a_browser_takes_for_text(page):
    assert text(page) == TEXTS[page]
    tree = "".join(parsed(list(tokens(page)), page).itertext())
    assert "".join(tree.split()) == "".join(TEXTS[page].split())


def test_xhtml_closes_what_says_so():
    page = '<?xml version="1.0"?><html><title/><script src="a"/><p/>a</html>'
    assert text(page) == "  a"
    assert text("<script src='a'/><p>a", "a.xhtml") == " a"


@pytest.mark.parametrize(
    ("page", "opened", "line"),
    [
        ("a\n<!-- b\nc", "<!--", 2),
        ("<script>a\nb", "<script>", 1),
        ("\n\n<textarea>b", "<textarea>", 3),
        ("<p>a\n<p title='b>c", "<p", 2),
    ],
)
def test_what_would_hide_the_rest_is_an_error(page, opened, line):
    with pytest.raises(SourceError) as raised:
        list(tokens(page, "a.html"))
    assert raised.value.message == f"{opened} is never closed, and hides all that follows"
    assert raised.value.place.line == line


def test_a_template_that_hides_the_rest_is_an_error():
    with pytest.raises(SourceError) as raised:
        text("a<template>b")
    assert raised.value.message == "<template> is never closed, and hides all that follows"


def test_elements_know_their_lines():
    page = "<p>a\n<b>b</b>\n<i>c</i>"
    found = {one.tag: one.get("ll-line") for one in parsed(list(tokens(page)), page).iter()}
    assert found == {"body": None, "p": "1", "b": "2", "i": "3"}


def test_elements_without_end_are_an_error():
    page = "<div>" * (DEEPEST + 1) + "a"
    with pytest.raises(SourceError) as raised:
        parsed(list(tokens(page)), page, "a.html")
    assert raised.value.message == f"elements are nested {DEEPEST} deep or more"


@pytest.mark.parametrize(
    "page",
    ["<" * 200_000, f"<a {'b=c ' * 100_000}>x", "<a b='" * 30_000, "<p a" * 50_000, "&a;" * 90_000],
    ids=["signs", "attributes", "quotes", "tags", "references"],
)  # fmt: skip
def test_hostile_pages_end_soon(page):
    try:
        text(page)
    except SourceError as error:
        assert "never closed" in error.message
