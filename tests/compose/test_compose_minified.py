"""Minified HTML renders the same: its tree, its text, what only Outlook reads, its marks."""

import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose.css_rules import rules
from pipeline.compose.minified import minified, minified_css


@pytest.mark.parametrize(
    ("html", "small"),
    [
        ("<div>\n  <p>one</p>\n  <p>two</p>\n</div>\n", "<div><p>one</p><p>two</p></div>"),
        ("<table> <tr>\n<td> x </td> </tr></table>", "<table><tr><td> x </td></tr></table>"),
        ("<p><b>a</b>\n  <i>b</i></p>", "<p><b>a</b> <i>b</i></p>"),
        ("<p><b>a</b> <i>b</i><img src='x'> <a>c</a></p>", None),
        ("<p>a  b\n c <b> d </b></p>", None),
        ("<pre>a\n  <b>b</b>  \n  <i>c</i></pre>", None),
        ('<div style="white-space:pre-wrap"> <p>a</p> </div>', None),
        ('<style>.v{white-space:pre-line}</style><div class="v"> <p>a</p> </div>', None),
        (
            '<div style="display:inline-block">a</div> <div>b</div>',
            '<div style="display:inline-block">a</div><div>b</div>',
        ),
        ('<div>b</div> <div style="display:inline-block">a</div>', None),
        ('<style>.i{display:inline}</style><p class="i">a</p> <p class="i">b</p>', None),
        ("<!-- a note --><p>x</p><!-- [other] -->", "<p>x</p>"),
        ("<!--[if mso]> <table> <tr> <td> <![endif]-->", None),
        ("<p>a <!--[if mso]> <td> <![endif]--> </p>", "<p>a <!--[if mso]> <td> <![endif]--></p>"),
        (
            "<p><b>a</b> <!--[if mso]>b<![endif]--> </p>",
            "<p><b>a</b><!--[if mso]>b<![endif]--></p>",
        ),
        (
            "<!--[if !mso]><!--> <p>x</p> <!--<![endif]-->",
            "<!--[if !mso]><!--><p>x</p><!--<![endif]-->",
        ),
        ('<a  href="#"\n   class="a  b">x</a>', '<a href="#" class="a  b">x</a>'),
        ('<p style="color: red; margin: 0 0 ;">x</p>', '<p style="color:red;margin:0 0">x</p>'),
        ("<p style=\"font: 9px 'A;  b' ; a : b\">x</p>", "<p style=\"font:9px 'A;  b';a:b\">x</p>"),
        ('<p style="a: &#39;B  C&#39;, d">x</p>', "<p style=\"a:'B  C',d\">x</p>"),
        ('<p style="a: url(&quot;b&quot;) ;">x</p>', None),
        ("<img src='x' />", None),
        ("<p>a&#160;</p>\u00a0<p>b</p>", None),
        ("<textarea> a\n</textarea><title> t </title>", None),
    ],
)
def test_what_goes_and_what_stays(html, small):
    assert minified(html) == (html if small is None else small)


@pytest.mark.parametrize(
    ("css", "small"),
    [
        ("a > b ,\n c d { color : red ; }", "a>b,c d{color:red}"),
        ("a:hover { margin: 0 -1px !important; }", "a:hover{margin:0 -1px!important}"),
        ("a :hover{b:c}", "a :hover{b:c}"),
        ("@media only screen and (max-width: 480px) {\n p { a: b }\n}",
         "@media only screen and (max-width: 480px){p{a:b}}"),
        ("@font-face { font: 'A  B'; src: url(a b) }", "@font-face{font:'A  B';src:url(a b)}"),
        ("@keyframes x { from { a: b } to { c: d } }", "@keyframes x{ from { a: b } to { c: d } }"),
        ("p { width: calc(1px + 2px) }", "p{width:calc(1px + 2px)}"),
        ("/* x */ @import 'a  b';", "@import 'a  b';"),
        ("p { a: b", "p { a: b"),
    ],
)  # fmt: skip
def test_css_loses_its_spaces(css, small):
    assert minified_css(css) == small
    assert minified_css(small) == small


def words(html):
    """What is read, runs of space as a browser shows them; what is in `pre` as it is."""
    page = lxml.html.document_fromstring(f"<body>{html}</body>")
    kept = [one.text_content() for one in page.iter("pre")]
    for element in page.iter():
        if element.tag in ("div", "p", "td", "pre", "ul", "li", "table", "br"):
            element.text = "¶" + (element.text or "")
            element.tail = "¶" + (element.tail or "")
    shown = re.sub(r"[ \t\n]+", " ", page.text_content())
    return re.sub(r"[ ¶]*¶[ ¶]*", "¶", shown).strip(" ¶"), kept


def shape(html):
    page = lxml.html.document_fromstring(f"<body>{html}</body>")
    return [(one.tag, dict(one.attrib)) for one in page.iter() if isinstance(one.tag, str)]


SPACES = st.sampled_from(["", " ", "\n", "\n  ", "\t"])
WORDS = st.sampled_from(["word", "llabc1z", "a  b", "&amp;", "\u00a0\u200c", "\u4e00"])
COMMENTS = st.sampled_from(["<!-- c -->", "<!--[if mso]> <td> <![endif]-->", "<!--[if !mso]><!-->"])
LEAVES = st.one_of(SPACES, WORDS, COMMENTS, st.sampled_from(["<br />", '<img src="x" />']))


def around(inner):
    tags = st.sampled_from(["p", "div", "b", "a", "span", "ul", "li", "td", "pre", "table"])
    return st.tuples(tags, SPACES, st.lists(inner, max_size=4), SPACES).map(
        lambda made: f"<{made[0]}>{made[1]}{''.join(made[2])}{made[3]}</{made[0]}>"
    )


@given(st.lists(st.recursive(LEAVES, around, max_leaves=20), max_size=5).map("".join))
def test_any_mix_reads_the_same(html):
    small = minified(html)
    assert (words(small), shape(small)) == (words(html), shape(html))
    assert re.findall(r"<!--\[if.*?-->", small) == re.findall(r"<!--\[if.*?-->", html)
    assert (len(small) <= len(html), minified(small)) == (True, small)


@given(st.lists(st.sampled_from(["a", " > ", " ", ",", ".b", "{c:d}", "{}", "@media x{e{f : g}}"])))
def test_any_css_has_the_same_rules(parts):
    css = "".join(parts)
    try:
        found = rules(css)
    except ValueError:
        assert minified_css(css) == css
        return
    assert len(rules(minified_css(css))) == len(found)
