"""CSS that nothing in a mail uses is left out; what a mail program may use is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose.css_rules import NotRulesError, Rule, rules
from pipeline.compose.unused_css import listed, without_unused_css

BODY = '<body id="body" class="page"><h1 class="big">T</h1><p>x <a href="#">y</a></p></body>'


def slim(css, body=BODY):
    html = without_unused_css(f"<html><head><style>{css}</style></head>{body}</html>")
    found = html.removesuffix(f"</head>{body}</html>").removeprefix("<html><head>")
    return found.removeprefix("<style>\n").removesuffix("\n</style>")


@pytest.mark.parametrize(
    "css",
    [
        "p { margin: 0 }",
        "H1.big, .page > p { margin: 0 }",
        "a:hover { color: red }",
        ":root { color-scheme: light dark }",
        "[data-ogsc] .big, .big[data-ogsc] { color: red }",
        "u + #body .big { color: red }",
        "#outlook a { padding: 0 }",
        ".ExternalClass, .moz-text-html .big { width: 100% }",
        "* { color: red }",
        ".a\\:b { color: red }",
        "p:not(.gone, .away) { color: red }",
        "@font-face { font-family: gone; src: local(x) }",
        "@keyframes gone { from { color: red } to { color: blue } }",
        "@page { margin: 2cm }",
    ],
)
def test_what_may_be_used_stays(css):
    prelude = css.partition("{")[0].strip()
    assert slim(css).startswith(prelude + " {")


@pytest.mark.parametrize(
    "css",
    [
        ".gone { color: red }",
        "table { color: red }",
        "#gone p { color: red }",
        "p.gone:hover { color: red }",
        "p .gone[data-ogsc] { color: red }",
        "h2 + p { color: red }",
        "@media print { .gone { color: red } }",
        "@media print { @supports (display: grid) { .gone { color: red } } }",
        "p { }",
        "/* a rule: p { color: red } */",
    ],
)
def test_what_nothing_uses_goes_with_its_group_and_its_element(css):
    assert slim(css) == ""


def test_selectors_go_one_by_one():
    css = "p, .gone,h1:is(.a,.b) , td[a=',']{color:red}@media screen{.gone{a:b}p{c:d}}"
    assert slim(css) == "p, h1:is(.a,.b) { color:red }\n@media screen {\np { c:d }\n}"


def test_what_stands_in_conditional_comments_counts_and_goes():
    mso = '<!--[if mso]><table class="ghost"></table><![endif]-->'
    assert slim(".ghost { a: b }", mso) == ".ghost { a: b }"
    html = "<!--[if mso]>\n<style>.gone { a: b }</style>\n<![endif]--><p>x</p>"
    assert without_unused_css(html) == "<p>x</p>"


@pytest.mark.parametrize(
    "css", [".gone { a: b", ".gone { a: b } }", "<!-- .gone { a: b } -->", "x;y"]
)
def test_css_that_cannot_be_read_stays_as_it_is(css):
    assert slim(css) == f"<style>{css}</style>"


def test_braces_in_strings_and_comments_are_no_braces():
    css = "p::after { content: '}' } /* } */ a[title=\"{\"] { b: c }"
    assert rules(css) == (
        Rule("p::after", " content: '}' "),
        Rule('a[title="{"]', " b: c "),
    )
    with pytest.raises(NotRulesError):
        rules("p { content: '}'")


NAMES = st.sampled_from(["p", "h1", ".big", ".gone", "#body", "#none", "td", "a", "[data-ogsc]"])
SELECTORS = st.lists(NAMES, min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.lists(SELECTORS, min_size=1, max_size=4), max_size=6))
def test_a_browsers_idea_of_what_matches_stays(lists):
    import lxml.html
    from lxml.cssselect import CSSSelector

    css = "".join(f"{','.join(one)}{{a:b}}" for one in lists)
    kept = {one for rule in rules(slim(css) or "") for one in listed(rule.prelude)}
    page = lxml.html.document_fromstring(BODY)
    for selector in {one for some in lists for one in some}:
        if CSSSelector(selector)(page):
            assert selector in kept
