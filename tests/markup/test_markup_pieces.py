import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ThemeError
from pipeline.markup.pieces import ATTRIBUTE, Kind, pieces


def named(html: str, **options: bool) -> list[tuple[str, str]]:
    return [(piece.kind.name, html[piece.start : piece.end]) for piece in pieces(html, **options)]


CASES = {
    "text and tags": (
        "a <b>c</b> d",
        [("TEXT", "a "), ("START", "<b>"), ("TEXT", "c"), ("END", "</b>"), ("TEXT", " d")],
    ),
    "a > in a quoted value": ('<a title="x > y">', [("START", '<a title="x > y">')]),
    "a quote in a bare value": ('<a b=c"d>e">', [("START", '<a b=c"d>'), ("TEXT", 'e">')]),
    "a quote in a name": ('<a b"c>d">', [("START", '<a b"c>'), ("TEXT", 'd">')]),
    "a < that opens nothing": ("1 < 2 <3", [("TEXT", "1 < 2 <3")]),
    "a doctype": ("<!doctype html>x", [("OTHER", "<!doctype html>"), ("TEXT", "x")]),
    "a title": (
        "<title>a <b> &amp; c</title>",
        [("START", "<title>"), ("RCDATA", "a <b> &amp; c"), ("END", "</title>")],
    ),
    "a style": (
        "<STYLE>a > b {} </styles></STYLE>",
        [("START", "<STYLE>"), ("RAW", "a > b {} </styles>"), ("END", "</STYLE>")],
    ),
    "comments": (
        "<!-- <a> --><!--><!---><!-- x --!>y",
        [
            ("COMMENT", "<!-- <a> -->"),
            ("OTHER", "<!-->"),
            ("OTHER", "<!--->"),
            ("COMMENT", "<!-- x --!>"),
            ("TEXT", "y"),
        ],
    ),
    "what only Outlook reads": (
        "<!--[if mso | IE]><td a='-'>x<![endif]-->y",
        [
            ("OTHER", "<!--[if mso | IE]>"),
            ("START", "<td a='-'>"),
            ("TEXT", "x"),
            ("OTHER", "<![endif]-->"),
            ("TEXT", "y"),
        ],
    ),
    "what Outlook does not read": (
        "<!--[if !mso]><!--><br /><!--<![endif]-->",
        [
            ("COMMENT", "<!--[if !mso]><!-->"),
            ("START", "<br />"),
            ("COMMENT", "<!--<![endif]-->"),
        ],
    ),
    "an end tag with attributes": ('</a b=">">', [("END", '</a b=">">')]),
    "bogus comments": (
        "<?xml?></ x><![if x]>",
        [("OTHER", t) for t in ("<?xml?>", "</ x>", "<![if x]>")],
    ),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_pieces_of(case):
    html, expected = CASES[case]
    assert named(html) == expected


def test_outlook_comments_may_stay_whole():
    html = "<!--[if mso]><td><![endif]-->"
    assert named(html, conditional=False) == [("COMMENT", html)]


@pytest.mark.parametrize(
    "html",
    ["a <b", '<a href="x>y</a>', "<!-- x", "<title>x", "<style>x", "<!--[if mso]><td <![endif]-->"],
)
def test_what_is_never_closed_is_an_error(html):
    with pytest.raises(ThemeError, match="never closed"):
        list(pieces(html))


def test_attributes_and_how_they_are_quoted():
    tag = "<a  one two=2 three = '3' four=\"4\"five=/ six= />"
    found = [
        (m["name"], m["double"], m["single"], m["bare"])
        for m in ATTRIBUTE.finditer(tag, 2, len(tag) - 1)
    ]
    assert found == [
        ("one", None, None, None),
        ("two", None, None, "2"),
        ("three", None, "3", None),
        ("four", "4", None, None),
        ("five", None, None, "/"),
        ("six", None, None, "/"),
    ]


PARTS = st.sampled_from(
    [
        *("<p>", "</p>", "<a href='x'>", " ", "text", "<", ">", '"', "'", "<!--", "-->", "="),
        *("<!--[if mso]>", "<![endif]-->", "<style>", "</style>", "<title>", "</title>", "/"),
        *("<br/>", "é", "\x00", "\x0b"),
    ]
)


@given(st.lists(PARTS, max_size=30).map("".join))
def test_pieces_are_the_whole_text_without_gaps(html):
    try:
        found = list(pieces(html))
    except ThemeError:
        return
    ends = [piece.end for piece in found]
    assert [piece.start for piece in found] == [0, *ends][: len(found)]
    assert (ends or [0])[-1] == len(html)
    assert all(piece.kind in Kind for piece in found)
