"""A mail's HTML as a tree: one for Outlook for Windows, one for all others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.markup import Document, Element, Problem, Text
from pipeline.markup.pieces import Kind, pieces


def drawn(element: Element) -> str:
    """A tree in one line: `p(Hi b(x))`."""
    inside = " ".join(
        one.data.strip() if isinstance(one, Text) else drawn(one) for one in element.children
    ).strip()
    return f"{element.name}({inside})" if element.name else inside


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<p>b", "p(a) p(b)"),
        ("<p>a<br>b</p>", "p(a br() b)"),
        ("<ul><li>a<li>b</ul>", "ul(li(a) li(b))"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "ul(li(a ul(li(b))) li(c))"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "table(tr(td(a) td(b)) tr(td(c)))"),
        (
            "<table><tr><td><table><tr><td>x</table><td>y</table>",
            "table(tr(td(table(tr(td(x)))) td(y)))",
        ),
        ("<div><p>a</div>b", "div(p(a)) b"),
        ("<td></p>x</td>", "td(x)"),
        ("<b><i>x</b>y</i>", "b(i(x)) y"),
        ("<p>a<table><tr><td><p>b</table>", "p(a) table(tr(td(p(b))))"),
        ("<v:rect><v:fill/><v:textbox>t</v:textbox></v:rect>", "v:rect(v:fill() v:textbox(t))"),
        ("<style>a > b{}</style>&lt;x", "style(a > b{}) <x"),
        ("<title>a &amp; <b></title>", "title(a & <b>)"),
        ("a <b", "a"),
        ("", ""),
    ],
)
def test_a_tree(html, expected):
    assert drawn(Document(html).others) == expected


MIXED = (
    "<div><!--[if mso]><table><tr><td width='600'><![endif]--><p>all</p>"
    "<!--[if !mso]><!--><u>others</u><!--<![endif]-->"
    "<!--[if mso]></td></tr></table><![endif]--></div>"
)


def test_outlook_sees_what_is_meant_for_it_and_the_others_what_is_not():
    document = Document(MIXED)
    assert drawn(document.outlook) == "div(table(tr(td(p(all)))))"
    assert drawn(document.others) == "div(p(all) u(others))"
    named = {one.start: one.name for one in document.elements}
    assert [named[start] for start in sorted(document.only_outlook)] == ["table", "tr", "td"]
    assert [named[start] for start in document.not_outlook] == ["u"]
    assert document.problems == ()


def test_elements_are_counted_as_start_tags_are_conditional_ones_included():
    starts = [piece.start for piece in pieces(MIXED) if piece.kind is Kind.START]
    assert [(one.ordinal, one.start) for one in Document(MIXED).elements] == list(enumerate(starts))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div>", [Problem("unclosed", 0, "div")]),
        ("a</div>", [Problem("stray", 1, "div")]),
        ("<b><i>x</b></i>", [Problem("crossed", 3, "i"), Problem("stray", 11, "i")]),
        ("<!--[if mso]><p>", [Problem("open-condition", 0, "mso")]),
        ("<!--[if !mso]><!--><p>", [Problem("open-condition", 0, "!mso")]),
        ("x<!--<![endif]-->", [Problem("stray-endif", 1, "")]),
        ("x<a href='", [Problem("cut", 1, "")]),
        ("<p>fine<p>fine<br></p>", []),
    ],
)
def test_what_is_wrong_with_how_it_is_written(html, expected):
    assert list(Document(html).problems) == expected


def test_a_place_is_a_line_a_column_and_an_element():
    document = Document("<p>\n  <b>x</b> y\n</p>z")
    assert document.line_and_column(6) == (2, 3)
    assert [getattr(document.at(offset), "name", None) for offset in (0, 4, 7, 9, 15, 21)] == [
        *("p", "p", "b", "b", "p", None)
    ]


def test_an_attribute_is_read_and_its_value_is_found_in_the_text():
    html = "<A Href='?a&amp;b' HREF=second data-x>"
    (element,) = Document(html).elements
    assert element.attributes == {"href": "?a&b", "data-x": ""}
    assert html[slice(*element.value_at(html, "href"))] == "?a&amp;b"
    assert element.value_at(html, "class") is None


TAGS = """
<p> </p> <table> <tr> <td> </table> <li> </ul> <b </ <!--[if~mso]> <![endif]--> <!-- <a~href='x
<!--[if~!mso]><!--> <!--<![endif]--> <style> </style> <br/> text &amp; & <title> <![if~x]>
"""
WILD = st.lists(st.sampled_from(TAGS.split())).map(lambda tags: "".join(tags).replace("~", " "))


@given(WILD)
def test_any_text_is_a_document(html):
    document = Document(html)
    for tree in (document.others, document.outlook):
        places = [(one.start, one.end) for one in tree.nodes()]
        assert places == sorted(places)
        for element in tree.walk():
            assert all(child.parent is element for child in element.children)
    assert all(0 <= one.start <= len(html) for one in document.problems)
    assert [one.ordinal for one in document.elements] == sorted(
        one.ordinal for one in document.elements
    )


@given(WILD)
def test_the_elements_are_those_of_the_trees_in_the_order_of_the_text(html):
    document = Document(html)
    others, outlook = list(document.others.walk()), list(document.outlook.walk())
    assert list(document.others_elements) == others[1:]
    assert list(document.outlook_elements) == outlook[1:]
    both = {one.start: one for one in (*outlook[1:], *others[1:])}
    assert list(document.elements) == [both[start] for start in sorted(both)]


def test_a_drawing_ends_its_elements_as_xml_does():
    html = "<svg><circle r='3'/><g><path/></g></svg><b/>x</b>"
    document = Document(html)
    assert document.problems == ()
    assert [one.name for one in document.others.walk()] == ["", "svg", "circle", "g", "path", "b"]
    assert [one.name for one in document.others.elements()] == ["svg", "b"]


def test_what_only_outlook_finds_wrong_and_what_it_sees():
    document = Document("<!--[if mso]><table><tr><td><![endif]--><p>x</p></i>")
    assert [(one.kind, one.start, one.name) for one in document.outlook_problems] == [
        ("unclosed", 13, "table")
    ]
    assert [one.name for one in document.outlook_elements] == ["table", "tr", "td", "p"]


def test_a_tree_is_no_deeper_than_browsers_make_it():
    document = Document("<div>" * 600 + "x" + "</div>" * 600 + "<p>after</p>")
    depths = [len(list(one.ancestors())) for one in document.elements]
    assert max(depths) == 512
    assert document.elements[-1].parent is document.others
    assert document.problems == ()


def test_what_is_left_open_for_outlook_alone_is_told_where_it_was_opened():
    html = "<div><!--[if mso]><table><tr><td><![endif]--><p>a</p></div><div><p>b</p></div>"
    read = Document(html)
    assert read.outlook_problems == (Problem("unclosed", 18, "table"),)
    assert [one.name for one in read.outlook.elements()] == ["div", "div"]


def test_what_outlook_alone_ends_does_not_end_what_all_see():
    html = "<table><tr><td>a<!--[if mso]></td></tr></table><![endif]--></td></tr></table><p>b</p>"
    read = Document(html)
    assert [one.name for one in read.outlook_problems] == ["td", "tr", "table"]
    assert [one.name for one in read.outlook.elements()] == ["table", "p"]
