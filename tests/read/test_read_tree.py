"""Trees of elements as Markdown: whole results, and that no word is ever lost, added or moved."""

import re

import lxml.html
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.errors import SourceError
from pipeline.model import Lines, Marks
from pipeline.read.markdown.blocks import NESTING, Source, parse
from pipeline.read.tree import Written, to_markdown


def markdown(html):
    return to_markdown(lxml.html.fromstring(f"<div>{html}</div>")).markdown


CASES = {
    "headings keep their levels": (
        "<h1>A <b>title</b></h1><h3>B #</h3><h2><div>C</div> d</h2>",
        "# A title\n\n### B \\#\n\n## C d",
    ),
    "text without a paragraph": ("one<p>two</p>three", "one\n\ntwo\n\nthree"),
    "breaks": ("a<br>b<br><br>c<br>", "a\\\nb\n\nc"),
    "emphasis": (
        "<b>a </b>b <i> c</i> d<b>e</b>f <b>“g”</b>h <i><b>i</b> j</i>",
        "**a** b *c* d**e**f <strong>“g”</strong>h *<strong>i</strong> j*",
    ),
    "signs without Markdown": (
        "H<sub>2</sub>O, <del>old</del> <ins>new</ins> <mark>x</mark> <q>y</q>",
        'H<sub>2</sub>O, ~~old~~ <ins>new</ins> <mark>x</mark> "y"',
    ),
    "links": (
        (
            '<a href="https://a.b/c d">x</a> <a href="/rel">y</a> <a href="javascript:z()">z</a>!'
            '<a href="mailto:a@b.c">m</a>'
        ),
        "[x](https://a.b/c%20d) y z\\![m](mailto:a@b.c)",
    ),
    "images": (
        '<figure><img src="a (1).png" alt="a ]"><figcaption>Seen <b>here</b></figcaption></figure>',
        "![a \\]](<a%20(1).png>)\n\n*Seen <strong>here</strong>*",
    ),
    "code": (
        "<p><code>a`b</code> <kbd>`</kbd></p><pre class='language-c'>x\n  ```\n</pre>",
        "``a`b`` `` ` ``\n\n````c\nx\n  ```\n````",
    ),
    "lists": (
        "<ul><li>a<li>b<ol start=3><li>c<li>d</ol></ul><ul><li><p>e</p><p>f</p></li></ul>",
        "- a\n\n- b\n\n  3. c\n  4. d\n\n+ e\n\n  f",
    ),
    "a list within a list": (
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        "- a\n  - b\n- c",
    ),
    "items with numbers of their own": (
        "<ol><li>a<li value=5>b<li>c</ol>",
        "1. a\n5) b\n6) c",
    ),
    "items without a list": ("<li>a</li><li>b</li>c", "- a\n- b\n\nc"),
    "text in a list": ("<ul>a<li>b</li><ul><li>c</li></ul></ul>", "- a\n- b\n  - c"),
    "quotes": ("<blockquote>a<p>b</p></blockquote>", "> a\n>\n> b"),
    "definitions": (
        "<dl><dt>a</dt><dt>b</dt><dd>c</dd><dd><p>d</p><p>e</p></dd></dl>",
        "a<br>b\n: c\n: d\n\n  e",
    ),
    "definitions that Markdown cannot say": (
        "<dl><dt>a</dt><dd><ul><li>b</li></ul></dd><dt>c</dt></dl>",
        "a\n\n- b\n\nc",
    ),
    "a table": (
        (
            "<table><caption>t</caption><tr><th>a</th><th>b|</th></tr>"
            "<tr><th>c</th><td>d<p>e</p><ul><li>f</li><li>g</li></ul></td></tr></table>"
        ),
        "*t*\n\n| a | b\\| |\n|---|---|\n| **c** | d<br>e<br>f<br>g |",
    ),
    "a table without a head": (
        "<table><tr><td>a</td><td align=right>b</td></tr><tr><td>c</td></tr></table>",
        "|  |  |\n|---|--:|\n| a | b |\n| c |  |",
    ),
    "cells that reach over others": (
        (
            "<table><tr><th colspan=2>a</th><th>b</th></tr>"
            "<tr><td rowspan=2>c</td><td>d</td><td>e</td></tr><tr><td>f</td><td>g</td></tr></table>"
        ),
        "| a |  | b |\n|---|---|---|\n| c | d | e |\n|  | f | g |",
    ),
    "a table for layout": (
        "<table><tr><td><h2>a</h2>b</td><td>c</td></tr></table>",
        "## a\n\nb\n\nc",
    ),
    "notes": (
        '<p>a<ll-noteref name="1"></ll-noteref></p><ll-note name="1"><p>b</p><p>c</p></ll-note>',
        "a[^1]\n\n[^1]: b\n\n    c",
    ),
    "a summary": ("<details><summary>a</summary>b</details>", "**a**\n\nb"),
    "rules": ("a<hr>b", "a\n\n***\n\nb"),
    "nothing": ("<p></p><ul><li></li></ul><b> </b>", ""),
    "what looks like markup": (
        "# a<br>1. b<br>+ c<br>: d<br>{{ e }}<br>[^1]: f<br>a_b _c_ AT&amp;T &amp;amp;<br>::: g",
        (
            "\\# a\\\n1\\. b\\\n\\+ c\\\n\\: d\\\n\\{\\{ e }}\\\n\\[^1\\]: f\\\n"
            "a_b \\_c\\_ AT&T \\&amp;\\\n\\::: g"
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_tree_is_written(case):
    html, expected = CASES[case]
    assert markdown(html) == expected


def test_blocks_may_stand_within_a_line():
    tree = etree.fromstring("<div><b>a<p>b</p></b><span>c<div>d</div></span></div>")
    assert to_markdown(tree).markdown == "**a**\n\n**b**\n\nc\n\nd"


def test_every_line_knows_where_it_came_from():
    tree = lxml.html.fromstring(
        '<div data-lines="1-9" data-at="2"><h2 data-lines="3-3" data-at="5">a</h2>'
        '<p><span data-lines="4-4" data-at="7">b</span><br>'
        '<span data-lines="5-6" data-at="9">c</span></p>d</div>'
    )
    assert to_markdown(tree) == Written(
        "## a\n\nb\\\nc\n\nd",
        (Lines(3, 3), Lines(4, 4), Lines(4, 4), Lines(5, 6), Lines(1, 1), Lines(1, 9)),
        (5, 7, 7, 9, 2, 2),
    )


def test_lists_without_end_are_an_error():
    tree = lxml.html.fromstring("<div>" + "<ul><li>x" * 100 + "</div>")
    with pytest.raises(SourceError) as raised:
        to_markdown(tree, "a.html")
    assert raised.value.message == f"lists, quotes or tables are nested {NESTING} deep or more"


def test_elements_without_end_are_none():
    tree = top = etree.Element("div")
    for _ in range(5_000):
        tree = etree.SubElement(tree, "div")
    tree.text = "deep"
    assert to_markdown(top).markdown == "deep"


INLINE = ("b", "i", "s", "code", "sub", "a", "span", "u", "q", "em", "strong", "font")
BLOCK = (
    *("p", "div", "h1", "h3", "ul", "ol", "li", "blockquote", "dl", "dt", "dd", "pre", "figure"),
    *("figcaption", "table", "tr", "td", "th", "caption", "details", "summary", "section"),
)
SIGNS = "*_`~[]()<>{}#+-=:|!\\&;^$@.1 ab\n\té「」。 "
texts = st.text(st.sampled_from(SIGNS), max_size=8) | st.sampled_from(
    ["# x", "1. x", "- x", "***", "===", "a|b", "[^1]: x", "{{ x }}", "&amp;", "<b>x</b>", ": x"]
)


@st.composite
def elements(draw, inside, tags=INLINE + BLOCK):
    tag = draw(st.sampled_from(tags))
    element = etree.Element(tag)
    if tag == "a":
        element.set("href", draw(st.sampled_from(["https://a.b/(c)", "mailto:a@b.c", "x"])))
    element.text = draw(texts)
    for child in draw(st.lists(inside, max_size=4)):
        child.tail = draw(texts)
        element.append(child)
    return element


@st.composite
def tables(draw, inside):
    table = etree.Element("table")
    for _ in range(draw(st.integers(1, 4))):
        row = etree.SubElement(table, "tr")
        for _ in range(draw(st.integers(0, 3))):
            cell = etree.SubElement(row, draw(st.sampled_from(["td", "th"])))
            cell.set("colspan", draw(st.sampled_from(["1", "2", "x"])))
            cell.set("rowspan", draw(st.sampled_from(["1", "2", "0"])))
            cell.text = draw(texts)
            for child in draw(st.lists(inside, max_size=2)):
                cell.append(child)
    return table


alone = st.sampled_from(["br", "hr", "img", "wbr"]).map(
    lambda tag: etree.Element(tag, {"src": "a.png", "alt": "*[x]"} if tag == "img" else {})
)
inner = st.deferred(lambda: alone | elements(alone, INLINE) | elements(inner) | tables(inner))
trees = elements(inner, ("div", "p", "ul"))


def essence(text):
    return re.sub(r"[\s\x00-/:-@\[-`{-\x7f]+", "", text)


@settings(max_examples=400)
@given(trees)
@example(lxml.html.fromstring('<div><p><a href="https://a.b/c"><code>1]:</code></a></p></div>'))
def test_markdown_shows_the_very_words_of_the_tree(tree):
    written = to_markdown(tree)
    assert len(written.spans) == len(written.ats) == written.markdown.count("\n") + 1
    source = Source("a.html", written.markdown, written.spans, ())
    found = parse(source, Marks("llnone", (), {}))
    shown = " ".join(_own(block) for block in found)
    assert essence(shown) == essence("".join(tree.itertext())), written.markdown


def _own(block):
    parts = []
    for token in block.tokens:
        if token.type in ("fence", "code_block", "html_block"):
            parts.append(token.content)
        parts += [
            child.content
            for child in token.children or ()
            if child.type in ("text", "code_inline", "text_special")
        ]
    return " ".join(parts)


@settings(max_examples=300)
@given(st.lists(texts, min_size=1, max_size=6))
@example(["!", "[a](b)"])
@example(["&", "amp;"])
@example(["a\\", "*b*"])
def test_text_in_paragraphs_comes_out_to_the_sign(words):
    tree = etree.Element("div")
    for word in words:
        etree.SubElement(tree, "p").text = word
    found = parse(
        Source("a.html", *_markdown_of(tree)),
        Marks("llnone", (), {}),
    )
    wanted = [" ".join(word.split()) for word in words]
    assert [" ".join(_own(block).split()) for block in found] == [word for word in wanted if word]


def _markdown_of(tree):
    written = to_markdown(tree)
    return written.markdown, written.spans, ()
