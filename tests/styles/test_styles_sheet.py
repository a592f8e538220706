"""CSS in a mail, with the place of each declaration, rule and at-rule."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.markup import Document
from pipeline.styles import inline_styles, sheets

MAIL = """<style media="screen">/* note */
@import url(x.css);
a > b, c{ color : Red ; --X: 1 }
@media only screen and (max-width:480px) {
  .x { width:100% !important }
  @font-face { font-family: Y }
}
oops</style><!--[if mso]><style>.y{mso-hide:all}</style><![endif]-->
<p style="color:red; FONT-family:'A b', x;;width : calc(1px + 2em)">"""


def test_rules_know_what_is_around_them_and_where_they_stand():
    first, second = sheets(Document(MAIL))
    told = [
        (rule.selectors, [one.name for one in rule.around], MAIL[rule.start :][:4])
        for rule in (*first.rules, *second.rules)
    ]
    assert told == [("a > b, c", [], "a > "), (".x", ["media"], ".x {"), (".y", [], ".y{m")]
    at_rules = [(one.name, one.prelude, MAIL[one.start :][:5]) for one in first.at_rules]
    assert at_rules == [
        ("import", "url(x.css)", "@impo"),
        ("media", "only screen and (max-width:480px)", "@medi"),
        ("font-face", "", "@font"),
    ]
    assert [one.name for one in first.at_rules[2].declarations] == ["font-family"]
    assert first.media == "screen"
    assert [MAIL[at : at + 4] for at, _ in first.problems] == ["oops"]
    assert [MAIL[at : at + 2] for at in first.comments] == ["/*"]


def test_declarations_are_as_written_with_their_places():
    first, _ = sheets(Document(MAIL))
    found = [one for rule in first.rules for one in rule.declarations]
    assert [(one.name, one.value, one.important) for one in found] == [
        ("color", "Red", False),
        ("--X", "1", False),
        ("width", "100%", True),
    ]
    assert [MAIL[one.start :][:5] for one in found] == ["color", "--X: ", "width"]
    (paragraph,) = inline_styles(Document(MAIL))
    assert [(one.name, one.value) for one in paragraph.declarations] == [
        ("color", "red"),
        ("font-family", '"A b", x'),
        ("width", "calc(1px + 2em)"),
    ]
    assert [MAIL[one.start :][:5] for one in paragraph.declarations] == ["color", "FONT-", "width"]


def test_rules_in_rules_know_what_they_are_nested_in():
    (sheet,) = sheets(Document("<style>a{top:0;&:hover{left:0} @media x{right:0}}</style>"))
    assert [(rule.selectors, rule.within) for rule in sheet.rules] == [
        ("a", ()),
        ("&:hover", ("a",)),
    ]


@given(st.text("a{}:;()@\"'/*-! \n\\<>", max_size=60))
def test_any_text_is_css(css):
    written = css.replace("</", "").replace("'", "")
    document = Document(f"<style>{written}</style><p style='{written}'>")
    for sheet in sheets(document):
        for rule in sheet.rules:
            assert 0 <= rule.start < len(document.source)
    for one in inline_styles(document):
        assert all(0 <= each.start < len(document.source) for each in one.declarations)


def test_comments_in_rules_are_found_too():
    html = "<style>/* one */ a { /* two */ color: red; } @media print { b { /* three */ } }</style>"
    (sheet,) = sheets(Document(html))
    assert [html[at:].partition(" */")[0] for at in sheet.comments] == [
        "/* one",
        "/* two",
        "/* three",
    ]
