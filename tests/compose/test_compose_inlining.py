"""One contract for both inliners, whatever each of them does to a mail by itself."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline import slots
from pipeline.compose.inlining import ENGINES, inline
from pipeline.compose.mjml import compile_mjml
from pipeline.compose.tokenizer import finish
from pipeline.errors import ThemeError
from pipeline.markup.pieces import Kind, pieces
from pipeline.model import Field, FieldKind, Lines, Mark, Marks, Where

HEAD = """<!doctype html>
<!-- first -->
<html lang="ar" dir="rtl" xmlns:v="urn:schemas-microsoft-com:vml"><head><title>A &amp; b</title>
<!--[if mso]><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml><![endif]-->
<!--[if !mso]><!--><link href="https://a.invalid/x.css" rel="stylesheet"><!--<![endif]-->
<style type="text/css">@import url("file:///etc/passwd"); @import url(https://a.invalid/y.css);
@media only screen and (min-width:480px) { .b { width:100% !important } } .b:hover{color:red}
@font-face{font-family:x} [data-ogsc] .b{color:red} #outlook a{padding:0}</style>
<style media="print">.b{display:none}</style></head><body>
"""
MAIL = (
    HEAD
    + """<!--[if mso | IE]><table class="b"><tr><td><![endif]-->
<div class="a" id="i"><p class="b" style='font-family:"X"; Color:red'>x&nbsp;y &lt; é<br /><img
 src="ü ä.png" alt="a&quot;b<c" /></p><table><tr><!-- r -->
<td class="b" align=right>1</td></tr></table>
<a href="https://a.invalid/?a=1&b=2&copy=ll0x0z"><table><tr><td>linked</td></tr></table></a>
<input disabled><svg viewBox="0 0 1 1"><path d="M0"/></svg><p class="b">a<div>b</div></div>
<!--[if mso | IE]></td></tr></table><![endif]--></body></html><!-- last -->
"""
)


@pytest.fixture(params=sorted(ENGINES))
def engine(request):
    return request.param


def body(html: str) -> str:
    return f"<!DOCTYPE html><html><head></head><body>{html}</body></html>"


def test_all_else_stays_byte_for_byte(engine):
    expected = MAIL.replace("<!doctype html>", "<!DOCTYPE html>").replace(
        '<p class="b" style=\'font-family:"X"; Color:red\'>',
        '<p class="b" style="padding:0 1px;font-family:&quot;X&quot;; Color:red">',
    )
    expected = expected.replace(
        'class="b" align=right>1', 'class="b" align=right style="color:#abc;padding:0 1px;">1'
    )
    expected = expected.replace('<p class="b">', '<p class="b" style="color:#abc;padding:0 1px;">')
    assert inline(MAIL, ".b{color:#abc;padding:0 1px}", engine=engine) == expected


@pytest.mark.parametrize(
    ("css", "html", "expected"),
    [
        ("p{color:red}", "<p>x</p>", '<p style="color:red;">x</p>'),
        (
            ".a > b,i{top:1px}",
            '<p class="a"><b>x</b></p>',
            '<p class="a"><b style="top:1px;">x</b></p>',
        ),
        (
            "p{top:1px} #i{top:3px} .a{top:2px}",
            '<p class="a" id="i">',
            '<p class="a" id="i" style="top:3px;">',
        ),
        ("p{top:1px} p{top:2px}", "<p>", '<p style="top:2px;">'),
        ("p{top:1px;left:0}", '<p style="top:2px">', '<p style="left:0;top:2px">'),
        ("p{top:1px}", '<p style="top:2px">', '<p style="top:2px">'),
        ("p{top:1px}", "<p style=top:2px;left:0>", "<p style=top:2px;left:0>"),
        ("p{left:1px}", "<p style=top:2px>", '<p style="left:1px;top:2px">'),
        ('p{font-family:"A B",c}', "<p>", "<p style=\"font-family:'A B', c;\">"),
        ("br{top:1px}", "<br/>", '<br style="top:1px;"/>'),
        ("br{top:1px}", "<BR />", '<BR style="top:1px;" />'),
        (
            'td[align="left"]{top:1px}',
            TD := '<table><tr><td align="left">',
            TD[:-1] + ' style="top:1px;">',
        ),
        (
            "td{text-align:center;vertical-align:top;background-color:#aBc;width:10px;height:auto}",
            '<table><tr><td align="left">',
            (
                '<table><tr><td align="center" style="text-align:center;vertical-align:top;'
                'background-color:#aBc;width:10px;height:auto;" valign="top" bgcolor="#aabbcc">'
            ),
        ),
        (
            "td{background-color:#abc}",
            '<table><tr><td style="background:red">',
            '<table><tr><td style="background-color:#abc;background:red">',
        ),
        ("a{text-align:center}", "<a>", '<a style="text-align:center;">'),
    ],
)
def test_rules_become_styles(engine, css, html, expected):
    assert inline(body(html), css, engine=engine).replace(", c", ",c") == body(expected).replace(
        ", c", ",c"
    )


@pytest.mark.parametrize("html", ["", "   ", "x", "<!-- c -->", "<!doctype html>", "</p>"])
def test_a_text_without_elements_stays(engine, html):
    assert inline(html, "p{top:1px}", engine=engine) == html.replace("<!doctype", "<!DOCTYPE")


@pytest.mark.parametrize("css", ["", " \n"])
def test_no_rules_change_nothing_but_the_doctype(engine, css):
    assert inline(MAIL, css, engine=engine) == MAIL.replace("<!doctype", "<!DOCTYPE")


@pytest.mark.parametrize("css", ["/* c */", "p{}", "q{top:1px}"])
def test_rules_without_effect_change_nothing(engine, css):
    assert inline(body("<p>x</p>"), css, engine=engine) == body("<p>x</p>")


def test_a_fragment_stays_a_fragment(engine):
    assert (
        inline("<p>x<p>y", "p{top:1px}", engine=engine)
        == '<p style="top:1px;">x<p style="top:1px;">y'
    )


def test_what_is_counted_must_stay(engine):
    with pytest.raises(ThemeError, match="!important"):
        inline(body("<p>x</p>"), "p{top:1px !important}", engine=engine)


def test_an_unknown_inliner_is_an_error():
    with pytest.raises(ThemeError, match="unknown inliner 'juice'") as caught:
        inline(MAIL, "p{top:1px}", engine="juice")
    assert caught.value.hint == "one of premailer, css-inline"


@pytest.mark.parametrize("times", [1, 2])
def test_premailer_says_what_it_would_drop(times):
    for _ in range(times):
        with pytest.raises(ThemeError, match=r"cannot read this in inline\.css: .*50%"):
            inline(body("<p>x</p>"), "p{color:rgb(0 0 0 / 50%)}")


def test_without_css_inline_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "css_inline", None)
    with pytest.raises(ThemeError) as caught:
        inline(body("<p>x</p>"), "p{top:1px}", engine="css-inline")
    assert caught.value.hint == "pip install letterloom[fast]"


CLASSES = st.sampled_from(["", ' class="a"', ' class="a b"', ' id="i"', ' style="top:9px"'])
TAGS = st.sampled_from(["p", "b", "div", "td", "tr", "table", "br", "a", "h1"])
ELEMENTS = st.builds("<{}{}>".format, TAGS, CLASSES)
CLOSING = st.builds("</{}>".format, TAGS)
OTHERS = st.sampled_from(["x", "&nbsp;", " & ", "<!-- c -->", "<!--[if mso]><td><![endif]-->", "é"])
RULES = st.builds(
    "{}{{{}}}".format,
    st.sampled_from(["p", ".a", ".b", "#i", "div p", "td", ".a > b", "p,a"]),
    st.sampled_from(["top:1px", "left:2px;top:3px", "color:#abc", "text-align:left"]),
)


@settings(max_examples=60)
@given(st.lists(ELEMENTS | CLOSING | OTHERS, max_size=20), st.lists(RULES, min_size=1, max_size=4))
def test_only_styles_and_basic_attributes_are_new(parts, rules):
    html = body("".join(parts))
    for engine in ENGINES:
        before, after = (
            etree.fromstring(text, etree.HTMLParser())
            for text in (html, inline(html, "".join(rules), engine=engine))
        )
        for old, new in zip(before.iter(), after.iter(), strict=True):
            kept = {k: v for k, v in new.attrib.items() if k not in ("style", "align")}
            assert (new.tag, new.text, new.tail) == (old.tag, old.text, old.tail)
            assert kept == {k: v for k, v in old.attrib.items() if k not in ("style", "align")}
            if isinstance(new.tag, str):
                assert new.get("style", "").endswith(old.get("style", ""))


def test_marks_and_source_map_survive_mjml_and_both_inliners(engine):
    prefix = "ll0123456789abx"
    mark = Mark(slots.mark_text(prefix, 0), Field("first_name"), "{{ first_name }}")
    url = Mark(slots.mark_text(prefix, 1), Field("web_url", FieldKind.URL), "{{ web_url }}")
    marks = Marks(prefix, (mark, url), {})
    source = (
        f"<mjml><mj-head><mj-title>For {mark.text}</mj-title></mj-head><mj-body>"
        f'<mj-section css-class="sheet {prefix}-1-9"><mj-column><mj-text css-class="k">'
        f'<p data-{prefix}="3-4">Hi {mark.text}, <a href="{url.text}">see</a> '
        f'<a href="https://a.invalid/?n={mark.text}&amp;b=2">more</a></p></mj-text>'
        f'<mj-image src="{slots.mark_text(prefix, 2)}" alt="{mark.text}"/>'
        "</mj-column></mj-section></mj-body></mjml>"
    )
    html = inline(compile_mjml(source, file="x"), "p{margin:0} .k a{top:1px}", engine=engine)
    finished = finish(html, marks, images={slots.mark_text(prefix, 2): "a.png"})
    assert [(slot.field.name, slot.where) for slot in finished.slotted.slots] == [
        ("first_name", Where.TITLE),
        ("first_name", Where.ATTRIBUTE),  # aria-label
        ("first_name", Where.TEXT),
        ("web_url", Where.URL),
        ("first_name", Where.COMPONENT),
        ("first_name", Where.ATTRIBUTE),  # alt
        ("a.png", Where.IMAGE),
    ]
    text = "*".join(finished.slotted.segments)
    starts = [text[tag.start : tag.end] for tag in pieces(text) if tag.kind is Kind.START]
    assert [(starts[ordinal], lines) for ordinal, lines in finished.sources.items()] == [
        (
            (
                '<table border="0" cellpadding="0" cellspacing="0" role="presentation" '
                'align="center" width="600" class="sheet" style="width:600px;">'
            ),
            Lines(1, 9),
        ),
        ('<div class="sheet" style="margin:0px auto;max-width:600px;">', Lines(1, 9)),
        ('<p style="margin:0;">', Lines(3, 4)),
    ]
    assert prefix not in text


def test_promise_7_no_local_stylesheet_is_read(engine, tmp_path):
    file = tmp_path / "x.css"
    file.write_text("p{left:9px}", "utf-8")
    link = f'<link rel="stylesheet" href="{file}"><link rel="stylesheet" href="{file.as_uri()}">'
    css = f'@import "{file}"; @import url({file.as_uri()}); p{{top:1px}}'
    html = body(f"{link}<style>@import url({file.as_uri()});</style><p>x</p>")
    assert inline(html, css, engine=engine).count("style=") == 1
    assert "left" not in inline(html, css, engine=engine)


AUDITED = """
import sys
opened = []
inside = []
def hear(event, arguments):
    if inside and (event.startswith(("socket.", "urllib.")) or event == "open"):
        opened.append((event, str(arguments[0])))
sys.addaudithook(hear)
from pipeline.compose.inlining import inline
mail = sys.stdin.read()
inline(mail, "p{top:1px}", engine=sys.argv[1])  # imports are done
inside.append(1)
inline(mail, sys.argv[2], engine=sys.argv[1])
print(opened)
"""


@pytest.mark.parametrize(
    "css",
    [
        "p{left:1px}",
        '@import "file:///etc/hostname"; p{left:1px}',
        "@import url(/etc/hostname); p{left:1px}",
        "@import url(http://127.0.0.1:9/x.css); p{left:1px}",
    ],
)
def test_promises_6_and_7_no_socket_and_no_file_is_opened(engine, css):
    run = [sys.executable, "-c", AUDITED, engine, css]
    done = subprocess.run(run, input=MAIL, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


IMPORTED = """
import sys
{before}
from pipeline.compose.inlining import inline
assert not {{"premailer", "cssutils", "lxml", "css_inline"}} & set(sys.modules)
inline("<p>x</p>", "p{{top:1px}}")
print("requests" in sys.modules, "urllib3" in sys.modules)
{after}
"""


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", "False False\n"),
        (
            "import requests",
            "import premailer.premailer as p; assert p.requests is requests",
            "True True\n",
        ),
        ("", "import requests; assert requests.get.__module__ == 'requests.api'", "False False\n"),
    ],
)
def test_premailer_is_imported_without_requests(before, after, expected):
    code = IMPORTED.format(before=before, after=after)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (expected, "")


def test_the_stand_in_for_requests_refuses():
    inline(body("<p>x</p>"), "p{top:1px}")
    code = (
        "from pipeline.compose.inlining import inline; inline('<p>', 'p{top:1px}');"
        "import premailer; premailer.transform('<link rel=stylesheet href=https://a.invalid/>')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "nothing is fetched in a build" in done.stderr
