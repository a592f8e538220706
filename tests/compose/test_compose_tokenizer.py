import contextlib
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline import slots
from pipeline.compose.tokenizer import Finished, finish
from pipeline.errors import LetterloomError, MessageError, Place, SourceError, ThemeError
from pipeline.model import Field, FieldKind, Lines, Mark, Marks, Slot, Slotted, Where

PREFIX = "ll0123456789abx"
NAME, LINK, IMAGE, THEME, WRONG = (slots.mark_text(PREFIX, number) for number in range(5))
PLACE = Place("content/a.md", 7, 3, "Hello {{ first_name }}")
FIRST_NAME = Field("first_name", FieldKind.TEXT, "there")
WEB_URL = Field("web_url", FieldKind.URL, "https://example.invalid/web")
MARKS = Marks(
    PREFIX,
    (
        Mark(NAME, FIRST_NAME, "{{ first_name }}", PLACE),
        Mark(LINK, WEB_URL, "{{ web_url }}", PLACE),
        Mark(WRONG, Field("nmae"), "{{ nmae }}", PLACE, "no such field", "did you mean name?"),
    ),
    {"first_name": Mark(THEME, FIRST_NAME, "{{ first_name }}")},
)
IMAGES = {IMAGE: "a.png"}


def run(html: str) -> Finished:
    return finish(html, MARKS, images=IMAGES)


def slot(field: Field, where: Where) -> Slot:
    return Slot(field, where)


PICTURE = Slot(Field("a.png", FieldKind.TEXT), Where.IMAGE)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{NAME}</p>", slot(FIRST_NAME, Where.TEXT)),
        (f"{LINK}", slot(WEB_URL, Where.TEXT)),
        (f"<title>Hi {THEME}</title>", slot(FIRST_NAME, Where.TITLE)),
        (f"<textarea>{NAME}</textarea>", slot(FIRST_NAME, Where.TITLE)),
        (f'<p title="Hi {NAME}!">', slot(FIRST_NAME, Where.ATTRIBUTE)),
        (f"<p title='{NAME}'>", slot(FIRST_NAME, Where.ATTRIBUTE)),
        (f'<a href="{LINK}">', slot(WEB_URL, Where.URL)),
        (f'<a href="\n {LINK}#x">', slot(WEB_URL, Where.URL)),
        (f'<a href="https://a.org/{NAME}">', slot(FIRST_NAME, Where.COMPONENT)),
        (f'<a href="HTTP://a.org?n={LINK}">', slot(WEB_URL, Where.COMPONENT)),
        (f'<a href="https://a.org/?x=1&amp;n={NAME}">', slot(FIRST_NAME, Where.COMPONENT)),
        (f'<a href="mailto:{NAME}">', slot(FIRST_NAME, Where.COMPONENT)),
        (f'<a href="tel:{NAME}">', slot(FIRST_NAME, Where.COMPONENT)),
        (f'<a href="#{NAME}">', slot(FIRST_NAME, Where.COMPONENT)),
        (f'<img src="{IMAGE}">', PICTURE),
        (f'<a href="{IMAGE}">', PICTURE),
        (f'<td background="{IMAGE}">', PICTURE),
        (f'<img srcset="{IMAGE} 2x">', PICTURE),
        (f"<td style=\"background:url('{IMAGE}') top\">", PICTURE),
        (f'<td style="background:url({IMAGE})">', PICTURE),
        (f'<td style="background:url(&quot;{IMAGE}&quot;)">', PICTURE),
        (f'<!--[if mso]><v:fill src="{IMAGE}" /><![endif]-->', PICTURE),
        (f"<!--[if mso]><td>{NAME}</td><![endif]-->", slot(FIRST_NAME, Where.TEXT)),
        (f"<!--[if !mso]><!-->{NAME}<!--<![endif]-->", slot(FIRST_NAME, Where.TEXT)),
    ],
)
def test_a_mark_becomes_the_slot_of_its_place(html, expected):
    before, after = slots.pattern(PREFIX).split(html)
    assert run(html) == Finished(Slotted((before, after), (expected,)), {})


@pytest.mark.parametrize(
    ("html", "where"),
    [
        (f"<style>.a{{color:{NAME}}}</style>", "in CSS"),
        (f'<p style="color:{NAME}">', "in CSS"),
        (f"<p style=\"background:url('{NAME}')\">", "in CSS"),
        (f"<script>{NAME}</script>", "in code"),
        (f'<p onclick="{NAME}">', "in code"),
        (f'<iframe srcdoc="{NAME}">', "in code"),
        (f"<!-- {NAME} -->", "in a comment"),
        (f"<!--[if {NAME}]>x<![endif]-->", "inside a tag"),
        (f"<!doctype {NAME}>", "inside a tag"),
        (f"<p{NAME}>", "in a tag's name"),
        (f"</p{NAME}>", "inside a tag"),
        (f"<p {NAME}>", "in the name of an attribute"),
        (f"<p title={NAME}>", "in an attribute without quotes"),
        (f'<a href="{NAME}">', "at the start of a link, and is no URL field"),
        (f'<a href="{NAME}://a.org/">', "at the start of a link, and is no URL field"),
        (f'<a href="https://{NAME}/">', "in the scheme or host of a link"),
        (f'<a href="https://a.org{NAME}/">', "in the scheme or host of a link"),
        (f'<a href="https://a@{NAME}/">', "in the scheme or host of a link"),
        (f'<a href="https://a.org\\{NAME}">', "in the scheme or host of a link"),
        (f'<a href="//{NAME}/">', "in the scheme or host of a link"),
        (f'<a href="/{NAME}">', "in the scheme or host of a link"),
        (f'<a href="javascript:{NAME}">', "in the scheme or host of a link"),
        (f'<a href="{LINK}{NAME}">', "in the scheme or host of a link"),
        (f'<img srcset="{NAME} 2x">', "in srcset"),
        (f'<meta http-equiv="refresh" content="0;{NAME}">', "in a meta tag that acts as a header"),
    ],
)
def test_a_field_where_no_value_is_safe_is_an_error_at_the_authors_line(html, where):
    with pytest.raises(SourceError) as caught:
        run(html)
    message = f"{{{{ first_name }}}} stands {where}, where no value can be written safely"
    assert (caught.value.message, caught.value.place) == (message, PLACE)
    assert caught.value.hint


def test_a_field_that_the_theme_put_wrong_is_the_themes_error():
    with pytest.raises(ThemeError) as caught:
        run(f"<style>{THEME}</style>")
    assert caught.value.place is None


def test_a_mark_with_a_problem_is_that_error():
    with pytest.raises(SourceError, match="no such field") as caught:
        run(f"<p>{WRONG}</p>")
    assert (caught.value.place, caught.value.hint) == (PLACE, "did you mean name?")


@pytest.mark.parametrize(
    "html",
    [
        *(f"<p>{IMAGE}</p>", f'<img alt="{IMAGE}">', f'<img src="x{IMAGE}">'),
        *(f"<style>url('{IMAGE}')</style>", f'<img src="{IMAGE}?x">', f'<p style="a:{IMAGE}">'),
    ],
)
def test_an_image_stands_only_as_a_whole_address(html):
    with pytest.raises(ThemeError, match=r"address of the image a\.png"):
        run(html)


@pytest.mark.parametrize("text", [NAME.upper(), NAME[:-1], PREFIX, slots.mark_text(PREFIX, 99)])
def test_a_mark_that_a_template_changed_is_an_error(text):
    with pytest.raises(ThemeError, match="changed the text of a merge field"):
        run(f"<p>{text}</p>")


def test_after_a_url_field_comes_a_path():
    finished = run(f'<a href="{LINK}?a={NAME}">')
    assert finished.slotted == Slotted(
        ('<a href="', "?a=", '">'),
        (slot(WEB_URL, Where.URL), slot(FIRST_NAME, Where.COMPONENT)),
    )


@pytest.mark.parametrize(
    ("html", "clean", "sources"),
    [
        (f'<p data-{PREFIX}="3-5">a</p>', "<p>a</p>", {0: Lines(3, 5)}),
        (f'<a><p id="x" data-{PREFIX}="3-5" b>', '<a><p id="x" b>', {1: Lines(3, 5)}),
        (f'<p data-{PREFIX}="3-5"b>', "<p b>", {0: Lines(3, 5)}),
        (f'<br data-{PREFIX}="3-5" />', "<br />", {0: Lines(3, 5)}),
        (f'<td class="{PREFIX}-1-2" align="left">', '<td align="left">', {0: Lines(1, 2)}),
        (f'<td class="a {PREFIX}-1-2">', '<td class="a">', {0: Lines(1, 2)}),
        (f'<td class="{PREFIX}-1-2 a">', '<td class="a">', {0: Lines(1, 2)}),
        (f'<td class="a  {PREFIX}-1-2 b">', '<td class="a  b">', {0: Lines(1, 2)}),
        (
            f'<!--[if mso]><td class="a {PREFIX}-1-2-outlook"><![endif]--><p class="{PREFIX}-1-2">',
            '<!--[if mso]><td class="a"><![endif]--><p>',
            {0: Lines(1, 2), 1: Lines(1, 2)},
        ),
        (
            f'<p class="{PREFIX}-1-2 {PREFIX}-3-4 x {PREFIX}-5-6">',
            '<p class="x">',
            {0: Lines(1, 2)},
        ),
        (f'<p data-{PREFIX}="3-5" class="{PREFIX}-1-2">', "<p>", {0: Lines(3, 5)}),
    ],
)
def test_the_source_map_comes_out(html, clean, sources):
    assert run(html) == Finished(Slotted((clean,)), sources)


def test_marks_and_source_lines_in_one_tag():
    html = f'<a class="{PREFIX}-1-2" href="https://a.org/{NAME}" data-x="{NAME}">{NAME}</a>'
    assert run(html).slotted.segments == ('<a href="https://a.org/', '" data-x="', '">', "</a>")


# Properties --------------------------------------------------------------------------------

FRAGMENTS = [
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<table><tr><td>",
        "</td></tr></table>",
        "text",
        " & ",
        "&nbsp;",
    ),
    *(
        "<br>",
        "<!-- c -->",
        "<!--[if mso]><table><tr><td><![endif]-->",
        "<!--[if mso]></td><![endif]-->",
    ),
    *("<!--[if !mso]><!-->", "<!--<![endif]-->", "<style>a>b{}</style>", "é", "</a>", "1 < 2"),
    *(f"Hi {NAME}, ", f'<a href="{LINK}">', f'<a href="https://a.org/{NAME}?q={LINK}">'),
    *(f'<a href="mailto:{NAME}">', f'<img src="{IMAGE}" alt="{NAME}">', f"<i title='{NAME}'>"),
    *(
        f'<p data-{PREFIX}="1-2">',
        f'<td class="a {PREFIX}-3-4">',
        f"<!--[if mso]>{NAME}<![endif]-->",
    ),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(
    lambda parts: f"<html><head><title>x {NAME}</title></head><body>{''.join(parts)}</body></html>"
)
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            *("<script>x</script>", '" onclick="x', "' a='", "--><b>", "<![endif]-->", "&lt;b&gt;"),
            *("</title><b>", "javascript:alert(1)", "mailto:a@b.c?x=<b>", "\r\nA: b"),
        ]
    ),
)
LINKS = st.builds(
    "{}{}".format, st.sampled_from(["https://a.org/", "https://a", "mailto:a"]), VALUES
)


def marks_put_back(finished: Finished) -> str:
    by_slot = {FIRST_NAME: NAME, WEB_URL: LINK, PICTURE.field: IMAGE}
    texts = [by_slot[found.field] for found in finished.slotted.slots]
    return "".join(
        part for pair in zip(finished.slotted.segments, [*texts, ""], strict=True) for part in pair
    )


@given(TEXTS)
def test_with_the_marks_put_back_it_is_the_input(html):
    without_map = re.sub(rf' data-{PREFIX}="[\d-]+"| {PREFIX}-\d+-\d+', "", html)
    assert marks_put_back(run(html)) == without_map


def shape(html: str) -> list[tuple[object, ...]]:
    """A parsed mail with all values blanked: elements and attribute names, in order."""
    root = etree.fromstring(html, etree.HTMLParser())
    return [
        (
            node.getparent() is None or str(node.getparent().tag),
            str(node.tag),
            *map(str, node.attrib),
        )
        for node in root.iter()
    ]


def for_outlook(html: str) -> str:
    """The mail as Outlook reads it."""
    return re.sub(r"<!--\[if mso\]>|<!\[endif\]-->", "", html)


@given(TEXTS, VALUES, LINKS | VALUES)
def test_promise_9_no_value_adds_an_element_or_an_attribute(html, text, link):
    finished = run(html)
    images = {"a.png": "images/a.png"}
    plain = slots.fill(finished.slotted, {"first_name": "x"}, images)
    try:
        filled = slots.fill(finished.slotted, {"first_name": text, "web_url": link}, images)
    except MessageError:
        return  # a link that is neither https nor mailto is refused
    assert shape(filled) == shape(plain)
    assert shape(for_outlook(filled)) == shape(for_outlook(plain))
    for value in etree.fromstring(filled, etree.HTMLParser()).xpath("//@href"):
        assert re.match(r"https://[^/]+|mailto:", value)


@given(
    st.lists(
        st.sampled_from([*FRAGMENTS, f"<p {NAME}>", f"<a href='{NAME}'>", "<", '"']), max_size=9
    )
)
def test_whatever_the_text_only_our_errors_come(parts):
    with contextlib.suppress(LetterloomError):
        run("".join(parts))


def test_a_mail_of_60_kb_takes_some_milliseconds():
    cell = f'<table class="{PREFIX}-1-2" role="presentation"><tr><td style="padding:0 32px">'
    html = (cell + f"<p>{'word ' * 30}{NAME}</p></td></tr></table>") * 230
    assert len(html) > 60_000
    best = min(_timed(html) for _ in range(5))
    assert best < 0.1  # about 4 ms; the bound only catches a slip into quadratic time


def _timed(html: str) -> float:
    start = time.perf_counter()
    run(html)
    return time.perf_counter() - start
