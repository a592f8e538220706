import pytest

from pipeline.compose.inlining import check_inline_css
from pipeline.errors import Place, ThemeError


@pytest.mark.parametrize(
    "css",
    [
        "",
        "  \n",
        "/* nothing: yet */",
        "p{margin:0}",
        ".a > p.b + i ~ b,\n#c td[align=left] { color: #ABC; mso-hide: all; }\n",
        ".A .Bc{color:red;;}",
        '.a{font-family:"Segoe UI", serif; background:url("a;b}c")}',
        "h1,h2{ } /* :hover { } */ p{-webkit-x:1}",
        'a[href="x"]{color:red}',
    ],
)
def test_plain_rules_may_be_inlined(css):
    check_inline_css(css, file="inline.css")


@pytest.mark.parametrize(
    ("css", "what", "line", "column"),
    [
        ("p{a:b}\n\n@media print{p{a:b}}", "an at-rule", 3, 1),
        ("@import url(x.css);", "an at-rule", 1, 1),
        ("@charset 'x';\np{a:b}", "an at-rule", 1, 1),
        ("/* x\n */ a:hover{a:b}", "a pseudo-class or pseudo-element", 2, 6),
        ("p::before{a:b}", "a pseudo-class or pseudo-element", 1, 2),
        ('a[href^="https://"]{a:b}', "a pseudo-class or pseudo-element", 1, 15),
        ("p{a:b}\np{\n  color: red !important;\n}", "!important", 3, 14),
        ("p{color:red!important}", "!important", 1, 12),
        ("* {a:b}", "a selector with *", 1, 1),
        (".a P{a:b}", "an upper-case tag", 1, 4),
        ("p{& b{a:b}}", "a rule within a rule", 1, 6),
        ("p{color:var(--x)}", "var()", 1, 9),
        ("p{\ncolor}", "no declaration", 2, 1),
        ("p{color:}", "no declaration", 1, 3),
        ("p{*zoom:1}", "no declaration", 1, 3),
        ("{a:b}", "a rule without a selector", 1, 1),
        ("p{a:b}\nq{a:b", "a rule that is not closed", 2, 1),
        ("p{a:b}}", "a rule that is not closed", 1, 7),
        ("p", "a rule that is not closed", 1, 1),
    ],
)
def test_anything_else_is_an_error_at_its_line(css, what, line, column):
    with pytest.raises(ThemeError) as caught:
        check_inline_css(css, file="themes/x/inline.css")
    text = css.split("\n")[line - 1]
    error = caught.value
    assert (error.message, error.place) == (
        f"{what} cannot be inlined",
        Place("themes/x/inline.css", line, column, text),
    )
    assert error.hint
